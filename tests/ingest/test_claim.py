"""Claims: where they stand, what names them, and how they are described."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dalil import terms
from dalil.errors import AnchorError
from dalil.graph.terms import Literal, NamedNode, integer, triple
from dalil.ingest.article import Article
from dalil.ingest.claim import CONTEXT_LENGTH, Claim, anchor, describe, identity, reviewed
from dalil.ingest.review import Review
from tests.ingest.texts import BASE, TEXT, article, facts

GROUPS = st.lists(st.lists(st.text(alphabet="ab:;1", max_size=3), max_size=3), max_size=3)
SAID = (
    'id:wind ex:knots 3.5 {| dalil:quote "the wind reached 3.5 knots"@en ; dalil:accordingTo id:master |} .'
)
DENIED = '<< id:ferry ex:on id:trip >> dalil:stance dalil:Denied ; dalil:quote "The ferry did not sail"@en .'


def claims(place: Path, *lines: str, of: Article | None = None) -> list[Claim]:
    """The claims that those lines make of the article."""
    source = of or article(place)
    return [anchor(draft, source, BASE) for draft in facts(place, *lines)]


@example([["ab", "c"]], [["a", "bc"]])
@example([["a"], ["b"]], [["a", "b"]])
@example([["1:a"]], [["a"]])
@example([[]], [])
@given(GROUPS, GROUPS)
def test_different_groups_never_encode_alike(one: list[list[str]], two: list[list[str]]) -> None:
    """Where texts and groups end is part of the identity: moving a letter or a border changes it."""
    assert (identity(*one) == identity(*two)) == (one == two)


def test_an_identity_is_sixteen_hexadecimal_digits() -> None:
    """The name of a claim is short, and the same in every process."""
    assert identity(["a"], [], ["ب"]) == identity(["a"], [], ["ب"])
    assert len(identity()) == 16
    assert int(identity(), 16) >= 0


def test_the_order_of_facts_changes_no_identity(tmp_path: Path) -> None:
    """Claims are named by what they say: not by line, reifier, or the order of their triples."""
    one = claims(
        tmp_path,
        'id:f ex:cabins 20 ~ _:c {| dalil:quote "The ferry has 20 cabins"@en |} .',
        "id:f a ex:Ferry ~ _:c .",
        DENIED,
    )
    two = claims(
        tmp_path,
        "# moved",
        DENIED,
        'id:f a ex:Ferry ~ _:x {| dalil:quote "The ferry has 20 cabins"@en |} .',
        "id:f ex:cabins 20 ~ _:x .",
    )
    assert [c.iri for c in one] == [c.iri for c in reversed(two)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3.5 {|", "3.50 {|"),
        ("id:wind", "id:gust"),
        ("ex:knots", "ex:speed"),
        ("the wind reached", "wind reached"),
        ("accordingTo id:master", "accordingTo id:mate"),
        ("accordingTo id:master", "accordingTo ( id:mate id:master )"),
        (" ; dalil:accordingTo id:master", ""),
    ],
    ids=["value", "subject", "predicate", "span", "voice", "chain", "no-voice"],
)
def test_each_part_changes_the_identity(tmp_path: Path, old: str, new: str) -> None:
    """Words, terms, voices: whatever differs makes another claim, and so voids a review."""
    before, after = claims(tmp_path, SAID)[0], claims(tmp_path, SAID.replace(old, new))[0]
    assert before.iri != after.iri


def test_stance_order_of_voices_and_source_change_the_identity(tmp_path: Path) -> None:
    """A stance, the order of a chain, or another text makes another claim."""
    chain = SAID.replace("id:master", "( id:a id:b )")
    variants = [
        *claims(tmp_path, chain, chain.replace("( id:a id:b )", "( id:b id:a )")),
        *claims(tmp_path, DENIED, DENIED.replace("Denied", "Hedged")),
        *claims(tmp_path, DENIED, of=article(tmp_path / "other", TEXT + "\nMore.")),
    ]
    assert len({claim.iri for claim in variants}) == len(variants)


def test_notes_possible_voices_and_context_change_no_identity(tmp_path: Path) -> None:
    """What only explains a reading leaves the claim, and its review, as they were."""
    more = SAID.replace(
        " |}",
        ' ; skos:note "read so"@en ; dalil:possiblyAccordingTo id:x'
        ' ; dalil:context "master, the wind reached 3.5 knots" |}',
    )
    assert claims(tmp_path, SAID)[0].iri == claims(tmp_path, more)[0].iri


def test_a_claim_stands_where_its_quote_does(tmp_path: Path) -> None:
    """The span of a claim holds its quote, and its key is the end of its IRI."""
    (claim,) = claims(tmp_path, SAID)
    assert TEXT[slice(*claim.span)] == claim.quote == "the wind reached 3.5 knots"
    assert claim.iri == f"{BASE}claim/{claim.key}"
    assert claim.voices == (f"{BASE}id/master",)


@pytest.mark.parametrize("quote", ["the ferry sank", "ferry"], ids=["absent", "thrice"])
def test_a_quote_that_anchors_nothing_has_its_line(tmp_path: Path, quote: str) -> None:
    """A quote that is not there once is refused with the file and the line of the fact."""
    with pytest.raises(AnchorError) as caught:
        claims(tmp_path, SAID, DENIED.replace("The ferry did not sail", quote))
    assert (caught.value.file, caught.value.line) == (str(tmp_path / "facts.ttl"), 6)


def test_its_description_says_where_and_who(tmp_path: Path) -> None:
    """Quote, sentence, section, selectors, and each voice with its place in the chain are published."""
    (claim,) = claims(tmp_path, SAID.replace("id:master", "( id:radio id:master )"))
    found, node = set(describe(claim)), NamedNode(claim.iri)
    steps = [NamedNode(f"{claim.iri}#voice-{n}") for n in (1, 2)]
    master = f"{BASE}id/master"
    assert found >= {
        triple(node, terms.RDF_TYPE, terms.CLAIM),
        triple(node, terms.QUOTE, Literal(claim.quote, language="en")),
        triple(node, terms.IN_SENTENCE, f"{BASE}article/storm#sentence-3"),
        triple(node, terms.IN_SECTION, f"{BASE}article/storm#section-0"),
        triple(node, terms.SPEAKER, master),
        triple(steps[1], terms.VOICE, master),
        triple(steps[0], terms.POSITION, integer(1)),
        triple(NamedNode(f"{claim.iri}#position"), terms.OA_START, integer(claim.span[0])),
        triple(
            NamedNode(f"{claim.iri}#quote"),
            terms.OA_SUFFIX,
            Literal(TEXT[claim.span[1] :][:CONTEXT_LENGTH], language="en"),
        ),
    }
    assert not found & set(claim.triples)
    assert sum(t.predicate.value == terms.SPEAKER for t in found) == 1


def test_selectors_stop_at_the_ends_of_the_text(tmp_path: Path) -> None:
    """A quote at the beginning has an empty prefix, not words from the end."""
    (claim,) = claims(tmp_path, SAID.replace("the wind reached 3.5 knots", "Storm over"))
    prefix = triple(NamedNode(f"{claim.iri}#quote"), terms.OA_PREFIX, Literal("", language="en"))
    assert prefix in describe(claim)


def test_only_what_is_not_asserted_is_described_as_a_proposition(tmp_path: Path) -> None:
    """A denial names subject, predicate and object in its description; an assertion has its own graph."""
    said, denied = claims(tmp_path, SAID, DENIED)
    predicates = [{t.predicate.value for t in describe(claim)} for claim in (said, denied)]
    proposition = {terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT}
    assert not proposition & predicates[0]
    assert proposition <= predicates[1]
    assert (said.asserted, denied.asserted) == (True, False)


def test_a_review_is_found_by_the_hash(tmp_path: Path) -> None:
    """A claim is reviewed where its own hash has a review, and says so in its description."""
    found = claims(tmp_path, SAID, DENIED)
    review = Review("2024-05-06", terms.CONFIRMED)
    said, denied = reviewed(found, {found[0].key: review, "0" * 16: review})
    assert (said.review, denied.review) == (review, None)
    node = NamedNode(f"{said.iri}#review")
    assert triple(node, terms.OUTCOME, terms.CONFIRMED) in describe(said)
    assert len(describe(said)) == len(describe(replace(said, review=None))) + 4
