"""How much of an article its claims cover: sentences, and the words that matter."""

from pathlib import Path

import pytest

from dalil import terms
from dalil.errors import AnchorError, SourceError
from dalil.graph.terms import Literal, NamedNode, Triple, triple
from dalil.ingest.article import Article
from dalil.ingest.claim import anchor
from dalil.ingest.coverage import Coverage, measure, names_in, read_exclusions
from tests.ingest.texts import BASE, RECORD, TEXT, article, facts, folder

WHOLE = (
    'id:f ex:p id:a {| dalil:quote "The ferry did not sail"@en |} .',
    'id:f ex:p id:b {| dalil:quote "According to the harbour master, the wind reached 3.5 knots"@en |} .',
    'id:f ex:p id:c {| dalil:quote "The ferry has 20 cabins"@en |} .',
)
EXCLUDED = (
    f'[] a <{terms.DALIL}Exclusion> ; <{terms.QUOTE}> "{{quote}}"@en ; <{terms.REASON}> "said twice"@en .\n'
)


def measured(source: Article, *lines: str, names: tuple[str, ...] = ()) -> Coverage:
    """The coverage of an article by claims with those lines."""
    claims = [anchor(draft, source, BASE) for draft in facts(source.folder, *lines)]
    return measure(source, claims, read_exclusions(source), names)


def missed(found: Coverage) -> list[tuple[str, str]]:
    """Kind and text of the words that are not covered."""
    return [(word.kind, word.text) for word in found.missed]


def test_all_covered_is_complete(tmp_path: Path) -> None:
    """Where each sentence has a claim and each word lies in a quote, nothing is missing."""
    found = measured(article(tmp_path), *WHOLE)
    assert found.complete
    assert [(s.section.number, s.sentences, s.claimed) for s in found.sections] == [(0, 2, 2), (1, 1, 1)]
    assert [(s.words, s.covered) for s in found.sections] == [(3, 3), (1, 1)]


def test_a_sentence_without_a_claim_is_bare(tmp_path: Path) -> None:
    """A sentence that no quote touches is named, and so are its words that matter."""
    source = article(tmp_path)
    found = measured(source, *WHOLE[1:])
    assert [source.quote(s.span) for s in found.bare] == ["The ferry did not sail."]
    assert missed(found) == [("negation", "not")]
    assert not found.complete


def test_words_outside_the_quotes_are_missed(tmp_path: Path) -> None:
    """A claim on a part of a sentence covers no word in the rest of it."""
    part = WHOLE[1].replace("According to the harbour master, ", "").replace(" 3.5 knots", "")
    found = measured(article(tmp_path), WHOLE[0], part, WHOLE[2])
    assert not found.bare
    assert sorted(missed(found)) == [("attribution", "According to"), ("number", "3.5")]


def test_numbers_end_before_the_full_stop(tmp_path: Path) -> None:
    """The mark after a number is no part of it; a mark inside is."""
    text = "Storm over the bay\n\nIn 2019. Of 29,000, some. Ships\n\nShips\n"
    found = measured(article(tmp_path, text))
    assert [text for kind, text in missed(found) if kind == "number"] == ["2019", "29,000"]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("No ship sailed.", ["negation"]),
        ("It may sail in May.", ["date", "modal"]),
        ("At least ten, unless it rains.", ["bound", "exception"]),
        ("He SAID nothing notable.", ["attribution"]),
        ("A northern knot.", []),
    ],
)
def test_words_that_matter_are_whole_words_in_any_case(tmp_path: Path, words: str, kinds: list[str]) -> None:
    """Capitals hide no negation, a month is no modal, and no word counts for holding another."""
    found = measured(article(tmp_path, f"Storm over the bay\n\n{words}\nShips\n"))
    assert sorted(kind for kind, _ in missed(found)) == kinds


def test_arabic_words_are_found_behind_their_conjunction(tmp_path: Path) -> None:
    """A word of Arabic that matters is found with و or ف before it; digits count in both scripts."""
    text = "عنوان\n\nلم يصل ولا يصل وفقا لهم في مارس ٢٠١٩.\n"
    record = RECORD.replace('"en"', '"ar"').partition("<https://example.org/article/storm#")[0]
    record += '<https://example.org/s> a dalil:Section ; dalil:number 0 ; dalil:heading "عنوان" .'
    found = measured(article(tmp_path, text, record))
    assert sorted(text for _, text in missed(found)) == sorted(["لم", "ولا", "وفقا", "مارس", "٢٠١٩"])


def test_names_of_known_things_count(tmp_path: Path) -> None:
    """A label of a recorded thing is a word that matters, the longest reading first."""
    found = measured(article(tmp_path), names=("harbour", "harbour master", "a.c (x)"))
    assert [text for kind, text in missed(found) if kind == "name"] == ["harbour master"]


def test_labels_in_the_language_are_the_names() -> None:
    """Preferred, alternative and hidden labels in the article's language are names, others are not."""
    node = NamedNode(BASE)
    labels: list[Triple] = [
        triple(node, terms.SKOS_PREF_LABEL, Literal("b", language="en")),
        triple(node, terms.SKOS_HIDDEN_LABEL, Literal("a", language="en")),
        triple(node, terms.SKOS_PREF_LABEL, Literal("ج", language="ar")),
        triple(node, terms.SKOS_NOTE, Literal("n", language="en")),
    ]
    assert names_in(labels, "en") == ["a", "b"]


def test_an_exclusion_covers_its_words(tmp_path: Path) -> None:
    """Words on the list of exclusions need no claim, as long as a reason stands there."""
    place = folder(tmp_path)
    (place / "exclusions.ttl").write_text(EXCLUDED.format(quote="The ferry did not sail."), "utf-8")
    assert measured(article(tmp_path), *WHOLE[1:]).complete


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (EXCLUDED.format(quote="ferry"), "3 times"),
        (EXCLUDED.format(quote="no such words"), "not in the text"),
        (EXCLUDED.partition(" ; <https://w3id.org/dalil/ns#reason")[0] + " .", "reason"),
        (f'[] <{terms.REASON}> "why"@en .', "quote"),
        ("[] <", "end of file"),
    ],
    ids=["thrice", "absent", "reason", "quote", "syntax"],
)
def test_an_unsound_exclusion_is_refused_by_line(tmp_path: Path, text: str, said: str) -> None:
    """An exclusion without reason, quote or place is refused on its line."""
    place = folder(tmp_path)
    (place / "exclusions.ttl").write_text("# Words that no claim needs.\n" + text, "utf-8")
    with pytest.raises((AnchorError, SourceError), match=said) as caught:
        read_exclusions(article(tmp_path))
    assert (Path(caught.value.file).name, caught.value.line) == ("exclusions.ttl", 2)


def test_boilerplate_is_not_counted(tmp_path: Path) -> None:
    """A section that is no content needs no claim and has no row."""
    record = RECORD.replace('"Ships" .', '"Ships" ; dalil:boilerplate true .')
    found = measured(article(tmp_path, TEXT, record), *WHOLE[:2])
    assert found.complete
    assert len(found.sections) == 1


def test_a_quote_over_two_sentences_covers_both(tmp_path: Path) -> None:
    """A sentence that lies wholly inside a quote has its claim, though the quote began before it."""
    quote = TEXT.partition("\n\n")[2].partition("\nShips")[0]
    found = measured(article(tmp_path), f'id:f ex:p id:a {{| dalil:quote "{quote}"@en |}} .', WHOLE[2])
    assert found.complete
