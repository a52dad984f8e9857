"""Languages: which one is preferred, and in which direction it is written."""

from collections.abc import Mapping

DIRECTIONS: Mapping[str, str] = {"ar": "rtl", "fa": "rtl", "he": "rtl", "ur": "rtl"}
"""Languages that are written from right to left; every other is "ltr"."""


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the primary subtag of a language tag."""
    return DIRECTIONS.get(primary(language), "ltr")


def primary(tag: str) -> str:
    """The primary subtag of a language tag: `ar` of `ar-EG`."""
    return tag.partition("-")[0].lower()


def preference(language: str) -> tuple[str, ...]:
    """Languages in the order in which a text is looked for: the reader's, English, Arabic."""
    return tuple(dict.fromkeys([language, "en", "ar"]))
