"""The one label fallback: which name a reader sees for a thing or a term."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dalil import terms
from dalil.base.language import direction, primary
from dalil.graph.terms import Literal, Triple

PROPERTIES = (terms.SKOS_PREF_LABEL, terms.RDFS_LABEL)
"""Properties that name a thing, the preferred first."""

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[-_]+")


@dataclass(frozen=True)
class Label:
    """A name as it is shown; `fallback` says that it is not in the language asked for.

    `language` is empty for a name made from an IRI.
    """

    text: str
    language: str
    fallback: bool = False

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`; a name made from an IRI reads from left to right."""
        return direction(self.language)


def names(triples: Iterable[Triple], languages: Sequence[str]) -> Callable[[str], Label]:
    """The name of each thing that triples name, for a reader of `languages`."""
    found: defaultdict[str, list[tuple[str, Literal]]] = defaultdict(list)
    for subject, predicate, label in triples:
        if predicate.value in PROPERTIES and isinstance(label, Literal):
            found[str(subject)].append((predicate.value, label))
    return lambda iri: choose(found[f"<{iri}>"], languages, iri)


def choose(found: Iterable[tuple[str, Literal]], languages: Sequence[str], iri: str) -> Label:
    """The best of (property, literal) pairs for a reader of `languages`, the preferred first.

    Languages come before properties; after the reader's own, English and Arabic, any language serves;
    without a label, the local name of the IRI.
    """
    ranked = sorted(found, key=lambda pair: _rank(pair, languages))
    if not ranked:
        return Label(local_name(iri), "")
    best = ranked[0][1]
    language = best.language or ""
    return Label(best.value, language, fallback=bool(language) and primary(language) != languages[0])


def local_name(iri: str) -> str:
    """The last part of an IRI, in words: `unct:adoptedBy` reads "adopted by"."""
    last = re.split(r"[/#]", iri.rstrip("/#"))[-1]
    first, *rest = _WORD.sub(" ", last).split() or [iri]
    return " ".join([first, *(word if word.isupper() else word.lower() for word in rest)])


def _rank(pair: tuple[str, Literal], languages: Sequence[str]) -> tuple[int, int, str]:
    predicate, literal = pair
    language = primary(literal.language or "")
    place = languages.index(language) if language in languages else len(languages)
    return place, PROPERTIES.index(predicate), literal.value
