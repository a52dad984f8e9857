"""Explanations: why a triple holds or false follows, by which proof from which grounds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import filterfalse, islice

from dalil.base.grounds import CELLS, Ground, Grounds
from dalil.errors import NotFoundError, ReasonerError
from dalil.graph.terms import Triple
from dalil.reason.explained import PROVED, Explained, explain
from dalil.reason.limits import LIMITS, Limits
from dalil.reason.proof import Proof, Statement
from dalil.reason.proofs.nearly import Near, Nearness

ALTERNATIVES = 1000
"""At most so many proofs of one triple are told."""
AKIN = 10
"""At most so many other values of the same property are told beside a triple that does not hold."""
_NOT_ASKED = Nearness((), 0)


@dataclass(frozen=True)
class Explanation:
    """A triple, its shortest proof (None where it does not hold), others, and the grounds of their leaves.

    `doubts` are the claims that hedge or deny the very triple; `near` is how it could have followed, but for
    so many rules that were `left_out`.
    """

    statement: Statement
    proof: Proof | None
    alternatives: tuple[Proof, ...]
    grounds: Mapping[Statement, Ground]
    doubts: tuple[str, ...]
    near: tuple[Near, ...]
    left_out: int
    kinds: Sequence[str]

    @property
    def ground(self) -> Ground | None:
        """Where the triple itself was given; None for what follows or does not hold."""
        return self.grounds.get(self.statement)

    @property
    def said(self) -> Iterator[Statement]:
        """What the proofs and the ways to the triple say, with the cells of the lists in them."""
        for proof in self.proofs:
            yield from proof.said()
        for near in self.near:
            yield from (*near.present, *near.missing, *near.cells)

    @property
    def proofs(self) -> list[Proof]:
        """All proofs, the shortest first."""
        return [proof for proof in (self.proof, *self.alternatives) if proof is not None]

    def counts(self) -> dict[str, int]:
        """How many premises of each kind the proof rests on; an axiom with its list is one."""
        leaves = self.proof.leaves() if self.proof else []
        found = Counter(self.grounds[leaf].kind for leaf in leaves if leaf.predicate not in CELLS)
        return {kind: found[kind] for kind in self.kinds}


@dataclass(frozen=True)
class Contradictions:
    """Proofs that end in false, and the grounds of their leaves; `complete` where there are no more."""

    proofs: tuple[Proof, ...]
    grounds: Mapping[Statement, Ground]
    complete: bool

    @property
    def said(self) -> Iterator[Statement]:
        """What the proofs say."""
        return (statement for proof in self.proofs for statement in proof.said())


class Explainer:
    """The premises of a generation, closed anew so that each conclusion can be proved."""

    def __init__(
        self,
        premises: Iterable[Triple],
        grounds: Grounds,
        doubts: Mapping[Statement, tuple[str, ...]],
        limits: Limits = LIMITS,
    ) -> None:
        self._premises = premises
        self.grounds = grounds
        self._doubts = doubts
        self._limits = limits

    @property
    def _explained(self) -> Explained:
        """The closure. Raises ReasonerError where the rules cannot be applied within the limits."""
        if isinstance(self._closed, ReasonerError):
            raise self._closed.with_traceback(None)
        return self._closed

    @cached_property
    def _closed(self) -> Explained | ReasonerError:
        """The closure, or why there is none: that is found out once."""
        try:
            return explain(self._premises, self._limits)
        except ReasonerError as error:
            return error

    def explain(self, statement: Statement, others: int = 0) -> Explanation:
        """Why a triple holds, with at most so many other proofs.

        Raises NotFoundError for a name that neither a premise nor a claim mentions; a literal needs no name.
        """
        doubts = self._doubts.get(statement, ())
        names = (term for term in statement if not term.startswith('"'))
        unknown = next(filterfalse(self._explained.knows, names), None)
        if unknown and not doubts:
            raise NotFoundError(
                f"nothing is known of {unknown}",
                remedy="correct the name; /search finds things by their labels",
            )
        proof = self._explained.proof(statement)
        found = (p for p in self._explained.alternatives(statement) if proof is None or not p.ends_as(proof))
        alternatives = tuple(islice(found, min(others, ALTERNATIVES)))
        grounds = self._grounds_of([proof, *alternatives] if proof else alternatives)
        near, left_out = _NOT_ASKED if proof else self._explained.nearly(statement)
        kinds = self.grounds.kinds
        return Explanation(statement, proof, alternatives, grounds, doubts, near, left_out, kinds)

    def contradictions(self) -> Contradictions:
        """Why the premises contradict each other, `PROVED` times at most."""
        found = tuple(islice(self._explained.clashes(), PROVED + 1))
        proofs = found[:PROVED]
        return Contradictions(proofs, self._grounds_of(proofs), complete=len(found) <= PROVED)

    def _grounds_of(self, proofs: Iterable[Proof]) -> dict[Statement, Ground]:
        return {leaf: self.grounds.of(leaf) for proof in proofs for leaf in proof.leaves()}
