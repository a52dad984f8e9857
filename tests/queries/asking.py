"""The real project in memory, to be asked: as it is, and as it would be with other claims."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from dalil.base.assembly import Knowledge
from dalil.base.build import assemble
from dalil.graph.dataset import Dataset, scope_of
from dalil.graph.evaluate import Answer, Row, evaluate
from dalil.graph.terms import Term
from dalil.ingest import claim as claims
from dalil.ingest.facts import read_facts
from dalil.query.catalogue import Example
from dalil.reason.closure import close


class Respondent:
    """Answers queries over one dataset, as a generation does."""

    def __init__(self, base: str, prefixes: Mapping[str, str], quads: Iterable[Quad]) -> None:
        self._base = base
        self._prefixes = prefixes
        self._store = Store()
        self._store.extend(quads)
        graphs = self._store.named_graphs()
        self._names = tuple(graph.value for graph in graphs if isinstance(graph, NamedNode))

    def answer(self, example: Example, given: Mapping[str, str] | None = None) -> Answer:
        """The answer to a query, its parameters as given, else at their defaults."""
        bindings: dict[str, Term] = example.bindings(given or {}, self._prefixes)
        return evaluate(self._store, example.text, bindings, scope_of(example.text, self._base, self._names))

    def rows(self, example: Example, given: Mapping[str, str] | None = None) -> list[Row]:
        """The rows of the answer to a query."""
        return self.answer(example, given).rows()


def derived(knowledge: Knowledge) -> Dataset:
    """The dataset of the knowledge with all that follows from it.

    The gates are left out: what lacks a claim may break a shape, and is asked all the same.
    """
    closure = close(knowledge.premises(), knowledge.project.reasoner)
    return assemble(knowledge, closure.inferred)


def respondent(knowledge: Knowledge) -> Respondent:
    """The one who answers from the knowledge and all that follows from it."""
    project = knowledge.project
    return Respondent(project.base, project.prefixes, derived(knowledge).stored())


def without(knowledge: Knowledge, gone: Iterable[str]) -> Knowledge:
    """The knowledge without the claims of those IRIs."""
    removed = set(gone)
    return replace(knowledge, claims=tuple(c for c in knowledge.claims if c.iri not in removed))


def with_facts(knowledge: Knowledge, facts: Path) -> Knowledge:
    """The knowledge with the claims of a facts file, anchored in its first article."""
    article, base = knowledge.articles[0], knowledge.project.base
    new = [claims.anchor(draft, article, base) for draft in read_facts(facts)]
    return replace(knowledge, claims=(*knowledge.claims, *new))
