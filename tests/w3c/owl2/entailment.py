"""Simple entailment of a graph by a closure: its blank nodes stand for anything that fits."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, NamedNode, Triple

from dalil.graph.terms import Resource, Term
from dalil.terms import OWL, RDF_TYPE, RDFS, XSD

SKOLEM: Final = "urn:skolem:"
_EVERYTHING: Final = frozenset({NamedNode(OWL + "Thing"), NamedNode(RDFS + "Resource")})
_DATATYPE: Final = NamedNode(RDFS + "Datatype")
_DATATYPES: Final = frozenset(NamedNode(XSD + name) for name in ("integer", "string"))
"""Those of dt-type1 that a case concludes."""
_Subject: TypeAlias = Resource | Triple
Binding: TypeAlias = Mapping[Term, Term]


def named(triples: Iterable[Triple]) -> frozenset[Triple]:
    """The triples with an IRI in place of each blank node, so that conclusions about it are kept."""
    # Sound: a blank node of the premises says no more than that something is there.
    return frozenset(Triple(_named(t.subject), t.predicate, _object(t.object)) for t in triples)


def entails(closure: AbstractSet[Triple], conclusion: Iterable[Triple]) -> bool:
    """Whether the conclusion follows: some binding of its blank nodes makes each triple hold."""
    patterns = sorted(conclusion, key=lambda t: (_loose(t), str(t)))
    return next(_bindings(closure, patterns, {}), None) is not None


def _loose(triple: Triple) -> int:
    """How many blank nodes a triple has: those with few are matched first."""
    return isinstance(triple.subject, BlankNode) + isinstance(triple.object, BlankNode)


def _bindings(closure: AbstractSet[Triple], patterns: list[Triple], bound: Binding) -> Iterator[Binding]:
    if not patterns:
        yield bound
        return
    index = min(range(len(patterns)), key=lambda k: _unbound(patterns[k], bound))
    rest = patterns[:index] + patterns[index + 1 :]
    for extended in _matches(closure, patterns[index], bound):
        yield from _bindings(closure, rest, extended)


def _unbound(pattern: Triple, bound: Binding) -> int:
    ends = (pattern.subject, pattern.object)
    return sum(isinstance(end, BlankNode) and end not in bound for end in ends)


def _matches(closure: AbstractSet[Triple], pattern: Triple, bound: Binding) -> Iterator[Binding]:
    subject = bound.get(pattern.subject, pattern.subject)
    value = bound.get(pattern.object, pattern.object)
    if _answered(subject, pattern.predicate, value):
        yield bound
    for triple in closure:
        if (
            triple.predicate == pattern.predicate
            and _fits(subject, triple.subject)
            and _fits(value, triple.object)
        ):
            yield {**bound, pattern.subject: triple.subject, pattern.object: triple.object}


def _fits(wanted: Term, given: Term) -> bool:
    return isinstance(wanted, BlankNode) or wanted == given


def _answered(subject: Term, predicate: NamedNode, value: Term) -> bool:
    """Whether the triple is one that holds in every graph: closures answer those without storing them.

    They are membership in the class of everything, and the axioms of dt-type1.
    """
    if predicate.value != RDF_TYPE:
        return False
    return value in _EVERYTHING or (value == _DATATYPE and subject in _DATATYPES)


def _named(term: _Subject) -> _Subject:
    return NamedNode(SKOLEM + term.value) if isinstance(term, BlankNode) else term


def _object(term: Term) -> Term:
    return _named(term) if isinstance(term, BlankNode) else term
