"""The terms that rules name, under the identifiers that every dictionary gives them first."""

from typing import Final

from dalil.terms import OWL, RDF, RDFS, XSD

TERMS: Final[list[str]] = []
"""The reserved terms as N-Triples writes them; a term's place is its identifier."""


def _word(iri: str) -> int:
    TERMS.append(f"<{iri}>")
    return len(TERMS) - 1


TYPE: Final = _word(RDF + "type")
FIRST: Final = _word(RDF + "first")
REST: Final = _word(RDF + "rest")
NIL: Final = _word(RDF + "nil")

SUB_CLASS_OF: Final = _word(RDFS + "subClassOf")
SUB_PROPERTY_OF: Final = _word(RDFS + "subPropertyOf")
DOMAIN: Final = _word(RDFS + "domain")
RANGE: Final = _word(RDFS + "range")

SAME_AS: Final = _word(OWL + "sameAs")
DIFFERENT_FROM: Final = _word(OWL + "differentFrom")
EQUIVALENT_CLASS: Final = _word(OWL + "equivalentClass")
EQUIVALENT_PROPERTY: Final = _word(OWL + "equivalentProperty")
DISJOINT_WITH: Final = _word(OWL + "disjointWith")
PROPERTY_DISJOINT_WITH: Final = _word(OWL + "propertyDisjointWith")
COMPLEMENT_OF: Final = _word(OWL + "complementOf")
INTERSECTION_OF: Final = _word(OWL + "intersectionOf")
UNION_OF: Final = _word(OWL + "unionOf")
ONE_OF: Final = _word(OWL + "oneOf")
MEMBERS: Final = _word(OWL + "members")
DISTINCT_MEMBERS: Final = _word(OWL + "distinctMembers")
INVERSE_OF: Final = _word(OWL + "inverseOf")
PROPERTY_CHAIN_AXIOM: Final = _word(OWL + "propertyChainAxiom")
HAS_KEY: Final = _word(OWL + "hasKey")
ON_PROPERTY: Final = _word(OWL + "onProperty")
ON_CLASS: Final = _word(OWL + "onClass")
SOME_VALUES_FROM: Final = _word(OWL + "someValuesFrom")
ALL_VALUES_FROM: Final = _word(OWL + "allValuesFrom")
HAS_VALUE: Final = _word(OWL + "hasValue")
MAX_CARDINALITY: Final = _word(OWL + "maxCardinality")
MAX_QUALIFIED_CARDINALITY: Final = _word(OWL + "maxQualifiedCardinality")
SOURCE_INDIVIDUAL: Final = _word(OWL + "sourceIndividual")
ASSERTION_PROPERTY: Final = _word(OWL + "assertionProperty")
TARGET_INDIVIDUAL: Final = _word(OWL + "targetIndividual")
TARGET_VALUE: Final = _word(OWL + "targetValue")

THING: Final = _word(OWL + "Thing")
NOTHING: Final = _word(OWL + "Nothing")
RESOURCE: Final = _word(RDFS + "Resource")
DATATYPE: Final = _word(RDFS + "Datatype")
CLASS: Final = _word(OWL + "Class")
OBJECT_PROPERTY: Final = _word(OWL + "ObjectProperty")
DATATYPE_PROPERTY: Final = _word(OWL + "DatatypeProperty")
ANNOTATION_PROPERTY: Final = _word(OWL + "AnnotationProperty")
FUNCTIONAL: Final = _word(OWL + "FunctionalProperty")
INVERSE_FUNCTIONAL: Final = _word(OWL + "InverseFunctionalProperty")
IRREFLEXIVE: Final = _word(OWL + "IrreflexiveProperty")
SYMMETRIC: Final = _word(OWL + "SymmetricProperty")
ASYMMETRIC: Final = _word(OWL + "AsymmetricProperty")
TRANSITIVE: Final = _word(OWL + "TransitiveProperty")
ALL_DIFFERENT: Final = _word(OWL + "AllDifferent")
ALL_DISJOINT_CLASSES: Final = _word(OWL + "AllDisjointClasses")
ALL_DISJOINT_PROPERTIES: Final = _word(OWL + "AllDisjointProperties")

SCHEMA_PREDICATES: Final = (
    *(FIRST, REST, SUB_CLASS_OF, SUB_PROPERTY_OF, DOMAIN, RANGE, EQUIVALENT_CLASS, EQUIVALENT_PROPERTY),
    *(DISJOINT_WITH, PROPERTY_DISJOINT_WITH, COMPLEMENT_OF, INTERSECTION_OF, UNION_OF, ONE_OF, MEMBERS),
    *(DISTINCT_MEMBERS, INVERSE_OF, PROPERTY_CHAIN_AXIOM, HAS_KEY, ON_PROPERTY, ON_CLASS),
    *(SOME_VALUES_FROM, ALL_VALUES_FROM, HAS_VALUE, MAX_CARDINALITY, MAX_QUALIFIED_CARDINALITY),
    *(SOURCE_INDIVIDUAL, ASSERTION_PROPERTY, TARGET_INDIVIDUAL, TARGET_VALUE),
)
SCHEMA_CLASSES: Final = (
    *(CLASS, OBJECT_PROPERTY, DATATYPE_PROPERTY, FUNCTIONAL, INVERSE_FUNCTIONAL, IRREFLEXIVE, SYMMETRIC),
    *(ASYMMETRIC, TRANSITIVE, ALL_DIFFERENT, ALL_DISJOINT_CLASSES, ALL_DISJOINT_PROPERTIES),
)
"""Predicates and classes whose triples the compiler reads."""
BONES: Final = (TYPE, SAME_AS, DIFFERENT_FROM, NIL, *SCHEMA_PREDICATES)
"""The words that rules are made of: no two of them may be the same, and no other term stands for one."""
REFLEXIVE: Final = (SAME_AS, EQUIVALENT_CLASS, EQUIVALENT_PROPERTY, SUB_CLASS_OF, SUB_PROPERTY_OF)
MEMBERSHIP: Final = (TYPE, SUB_CLASS_OF, DOMAIN, RANGE)
TOP: Final = (THING, RESOURCE)
RESERVED: Final = tuple(f"<{namespace}" for namespace in (RDF, RDFS, OWL, XSD))
"""What makes a conclusion trivial, as `triviality` has it: `RESERVED` as N-Triples begins such a term."""

ANNOTATION_PROPERTIES: Final = tuple(
    _word(iri)
    for iri in (
        *(RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy")),
        *(OWL + name for name in ("deprecated", "versionInfo", "priorVersion")),
        *(OWL + name for name in ("backwardCompatibleWith", "incompatibleWith")),
    )
)
"""The built-in annotation properties of OWL 2 RL (prp-ap)."""

DATATYPES: Final = {
    _word(iri): iri
    for iri in (
        *(RDF + name for name in ("PlainLiteral", "XMLLiteral", "langString")),
        RDFS + "Literal",
        *(XSD + name for name in ("decimal", "integer", "nonNegativeInteger", "nonPositiveInteger")),
        *(XSD + name for name in ("positiveInteger", "negativeInteger", "long", "int", "short", "byte")),
        *(XSD + name for name in ("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte")),
        *(XSD + name for name in ("float", "double", "string", "normalizedString", "token", "language")),
        *(XSD + name for name in ("Name", "NCName", "NMTOKEN", "boolean", "hexBinary", "base64Binary")),
        *(XSD + name for name in ("anyURI", "dateTime", "dateTimeStamp", "date")),
    )
}
"""Identifier → IRI of the datatypes of OWL 2 RL (dt-type1), and of xsd:date and rdf:langString."""
