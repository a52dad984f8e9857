"""Statements that no rule can act on: labels, definitions, sources, dates of a plain kind."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from dalil.graph.terms import NamedNode, Term, Triple
from dalil.terms import OWL, RDF, RDF_TYPE, RDFS

_READ_BY_RULES: Final = frozenset(
    [RDF + name for name in ("type", "first", "rest")]
    + [RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")]
    + [
        OWL + name
        for name in (
            *("allValuesFrom", "assertionProperty", "complementOf", "differentFrom", "disjointWith"),
            *("distinctMembers", "equivalentClass", "equivalentProperty", "hasKey", "hasValue"),
            *("intersectionOf", "inverseOf", "maxCardinality", "maxQualifiedCardinality", "members"),
            *("onClass", "onProperty", "oneOf", "propertyChainAxiom", "propertyDisjointWith"),
            *("sameAs", "someValuesFrom", "sourceIndividual", "targetIndividual", "targetValue"),
            "unionOf",
        )
    ]
)
"""The predicates in the premises of tables 4 to 9 of OWL 2 Profiles."""

_DECLARATIONS: Final = frozenset(
    [OWL + kind for kind in ("AnnotationProperty", "DatatypeProperty", "ObjectProperty")]
    + [OWL + "OntologyProperty", RDF + "Property"]
)
"""Types that say no more of a property than that it is one (scm-op and scm-dp: it is below itself)."""


def split(triples: AbstractSet[Triple]) -> tuple[set[Triple], set[Triple]]:
    """The triples that rules may act on, and the inert rest.

    A triple is inert when its predicate is, and a predicate is inert when no rule reads it by name
    and no live triple mentions it other than to declare it a property. Then no rule whose premises
    name a property (domain, chain, restriction, disjointness …) can be about it, and it is equal to
    no other property, so the rules left that match its triples are those of equality: eq-ref, which
    is trivial, and replacement of subject and object, for which `replaced` stands in.
    The set is the greatest that satisfies its own definition: mentions by inert triples, such as the
    label of a property, do not count. Triples with a triple term are inert, since no rule looks inside.
    """
    inert = {t.predicate for t in triples} - {NamedNode(iri) for iri in _READ_BY_RULES}
    while found := inert & set(_mentions(t for t in triples if _is_live(t, inert))):
        inert -= found
    live = {t for t in triples if _is_live(t, inert)}
    return live, set(triples - live)


def replaced(inert: Iterable[Triple], equals: Mapping[Term, AbstractSet[Term]]) -> Iterator[Triple]:
    """The inert triples with subject and object replaced by their equals (eq-rep-s, eq-rep-o).

    `equals` maps a term to all the terms that are sameAs it, itself among them.
    """
    for subject, predicate, value in inert:
        for same in equals.get(subject, {subject}):
            for other in equals.get(value, {value}):
                yield Triple(same, predicate, other)


def _is_live(triple: Triple, inert: AbstractSet[NamedNode]) -> bool:
    return triple.predicate not in inert and not isinstance(triple.object, Triple)


def _mentions(live: Iterable[Triple]) -> Iterator[Term]:
    for subject, predicate, value in live:
        if predicate.value != RDF_TYPE or value.value not in _DECLARATIONS:
            yield subject
        yield value
