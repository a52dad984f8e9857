"""A SHACL property path, written as SPARQL writes it."""

from typing import Final

import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import Node

_SUFFIXES: Final = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def path_text(graph: rdflib.Graph, node: Node) -> str:
    """The IRI of a single property; else the path, as in `<p>/^<q>`."""
    return str(node) if isinstance(node, rdflib.URIRef) else _expression(graph, node)


def _expression(graph: rdflib.Graph, node: Node) -> str:
    """The path at `node`, its parts in brackets where they are more than one property."""
    if isinstance(node, rdflib.URIRef):
        return f"<{node}>"
    if (node, RDF.first, None) in graph:
        return _joined(graph, node, "/")
    if (inverse := graph.value(node, SH.inversePath)) is not None:
        return f"^{_expression(graph, inverse)}"
    if (choices := graph.value(node, SH.alternativePath)) is not None:
        return f"({_joined(graph, choices, '|')})"
    return "".join(
        f"({_expression(graph, inner)}){suffix}"
        for name, suffix in _SUFFIXES.items()
        for inner in graph.objects(node, SH[name])
    )


def _joined(graph: rdflib.Graph, head: Node, mark: str) -> str:
    return mark.join(_expression(graph, item) for item in graph.items(head))
