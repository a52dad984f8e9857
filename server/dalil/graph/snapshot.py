"""One generation opened for reading."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, parse

from dalil.errors import QueryError
from dalil.graph.clauses import dataset_clause
from dalil.graph.dataset import PARTS, Layout, part_iri, scope_of
from dalil.graph.evaluate import EVERYTHING, Answer, PrefixError, Scope, Store, evaluate
from dalil.graph.generation import writing
from dalil.graph.merge import merged
from dalil.graph.serialise import FORMATS, declared
from dalil.graph.terms import Resource, Term, Triple, named


class Snapshot:
    """The quads of a generation, which never change, in a store on disk or in memory."""

    def __init__(self, store: Store, layout: Layout) -> None:
        self._store = store
        self._layout = layout
        stored = (str(graph.value) for graph in store.named_graphs())
        self.names = tuple(dict.fromkeys((*layout.graphs, *stored)))
        """IRIs of all named graphs."""
        self.known = frozenset(self.names)
        self._default = NamedNode(layout.default) if layout.default else DefaultGraph()

    def query(self, text: str, bindings: Mapping[str, Term], scope: Scope | None) -> Answer:
        """The answer to a query in a scope, or in the one that its text calls for.

        Relative IRIs are below the base of the project, unless the text has a BASE of its own.

        Raises QueryError, also where either names a graph that is not here: nothing is fetched.
        """
        store, seen = merged(self._store, self._seen(text, scope))
        try:
            return evaluate(store, text, bindings, seen, self._layout.base)
        except PrefixError as error:
            namespace = self._layout.prefixes.get(error.prefix)
            declaration = f"PREFIX {error.prefix}: <{namespace}>"
            remedy = f"add {declaration}" if namespace else error.remedy
            raise QueryError(error.message, line=error.line, remedy=remedy) from error

    def _seen(self, text: str, scope: Scope | None) -> Scope:
        """The scope that the protocol asks for, else the one that the text names, else the usual one."""
        if scope == EVERYTHING:
            return self._with_default(EVERYTHING)
        if scope is None and (clause := dataset_clause(text, self._layout.base)):
            scope = Scope(clause.default, clause.named)
        if scope is None:
            return self._with_default(scope_of(text, self._layout.base, self.names))
        self._require((*(scope.default or ()), *(scope.named or ())))
        return scope

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
        quads = self._store.quads_for_pattern(None, None, None, self._default)
        return (quad.triple for quad in quads)

    def holders(self, triple: Triple) -> list[str]:
        """The IRIs of the named graphs that hold a triple, sorted."""
        quads = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return sorted(q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode))

    def export(self) -> Iterator[Quad]:
        """Every quad once: the parts are left out, since the default graph is their union."""
        parts = {NamedNode(part_iri(self._layout.base, name)) for name in PARTS}
        quads = self._store.quads_for_pattern(None, None, None, None)
        return (quad for quad in quads if quad.graph_name not in parts)

    def dump(self, path: Path, ending: str, prefixes: Mapping[str, str]) -> None:
        """Write the store as it is into a file: nq and trig with the named graphs, else the default graph.

        Neither sorted nor held in memory. Raises StorageError where the disk refuses.
        """
        graph = None if ending in {"nq", "trig"} else self._default
        with writing(path):
            self._store.dump(path, FORMATS[ending], from_graph=graph, prefixes=declared(ending, prefixes))

    def _subject(self, node: Resource) -> Iterator[Triple]:
        quads = self._store.quads_for_pattern(node, None, None, self._default)
        return (quad.triple for quad in quads)

    def _with_default(self, scope: Scope) -> Scope:
        """The scope over the graph that is the default graph."""
        return replace(scope, default=(self._layout.default,)) if self._layout.default else scope

    def _require(self, graphs: Iterable[str]) -> None:
        unknown = next((iri for iri in graphs if iri not in self.known), None)
        if unknown is not None:
            raise QueryError(
                f"there is no graph {unknown} here, and none is fetched",
                remedy="name one that the description of the service lists, or one that GRAPH finds",
            )


def read_out(store: Store, sink: IO[bytes]) -> None:
    """Write every quad of a store; `take_in` reads them."""
    store.dump(sink, RdfFormat.N_QUADS)


def take_in(source: IO[bytes]) -> Store:
    """A store in memory with the quads that `read_out` wrote, blank nodes under the same labels."""
    store = Store()
    store.bulk_extend(parse(source, format=RdfFormat.N_QUADS))
    return store
