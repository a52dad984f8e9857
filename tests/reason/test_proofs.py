"""Whether everything that follows has a proof that the checker accepts, and nothing else has."""

from collections.abc import Container, Iterable
from pathlib import Path

import pytest
from hypothesis import given

from benchmarks.reason import university
from dalil.graph.ntriples import read_ntriples
from dalil.graph.terms import Literal, NamedNode, Triple
from dalil.reason.checker.check import Checker
from dalil.reason.explained import explain, statement_of
from dalil.reason.proof import Proof, Statement
from dalil.terms import OWL, RDF_TYPE, RDFS, XSD, XSD_INTEGER
from tests.reason.graphs import RANDOM, Graph, graphs, mixed_graphs
from tests.reason.statements import collection, fact, named

SUB = RDFS + "subPropertyOf"
ALIKE = {"dt-diff": "eq-diff1"}
"""That two values differ (dt-diff) is a premise of what makes their equality false."""


class Premises(Container[Statement]):
    """The statements of triples."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._statements = {statement_of(triple) for triple in triples}

    def __contains__(self, statement: object) -> bool:
        return statement in self._statements


def assert_proved(graph: Graph) -> None:
    """That each triple of the closure, and each contradiction, has a proof that the checker accepts."""
    explained = explain(graph)
    checker = Checker(Premises(graph))
    for triple in read_ntriples("".join(explained.reasoned.everything())):
        proof = explained.proof(statement_of(triple))
        assert proof is not None, triple
        assert proof.conclusion == statement_of(triple)
        checker.check(proof)
    proofs = list(explained.clashes())
    for proof in proofs:
        assert proof.conclusion is None
        checker.check(proof)
    told = {ALIKE.get(clash.rule, clash.rule) for clash in explained.reasoned.clashes}
    assert told <= {proof.rule for proof in proofs}


@RANDOM
@given(graphs)
def test_everything_that_follows_is_proved(graph: Graph) -> None:
    """Each triple of the closure of a random graph, trivial ones among them, and each contradiction."""
    assert_proved(graph)


@RANDOM
@given(mixed_graphs)
def test_everything_that_follows_of_literals_is_proved(graph: Graph) -> None:
    """The same where things are values."""
    assert_proved(graph)


def proof_in(graph: Iterable[Triple], conclusion: Triple) -> Proof:
    """The proof of a conclusion, which must follow."""
    found = explain(graph).proof(statement_of(conclusion))
    assert found is not None
    return found


def test_a_premise_is_its_own_proof() -> None:
    """What was given is a leaf."""
    given_triple = fact("a", "p", "b")
    proof = proof_in([given_triple], given_triple)
    assert (proof.rule, proof.premises, proof.steps()) == ("", (), 0)


def test_what_does_not_hold_has_no_proof() -> None:
    """Neither a triple of known terms, nor one of a term that nothing mentions."""
    explained = explain([fact("a", "p", "b")])
    assert explained.proof(statement_of(fact("b", "p", "a"))) is None
    assert explained.proof(statement_of(fact("z", "p", "a"))) is None
    assert list(explained.alternatives(statement_of(fact("b", "p", "a")))) == []


def test_the_shortest_proof_is_told() -> None:
    """Of two ways to a conclusion, the one with fewer steps; the other is an alternative."""
    long_way = [fact("p", SUB, "q"), fact("q", SUB, "r"), fact("r", SUB, "s")]
    graph = [*long_way, fact("a", "p", "b"), fact("t", SUB, "s"), fact("a", "t", "b")]
    assert proof_in(graph, fact("a", "s", "b")).steps() == 1
    found = list(explain(graph).alternatives(statement_of(fact("a", "s", "b"))))
    assert min(proof.steps() for proof in found) == 1
    assert len(found) > 1


def test_a_name_of_the_question_is_kept() -> None:
    """Where two things are the same, a proof speaks of the one that was asked about as long as it can."""
    graph = [fact("a", OWL + "sameAs", "b"), fact("b", "p", "c"), fact("p", RDFS + "domain", "C")]
    proof = proof_in(graph, fact("b", RDF_TYPE, "C"))
    assert [part.rule for part in proof.parts() if part.rule] == ["prp-dom"]


def test_a_long_chain_is_proved() -> None:
    """A conclusion of 299 steps has a proof, which the checker accepts: no recursion ends it."""
    graph = [fact(f"n{k}", "p", f"n{k + 1}") for k in range(300)]
    graph.append(fact("p", RDF_TYPE, NamedNode(OWL + "TransitiveProperty")))
    proof = proof_in(graph, fact("n0", "p", "n300"))
    assert proof.steps() == 299
    Checker(Premises(graph)).check(proof)


@pytest.mark.parametrize("size", [100, 2000])
def test_a_rule_of_many_premises_is_proved(size: int) -> None:
    """An intersection of thousands of classes, and a chain of thousands of properties."""
    names = [f"C{k}" for k in range(size)]
    both = [fact("all", OWL + "intersectionOf", "list0"), *collection("list", *names)]
    both += [fact("a", RDF_TYPE, name) for name in names]
    chain = [fact("far", OWL + "propertyChainAxiom", "way0"), *collection("way", *["p"] * size)]
    chain += [fact(f"n{k}", "p", f"n{k + 1}") for k in range(size)]
    for graph, wanted in ((both, fact("a", RDF_TYPE, "all")), (chain, fact("n0", "far", f"n{size}"))):
        proof = proof_in(graph, wanted)
        assert len(proof.premises) == 3 * size + 1
        Checker(Premises(graph)).check(proof)


SAME = OWL + "sameAs"
NUMBERS = NamedNode(XSD + "nonNegativeInteger")


def limited(predicate: str, number: str) -> list[Triple]:
    """A limit on the values of p whose number has another name, and a thing that has two of class C."""
    limit = [fact("R", OWL + predicate, "n"), fact("n", SAME, Literal(number, datatype=NUMBERS))]
    values = [t for value in "bc" for t in (fact("a", "p", value), fact(value, RDF_TYPE, "C"))]
    return [*limit, fact("R", OWL + "onProperty", "p"), fact("a", RDF_TYPE, "R"), *values]


RESERVED = {
    "type": [
        fact("isA", SAME, NamedNode(RDF_TYPE)),
        fact("a", "isA", "C"),
        fact("C", RDFS + "subClassOf", "D"),
    ],
    "sameAs": [fact("same", SAME, NamedNode(SAME)), fact("a", "same", "b"), fact("b", "p", "c")],
    "Thing": [fact("Top", SAME, NamedNode(OWL + "Thing")), fact("Top", RDFS + "subClassOf", "C")],
    "datatype": [
        fact("whole", SAME, NamedNode(XSD_INTEGER)),
        fact("whole", RDFS + "subClassOf", "C"),
        fact("a", SAME, Literal(7)),
    ],
    "a property that is a datatype": [
        Triple(NamedNode(RDFS + "subClassOf"), NamedNode(SAME), NUMBERS),
        fact("C", RDFS + "subClassOf", "D"),
        fact("a", RDF_TYPE, "C"),
    ],
    "a property that is a class": [
        Triple(NamedNode(OWL + "hasValue"), NamedNode(SAME), NamedNode(OWL + "Thing")),
        fact("R", OWL + "hasValue", "b"),
        fact("R", OWL + "onProperty", "p"),
        fact("a", RDF_TYPE, "R"),
    ],
    "a property that is Nothing": [
        Triple(NamedNode(RDFS + "domain"), NamedNode(SAME), NamedNode(OWL + "Nothing")),
        fact("a", RDF_TYPE, RDFS + "domain"),
    ],
    "functional type": [
        Triple(NamedNode(RDF_TYPE), NamedNode(RDF_TYPE), NamedNode(OWL + "FunctionalProperty")),
        *(fact("a", "p", Literal(form, datatype=NUMBERS)) for form in "01"),
    ],
    "one": limited("maxCardinality", "1"),
    "none": limited("maxCardinality", "0"),
    "one of a class": [*limited("maxQualifiedCardinality", "1"), fact("R", OWL + "onClass", "C")],
}


@pytest.mark.parametrize("word", RESERVED)
def test_other_names_of_reserved_words_are_proved(word: str) -> None:
    """What follows where a word of the rules, or the number in one, has another name."""
    assert_proved(frozenset(RESERVED[word]))


def test_different_values_are_proved() -> None:
    """That things differ since the values that they are the same as do, whether a rule reads that or not."""
    graph = [fact("a", OWL + "sameAs", Literal(1)), fact("b", OWL + "sameAs", Literal(2))]
    wider = [*graph, fact("unlike", RDFS + "domain", "C")]
    wider.append(Triple(NamedNode(OWL + "differentFrom"), NamedNode(SUB), named("unlike")))
    for premises, predicate in ((graph, OWL + "differentFrom"), (wider, "unlike")):
        proof = proof_in(premises, fact("a", predicate, "b"))
        assert "dt-diff" in {part.rule for part in proof.parts()}
        Checker(Premises(premises)).check(proof)


def test_samples_of_a_large_closure_are_proved(tmp_path: Path) -> None:
    """Five hundred of the conclusions from a hundred thousand triples, evenly spread."""
    university.write(16, tmp_path / "99k.nt")
    graph = read_ntriples((tmp_path / "99k.nt").read_text("utf-8"))
    explained = explain(graph)
    checker = Checker(Premises(graph))
    lines = "".join(explained.reasoned.inferred()).splitlines()
    assert len(lines) > 100_000
    for triple in read_ntriples("\n".join(lines[:: len(lines) // 500])):
        proof = explained.proof(statement_of(triple))
        assert proof is not None
        checker.check(proof)


def test_a_long_way_of_equality_is_proved() -> None:
    """Things that are the same by two thousand pairs in a row."""
    graph = [fact(f"n{k}", OWL + "sameAs", f"n{k + 1}") for k in range(2000)]
    proof = proof_in(graph, fact("n2000", OWL + "sameAs", "n0"))
    Checker(Premises(graph)).check(proof)
    assert len(proof.leaves()) == 2000


def test_ten_thousand_alternatives_are_told_as_they_are_found() -> None:
    """A conclusion that follows in ten thousand ways: the first come at once, all in bounded time."""
    graph = [fact("a", "p", f"n{k}") for k in range(10_000)]
    graph.append(fact("p", RDFS + "domain", "C"))
    explained = explain(graph)
    found = explained.alternatives(statement_of(fact("a", RDF_TYPE, "C")))
    assert next(found).steps() == 1
    assert sum(1 for _ in found) == 9_999
