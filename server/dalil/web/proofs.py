"""Proofs as pages show them: sentences with links, one level at a time, leaves with their evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dalil import terms
from dalil.base.explanation import AKIN, Explanation
from dalil.base.grounds import Ground, premises
from dalil.base.question import document
from dalil.base.telling import Piece, Teller
from dalil.graph.terms import Literal
from dalil.reason.proof import Proof, Statement
from dalil.reason.proofs.nearly import Near
from dalil.web.evidence import Evidence, evidence
from dalil.web.reader import Reader

DEEPEST = 12
"""Levels of a proof on one page; below them a link leads on."""


@dataclass(frozen=True)
class Part:
    """A step, or what was given: its sentence, its rule, its premises or its ground.

    `more` is the address of the page that proves it, where this page goes no deeper or has told it before;
    empty where the triple cannot be asked about, since a thing in it has no name.
    """

    sentence: Sequence[Piece]
    rule: str
    because: Sequence[Piece] = ()
    premises: Sequence["Part"] = ()
    ground: Ground | None = None
    evidence: Sequence[Evidence] = ()
    definition: Literal | None = None
    more: str = ""


@dataclass(frozen=True)
class Way:
    """How a triple would follow: a rule, what is missing, and what holds."""

    rule: str
    missing: Sequence[Sequence[Piece]]
    present: Sequence[Sequence[Piece]]


class Shown:
    """An explanation for the page of one reader."""

    def __init__(self, view: Reader, teller: Teller, found: Explanation) -> None:
        self._view = view
        self._teller = teller
        self._found = found
        self._parts = Parts(view, teller, found.grounds)
        self.sentence = teller.statement(found.statement)
        self.counts = found.counts()
        self.address = document(found.statement, "/")
        self.steps = found.proof.steps() if found.proof else 0

    @property
    def holds(self) -> bool:
        """Whether there is a proof."""
        return self._found.proof is not None

    @cached_property
    def proof(self) -> Part | None:
        """The shortest proof."""
        return self._parts.part(self._found.proof) if self._found.proof else None

    @cached_property
    def alternatives(self) -> list[Part]:
        """Other proofs, where they were asked for."""
        return [self._parts.part(proof) for proof in self._found.alternatives]

    @cached_property
    def doubts(self) -> list[Evidence]:
        """The claims that hedge or deny the triple."""
        return self._parts.evidence(self._found.doubts)

    @property
    def failure(self) -> str:
        """Why the triple is not concluded, in a sentence."""
        return self._teller.failure([one.stance.rpartition("#")[2] for one in self.doubts])

    @cached_property
    def akin(self) -> list[tuple[Sequence[Piece], str]]:
        """What else holds by the same property, each with the address of its proof."""
        found = self._view.kb.akin(self._found.statement)[:AKIN]
        return [(self._teller.statement(said), document(said, "/")) for said in found]

    @property
    def left_out(self) -> int:
        """How many rules were not looked at to find these ways."""
        return self._found.left_out

    @cached_property
    def near(self) -> list[Way]:
        """How a triple that does not hold would follow."""
        return [self._way(near) for near in self._found.near]

    def _way(self, near: Near) -> Way:
        return Way(
            near.rule,
            [self._teller.statement(said) for said in near.missing],
            [self._teller.statement(said) for said in near.present],
        )


class Parts:
    """The proofs of one answer, whose leaves have those grounds, for the page of one reader."""

    def __init__(self, view: Reader, teller: Teller, grounds: Mapping[Statement, Ground]) -> None:
        self._view = view
        self._teller = teller
        self._grounds = grounds
        self._told: set[int] = set()

    def part(self, proof: Proof, depth: int = 0) -> Part:
        """A proof with what is within it, told from so many levels below the top; each step is told once."""
        sentence = self._teller.statement(proof.conclusion)
        if not proof.rule and proof.conclusion:
            return self._given(sentence, proof.conclusion)
        if proof.conclusion and (depth == DEEPEST or id(proof) in self._told):
            return Part(sentence, proof.rule, more=_address(proof.conclusion))
        self._told.add(id(proof))
        parts = [self.part(premise, depth + 1) for premise in premises(proof)]
        return Part(sentence, proof.rule, self._teller.step(proof), parts)

    def _given(self, sentence: Sequence[Piece], statement: Statement) -> Part:
        ground = self._grounds[statement]
        return Part(
            sentence,
            "",
            ground=ground,
            evidence=self.evidence(ground.claims),
            definition=self._definition(statement.subject) if ground.kind == "axiom" else None,
        )

    def evidence(self, claims: Sequence[str]) -> list[Evidence]:
        """Claims with their quotes."""
        found = (evidence(self._view, claim) for claim in claims)
        return [ground for ground in found if ground is not None]

    def _definition(self, subject: str) -> Literal | None:
        """The ontology's own words for what an axiom is about."""
        about = self._view.kb.triples_about(subject[1:-1]) if subject.startswith("<") else []
        found = [t.object for t in about if t.predicate.value == terms.SKOS_DEFINITION]
        texts = {text.language: text for text in found if isinstance(text, Literal)}
        return next((texts[tag] for tag in self._view.languages if tag in texts), None)


def _address(statement: Statement) -> str:
    """Where a triple is explained; empty for one about a literal or about what has no name."""
    asked = statement.subject.startswith("<") and not statement.value.startswith("_:")
    return document(statement, "/") if asked else ""
