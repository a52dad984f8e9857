"""The array engine beside the rules: what it answers, what it counts, and input that is out of measure."""

from itertools import pairwise
from pathlib import Path

import pytest

from dalil.errors import ReasonerError
from dalil.graph.evaluate import Store
from dalil.graph.ntriples import fill, read_ntriples
from dalil.graph.terms import Literal, NamedNode, Term, Triple, triple
from dalil.reason import vocabulary
from dalil.reason.closure import close
from dalil.reason.reasoner import Reasoned, reason_files, reason_ntriples, reason_triples
from dalil.terms import OWL, RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, RDFS, XSD

MANY = 100_000


def named(local: str) -> NamedNode:
    """A thing of these tests."""
    return NamedNode(f"http://example.org/{local}")


def fact(subject: str, predicate: str, value: str | Term) -> Triple:
    """A triple about things of these tests; the predicate is theirs too unless it is an IRI."""
    found = named(value) if isinstance(value, str) and ":" not in value else value
    return triple(named(subject), predicate if ":" in predicate else named(predicate).value, found)


def collection(name: str, *elements: str) -> list[Triple]:
    """A list whose first cell is `name`0."""
    cells = [f"{name}{place}" for place in range(len(elements))]
    rest = [fact(cell, RDF_REST, after) for cell, after in pairwise(cells)]
    firsts = [fact(cell, RDF_FIRST, element) for cell, element in zip(cells, elements, strict=True)]
    return [*firsts, *rest, fact(cells[-1], RDF_REST, RDF_NIL)]


def new(reasoned: Reasoned) -> set[Triple]:
    """The conclusions as triples."""
    return set(read_ntriples("".join(reasoned.inferred())))


def test_words_have_fixed_identifiers() -> None:
    """Each reserved term stands once in the vocabulary, where its constant says."""
    assert len(set(vocabulary.TERMS)) == len(vocabulary.TERMS)
    assert vocabulary.TERMS[vocabulary.SAME_AS] == f"<{OWL}sameAs>"


def test_trivial_conclusions_are_answered_but_not_listed() -> None:
    """What is true of everything is known and not told: reflexive sameAs, owl:Thing, built-in terms."""
    reasoned = reason_triples([fact("dhow", RDF_TYPE, "Ship"), fact("Ship", RDF_TYPE, OWL + "Class")])
    trivial = [
        fact("dhow", OWL + "sameAs", "dhow"),
        fact("dhow", RDF_TYPE, OWL + "Thing"),
        fact("Ship", RDFS + "subClassOf", "Ship"),
        triple(NamedNode(XSD + "integer"), RDF_TYPE, RDFS + "Datatype"),
        triple(NamedNode(RDFS + "label"), RDF_TYPE, OWL + "AnnotationProperty"),
    ]
    assert new(reasoned) == set()
    assert all(map(reasoned.holds, trivial))
    assert set(trivial[1:]) <= set(read_ntriples("".join(reasoned.everything())))


def test_what_does_not_follow_is_not_held() -> None:
    """Unknown terms, and known ones that are not related, are answered with no."""
    reasoned = reason_triples([fact("dhow", "reaches", "aden")])
    assert reasoned.holds(fact("dhow", "reaches", "aden"))
    assert not reasoned.holds(fact("aden", "reaches", "dhow"))
    assert not reasoned.holds(fact("stranger", OWL + "sameAs", "stranger"))


def test_statistics_name_the_rules() -> None:
    """Each conclusion is counted for the rule that came to it first, and for no other."""
    reasoned = reason_triples(
        [
            fact("p", RDFS + "domain", "C"),
            fact("C", RDFS + "subClassOf", "D"),
            fact("a", "p", "b"),
            fact("a", RDF_TYPE, "C"),
        ]
    )
    counted = {rule: tally.inferences for rule, tally in reasoned.statistics.by_inferences()}
    assert counted["cax-sco"] == 1
    assert "prp-dom" not in counted
    assert counted["scm-dom1"] == 1


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    """The same label in two files is two things; one thing named by IRI is one."""
    (tmp_path / "a.nt").write_text("_:b <a:p> <a:x> .\n<a:p> <a:is> <a:y> .\n")
    functional = f"<a:p> <{RDF_TYPE}> <{OWL}FunctionalProperty> .\n"
    (tmp_path / "b.nt").write_text("_:b <a:p> <a:z> .\n" + functional)
    assert new(reason_files([tmp_path / "a.nt", tmp_path / "b.nt"])) == set()


def test_equality_reaches_the_schema() -> None:
    """Data that make two classes or two properties the same make them so in every rule (eq-rep-p)."""
    found = new(
        reason_triples(
            [
                fact("key", RDF_TYPE, OWL + "FunctionalProperty"),
                fact("x", "key", "p"),
                fact("x", "key", "q"),
                fact("q", RDFS + "domain", "C"),
                fact("a", "p", "b"),
            ]
        )
    )
    assert {fact("a", "q", "b"), fact("a", RDF_TYPE, "C"), fact("p", RDFS + "domain", "C")} <= found


def test_data_can_derive_an_axiom() -> None:
    """A property below rdfs:subClassOf makes axioms, which compile to rules that act on earlier facts."""
    found = new(
        reason_triples(
            [
                fact("kindOf", RDFS + "subPropertyOf", RDFS + "subClassOf"),
                fact("Dhow", "kindOf", "Ship"),
                fact("d", RDF_TYPE, "Dhow"),
            ]
        )
    )
    assert fact("d", RDF_TYPE, "Ship") in found


def test_rules_read_types_and_equality_as_properties() -> None:
    """rdf:type and owl:sameAs in chains and hierarchies are relations like any other."""
    found = new(
        reason_triples(
            [
                fact("p", OWL + "propertyChainAxiom", "l0"),
                *collection("l", "knows"),
                triple(NamedNode(RDF_TYPE), RDFS + "subPropertyOf", named("is")),
                triple(NamedNode(OWL + "sameAs"), RDFS + "subPropertyOf", named("equals")),
                fact("sort", RDFS + "subPropertyOf", RDF_TYPE),
                fact("a", "sort", "C"),
                fact("a", OWL + "sameAs", "b"),
            ]
        )
    )
    wanted = [("b", RDF_TYPE, "C"), ("b", "is", "C"), ("a", "equals", "b"), ("C", "equals", "C")]
    assert {fact(*words) for words in wanted} <= found


def test_even_rdf_type_may_be_transitive() -> None:
    """A property that an axiom calls transitive is, rdf:type and its subjects among them."""
    given = [fact("a", RDF_TYPE, "B"), fact("B", RDF_TYPE, "C"), fact("C", RDF_TYPE, "D")]
    axiom = triple(NamedNode(RDF_TYPE), RDF_TYPE, NamedNode(OWL + "TransitiveProperty"))
    found = new(reason_triples([*given, axiom]))
    assert {fact("a", RDF_TYPE, "C"), fact("a", RDF_TYPE, "D"), fact("B", RDF_TYPE, "D")} <= found


def test_conclusions_go_into_a_store_as_text() -> None:
    """A store filled from the blocks holds exactly the conclusions."""
    reasoned = reason_triples([fact("p", RDFS + "domain", "C"), fact("a", "p", "b")])
    store = Store()
    fill(store, reasoned.inferred())
    assert {quad.triple for quad in store} == {fact("a", RDF_TYPE, "C")}


def test_a_literal_may_be_a_subject_within_the_rules() -> None:
    """What a rule concludes about a literal carries on, and is not told, since RDF has no such triple."""
    found = new(
        reason_triples(
            [
                fact("p", OWL + "inverseOf", "q"),
                fact("q", RDFS + "subPropertyOf", "r"),
                fact("r", OWL + "inverseOf", "s"),
                fact("a", "p", Literal("x")),
            ]
        )
    )
    assert fact("a", "s", Literal("x")) in found
    assert all(isinstance(t.subject, NamedNode) for t in found)


def test_no_key_in_common_is_no_merge() -> None:
    """Things that share one of two keys, or a key outside the class, stay apart; the last key counts."""
    shared = [fact(ship, "flag", "red") for ship in "ab"]
    apart = [fact("a", "number", Literal("1")), fact("b", "number", Literal("2"))]
    schema = [fact("Ship", OWL + "hasKey", "k0"), *collection("k", "flag", "number")]
    typed = [fact("a", RDF_TYPE, "Ship"), fact("b", RDF_TYPE, "Ship")]
    assert new(reason_triples([*schema, *typed, *shared, *apart])) == set()
    met = [fact("b", "number", Literal("1"))]
    assert new(reason_triples([*schema, *typed[:1], *shared, *apart, *met])) == set()
    assert fact("a", OWL + "sameAs", "b") in new(reason_triples([*schema, *typed, *shared, *apart, *met]))


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([fact("l0", RDF_FIRST, "p"), fact("l0", RDF_REST, "l0")], "runs in a circle"),
        ([fact("l0", RDF_FIRST, "p")], "no <.*rest>"),
        ([fact("l0", RDF_REST, RDF_NIL)], "no <.*first>"),
        ([*collection("l", "p"), fact("l0", RDF_FIRST, "q")], "2 <.*first>"),
    ],
    ids=["circle", "no end", "no element", "two elements"],
)
@pytest.mark.parametrize(
    "axiom", ["propertyChainAxiom", "hasKey", "intersectionOf", "unionOf", "oneOf", "members"]
)
def test_broken_lists_name_their_axiom(axiom: str, cells: list[Triple], told: str) -> None:
    """A list without an end, or with a cell of none or two elements, is an error that gives the axiom."""
    with pytest.raises(ReasonerError, match=rf"http://example.org/X> <.*{axiom}> .*{told}.*Remedy"):
        close([fact("X", OWL + axiom, "l0"), *cells])


def test_a_chain_may_lead_to_itself() -> None:
    """A property that is a chain of itself is transitive and comes to an end."""
    schema = [fact("p", OWL + "propertyChainAxiom", "l0"), *collection("l", "p", "p")]
    links = [fact(f"n{place}", "p", f"n{place + 1}") for place in range(60)]
    assert len(new(reason_triples([*schema, *links]))) == 60 * 59 // 2


def test_ill_typed_literals_are_clashes() -> None:
    """A literal that is none of its datatype is a clash by itself and stops no other rule."""
    bad = fact("a", "p", Literal("seven", datatype=NamedNode(XSD + "integer")))
    closure = close([bad, fact("p", RDFS + "domain", "C")])
    assert [(clash.rule, clash.triples) for clash in closure.clashes] == [("dt-not-type", (bad,))]
    assert fact("a", RDF_TYPE, "C") in closure.inferred


def test_many_equal_things_are_told() -> None:
    """100,000 names of one thing would be 10,000,000,000 triples: an error says how many, and of what."""
    text = "".join(f"<a:0> <{OWL}sameAs> <a:{n}> .\n" for n in range(1, MANY))
    reasoned = reason_ntriples(text)
    assert reasoned.holds(triple(NamedNode("a:7"), OWL + "sameAs", NamedNode("a:99999")))
    with pytest.raises(ReasonerError, match=r"10,000,000,000 times when each of 100,000 names of <a:0>"):
        reasoned.count()


def test_many_values_of_a_functional_property_merge_at_once() -> None:
    """100,000 values that are one are found by grouping, not by comparing each with each."""
    text = "".join(f"<a:x> <a:p> <a:{n}> .\n" for n in range(MANY))
    reasoned = reason_ntriples(f"{text}<a:p> <{RDF_TYPE}> <{OWL}FunctionalProperty> .\n")
    assert reasoned.holds(triple(NamedNode("a:7"), OWL + "sameAs", NamedNode("a:99999")))
    assert dict(reasoned.statistics.by_inferences())["prp-fp"].inferences == MANY - 1


def test_a_join_out_of_measure_is_told_with_its_axiom() -> None:
    """100,000 ways into a hub and as many out of it are refused, by the axiom that would connect them."""
    ways = "".join(f"<a:i{n}> <a:p> <a:hub> .\n<a:hub> <a:p> <a:o{n}> .\n" for n in range(MANY))
    with pytest.raises(ReasonerError, match=r"prp-trp of <a:p> .*TransitiveProperty> would take more than"):
        reason_ntriples(f"{ways}<a:p> <{RDF_TYPE}> <{OWL}TransitiveProperty> .\n")


def test_a_wide_join_with_few_results_is_gone_through() -> None:
    """100,000 steps to the same few conclusions yield those."""
    chain = (
        f"<a:u> <{OWL}propertyChainAxiom> <a:l> .\n<a:l> <{RDF_FIRST}> <a:p> .\n<a:l> <{RDF_REST}> <a:m> .\n"
    )
    end = f"<a:m> <{RDF_FIRST}> <a:q> .\n<a:m> <{RDF_REST}> <{RDF_NIL}> .\n"
    steps = "".join(f"<a:x> <a:p> <a:{n}> .\n<a:{n}> <a:q> <a:z{n % 3}> .\n" for n in range(MANY))
    assert reason_ntriples(chain + end + steps).count() == 3


def test_a_schema_of_many_classes_is_closed() -> None:
    """A tree of 100,000 classes: all pairs of class and ancestor are found, and the 16 classes of a thing."""
    below = "".join(f"<a:{n}> <{RDFS}subClassOf> <a:{(n - 1) // 2}> .\n" for n in range(1, MANY))
    reasoned = reason_ntriples(f"{below}<a:i> <{RDF_TYPE}> <a:99999> .\n")
    depth = sum((n + 1).bit_length() - 1 for n in range(MANY))
    assert reasoned.count() == depth - (MANY - 1) + 16
