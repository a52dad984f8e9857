"""Spelling as people search: what Arabic and Latin writers leave out or exchange makes no difference."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_UNWRITTEN = frozenset({"Mn", "Me", "Cf"})
"""Categories of vowel marks, accents, the hamza on its seat, and controls that have no width."""
_SAME = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
    "ـ": "",
}
"""Letters that stand for others: alef wasla, alef maqsura, Persian letters, ta marbuta; tatweel for none."""
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{3})")
_PARTICLES = re.compile(r"^(?:[وف]?[بكل]|[وف])(?=\w{3})")
"""Conjunction and preposition of one letter each, written with the next word."""


@dataclass(frozen=True)
class Folded:
    """A text as it is compared: words of letters and digits between spaces.

    `places` has the index in the text as written for each character, and the length of that text at its end.
    """

    text: str
    places: tuple[int, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words, in order."""
        return tuple(self.text.split())


def fold(text: str) -> Folded:
    """The text without case, accents, vowel marks, tatweel and forms of hamza, its digits as in ASCII."""
    found = [(letter, place) for place, written in enumerate(text) for letter in _letters(written)]
    places = (*(place for _, place in found), len(text))
    return Folded("".join(letter for letter, _ in found), places)


def without_article(word: str) -> str:
    """A folded word without the Arabic article and the particles before it."""
    return _ARTICLE.sub("", word)


def without_particles(word: str) -> str:
    """A folded word without what may be attached to it in Arabic, with the article or alone.

    Particles are taken by their looks, and و is the first letter of many a word.
    """
    return _PARTICLES.sub("", without_article(word))


@cache
def _letters(character: str) -> str:
    """What one character is compared as; a space for what is neither letter nor digit."""
    parts = unicodedata.normalize("NFKD", character.casefold())
    return "".join(_letter(part) for part in parts if unicodedata.category(part) not in _UNWRITTEN)


def _letter(part: str) -> str:
    digit = unicodedata.digit(part, None)
    if digit is not None:
        return str(digit)
    return _SAME.get(part, part) if part.isalnum() else " "
