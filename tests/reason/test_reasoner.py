"""The array engine beside the rules: what it answers, what it counts, and axioms that speak of axioms."""

from pathlib import Path

from dalil.graph.evaluate import Store
from dalil.graph.ntriples import fill, read_ntriples
from dalil.graph.terms import Literal, NamedNode, triple
from dalil.reason import vocabulary
from dalil.reason.reasoner import reason_files, reason_triples
from dalil.terms import OWL, RDF_TYPE, RDFS, XSD
from tests.reason.statements import collection, fact, named, new


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


def test_a_thing_that_is_a_literal_is_in_its_datatypes() -> None:
    """What is sameAs a literal, by a functional property or by name, is in each datatype of the value."""
    seven = Literal("7", datatype=NamedNode(XSD + "integer"))
    merged = reason_triples(
        [fact("q", RDF_TYPE, OWL + "FunctionalProperty"), fact("a", "q", seven), fact("a", "q", "c")]
    )
    given = reason_triples([fact("c", OWL + "sameAs", seven)])
    for name in ("integer", "decimal", "unsignedByte"):
        assert fact("c", RDF_TYPE, XSD + name) in new(merged) & new(given)
    assert not merged.holds(fact("c", RDF_TYPE, XSD + "string"))


def test_one_thing_said_to_be_two_numbers_is_a_clash() -> None:
    """The clash holds both statements by which the numbers are the same."""
    said = [
        fact("c", OWL + "sameAs", Literal(text, datatype=NamedNode(XSD + "integer"))) for text in ("7", "8")
    ]
    clash = next(clash for clash in reason_triples(said).clashes if clash.rule == "dt-diff")
    assert set(clash.triples) == set(said)


def test_a_number_said_to_be_text_is_a_clash() -> None:
    """A thing that is a number and a member of xsd:string: the clash holds both statements."""
    seven = Literal("7", datatype=NamedNode(XSD + "integer"))
    said = [fact("c", OWL + "sameAs", seven), fact("c", RDF_TYPE, XSD + "string")]
    clash = next(clash for clash in reason_triples(said).clashes if clash.rule == "dt-not-type")
    assert set(clash.triples) == set(said)
