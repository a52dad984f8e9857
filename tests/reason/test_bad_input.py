"""Input that is broken or out of measure: an answer, or an error that names the axiom, and never a hang."""

import re
import subprocess
import sys

import pytest

from dalil.errors import ReasonerError
from dalil.graph.terms import Literal, NamedNode, Triple, triple
from dalil.reason.closure import close
from dalil.reason.reasoner import reason_ntriples, reason_triples
from dalil.terms import OWL, RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, RDFS, XSD
from tests.reason.statements import collection, fact, named, new

MANY = 100_000


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


def test_a_long_way_between_unequal_numbers_is_told_at_its_steps() -> None:
    """Of 20,000 numbers made one in a row, each clash names the two triples that made two of them one."""
    pairs = ((n, n + step) for n in range(MANY // 5) for step in (0, 1))
    text = "".join(f'<a:{n}> <a:p> "{value}"^^<{XSD}integer> .\n' for n, value in pairs)
    clashes = reason_ntriples(f"{text}<a:p> <{RDF_TYPE}> <{OWL}FunctionalProperty> .\n").clashes
    assert {(clash.rule, len(clash.triples)) for clash in clashes} == {("dt-diff", 3)}


@pytest.mark.parametrize(
    ("axiom", "longest"), [("propertyChainAxiom", 1 << 14), ("intersectionOf", 1 << 14), ("hasKey", 1 << 10)]
)
def test_a_rule_of_too_many_premises_is_refused(axiom: str, longest: int) -> None:
    """A list of so many conditions makes a rule, one more is an error that names the axiom."""
    names = [f"p{place}" for place in range(longest + 1)]
    close([fact("X", OWL + axiom, "l0"), *collection("l", *names[1:])])
    with pytest.raises(ReasonerError, match=rf"X> <.*{axiom}> .* {longest + 1:,} elements.*Remedy"):
        close([fact("X", OWL + axiom, "l0"), *collection("l", *names)])


def test_an_intersection_of_many_parts_has_its_members() -> None:
    """What is in 10,000 classes, all but one by a rule, is in their intersection; what lacks one is not."""
    parts = [f"C{place}" for place in range(MANY // 10)]
    members = [fact(thing, "in", part) for thing in "xy" for part in parts[1:]]
    schema = [fact("in", RDFS + "subPropertyOf", RDF_TYPE), fact("X", OWL + "intersectionOf", "l0")]
    given = [*schema, *collection("l", *parts), *members, fact("x", RDF_TYPE, parts[0])]
    reasoned = reason_triples(given)
    assert reasoned.holds(fact("x", RDF_TYPE, "X"))
    assert not reasoned.holds(fact("y", RDF_TYPE, "X"))


def test_a_chain_of_many_steps_leads_to_its_end() -> None:
    """A chain of 1,000 properties, each step by a rule, relates its ends and nothing on the way."""
    steps = [f"p{place}" for place in range(1000)]
    links = [fact(f"n{place}", f"q{place}", f"n{place + 1}") for place in range(1000)]
    below = [fact(f"q{place}", RDFS + "subPropertyOf", f"p{place}") for place in range(1000)]
    reasoned = reason_triples(
        [fact("far", OWL + "propertyChainAxiom", "l0"), *collection("l", *steps), *links, *below]
    )
    assert {t for t in new(reasoned) if t.predicate == named("far")} == {fact("n0", "far", "n1000")}


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


@pytest.mark.parametrize("last", ["<a:end>", "<a:c0>"])
def test_a_chain_out_of_measure_is_refused_at_once(last: str) -> None:
    """A chain, or a circle, of 100,000 classes has ten billion pairs: told before the first is computed."""
    steps = "".join(f"<a:c{n}> <{RDFS}subClassOf> <a:c{n + 1}> .\n" for n in range(MANY))
    with pytest.raises(ReasonerError, match="scm-sco of the schema would take more than"):
        reason_ntriples(f"{steps}<a:c{MANY}> <{RDFS}subClassOf> {last} .\n")


def test_a_wide_hierarchy_is_no_chain() -> None:
    """100,000 classes below one, which is below another, are closed."""
    leaves = "".join(f"<a:c{n}> <{RDFS}subClassOf> <a:top> .\n" for n in range(MANY))
    reasoned = reason_ntriples(f"{leaves}<a:top> <{RDFS}subClassOf> <a:peak> .\n")
    assert reasoned.count() == MANY


def test_joins_are_refused_before_memory_ends() -> None:
    """In an address space of 3 GiB, 24 chains through a hub of 100,000 ways, each in measure, are told."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.reason.narrow", str(3 << 30), "24"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert re.fullmatch(
        r"prp-spo2 of <a:u\d+> .* would take more than .* MiB of memory\. Remedy: .*\n", done.stdout
    )


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


def test_a_long_chain_takes_no_long_time() -> None:
    """A chain of 3,000 steps of a transitive property is closed step by step, each at little cost."""
    chain = "".join(f"<a:{n}> <a:p> <a:{n + 1}> .\n" for n in range(3000))
    reasoned = reason_ntriples(f"{chain}<a:p> <{RDF_TYPE}> <{OWL}TransitiveProperty> .\n")
    assert reasoned.count() == 3000 * 2999 // 2


def test_differences_out_of_measure_are_told() -> None:
    """An axiom about owl:differentFrom over 20,000 values would need each pair of them: an error says so."""
    text = "".join(f'<a:x> <a:p> "{n}" .\n' for n in range(MANY // 5))
    axiom = f"<{OWL}differentFrom> <{RDFS}subPropertyOf> <a:unlike> .\n"
    with pytest.raises(ReasonerError, match=r"dt-diff .* would take more than"):
        reason_ntriples(text + axiom)
