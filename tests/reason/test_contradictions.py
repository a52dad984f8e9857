"""What clashes tell: the triples that were given and lead to them, where the conclusions are none of RDF."""

import pytest

from dalil.graph.ntriples import text_columns
from dalil.graph.terms import Literal, NamedNode, Triple, triple
from dalil.reason import contradictions
from dalil.reason.closure import close
from dalil.reason.given import Given
from dalil.reason.journal import Journal
from dalil.reason.limits import LIMITS
from dalil.reason.literals import Literals
from dalil.reason.reasoner import silent
from dalil.reason.saturation import Saturation
from dalil.terms import OWL, RDF_TYPE, RDFS, XSD
from tests.reason.statements import collection, fact, named

USE = fact("a", "p", Literal("x"))
C, D = (fact("p", RDFS + "range", value) for value in "CD")


def told(*premises: Triple) -> list[tuple[str, set[Triple]]]:
    """The rules and premises of the clashes."""
    return [(clash.rule, set(clash.triples)) for clash in close(premises).clashes]


def test_a_literal_in_nothing_is_told_by_its_triple() -> None:
    """That a literal is a member is no triple, so its use and the range that makes it one are told."""
    nothing = fact("p", RDFS + "range", NamedNode(OWL + "Nothing"))
    assert told(USE, nothing) == [("cls-nothing2", {USE, nothing})]


def test_a_literal_in_disjoint_classes_is_told_by_its_triple() -> None:
    """Both ranges are told beside the axiom and the use."""
    apart = fact("C", OWL + "disjointWith", "D")
    assert told(USE, C, D, apart) == [("cax-dw", {USE, C, D, apart})]


def test_a_string_where_there_are_none_is_told_by_its_triple() -> None:
    """A literal that is in a class by its datatype alone is told by a triple that holds it."""
    below = Triple(NamedNode(XSD + "string"), NamedNode(RDFS + "subClassOf"), NamedNode(OWL + "Nothing"))
    assert told(USE, below) == [("cls-nothing2", {USE, below})]


def test_the_type_that_is_no_value_is_told() -> None:
    """A literal that is wrong and stands for a class is told by the triple that holds it."""
    wrong = triple(named("a"), RDF_TYPE, Literal("seven", datatype=NamedNode(XSD + "integer")))
    assert told(wrong) == [("dt-not-type", {wrong})]


def test_a_contradiction_without_a_triple_is_no_silence() -> None:
    """Where premises get lost, which no input brings about, the search fails and hides no contradiction."""
    given = Given(text_columns(f'<a:a> <a:p> "seven"^^<{XSD}integer> .\n'))
    saturation = Saturation(given.facts(), Literals(given.terms), LIMITS, Journal())
    saturation.run(silent)
    assert contradictions.find(saturation, given, LIMITS)
    given.rows.clear()
    with pytest.raises(LookupError, match="dt-not-type"):
        contradictions.find(saturation, given, LIMITS)


@pytest.mark.parametrize(("rule", "axiom"), [("eq-diff2", "members"), ("eq-diff3", "distinctMembers")])
def test_elements_that_are_the_same_are_told_as_their_list_names_them(rule: str, axiom: str) -> None:
    """Of the names of one thing, a clash tells those in the list of its axiom, not those in another list."""
    different = [fact("D", RDF_TYPE, OWL + "AllDifferent"), fact("D", OWL + axiom, "l0")]
    others = [fact("C", OWL + "unionOf", "k0"), *collection("k", "a", "b")]
    same = [fact("b", OWL + "sameAs", "c"), fact("a", OWL + "sameAs", "b")]
    premises = [*different, *others, *same, *collection("l", "b", "d", "c")]
    assert told(*premises) == [(rule, {*different, fact("b", OWL + "sameAs", "c")})]


def test_a_list_that_holds_one_thing_twice_is_told_by_its_name() -> None:
    """One name at two places is the same as itself (eq-ref)."""
    different = [fact("D", RDF_TYPE, OWL + "AllDifferent"), fact("D", OWL + "members", "l0")]
    premises = [*different, *collection("l", "b", "b")]
    assert told(*premises) == [("eq-diff2", {*different, fact("b", OWL + "sameAs", "b")})]


def test_a_number_that_is_text_too_is_told_by_what_makes_them_one() -> None:
    """A thing that is 7 and "7": the text is in the datatypes of the number by the two statements."""
    seven = Literal("7", datatype=NamedNode(XSD + "integer"))
    said = [fact("a", OWL + "sameAs", value) for value in (seven, Literal("7"))]
    held = triple(NamedNode(XSD + "integer"), RDFS + "subClassOf", named("C"))
    assert dict(told(*said, held, C)) == {
        "dt-diff": set(said),
        "dt-not-type": set(said),
    }
