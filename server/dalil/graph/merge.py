"""The default graph of several graphs: their RDF merge, in which a triple that two of them hold is once.

The engine reads them one after another and repeats such a triple (SPARQL 1.1 Query, 13.2 asks for the merge).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import NamedNode, Quad, Store

from dalil.graph.evaluate import Scope

_MERGED = "urn:dalil:merged"
"""The graph of a copy that holds the merge."""


def merged(store: Store, scope: Scope) -> tuple[Store, Scope]:
    """What to evaluate over for that scope: the store itself, or a copy in memory of what the scope names.

    A copy is made only where default graphs of the scope share a triple.
    """
    graphs = [NamedNode(iri) for iri in dict.fromkeys(scope.default or ())]
    if not any(_shared(store, graphs)):
        return store, scope
    copy = Store()
    merge = NamedNode(_MERGED)
    for graph in graphs:
        copy.extend(Quad(q.subject, q.predicate, q.object, merge) for q in _quads(store, graph))
    for name in scope.named or ():
        copy.extend(_quads(store, NamedNode(name)))
    return copy, replace(scope, default=(_MERGED,))


def _shared(store: Store, graphs: list[NamedNode]) -> Iterator[bool]:
    """For each triple of a graph and each graph behind it, whether that holds the triple too."""
    for place, graph in enumerate(graphs):
        others = graphs[place + 1 :]
        for q in _quads(store, graph) if others else ():
            yield from (Quad(q.subject, q.predicate, q.object, other) in store for other in others)


def _quads(store: Store, graph: NamedNode) -> Iterable[Quad]:
    return store.quads_for_pattern(None, None, None, graph)
