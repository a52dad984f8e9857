"""What clashes tell: the triples that were given and lead to them, where the conclusions are none of RDF."""

from dalil.graph.terms import Literal, NamedNode, Triple
from dalil.reason.closure import close
from dalil.terms import OWL, RDFS, XSD
from tests.reason.statements import fact

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
