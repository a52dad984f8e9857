"""Names for blank nodes: closures of two engines compare as sets only where every node has an IRI."""

from typing import TypeAlias

from dalil.graph.terms import BlankNode, NamedNode, Resource, Term, Triple

_Subject: TypeAlias = Resource | Triple


def named(triple: Triple) -> Triple:
    """The triple with an IRI in place of each blank node, so that closures compare as sets."""
    return Triple(_named(triple.subject), triple.predicate, _object(triple.object))


def _named(term: _Subject) -> _Subject:
    return NamedNode(f"urn:skolem:{term.value}") if isinstance(term, BlankNode) else term


def _object(term: Term) -> Term:
    return _named(term) if isinstance(term, BlankNode) else term
