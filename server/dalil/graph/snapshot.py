"""One generation opened for reading."""

from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

from dalil.graph.dataset import PARTS, part_iri, scope_of
from dalil.graph.evaluate import Answer, Scope, evaluate
from dalil.graph.generation import Generation
from dalil.graph.terms import Resource, Term, Triple, named


class Snapshot:
    """The quads of a generation, which never change."""

    def __init__(self, made: Generation, base: str) -> None:
        self._store = made.open()
        self._base = base
        self._names = tuple(str(graph.value) for graph in self._store.named_graphs())

    def query(self, text: str, bindings: Mapping[str, Term], scope: Scope | None) -> Answer:
        """The answer to a query in a scope, or in the one that its text calls for."""
        seen = scope_of(text, self._base, self._names) if scope is None else scope
        return evaluate(self._store, text, bindings, seen)

    def about(self, iri: str) -> list[Triple]:
        """The triples of the default graph about a node and the blank nodes below it, sorted.

        None for a text that is no IRI.
        """
        found: set[Triple] = set()
        node = named(iri)
        pending: list[Resource] = [] if node is None else [node]
        while pending:
            for triple in self._subject(pending.pop()):
                if isinstance(triple.object, BlankNode) and triple not in found:
                    pending.append(triple.object)
                found.add(triple)
        return sorted(found, key=str)

    def graph(self, iri: str) -> list[Triple]:
        """The triples of a named graph, sorted; none for a text that is no IRI."""
        node = named(iri)
        if node is None:
            return []
        quads = self._store.quads_for_pattern(None, None, None, node)
        return sorted((quad.triple for quad in quads), key=str)

    def default(self) -> Iterator[Triple]:
        """The triples of the default graph."""
        quads = self._store.quads_for_pattern(None, None, None, DefaultGraph())
        return (quad.triple for quad in quads)

    def export(self) -> Iterator[Quad]:
        """Every quad once: the parts are left out, since the default graph is their union."""
        parts = {NamedNode(part_iri(self._base, name)) for name in PARTS}
        quads = self._store.quads_for_pattern(None, None, None, None)
        return (quad for quad in quads if quad.graph_name not in parts)

    def _subject(self, node: Resource) -> Iterator[Triple]:
        quads = self._store.quads_for_pattern(node, None, None, DefaultGraph())
        return (quad.triple for quad in quads)
