"""Cutting a text into lines and sentences: laws, the real article, hostile input."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.ingest.sentence import lines, sentences, trimmed

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
HOSTILE = st.text(alphabet="aA1.؟!?…”») \u00a0\n\r\u2028ب،", max_size=60)


def cut(text: str) -> list[str]:
    """The sentences of each line of a text."""
    return [text[start:end] for line in lines(text) for start, end in sentences(text, line)]


@given(ANY | HOSTILE)
def test_sentences_are_in_order_and_apart(text: str) -> None:
    """Sentences follow one another without overlap, each inside its line, none empty or with loose ends."""
    for line in lines(text):
        found = list(sentences(text, line))
        assert all(line[0] <= start < end <= line[1] for start, end in found)
        assert all(before[1] <= after[0] for before, after in pairwise(found))
        assert all(trimmed(text, span) == span for span in found)


@given(ANY | HOSTILE)
def test_every_letter_and_digit_lies_in_a_sentence(text: str) -> None:
    """Nothing that can be said is lost between two sentences."""
    covered = {i for line in lines(text) for start, end in sentences(text, line) for i in range(start, end)}
    assert all(i in covered for i, letter in enumerate(text) if letter.isalnum())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("قال كذا.وقال آخر؟ نعم", ["قال كذا.", "وقال آخر؟", "نعم"]),
        ("It has 3.5 knots. No.", ["It has 3.5 knots.", "No."]),
        ("The U.S. envoy left. He said “no.” Then", ["The U.S. envoy left.", "He said “no.”", "Then"]),
        ("... What?! (Yes.) ...", ["... What?!", "(Yes.)"]),
        ("one\ntwo\r\n\n  three\u00a0\n", ["one", "two", "three"]),
        ("", []),
        ("… . !", []),
    ],
    ids=["marks", "arabic", "decimal", "initials", "dots", "lines", "empty", "no-words"],
)
def test_marks_end_sentences(text: str, found: list[str]) -> None:
    """Full stops, question and exclamation marks end sentences; those of numbers and initials do not."""
    assert cut(text) == found


def test_the_real_article_is_cut_whole(root: Path) -> None:
    """The article's sentences together hold all its words, and none of them runs over a line."""
    text = (root / "data" / "un-counter-terrorism-efforts" / "source.txt").read_bytes().decode()
    found = cut(text)
    assert sum(map(str.isalnum, "".join(found))) == sum(map(str.isalnum, text))
    plain = [" ".join(s.split()) for s in found]
    assert any("28 مارس 2019" in s and s.endswith("مكافحة تمويل الإرهاب.") for s in plain)
    assert not any("\n" in s for s in found)


def test_long_input_is_cut_in_reasonable_time() -> None:
    """Marks without words, and words without marks, take no time that grows with their square."""
    assert cut("." * 200_000) == []
    assert len(cut("a" * 200_000)) == 1
    assert len(cut("a. " * 20_000)) == 20_000
