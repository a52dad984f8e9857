"""Conclusions that are true of every graph, or of no named thing, and so tell a reader nothing."""

from typing import Final

from dalil.graph.terms import BlankNode, NamedNode, Term, Triple
from dalil.terms import OWL, RDF, RDF_TYPE, RDFS, XSD

RESERVED: Final = (RDF, RDFS, OWL, XSD)

_REFLEXIVE: Final = frozenset(
    {
        OWL + "sameAs",
        OWL + "equivalentClass",
        OWL + "equivalentProperty",
        RDFS + "subClassOf",
        RDFS + "subPropertyOf",
    }
)
"""True of anything and itself: eq-ref, scm-cls, scm-op, scm-dp."""

_TOP: Final = frozenset({OWL + "Thing", RDFS + "Resource"})
"""Classes that hold everything."""

_MEMBERSHIP: Final = frozenset({RDF_TYPE, RDFS + "subClassOf", RDFS + "domain", RDFS + "range"})


def is_trivial(triple: Triple) -> bool:
    """Whether a conclusion is left out of the inferred triples.

    - It describes a term of rdf, rdfs, owl or xsd: axiomatic triples, prp-ap, cls-thing,
      cls-nothing1, dt-type1, and owl:Nothing as everyone's subclass.
    - It says x sameAs x, or that a class or property is below or equivalent to itself.
    - It says that something belongs to, is below, or has as domain or range the class of everything.
    - It holds a blank node. Those stand for class expressions, lists and axioms: they have no name
      that outlives a reading of the file, so a conclusion about one can be neither linked to nor
      compared between two builds. What follows for named things through a blank node is derived
      all the same and kept. (Clashes are sought before this is applied.)
    """
    subject, predicate, value = triple
    return (
        _has_no_name(subject)
        or _has_no_name(value)
        or _is_reserved(subject)
        or (subject == value and predicate.value in _REFLEXIVE)
        or (predicate.value in _MEMBERSHIP and _iri(value) in _TOP)
    )


def _has_no_name(term: Term) -> bool:
    return isinstance(term, BlankNode)


def _is_reserved(term: Term) -> bool:
    return _iri(term).startswith(RESERVED)


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else ""
