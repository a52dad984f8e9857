"""Cutting sentences by their claims, trees of classes, text made safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.web import typography
from dalil.web.routes.articles import Piece, joined, pieces
from dalil.web.routes.ontology import Branch, tree

SPANS = st.lists(st.tuples(st.integers(-3, 25), st.integers(0, 12), st.sampled_from("abc")), max_size=5)


@given(st.text(min_size=1, max_size=20), SPANS)
def test_pieces_put_together_are_the_text(text: str, found: list[tuple[int, int, str]]) -> None:
    """Cutting loses nothing, and each code point is in the claims that cover it."""
    spans = [(start, start + length, claim) for start, length, claim in found]
    cut = pieces(text, spans)
    assert "".join(piece.text for piece in cut) == text
    covered = [set(piece.claims) for piece in cut for _ in piece.text]
    assert covered == [{c for s, e, c in spans if s <= i < e} for i in range(len(text))]


def test_neighbours_that_claims_cover_are_one_stop() -> None:
    """Two claims that touch or overlap make one stretch to follow, and the words between stretches none."""
    cut = pieces("one two three four", [(0, 7, "a"), (4, 13, "b")])
    assert [piece.text for piece in cut] == ["one ", "two", " three", " four"]
    assert joined(cut) == (Piece("one two three", ("a", "b")), Piece(" four", ()))


def test_a_tree_shows_a_class_below_each_parent() -> None:
    """A class with two parents stands twice; a class without any is a root."""
    shown = tree({"A": [], "B": [], "C": ["A", "B"], "D": ["elsewhere"]})
    assert shown == (
        Branch("A", (Branch("C", ()),)),
        Branch("B", (Branch("C", ()),)),
        Branch("D", ()),
    )


@pytest.mark.parametrize("control", ["\u202e", "\u2066", "\u200f", "\x00", "\x7f"])
def test_controls_are_shown_by_code(control: str) -> None:
    """A character that would act unseen is seen and does not act."""
    shown = typography.visible(f"a{control}<b>")
    assert control not in shown
    assert f"U+{ord(control):04X}" in shown
    assert "&lt;b&gt;" in shown


def test_ordinary_text_stays_as_it_is() -> None:
    """Arabic, no-break spaces and line ends are no controls."""
    text = "قرار\u00a0رقم\n(2462)"
    assert typography.visible(text) == text


def test_embedded_json_cannot_end_its_element() -> None:
    """Angle brackets, ampersands and bidi controls are escaped inside JSON."""
    shown = typography.embedded('{"a":"</script>&\u202e"}')
    assert shown == '{"a":"\\u003c/script\\u003e\\u0026\\u202e"}'
