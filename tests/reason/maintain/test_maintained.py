"""What a change tells, and when it is followed row by row."""

import tracemalloc

import pytest

from dalil.errors import ReasonerError
from dalil.graph.terms import NamedNode, Triple
from dalil.reason import join
from dalil.reason.explained import statement_of
from dalil.reason.maintain.maintained import Maintained, maintain_triples
from dalil.reason.reasoner import reason_triples
from dalil.terms import OWL, RDF_FIRST, RDF_TYPE, RDFS
from tests.reason.graphs import equal, number
from tests.reason.statements import fact, lines, named

PART = Triple(named("part"), NamedNode(RDF_TYPE), NamedNode(OWL + "TransitiveProperty"))


def chain(length: int) -> list[Triple]:
    """Each part of the next."""
    return [fact(f"n{place}", "part", f"n{place + 1}") for place in range(length)]


def test_an_addition_tells_what_follows() -> None:
    """The new conclusions and no others; the row is followed."""
    maintained = maintain_triples([PART, *chain(2)])
    change = maintained.apply(added=[fact("n2", "part", "n3")])
    assert change.inferred == {fact("n0", "part", "n3"), fact("n1", "part", "n3")}
    assert (change.retracted, change.way) == (frozenset(), "")


def test_a_deletion_tells_what_no_longer_follows() -> None:
    """What has another derivation stays."""
    detour = [fact("n0", "part", "m"), fact("m", "part", "n2")]
    maintained = maintain_triples([PART, *chain(2), *detour])
    change = maintained.apply(removed=[fact("n1", "part", "n2")])
    assert (change.retracted, change.way) == (frozenset(), "")
    change = maintained.apply(removed=detour[1:])
    assert change.retracted == {fact("n0", "part", "n2")}


def test_facts_do_not_hold_each_other_up() -> None:
    """Two facts that each follow from the other both go with the one that was given."""
    symmetric = Triple(named("near"), NamedNode(RDF_TYPE), NamedNode(OWL + "SymmetricProperty"))
    maintained = maintain_triples([symmetric, fact("a", "near", "b")])
    change = maintained.apply(removed=[fact("a", "near", "b")])
    assert change.retracted == {fact("b", "near", "a")}
    assert not lines(maintained.inferred())


def test_a_premise_that_still_follows_is_inferred_then() -> None:
    """A removed premise that other premises yield is a conclusion from then on, and back again."""
    stated = fact("n0", "part", "n2")
    maintained = maintain_triples([PART, *chain(2), stated])
    assert maintained.apply(removed=[stated]).inferred == {stated}
    assert maintained.holds(stated)
    assert maintained.apply(added=[stated]).retracted == {stated}


def test_what_changes_nothing_is_ignored() -> None:
    """To add what stands, or to remove what was never given, is told and does nothing."""
    maintained = maintain_triples([PART, *chain(2)])
    before = lines(maintained.inferred())
    follows = fact("n0", "part", "n2")
    change = maintained.apply(added=[PART], removed=[follows, fact("x", "y", "z")])
    assert change.ignored == {PART, follows, fact("x", "y", "z")}
    assert not change.added | change.removed | change.inferred | change.retracted
    assert lines(maintained.inferred()) == before


def test_a_deletion_parts_equal_terms() -> None:
    """Terms that a functional property made the same stand alone again, with what is theirs."""
    functional = Triple(named("head"), NamedNode(RDF_TYPE), NamedNode(OWL + "FunctionalProperty"))
    heads = [fact("org", "head", "a"), fact("org", "head", "b")]
    maintained = maintain_triples([functional, *heads, fact("a", "knows", "c")])
    assert maintained.holds(fact("b", "knows", "c"))
    change = maintained.apply(removed=heads[1:])
    assert change.way == ""
    assert {fact("b", "knows", "c"), equal([named("a"), named("b")])[0]} <= change.retracted
    assert maintained.holds(fact("a", "knows", "c"))
    assert not maintained.holds(fact("b", "knows", "c"))


def test_a_link_that_comes_with_an_axiom_is_followed() -> None:
    """A new link of a transitive property that comes by arrays is joined at either end."""
    links, below = chain(3), Triple(named("A"), NamedNode(RDFS + "subClassOf"), named("B"))
    for missing in links:
        maintained = maintain_triples([PART, *(link for link in links if link != missing)])
        assert maintained.apply(added=[missing, below]).way == "arrays"
        assert lines(maintained.inferred()) == lines(reason_triples([PART, *links, below]).inferred())


def test_what_comes_with_an_equality_is_known_by_one_name() -> None:
    """Facts that come by arrays together with what makes their terms equal leave no second row behind."""
    inverse, same = (Triple(named("p"), NamedNode(OWL + "inverseOf"), named("p")), NamedNode(OWL + "sameAs"))
    equal_by_value = [Triple(named(name), same, number("7")) for name in "ac"]
    maintained = maintain_triples(())
    assert maintained.apply(added=[*equal_by_value, inverse, fact("b", "p", "c")]).way == "arrays"
    change = maintained.apply(added=[fact("a", "p", "a")])
    assert (change.way, change.retracted) == ("literal", frozenset())


def test_an_error_leaves_all_as_it_was() -> None:
    """A list that would be broken is refused, and the state stands."""
    first = Triple(named("cell"), NamedNode(RDF_FIRST), named("A"))
    broken = [Triple(named("C"), NamedNode(OWL + "unionOf"), named("cell")), first]
    maintained = maintain_triples([PART, *chain(2)])
    before = lines(maintained.inferred())
    with pytest.raises(ReasonerError, match="list of the axiom"):
        maintained.apply(added=broken, removed=chain(1))
    assert lines(maintained.inferred()) == before
    assert maintained.apply(removed=chain(1)).removed == set(chain(1))


def test_a_contradiction_comes_and_goes() -> None:
    """A clash is told with its triples by the change that brings it, and by the one that ends it."""
    disjoint = Triple(named("A"), NamedNode(OWL + "disjointWith"), named("B"))
    one, other = (Triple(named("x"), NamedNode(RDF_TYPE), named(name)) for name in "AB")
    maintained = maintain_triples([disjoint, one])
    (clash,) = maintained.apply(added=[other]).clashes_new
    assert set(clash.triples) == {disjoint, one, other}
    assert maintained.apply(removed=[one]).clashes_gone == (clash,)
    assert maintained.clashes == ()


def test_an_axiom_is_followed_by_arrays() -> None:
    """A change of the schema tells what it brings, and what it takes back."""
    below = Triple(named("A"), NamedNode(RDFS + "subClassOf"), named("B"))
    member, raised = (Triple(named("x"), NamedNode(RDF_TYPE), named(name)) for name in "AB")
    maintained = maintain_triples([member])
    change = maintained.apply(added=[below])
    assert change.way == "arrays"
    assert change.inferred == {raised}
    change = maintained.apply(removed=[below])
    assert change.way == "arrays"
    assert change.retracted == {raised}


def test_a_change_of_much_is_followed_by_arrays() -> None:
    """What would take longer row by row is not followed so to the end; the result is right."""
    start = [PART, *chain(300)]
    maintained: Maintained = maintain_triples(start)
    link = fact("m", "part", "n0")
    change = maintained.apply(added=[link], removed=chain(300)[150:151])
    assert change.way in {"arrays", "time"}
    left = [t for t in [*start, link] if t != chain(300)[150]]
    assert lines(maintained.inferred()) == lines(reason_triples(left).inferred())


def test_a_change_given_up_takes_no_more_memory_than_a_closure(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a link led to by millions of joins is given up between two of their blocks, not after all."""
    monkeypatch.setattr(join, "BLOCK", 1 << 14)
    links = chain(400)
    tracemalloc.start()
    try:
        maintained = maintain_triples([PART, *links], share=0.0)
        _, closing = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        maintained.apply(removed=links[200:201])
        _, changing = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert changing < 4 * closing


def test_what_follows_is_proved_by_the_premises_as_they_are() -> None:
    """The proof of a conclusion is by what is left of the premises, and there is none of what has gone."""
    links, detour = chain(3), [fact("n0", "part", "m"), fact("m", "part", "n3")]
    maintained = maintain_triples([PART, *links, *detour])
    maintained.apply(removed=links[1:2])
    proof = maintained.proof(fact("n0", "part", "n3"))
    assert proof is not None
    assert set(proof.leaves()) == set(map(statement_of, [PART, *detour]))
    assert maintained.proof(fact("n0", "part", "n2")) is None
    assert maintained.proof(fact("n0", "part", "nowhere")) is None


def test_a_fact_about_equal_things_is_proved() -> None:
    """What made terms the same is among the grounds of a fact that was given of another name."""
    functional = Triple(named("head"), NamedNode(RDF_TYPE), NamedNode(OWL + "FunctionalProperty"))
    premises = [functional, fact("org", "head", "a"), fact("org", "head", "b"), fact("a", "knows", "c")]
    maintained = maintain_triples([*premises, fact("x", "knows", "y")])
    proof = maintained.proof(fact("b", "knows", "c"))
    assert proof is not None
    assert set(proof.leaves()) == set(map(statement_of, premises))


def test_a_contradiction_is_proved() -> None:
    """The proof of a clash that a change brings ends in false, and rests on its triples."""
    disjoint = Triple(named("A"), NamedNode(OWL + "disjointWith"), named("B"))
    one, other = (Triple(named("x"), NamedNode(RDF_TYPE), named(name)) for name in "AB")
    maintained = maintain_triples([disjoint, one, fact("x", "knows", "y")])
    (clash,) = maintained.apply(added=[other]).clashes_new
    proof = maintained.proof_of_clash(clash)
    assert proof is not None
    assert (proof.conclusion, proof.rule) == (None, "cax-dw")
    assert set(proof.leaves()) == set(map(statement_of, [disjoint, one, other]))


def test_a_proof_may_need_all_premises() -> None:
    """Where a rule speaks of rdf:type as of any property, proofs are still found."""
    above = Triple(NamedNode(RDF_TYPE), NamedNode(RDFS + "subPropertyOf"), named("kind"))
    member = Triple(named("x"), NamedNode(RDF_TYPE), named("A"))
    maintained = maintain_triples([above, member])
    proof = maintained.proof(fact("x", "kind", "A"))
    assert proof is not None
    assert set(proof.leaves()) == set(map(statement_of, [above, member]))


def test_different_values_differ() -> None:
    """That literals of two values differ holds without being stored (dt-diff); equal ones do not differ."""
    seven, eight = number("7"), number("8")
    differs = NamedNode(OWL + "differentFrom")
    same = [
        Triple(named(name), NamedNode(OWL + "sameAs"), value)
        for name, value in zip("ab", (seven, eight), strict=True)
    ]
    maintained = maintain_triples(same)
    assert maintained.holds(Triple(named("a"), differs, named("b")))
    assert maintained.proof(Triple(named("a"), differs, named("b"))) is not None
    assert not maintained.holds(Triple(named("a"), differs, seven))
