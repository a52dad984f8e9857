"""Finding names: in which spelling, in what order, and which of their words are shown as found."""

import pytest

from dalil.base.search import Hit, Index
from dalil.graph.terms import Literal

TEXTS = [
    ("urn:terrorism", Literal("الإرهاب", language="ar")),
    ("urn:terrorism", Literal("terrorism", language="en")),
    ("urn:groups", Literal("جماعاتٌ إرهابيّة", language="ar")),
    ("urn:financing", Literal("مكافحة تمويل الإرهاب", language="ar")),
    ("urn:financing", Literal("countering the financing of terrorism", language="en")),
    ("urn:council", Literal("Security Council", language="en")),
    ("urn:resolution", Literal("Security Council resolution 2462", language="en")),
]


def found(text: str) -> list[str]:
    """The names of what is found, in order."""
    return [hit.iri.removeprefix("urn:") for hit in Index(TEXTS).find(text)]


def marked(hit: Hit) -> list[str]:
    """The stretches of the text that are shown as found; the pieces are the whole text."""
    assert "".join(piece.text for piece in hit.pieces) == hit.text.value
    return [piece.text for piece in hit.pieces if piece.matched]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("الارهاب", ["terrorism", "financing", "groups"]),
        ("ارهاب", ["groups", "terrorism", "financing"]),
        ("مكافحه", ["financing"]),
        ("كتمويل", ["financing"]),
        ("TERRORISM", ["terrorism", "financing"]),
        ("security council", ["council", "resolution"]),
        ("council, security", ["council", "resolution"]),
        ("٢٤٦٢", ["resolution"]),
        ("حرب", []),
        ("terrorism 2462", []),
        ("", []),
        ("…", []),
    ],
)
def test_a_name_is_found_by_all_its_words_however_spelt(text: str, names: list[str]) -> None:
    """Each thing once, the nearest name first; a word that stands nowhere finds nothing, nor does none."""
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("الارهاب", [["الإرهاب"], ["الإرهاب"], ["إرهاب"]]),
        ("ارهابيه", [["إرهابيّة"]]),
        ("جماعات", [["جماعاتٌ"]]),
        ("the of", [["the", "of"]]),
    ],
)
def test_the_words_found_are_marked_as_written(text: str, words: list[list[str]]) -> None:
    """The marked stretches have the marks and hamzas of the name, and the pieces make up the name again."""
    assert [marked(hit) for hit in Index(TEXTS).find(text)] == words


def test_the_order_in_which_texts_come_makes_no_difference() -> None:
    """Of names that are compared as one, the same is shown whichever comes first."""
    names = [
        ("urn:council", Literal(text, language="en")) for text in ("security council", "Security Council")
    ]
    shown = [Index(texts).find("council")[0].text.value for texts in (names, names[::-1])]
    assert shown == ["Security Council"] * 2
