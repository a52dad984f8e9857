"""Finding things by their names and sentences by their words, in whichever spelling they are asked for."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import groupby, islice

from dalil.base.spelling import Folded, fold, without_article, without_particles
from dalil.graph.terms import Literal

_COMPARED = 20_000
"""Names that are compared with a misspelt one: some tenths of a second."""


@dataclass(frozen=True)
class Entry:
    """A text that leads to an IRI."""

    iri: str
    text: Literal

    @cached_property
    def folded(self) -> Folded:
        """The text as it is compared."""
        return fold(self.text.value)


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `matched` where the searched words stand in it."""

    text: str
    matched: bool


@dataclass(frozen=True)
class Hit:
    """What was found: the IRI, and the text that holds the words, which are as they are compared."""

    iri: str
    text: Literal
    words: tuple[str, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text as written, cut where the words begin and end; made anew, since few hits are shown."""
        written, matched = self.text.value, _matched(fold(self.text.value), self.words)
        runs = groupby(range(len(written)), key=matched.__contains__)
        return tuple(Piece("".join(written[place] for place in run), is_in) for is_in, run in runs)


class Index:
    """Texts to be searched, in whatever order they come; several may lead to one IRI."""

    def __init__(self, texts: Iterable[tuple[str, Literal]]) -> None:
        entries = (Entry(iri, text) for iri, text in texts)
        self._entries = sorted(entries, key=lambda e: (e.iri, e.text.value, e.text.language or ""))

    def find(self, text: str) -> list[Hit]:
        """A hit for each IRI that has a text with all the words, in any order; the nearest texts first.

        A word counts inside a longer one, and with or without the Arabic article. Where that finds nothing,
        words are looked for without the particles attached to them.
        """
        asked = fold(text).words
        return self._with(asked, without_article) or self._with(asked, without_particles)

    def spelt_like(self, iri: str) -> list[str]:
        """The IRIs whose last part is spelt nearly as that of this one, the nearest first."""
        known = {_last(entry.iri): entry.iri for entry in islice(self._entries, _COMPARED)}
        return [known[name] for name in get_close_matches(_last(iri), known)]

    def _with(self, asked: tuple[str, ...], reduced: Callable[[str], str]) -> list[Hit]:
        words = tuple(map(reduced, asked))
        found = [e for e in self._entries if words and all(word in e.folded.text for word in words)]
        best: dict[str, Entry] = {}
        for entry in sorted(found, key=_distance(asked)):
            best.setdefault(entry.iri, entry)
        return [Hit(e.iri, e.text, (*asked, *words)) for e in best.values()]


def _last(iri: str) -> str:
    return re.split("[/#]", iri)[-1]


def _distance(asked: tuple[str, ...]) -> Callable[[Entry], tuple[int, int, str, str]]:
    """How far a text is from what was asked: the same, words that begin so, words with it; then by length."""

    def key(entry: Entry) -> tuple[int, int, str, str]:
        own = entry.folded.words
        near = (
            own == asked,
            all(any(word.startswith(one) for word in own) for one in asked),
            all(one in entry.folded.text for one in asked),
        )
        return -sum(near), len(own), entry.folded.text, entry.iri

    return key


def _matched(folded: Folded, words: Iterable[str]) -> frozenset[int]:
    """The places in the text as written that the words cover, wherever they stand."""
    places = folded.places
    spans = (match.span() for word in words for match in re.finditer(re.escape(word), folded.text))
    return frozenset(place for start, end in spans for place in range(places[start], places[end]))
