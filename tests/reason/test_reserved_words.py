"""Reserved words that have other names, or are one: the rules go on to mean them."""

import pytest

from dalil.errors import ReasonerError
from dalil.graph.terms import Literal, NamedNode, Triple, triple
from dalil.reason.reasoner import reason_triples
from dalil.reason.triviality import is_trivial
from dalil.terms import OWL, RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, RDFS, XSD
from tests.reason import oracle
from tests.reason.statements import fact, named, new

IS_A = fact("isA", OWL + "sameAs", RDF_TYPE)
EQUALS = fact("equals", OWL + "sameAs", OWL + "sameAs")
NUMBER = Literal("1", datatype=NamedNode(XSD + "nonNegativeInteger"))


def word(iri: str, predicate: str, value: str) -> Triple:
    """A triple about a reserved word."""
    return triple(NamedNode(iri), predicate, NamedNode(value))


def at_most_one(number: str) -> list[Triple]:
    """One value of p at most for members of R, and two values of x."""
    limit = [fact("R", OWL + "onProperty", "p"), fact("R", OWL + "maxCardinality", number)]
    return [*limit, fact("x", RDF_TYPE, "R"), fact("x", "p", "y"), fact("x", "p", "z")]


CASES = {
    "type": [IS_A, fact("x", "isA", "C"), fact("y", RDF_TYPE, "D"), fact("D", OWL + "sameAs", "E")],
    "types read": [IS_A, fact("x", "isA", "C"), fact("isA", RDFS + "domain", "D")],
    "type, late": [
        fact("key", RDF_TYPE, OWL + "FunctionalProperty"),
        fact("k", "key", "isA"),
        fact("k", "key", RDF_TYPE),
        fact("C", RDFS + "subClassOf", "D"),
        fact("x", "isA", "C"),
    ],
    "same": [EQUALS, fact("x", "equals", "y"), fact("x", "p", "z")],
    "same read": [EQUALS, fact("x", "equals", "y"), fact("equals", RDFS + "range", "C")],
    "same, late": [
        fact("key", RDF_TYPE, OWL + "FunctionalProperty"),
        fact("k", "key", "equals"),
        fact("k", "key", OWL + "sameAs"),
        fact("x", "equals", "y"),
        fact("y", "equals", "z"),
        fact("x", "p", "x"),
    ],
    "subclass": [
        fact("below", OWL + "sameAs", RDFS + "subClassOf"),
        fact("C", "below", "D"),
        fact("x", RDF_TYPE, "C"),
    ],
    "list": [
        fact("head", OWL + "sameAs", RDF_FIRST),
        fact("C", OWL + "unionOf", "l0"),
        fact("l0", "head", "A"),
        fact("l0", RDF_REST, RDF_NIL),
        fact("x", RDF_TYPE, "A"),
    ],
    "thing": [
        word(RDFS + "Resource", OWL + "sameAs", OWL + "Thing"),
        fact("R", OWL + "someValuesFrom", RDFS + "Resource"),
        fact("R", OWL + "onProperty", "p"),
        fact("x", "p", "y"),
    ],
    "nothing": [word(OWL + "Nothing", OWL + "sameAs", OWL + "Class"), fact("C", RDF_TYPE, OWL + "Class")],
    "kinds": [
        word(OWL + "TransitiveProperty", OWL + "sameAs", OWL + "SymmetricProperty"),
        fact("p", RDF_TYPE, OWL + "TransitiveProperty"),
        fact("x", "p", "y"),
        fact("y", "p", "z"),
    ],
    "functional alias": [
        fact("Key", OWL + "sameAs", OWL + "FunctionalProperty"),
        fact("p", RDF_TYPE, "Key"),
        fact("x", "p", "y"),
        fact("x", "p", "z"),
    ],
    "datatypes": [
        word(XSD + "integer", OWL + "sameAs", XSD + "string"),
        fact("x", "p", Literal("7", datatype=NamedNode(XSD + "integer"))),
    ],
    "different": [
        word(OWL + "differentFrom", RDFS + "subPropertyOf", OWL + "differentFrom"),
        fact("apart", OWL + "propertyDisjointWith", OWL + "differentFrom"),
        triple(NamedNode(OWL + "differentFrom"), RDFS + "subPropertyOf", named("unlike")),
        fact("a", OWL + "sameAs", NUMBER),
        fact("b", OWL + "sameAs", Literal("1")),
        fact("c", OWL + "sameAs", Literal("2")),
        fact("c", "apart", "b"),
    ],
    "number": [fact("one", OWL + "sameAs", NUMBER), *at_most_one("one")],
}


@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_the_tables_conclude_the_same(given: list[Triple]) -> None:
    """What follows is what the tables conclude, applied plainly; so is whether there is a contradiction."""
    reasoned = reason_triples(given)
    rows, false = oracle.close(given)
    follows = {t for t in oracle.in_rdf(rows) - set(given) if not is_trivial(t)}
    assert new(reasoned) >= follows
    assert {t for t in new(reasoned) - follows if not _of_known_words(t)} == set()
    assert {clash.rule for clash in reasoned.clashes} == false
    assert all(map(reasoned.holds, follows))


def _of_known_words(conclusion: Triple) -> bool:
    """Whether a conclusion is about words that the engine knows and these graphs do not mention."""
    return conclusion.subject == conclusion.object and conclusion.predicate == named("equals")


def test_another_name_of_type_and_sameness_is_told() -> None:
    """Members under the other name of rdf:type, equal things under that of owl:sameAs, both ways."""
    isa = new(reason_triples(CASES["type"]))
    assert {fact("x", RDF_TYPE, "C"), fact("y", "isA", "D"), fact("y", "isA", "E")} <= isa
    equal = new(reason_triples(CASES["same"]))
    assert {fact("y", "p", "z"), fact("y", "equals", "x"), fact("y", OWL + "sameAs", "x")} <= equal
    assert fact("z", "equals", "z") in equal


@pytest.mark.parametrize(("one", "other"), [("domain", "range"), ("subClassOf", "subPropertyOf")])
def test_words_of_the_rules_may_not_be_one(one: str, other: str) -> None:
    """Two predicates of the rules that would be the same are refused by name."""
    with pytest.raises(ReasonerError, match=rf"{one}> and <.*{other}> follow to be the same.*Remedy"):
        reason_triples([word(RDFS + one, OWL + "sameAs", RDFS + other)])
