"""What `close` promises beside the rules: engines by name, refusals, order, what is left out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dalil import terms
from dalil.errors import ReasonerError
from dalil.graph import parse
from dalil.graph.exchange import foreign, native
from dalil.graph.terms import BlankNode, Literal, NamedNode, Triple, triple
from dalil.reason import inert, triviality
from dalil.reason.closure import ENGINES, Closure, close
from tests.reason.statements import named

DATA = Path(__file__).parents[1] / "fixtures" / "closure"


def premises(name: str) -> list[Triple]:
    """The triples of a file beside these tests."""
    return parse.triples(DATA / f"{name}.ttl")


def test_an_unknown_engine_is_refused_with_the_known_ones() -> None:
    """The error says what to write instead."""
    with pytest.raises(ReasonerError, match=r"no reasoner 'hermit'.*Remedy: .*owlrl"):
        close([], "hermit")


def test_keys_are_refused_by_owlrl() -> None:
    """That engine merges things that share no key, so an ontology with owl:hasKey is not closed by it."""
    with pytest.raises(ReasonerError, match=r"Ship.*owl:hasKey.*Remedy"):
        close(premises("key"), "owlrl")


def test_a_cardinality_that_is_no_number_is_refused_by_owlrl() -> None:
    """A restriction that names a node as its cardinality is told, not crashed on."""
    with pytest.raises(ReasonerError, match="no number"):
        close([triple(named("R"), terms.OWL + "maxCardinality", named("one"))], "owlrl")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_list_that_runs_in_a_circle_is_refused(engine: str) -> None:
    """A list without an end is told as a mistake of the ontology."""
    with pytest.raises(ReasonerError, match=r"Remedy: end (each|the) list"):
        close(premises("circular"), engine)


def test_nothing_follows_from_nothing() -> None:
    """The axioms that hold in every graph are not counted as inferred."""
    assert close([]) == Closure(frozenset(), ())


def test_premises_are_not_inferred() -> None:
    """What is given and follows too stays a premise alone."""
    given = premises("schema")
    assert given
    assert not close(given).inferred & set(given)


def test_inferred_triples_name_things_and_are_no_truisms() -> None:
    """Neither blank nodes nor literals as subjects nor trivial conclusions are among them."""
    found = close(premises("schema")).inferred
    assert found
    assert all(isinstance(t.subject, NamedNode) and not isinstance(t.object, BlankNode) for t in found)
    assert not any(triviality.is_trivial(t) for t in found)


def test_what_follows_through_a_blank_node_is_kept() -> None:
    """A named class above an anonymous restriction gets its members, though the restriction shows none."""
    assert triple(named("dhow"), terms.RDF_TYPE, named("Trader")) in close(premises("schema")).inferred


def test_relating_a_thing_to_itself_is_no_truism() -> None:
    """Only the reflexive properties of OWL and RDFS are trivial; a ship that follows itself is news."""
    assert not triviality.is_trivial(triple(named("dhow"), named("follows").value, named("dhow")))
    assert triviality.is_trivial(triple(named("dhow"), terms.OWL + "sameAs", named("dhow")))


def test_labels_are_withheld_from_the_rules() -> None:
    """What the schema says nothing about is inert; what it mentions is live."""
    live, rest = inert.split(set(premises("inert")))
    assert {t.predicate for t in rest} == {named("note"), NamedNode(terms.RDFS_LABEL), named("length")}
    assert {named("reaches"), named("moors"), named("flag")} <= {t.predicate for t in live}


@pytest.mark.parametrize("axiom", premises("mentions"), ids=str)
def test_a_property_that_an_axiom_mentions_is_live(axiom: Triple) -> None:
    """Each way in which an axiom can be about a property makes its triples live."""
    fact = triple(named("dhow"), named("p").value, named("aden"))
    assert fact in inert.split({axiom, fact})[0]


def test_a_declaration_leaves_a_property_inert() -> None:
    """That something is a property, and what it is called, gives the rules nothing to do."""
    fact = triple(named("dhow"), named("p").value, named("aden"))
    said = triple(named("p"), terms.RDF_TYPE, terms.OWL + "ObjectProperty")
    called = triple(named("p"), terms.RDFS_LABEL, Literal("p", language="en"))
    assert fact in inert.split({fact, said, called})[1]


def test_withheld_statements_follow_equal_things() -> None:
    """Labels and plain relations hold under each name of a thing, as subject and as object."""
    found = close(premises("equal")).inferred
    label = Literal("dhow", language="en")
    assert triple(named("sambuk"), terms.RDFS_LABEL, label) in found
    assert triple(named("note"), named("about").value, named("sambuk")) in found


def test_withholding_changes_no_conclusion() -> None:
    """With every property made live by an axiom that does nothing, the same follows."""
    given = set(premises("schema")) | set(premises("equal")) | set(premises("inert"))
    used = {t.predicate for t in given if not t.predicate.value.startswith(triviality.RESERVED)}
    labels = {NamedNode(terms.RDFS_LABEL)}
    lively = {triple(p, terms.RDFS + "subPropertyOf", p) for p in used | labels}
    assert inert.split(given | lively)[1] == set()
    assert close(given).inferred == close(given | lively).inferred


def test_a_triple_term_is_left_alone() -> None:
    """No rule looks into a triple term, so a reifier passes through without a word."""
    inner = triple(named("dhow"), named("reaches").value, named("aden"))
    assert close([triple(named("claim"), terms.RDF_REIFIES, inner)]) == Closure(frozenset(), ())


@pytest.mark.parametrize(
    "term",
    [
        Literal("01", datatype=NamedNode(terms.XSD_INTEGER)),
        Literal("x\u00a0y", language="ar"),
        Literal("plain"),
        Literal("never", datatype=NamedNode(terms.XSD_DATE)),
        BlankNode("b1"),
        named("dhow"),
    ],
    ids=str,
)
def test_terms_survive_the_way_to_rdflib_and_back(term: Literal | BlankNode | NamedNode) -> None:
    """Lexical forms, languages, datatypes and blank node labels come back as they went."""
    assert native(foreign(term)) == term


def test_the_closure_is_the_same_under_any_hash_seed() -> None:
    """Two processes with different seeds print the same inferences and clashes in the same order."""
    printed = {_closed_in_a_process(seed) for seed in ("1", "2", "3")}
    assert len(printed) == 1
    assert "cax-dw" in printed.pop()


def _closed_in_a_process(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    program = [sys.executable, str(DATA / "print_closure.py"), str(DATA / "seeds.ttl")]
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=True)
    return done.stdout
