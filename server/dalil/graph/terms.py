"""RDF terms as the store knows them, and the few ways in which the project makes them."""

from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

__all__ = [
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Quad",
    "Resource",
    "Term",
    "Triple",
    "Variable",
    "integer",
    "is_tag",
    "named",
    "resource",
    "triple",
    "value",
]

Resource: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


def triple(subject: Resource, predicate: str, found: Term | str) -> Triple:
    """The triple with that predicate IRI; a `str` object is an IRI."""
    return Triple(subject, NamedNode(predicate), NamedNode(found) if isinstance(found, str) else found)


def named(iri: str) -> NamedNode | None:
    """The node of that IRI; None where the text is no IRI."""
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def is_tag(text: str) -> bool:
    """Whether a literal can be in the language of that tag (BCP 47)."""
    try:
        Literal("", language=text)
    except ValueError:
        return False
    return True


def integer(number: int) -> Literal:
    """The `xsd:integer` of that value."""
    return Literal(number)


def value(term: Term) -> str:
    """The IRI, blank node label or lexical form of a term; a triple term as N-Triples writes it."""
    return str(term) if isinstance(term, Triple) else term.value


def resource(term: Term) -> Resource:
    """The term itself, which must be able to stand as a subject; raises TypeError otherwise."""
    if isinstance(term, NamedNode | BlankNode):
        return term
    raise TypeError(f"{term} cannot be a subject")
