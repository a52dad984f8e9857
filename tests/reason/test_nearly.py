"""Whether it is told what a conclusion lacks, nearest first and in bounded time."""

from dalil.graph.terms import NamedNode, Triple
from dalil.reason.explained import explain, statement_of
from dalil.reason.proof import Statement
from dalil.reason.proofs.nearly import MOST, Near
from dalil.terms import OWL, RDF_TYPE, RDFS
from tests.reason.statements import collection, fact, named


def nearly(graph: list[Triple], wanted: Triple) -> list[Near]:
    """The ways to a triple that does not hold."""
    explained = explain(graph)
    assert explained.proof(statement_of(wanted)) is None
    return [*explained.nearly(statement_of(wanted)).ways]


def says(triple: Triple) -> Statement:
    """A triple as proofs write it."""
    return statement_of(triple)


CHAIN = [
    fact("partOf", RDF_TYPE, NamedNode(OWL + "TransitiveProperty")),
    fact("a", "partOf", "b"),
    fact("c", "partOf", "d"),
]


def test_the_missing_premise_is_told() -> None:
    """With one of two premises, the other is missing; either may be the one."""
    found = nearly(CHAIN, fact("a", "partOf", "d"))
    assert {near.rule for near in found} == {"prp-trp"}
    assert {near.missing for near in found} == {
        (says(fact("b", "partOf", "d")),),
        (says(fact("a", "partOf", "c")),),
    }
    assert all(says(CHAIN[0]) in near.present for near in found)


def test_the_nearest_way_comes_first() -> None:
    """A rule that lacks one premise stands before one that lacks two."""
    graph = [*CHAIN, fact("q", RDFS + "subPropertyOf", "partOf")]
    found = nearly(graph, fact("x", "partOf", "y"))
    assert [(near.rule, len(near.missing)) for near in found] == [("prp-spo1", 1), ("prp-trp", 2)]
    assert found[1].missing[0] == says(fact("x", "partOf", "b"))._replace(value="?y")


def test_sameness_lacks_a_shared_value() -> None:
    """Things that a key or an inverse functional property would make the same."""
    graph = [fact("id", RDF_TYPE, NamedNode(OWL + "InverseFunctionalProperty")), fact("a", "id", "n")]
    found = nearly([*graph, fact("b", "p", "n")], fact("a", OWL + "sameAs", "b"))
    assert [(near.rule, near.missing) for near in found] == [("prp-ifp", (says(fact("b", "id", "n")),))]


def test_a_term_that_nothing_mentions_may_lack_all() -> None:
    """A thing that is not known could still be put where the rules would find it."""
    found = nearly([fact("p", RDFS + "domain", "C")], fact("new", RDF_TYPE, str(named("C"))[1:-1]))
    assert [near.missing[0].subject for near in found] == [str(named("new"))]


def test_many_ways_are_bounded() -> None:
    """Of a thousand rules that conclude a class, so many are told."""
    graph = [fact(f"p{k}", RDFS + "domain", "C") for k in range(1000)]
    assert len(nearly([*graph, fact("a", "q", "b")], fact("a", RDF_TYPE, "C"))) == MOST


def test_one_of_many_premises_about_a_thing_is_told() -> None:
    """Of a thousand classes whose common members are of one more, the one that is missing."""
    names = [f"C{k}" for k in range(1000)]
    graph = [fact("all", OWL + "intersectionOf", "l0"), *collection("l", *names)]
    graph += [fact("a", RDF_TYPE, name) for name in names if name != "C500"]
    (near,) = nearly(graph, fact("a", RDF_TYPE, "all"))
    assert near.missing == (says(fact("a", RDF_TYPE, "C500")),)
    assert len(near.present) == 1000


def test_long_chains_are_left_out_and_counted() -> None:
    """Where a chain of seventeen steps breaks is not looked for, and that is said."""
    graph = [
        fact("far", OWL + "propertyChainAxiom", "l0"),
        *collection("l", *["p"] * 17),
        fact("a", "p", "b"),
    ]
    found = explain(graph).nearly(says(fact("a", "far", "b")))
    assert found == ((), 1)


def test_a_thing_that_lacks_many_premises_is_not_near() -> None:
    """A member of one class of a thousand is told nothing of the other 999."""
    names = [f"C{k}" for k in range(1000)]
    graph = [fact("all", OWL + "intersectionOf", "l0"), *collection("l", *names), fact("a", RDF_TYPE, "C0")]
    assert nearly(graph, fact("a", RDF_TYPE, "all")) == []


def test_what_no_rule_concludes_has_no_way() -> None:
    """A plain property with no axiom about it."""
    assert nearly([fact("a", "p", "b")], fact("b", "p", "a")) == []


def test_a_rule_for_the_members_of_a_class_is_no_way_to_another_triple() -> None:
    """What makes things members of a class tells nothing of another property whose value is the class."""
    graph = [fact("p", RDFS + "domain", "C"), fact("a", "p", "b")]
    assert nearly(graph, fact("a", "q", "C")) == []
    assert nearly(graph, fact("b", "q", "C")) == []
