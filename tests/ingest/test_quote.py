"""Finding words however they are spelled, to copy them exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.ingest.quote import find


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("at the bay", "Storm AT\u00a0the\n bay"),
        ("الارهاب", "مكافحة الإرهاب"),
        ("فى", "في"),
        ("منظمه", "منظمة"),
        ("وفقا", "وفقًا"),
        ("قال", "قـــال"),
        ('"goTravel"', "”goTravel“"),
        ("U.S. (2462)", "the U.S. (2462)"),
    ],
)
def test_spelling_does_not_hide_words(words: str, text: str) -> None:
    """Spaces of any kind, forms of letters, vowel signs, quotation marks and case are looked past."""
    assert len(find(words, text)) == 1


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="⟨⟩"), min_size=1, max_size=12))
def test_exact_words_are_always_found(words: str) -> None:
    """Words that stand in the text as they were typed are found there, whatever signs they hold."""
    plain = " ".join(words.split())
    assert [start for start, _ in find(words, f"⟨{plain}⟩")] == ([1] if plain else [])


def test_the_span_is_what_stands_there() -> None:
    """What is returned is the place in the text, vowel signs and double spaces included."""
    text = "من  جُهودها اليوم"
    ((start, end),) = find("من جهودها", text)
    assert text[start:end] == "من  جُهودها"


@pytest.mark.parametrize("words", ["", "  ", "absent"])
def test_nothing_is_found_for_nothing(words: str) -> None:
    """No words, or words that are not there, have no place."""
    assert find(words, "some text") == []


def test_every_place_is_found() -> None:
    """Words that stand three times are found three times."""
    assert len(find("no", "no, No, NO")) == 3
