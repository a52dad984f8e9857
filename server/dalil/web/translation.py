"""What goes wrong, in the reader's language: the program's own sentences, each translated as a pattern."""

import re
import tomllib
from functools import cache
from pathlib import Path

from markupsafe import Markup

from dalil.web.typography import visible

_FOLDER = Path(__file__).parent / "locale" / "problems"
_LONGEST = 2000
"""Characters of the longest sentence that is looked up: what a client sent can stand in it."""
_GAP = "{}"
_LATIN = re.compile(r"([<?/]?[A-Za-z](?:[!-~]*[A-Za-z0-9>])?)")
"""A word or an address in Latin letters within a text in others."""


def told(text: str, language: str) -> Markup:
    """The sentence as HTML: translated where it is known in that language, else in English and marked so."""
    found = _translated(text, language) if len(text) <= _LONGEST else None
    return Markup('<bdi lang="en" dir="ltr">{}</bdi>').format(visible(text)) if found is None else found


@cache
def sentences(language: str) -> dict[str, str]:
    """English sentence → translation, both with gaps for values; empty for a language without any."""
    path = _FOLDER / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


@cache
def _patterns(language: str) -> list[tuple[re.Pattern[str], tuple[Markup, ...]]]:
    """The sentences as patterns, the most particular first, with the stretches between their gaps."""
    ordered = sorted(sentences(language).items(), key=lambda pair: len(pair[0]), reverse=True)
    return [(_pattern(english), tuple(map(_isolated, own.split(_GAP)))) for english, own in ordered]


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, english.split(_GAP))), re.DOTALL)


def _isolated(stretch: str) -> Markup:
    """The stretch with what is Latin in it kept from the direction of what surrounds it."""
    latin = Markup('<bdi dir="ltr">{}</bdi>')
    parts = enumerate(_LATIN.split(stretch))
    return Markup("").join(latin.format(part) if place % 2 else Markup.escape(part) for place, part in parts)


def _translated(text: str, language: str) -> Markup | None:
    for pattern, stretches in _patterns(language):
        if found := pattern.fullmatch(text):
            values = [*(_value(value, language) for value in found.groups()), Markup("")]
            return Markup("").join(s + v for s, v in zip(stretches, values, strict=True))
    return None


def _value(value: str, language: str) -> Markup:
    """What stands in a gap: a sentence itself, or a name, an address, what the client wrote."""
    known = _translated(value, language)
    return Markup('<bdi dir="auto">{}</bdi>').format(visible(value)) if known is None else known
