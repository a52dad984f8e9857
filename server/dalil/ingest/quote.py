"""Finding words in a text however they are spelled, to copy them exactly as they stand."""

import re

from dalil.ingest.anchor import Span

_ALIKE = ("اأإآٱ", "ةه", "ىيئ", "وؤ", '"“”„', "'’‘")
_IGNORED = "\u0640\u064b-\u0652"
"""Tatweel and Arabic vowel signs: they may stand after any letter."""


def find(words: str, text: str) -> list[Span]:
    """Spans of `text` that read as `words`: spaces, alef and hamza forms, vowel signs aside."""
    pattern = r"\s+".join("".join(map(_letter, word)) for word in words.split())
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)] if pattern else []


def _letter(letter: str) -> str:
    alike = next((group for group in _ALIKE if letter in group), letter)
    return f"[{re.escape(alike)}][{_IGNORED}]*"
