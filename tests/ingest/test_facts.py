"""Reading facts.ttl: how claims are written, and what each way of miswriting gets."""

from pathlib import Path

import pytest

from dalil import terms
from dalil.errors import ClaimError, SourceError
from dalil.graph.terms import Literal, NamedNode
from tests.ingest.texts import facts

QUOTED = 'id:a ex:p id:b {| dalil:quote "x"@en |} .'


def test_an_annotated_triple_is_one_claim(tmp_path: Path) -> None:
    """A fact on one line with its quote is one asserted claim of one triple on that line."""
    (draft,) = facts(tmp_path, QUOTED)
    assert draft.line == 5
    assert [str(t.object) for t in draft.triples] == ["<https://example.org/id/b>"]
    assert draft.stance == terms.ASSERTED
    assert draft.text(terms.QUOTE) == "x"


def test_a_fact_over_several_lines_is_told_by_its_first_claim_line(tmp_path: Path) -> None:
    """The line of a claim is the one on which its triple ends, wherever its annotation does."""
    (draft,) = facts(
        tmp_path, "id:a ex:p", "  id:b", '  {| dalil:quote "x"@en ;', "     dalil:context 'yx' |}", " ."
    )
    assert draft.line in {6, 7}


def test_two_annotations_are_two_claims(tmp_path: Path) -> None:
    """One triple with two annotation blocks is claimed twice, each time with its own words."""
    drafts = facts(tmp_path, 'id:a ex:p id:b {| dalil:quote "x"@en |} {| dalil:quote "y"@en |} .')
    assert [d.text(terms.QUOTE) for d in drafts] == ["x", "y"]
    assert len({str(d.triples) for d in drafts}) == 1


def test_a_named_reifier_makes_one_claim_of_several_triples(tmp_path: Path) -> None:
    """The same reifier on several lines is one claim; its line is the first."""
    (draft,) = facts(tmp_path, 'id:a ex:p id:b ~ _:c {| dalil:quote "x"@en |} .', "", "id:a ex:q 1 ~ _:c .")
    assert len(draft.triples) == 2
    assert draft.line == 5


def test_voices_are_a_chain_from_outside_in(tmp_path: Path) -> None:
    """A list of voices keeps its order, and may repeat a voice; one voice needs no list."""
    chain, one = facts(
        tmp_path,
        'id:a ex:p id:b {| dalil:quote "x"@en ; dalil:accordingTo ( id:v id:w id:v ) |} .',
        'id:a ex:p id:c {| dalil:quote "y"@en ; dalil:accordingTo id:v |} .',
    )
    spoken = [[str(v)[-2] for v in d.evidence[terms.ACCORDING_TO]] for d in (chain, one)]
    assert spoken == [["v", "w", "v"], ["v"]]


@pytest.mark.parametrize("stance", ["Hedged", "Denied"])
def test_a_reified_triple_is_not_asserted(tmp_path: Path, stance: str) -> None:
    """What is denied or hedged is written << >> and keeps its stance."""
    (draft,) = facts(tmp_path, f'<< id:a ex:p id:b >> dalil:stance dalil:{stance} ; dalil:quote "x"@en .')
    assert draft.stance == terms.DALIL + stance


def test_one_voice_may_deny_what_another_asserts(tmp_path: Path) -> None:
    """The same triple asserted by one claim and denied by another is two claims."""
    denied, asserted = facts(
        tmp_path, '<< id:a ex:p id:b >> dalil:stance dalil:Denied ; dalil:quote "no"@en .', QUOTED
    )
    assert (denied.stance, asserted.stance) == (terms.DENIED, terms.ASSERTED)
    assert denied.triples == asserted.triples


def test_notes_are_kept_in_both_languages(tmp_path: Path) -> None:
    """A note on a reading stands in as many languages as it is written in."""
    (draft,) = facts(tmp_path, 'id:a ex:p id:b {| dalil:quote "x"@en ; skos:note "n"@en , "م"@ar |} .')
    assert draft.evidence[terms.SKOS_NOTE] == [Literal("n", language="en"), Literal("م", language="ar")]


def test_objects_are_names_or_values(tmp_path: Path) -> None:
    """A claim may end in an IRI or in a literal of any kind."""
    drafts = facts(tmp_path, QUOTED, 'id:a ex:q 12 {| dalil:quote "y"@en |} .')
    assert [type(d.triples[0].object) for d in drafts] == [NamedNode, Literal]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("id:a ex:p id:b .", "without evidence"),
        ("id:a ex:p id:b {| dalil:accordingTo id:v |} .", "without a quote"),
        ('id:a ex:p id:b {| dalil:quote ""@en |} .', "without a quote"),
        ("id:a ex:p id:b {| dalil:quote id:x |} .", "something else than words"),
        ('id:a ex:p id:b {| dalil:quote "x"@en , "y"@en |} .', "two of"),
        ('id:a ex:p id:b {| dalil:quote "x"@en ; dalil:context "ax" , "bx" |} .', "two of"),
        ('id:a ex:p id:b {| dalil:quote "x"@en ; ex:since 2019 |} .', "no property of evidence"),
        ('id:a ex:p id:b {| dalil:quote "x"@en ; skos:note id:n |} .', "something else than words"),
        ('id:a ex:p id:b {| dalil:quote "x"@en ; dalil:stance dalil:Denied |} .', "that is asserted"),
        ('id:a ex:p id:b {| dalil:quote "x"@en ; dalil:stance dalil:Hedged |} .', "that is asserted"),
        ('<< id:a ex:p id:b >> dalil:quote "x"@en .', "without a stance"),
        ('<< id:a ex:p id:b >> dalil:stance dalil:Asserted ; dalil:quote "x"@en .', "without a stance"),
        ('<< id:a ex:p id:b >> dalil:stance dalil:Maybe ; dalil:quote "x"@en .', "no stance"),
        ('<< id:a ex:p id:b >> dalil:stance "Denied" ; dalil:quote "x"@en .', "no stance"),
        ('<< id:a ex:p id:b >> dalil:stance <<( id:a ex:p id:b )>> ; dalil:quote "x"@en .', "no stance"),
        ('_:a ex:p id:b {| dalil:quote "x"@en |} .', "about a blank node"),
        ('id:a ex:p [] {| dalil:quote "x"@en |} .', "neither an IRI nor a literal"),
        ('id:a ex:p <<( id:a ex:p id:b )>> {| dalil:quote "x"@en |} .', "neither an IRI nor a literal"),
        ('id:a ex:p ( id:b ) {| dalil:quote "x"@en |} .', "neither an IRI nor a literal"),
        ('id:a ex:p id:b {| dalil:quote "x"@en ; dalil:accordingTo "V" |} .', "no voice"),
        ('id:a ex:p id:b {| dalil:quote "x"@en ; dalil:accordingTo [] |} .', "no voice"),
        ('id:a ex:p id:b {| dalil:quote "x"@en ; dalil:accordingTo () |} .', "no voice"),
        ('id:a ex:p id:b {| dalil:quote "x"@en ; dalil:accordingTo ( "V" ) |} .', "no voice"),
        ('id:a ex:p id:b {| dalil:quote "x"@en ; dalil:possiblyAccordingTo "V" |} .', "no voice"),
    ],
)
def test_a_miswritten_claim_is_refused_on_its_line(tmp_path: Path, line: str, said: str) -> None:
    """Each way of miswriting a claim is refused with file, line and remedy, though sound facts precede it."""
    with pytest.raises(ClaimError, match=said) as caught:
        facts(tmp_path, QUOTED.replace("id:a", "id:z"), "", line)
    assert caught.value.file == str(tmp_path / "facts.ttl")
    assert caught.value.line == 7
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_an_unasserted_claim_of_two_triples_is_refused(tmp_path: Path) -> None:
    """To deny two things at once does not say which of them is denied."""
    with pytest.raises(ClaimError, match="one triple"):
        facts(
            tmp_path,
            '<< id:a ex:p id:b ~ _:c >> dalil:stance dalil:Denied ; dalil:quote "x"@en .',
            "<< id:a ex:q id:b ~ _:c >> .",
        )


RING = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n_:l rdf:first id:v ; rdf:rest _:l ."


@pytest.mark.parametrize("rest", [RING, RING.partition("; rdf:rest")[0] + "."], ids=["ring", "broken"])
def test_a_list_of_voices_that_does_not_end_is_refused(tmp_path: Path, rest: str) -> None:
    """A list that goes round or breaks off is refused, not followed for ever."""
    with pytest.raises(ClaimError, match="no voice"):
        facts(tmp_path, 'id:a ex:p id:b {| dalil:quote "x"@en ; dalil:accordingTo _:l |} .', rest)


def test_two_claims_may_share_a_list(tmp_path: Path) -> None:
    """A list of voices that is written once can be used by two claims."""
    shared = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n_:l rdf:first id:v ; rdf:rest () ."
    drafts = facts(
        tmp_path,
        'id:a ex:p id:b {| dalil:quote "x"@en ; dalil:accordingTo _:l |} .',
        'id:a ex:p id:c {| dalil:quote "y"@en ; dalil:accordingTo _:l |} .',
        shared,
    )
    assert [[str(v) for v in d.evidence[terms.ACCORDING_TO]] for d in drafts] == [
        ["<https://example.org/id/v>"]
    ] * 2


def test_malformed_facts_are_refused_by_line(tmp_path: Path) -> None:
    """An error of syntax or an undeclared prefix among the facts has its line."""
    for line, said in (("id:a ex:p .", "valid RDF object"), ("id:a no:p id:b .", "prefix no:")):
        with pytest.raises(SourceError, match=said) as caught:
            facts(tmp_path, QUOTED, line)
        assert caught.value.line == 6
