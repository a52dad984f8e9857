"""Proofs of what a maintained closure holds: the few premises that it rests on are closed, and explained."""

from collections.abc import Iterable

from dalil.graph.ntriples import text
from dalil.graph.terms import Triple
from dalil.reason.clash import Clash
from dalil.reason.explained import Explained, statement_of
from dalil.reason.maintain.base import Base, Ground
from dalil.reason.maintain.grounds import Grounds
from dalil.reason.maintain.plans import Row
from dalil.reason.proof import Proof
from dalil.reason.rules import Fact, fact_of


class Proofs:
    """Answers why, from the state as it is now."""

    def __init__(self, ground: Ground, base: Base) -> None:
        self._ground = ground
        self._base = base

    def of(self, triple: Triple) -> Proof | None:
        """The proof of a triple that holds; None for one that follows from no premises."""
        statement = statement_of(triple)
        few = self._few([triple])
        return few.proof(statement) or self._all().proof(statement)

    def of_clash(self, clash: Clash) -> Proof | None:
        """The proof of false that rests on the triples of a contradiction; None where there is none."""
        said = frozenset(map(statement_of, clash.triples))

        def nearness(proof: Proof) -> tuple[int, bool]:
            return len(said & {part.conclusion for part in proof.parts()}), proof.rule == clash.rule

        return max(self._few(clash.triples).clashes(), key=nearness, default=None)

    def _few(self, triples: Iterable[Triple]) -> Explained:
        """What follows from the premises that triples rest on; from all, where a rule may read any triple."""
        if not self._base.plain:
            return self._all()
        identify = self._ground.lexicon.identify
        facts: list[Fact] = []
        for triple in triples:
            subject, predicate, value = (identify(text(term)) for term in triple)
            facts.append((subject, predicate, value))
        return self._explained(Grounds(self._base.state, self._ground.premises).of(facts))

    def _all(self) -> Explained:
        rows = self._ground.premises.rows().items()
        return self._explained((relation, row) for relation, own in rows for row in own.tolist())

    def _explained(self, rows: Iterable[Row]) -> Explained:
        texts = self._ground.lexicon.texts
        lines = [[texts[term] for term in fact_of(*row)] for row in sorted(rows)]
        subjects, predicates, values = ([line[place] for line in lines] for place in range(3))
        return Explained([(subjects, predicates, values)])
