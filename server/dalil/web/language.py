"""The reader's language, its direction, and the words of the pages."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

DIRECTIONS: Mapping[str, str] = {"ar": "rtl", "fa": "rtl", "he": "rtl", "ur": "rtl"}
"""Languages that are written from right to left; every other is "ltr"."""

_LOCALE = Path(__file__).parent / "locale"


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the primary subtag of a language tag."""
    return DIRECTIONS.get(primary(language), "ltr")


def primary(tag: str) -> str:
    """The primary subtag of a language tag: `ar` of `ar-EG`."""
    return tag.partition("-")[0].lower()


def load_words() -> dict[str, Mapping[str, str]]:
    """Language → key → words, from one file a language."""
    files = sorted(_LOCALE.glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text("utf-8")) for file in files}


def preference(language: str) -> tuple[str, ...]:
    """Languages in the order in which a text is looked for: the reader's, English, Arabic."""
    return tuple(dict.fromkeys([language, "en", "ar"]))
