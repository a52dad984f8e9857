"""The store's terms as rdflib's and back: rdflib is the tongue of owlrl and pySHACL."""

import logging
from collections.abc import Iterable
from typing import TypeAlias

import rdflib
from rdflib.term import IdentifiedNode

from dalil.graph.terms import BlankNode, Literal, NamedNode, Resource, Term, Triple

ForeignTerm: TypeAlias = IdentifiedNode | rdflib.Literal
ForeignTriple: TypeAlias = tuple[IdentifiedNode, IdentifiedNode, ForeignTerm]


def foreign_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """The triples as an rdflib graph; lexical forms and blank node labels stay as they are.

    Triples that hold a triple term are left out: rdflib is RDF 1.1. What rdflib says of an ill-typed
    literal is not heard: shapes and rules refuse it by name.
    """
    logging.getLogger("rdflib.term").disabled = True
    graph = rdflib.Graph(bind_namespaces="none")
    for triple in sorted(set(triples), key=str):
        if not isinstance(triple.object, Triple):
            graph.add(foreign_triple(triple))
    return graph


def foreign_triple(triple: Triple) -> ForeignTriple:
    """The triple in rdflib's terms; raises TypeError where it holds a triple term."""
    return (_foreign_node(triple.subject), _foreign_node(triple.predicate), foreign(triple.object))


def foreign(term: Term) -> ForeignTerm:
    """The term as rdflib's."""
    if not isinstance(term, Literal):
        return _foreign_node(term)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def native(term: rdflib.term.Node) -> Term:
    """The term of rdflib as the store's; untyped literals are strings."""
    if isinstance(term, rdflib.Literal):
        return _native_literal(term)
    return native_node(term)


def native_node(term: rdflib.term.Node) -> Resource:
    """The IRI or blank node of rdflib as the store's."""
    return BlankNode(str(term)) if isinstance(term, rdflib.BNode) else NamedNode(str(term))


def _foreign_node(term: Term) -> IdentifiedNode:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    raise TypeError(f"rdflib has no term for {term}")


def _native_literal(term: rdflib.Literal) -> Literal:
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
