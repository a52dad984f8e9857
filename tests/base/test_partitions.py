"""Partitions of the dataset by class, property and kind of value."""

from dalil import terms
from dalil.base.partitions import Partitions, describe
from dalil.graph.terms import Literal, NamedNode, Triple, integer, resource, triple, value

EX = "https://example.org/ns#"
THING, OTHER = NamedNode("https://example.org/id/a"), NamedNode("https://example.org/id/b")
SUBCLASS = terms.RDFS + "subClassOf"
TRIPLES = [
    triple(NamedNode(EX + "Library"), SUBCLASS, EX + "Body"),
    triple(NamedNode(EX + "Body"), SUBCLASS, EX + "Body"),
    *(triple(THING, terms.RDF_TYPE, EX + name) for name in ("Library", "Body")),
    triple(OTHER, terms.RDF_TYPE, EX + "Body"),
    triple(OTHER, terms.RDF_TYPE, terms.OWL + "Thing"),
    triple(OTHER, EX + "partOf", THING),
    triple(THING, EX + "books", Literal(12)),
    triple(THING, terms.OWL + "sameAs", THING),
]


def found() -> Partitions:
    """The partitions of the triples by the classes of one vocabulary."""
    return Partitions(TRIPLES, (EX,))


def test_things_count_for_each_class_of_the_vocabulary() -> None:
    """A library counts as a body too; classes of other vocabularies have no partition."""
    assert found().entities == {EX + "Library": 1, EX + "Body": 2}


def test_a_property_is_counted_below_each_class() -> None:
    """What a library has, a body has; that a thing is itself is not counted."""
    assert found().triples == {(EX + "Body", EX + "partOf"): 1, (EX + "Library", EX + "books"): 1} | {
        (EX + "Body", EX + "books"): 1
    }


def test_values_have_their_nearest_class_or_their_datatype() -> None:
    """A value that is a library is not listed as a body besides, nor is a class above itself."""
    assert (EX + "Body", EX + "partOf", EX + "Library") in found().values
    assert (EX + "Body", EX + "partOf", EX + "Body") not in found().values
    assert (EX + "Library", EX + "books", terms.XSD_INTEGER) in found().values


def test_partitions_are_void() -> None:
    """Dataset, class, property, kind of value: joined as VoID joins them, without a blank node."""
    described = set(describe(found(), "https://example.org/", "https://example.org/graph/meta"))
    (books,) = (
        t.subject
        for t in described
        if t.predicate.value == terms.VOID + "property"
        and t.object == NamedNode(EX + "books")
        and _above(described, t) == EX + "Library"
    )
    assert Triple(books, NamedNode(terms.VOID_TRIPLES), integer(1)) in described
    (kind,) = (
        t.object
        for t in described
        if (t.subject, t.predicate.value) == (books, terms.VOID_EXT + "datatypePartition")
    )
    assert triple(resource(kind), terms.VOID_EXT + "datatype", terms.XSD_INTEGER) in described


def _above(described: set[Triple], part: Triple) -> str:
    """The class whose partition a property partition is in."""
    (over,) = (
        t.subject
        for t in described
        if t.object == part.subject and t.predicate.value == terms.VOID + "propertyPartition"
    )
    (name,) = (t.object for t in described if t.subject == over and t.predicate.value == terms.VOID + "class")
    return value(name)
