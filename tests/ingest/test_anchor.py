"""Finding a quote in its text, exactly, or saying why it is not there."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dalil.errors import AnchorError
from dalil.ingest.anchor import locate, locate_within, nearest, occurrences

LETTERS = st.text(alphabet="ab \u00a0\u0627\u0651", max_size=30)
QUOTES = st.text(alphabet="ab \u00a0\u0627\u0651", min_size=1, max_size=5)


@given(LETTERS, QUOTES, LETTERS)
def test_what_is_located_stands_there(before: str, quote: str, after: str) -> None:
    """A span that is returned holds the quote, and the quote stands nowhere else; else it is refused."""
    text = before + quote + after
    found = occurrences(quote, text)
    assert all(text[start:end] == quote for start, end in found)
    if len(found) == 1 and quote.strip():
        assert locate(quote, text) == found[0]
    else:
        with pytest.raises(AnchorError):
            locate(quote, text)


@example("abaaab", "aa")
@given(LETTERS, QUOTES)
def test_occurrences_are_all_there_are(text: str, quote: str) -> None:
    """Every position at which the quote stands is found, overlapping ones too, in order."""
    starts = [i for i in range(len(text)) if text.startswith(quote, i)]
    assert [start for start, _ in occurrences(quote, text)] == starts


@given(LETTERS, QUOTES, LETTERS)
def test_a_quote_inside_its_context_is_where_the_context_says(before: str, quote: str, after: str) -> None:
    """With a context that stands once, the span lies inside it."""
    context = f"⟨{quote}⟩"
    text = before + quote + context + after
    if quote.strip():
        start, end = locate_within(quote, context, text)
        assert text[start - 1 : end + 1] == context
    assert locate_within(context, None, text) == locate(context, text)


@given(LETTERS, LETTERS)
def test_nearest_is_a_stretch_of_the_text(text: str, quote: str) -> None:
    """The nearest text lies in the text, whatever the quote is, and is no longer than it."""
    start, end = nearest(quote, text)
    assert 0 <= start <= end <= len(text)
    assert end - start <= len(quote)


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("at the bay", "differs at character 3: U+0020 in the quote, U+00A0 in the text"),
        ("at\u00a0the Bay", "differs at character 8: U+0042 in the quote, U+0062 in the text"),
        ("the bay at night", "which ends before the quote does"),
        ("xyz", "differs at character 1"),
    ],
)
def test_a_miss_names_the_first_differing_code_point(quote: str, said: str) -> None:
    """A quote that is not there is compared with the nearest text, code point by code point."""
    with pytest.raises(AnchorError, match="not in the text") as caught:
        locate(quote, "Storm at\u00a0the bay")
    assert said in str(caught.value)
    assert "dalil quote" in caught.value.remedy


def test_the_nearest_text_is_shown_as_it_stands() -> None:
    """The line that is printed keeps the no-break space of the text, so that it can be copied."""
    with pytest.raises(AnchorError) as caught:
        locate("at the bay", "Storm at\u00a0the bay")
    assert "«at\u00a0the bay»" in str(caught.value)


def test_arabic_that_looks_alike_is_told_apart() -> None:
    """A letter that only resembles the one in the text is named by its code point."""
    with pytest.raises(AnchorError, match=r"U\+0649 in the quote, U\+064A in the text"):
        locate("فى مجال", "وذلك في مجال مكافحة الإرهاب")


def test_twice_is_refused_with_the_way_out() -> None:
    """A quote that stands twice is evidence of nothing until a context says where."""
    text = "no sail, no wind"
    with pytest.raises(AnchorError, match="2 times") as caught:
        locate("no", text)
    assert "dalil:context" in caught.value.remedy
    assert locate_within("no", "no wind", text) == (9, 11)


@pytest.mark.parametrize("context", ["no sails", "no", "wind"], ids=["absent", "twice", "without-quote"])
def test_a_context_must_stand_once_and_hold_the_quote(context: str) -> None:
    """A context that is absent, repeated or about something else anchors nothing."""
    with pytest.raises(AnchorError):
        locate_within("no", context, "no sail, no wind")


@pytest.mark.parametrize("quote", ["", " ", "\u00a0\n"])
def test_an_empty_quote_is_refused_as_that(quote: str) -> None:
    """White space is no evidence, even where it stands once."""
    with pytest.raises(AnchorError, match="empty"):
        locate(quote, f"a{quote}b")
