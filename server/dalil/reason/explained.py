"""A closure that can say why: the proof of each triple and of each contradiction."""

from collections.abc import Iterable, Iterator
from typing import Final

from dalil.graph.ntriples import Columns, text, triple_columns
from dalil.graph.terms import Triple
from dalil.reason.journal import Record
from dalil.reason.limits import LIMITS, Limits
from dalil.reason.proof import Proof, Statement
from dalil.reason.proofs.derivations import Derivations
from dalil.reason.proofs.falsehoods import Falsehoods
from dalil.reason.proofs.nearly import Nearly, Nearness
from dalil.reason.proofs.search import Search
from dalil.reason.reasoner import Reasoned, silent
from dalil.reason.rules import Fact

PROVED: Final = 20
"""Contradictions whose proofs a report tells."""


def statement_of(triple: Triple) -> Statement:
    """A triple as proofs write it."""
    return Statement(*map(text, triple))


def explain(triples: Iterable[Triple], limits: Limits = LIMITS) -> "Explained":
    """The closure of triples, with its proofs. Raises ReasonerError beyond the limits."""
    return Explained([triple_columns(triples)], limits)


class Explained:
    """Triples and what follows from them. Raises ReasonerError where that is more than the limits allow."""

    def __init__(self, blocks: Iterable[Columns], limits: Limits = LIMITS) -> None:
        record = Record()
        self.reasoned = Reasoned(blocks, silent, limits, record)
        saturation, given = self.reasoned.saturation, self.reasoned.given
        classes = saturation.equality.classes()
        derivations = Derivations(given, record, saturation.literals, classes)
        self._history = derivations.history
        self._search = Search(derivations, given.terms.text)
        self._texts = given.terms.texts
        self._falsehoods = Falsehoods(saturation, given, self._history, limits)

    def knows(self, term: str) -> bool:
        """Whether a premise mentions a term, or a rule does."""
        return self.reasoned.given.known(term) is not None

    def is_given(self, statement: Statement) -> bool:
        """Whether a statement is one of the premises."""
        fact = self._fact(statement)
        return fact is not None and self._history.is_given(fact)

    def proof(self, statement: Statement) -> Proof | None:
        """The shortest proof that the search finds, a leaf for a premise; None for what does not hold."""
        fact = self._fact(statement)
        return None if fact is None else self._search.proof(fact)

    def alternatives(self, statement: Statement) -> Iterator[Proof]:
        """The proofs that differ in their last step, in no order, each made when it is asked for."""
        fact = self._fact(statement)
        return iter(()) if fact is None else self._search.alternatives(fact)

    def nearly(self, statement: Statement) -> Nearness:
        """Rules by which a statement that does not hold would follow, with the premises that they lack."""
        known = self.reasoned.given.known
        unknown = [term for term in statement if known(term) is None]
        terms = [len(self._texts) + unknown.index(t) if (i := known(t)) is None else i for t in statement]
        more = dict(enumerate(unknown, len(self._texts)))
        subject, predicate, value = terms
        search = Nearly(self._history, self.reasoned.program, lambda i: more.get(i) or self._texts[i])
        return search.ways((subject, predicate, value))

    def clashes(self) -> Iterator[Proof]:
        """The proof of each contradiction: its conclusion is false."""
        return map(self._search.completed, self._falsehoods.all())

    def _fact(self, statement: Statement) -> Fact | None:
        """A statement by identifiers; None where it names a term that the premises do not."""
        found = [self.reasoned.given.known(term) for term in statement]
        subject, predicate, value = (-1 if term is None else term for term in found)
        return None if min(subject, predicate, value) < 0 else (subject, predicate, value)
