"""Terms and their identifiers: small integers, in the order in which the terms were met."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import count

import numpy as np
from numpy.typing import NDArray

from dalil.reason.arrays import Ids, Mask
from dalil.reason.vocabulary import RESERVED, TERMS


class Dictionary:
    """N-Triples text of a term → identifier; those of `vocabulary` come first."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, int] = defaultdict(count().__next__)
        self.ids(TERMS)

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self, terms: Collection[str]) -> Ids:
        """The identifiers of terms, new where a term is."""
        return np.fromiter(map(self._ids.__getitem__, terms), np.int64, len(terms))

    def known(self, term: str) -> int | None:
        """The identifier of a term, None where it has never been met."""
        return self._ids.get(term)

    def finish(self) -> "Terms":
        """The terms as they are now; no identifier is given afterwards."""
        return Terms(list(self._ids))


class Terms:
    """Identifier → term, and the kinds of terms, once all are known."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, identifier: int) -> str:
        """A term as N-Triples writes it."""
        return self.texts[identifier]

    def column(self, identifiers: Ids) -> list[str]:
        """The terms of many identifiers."""
        texts: list[str] = self._array[identifiers].tolist()
        return texts

    @cached_property
    def _array(self) -> NDArray[np.object_]:
        return np.array([*self.texts, None], object)[:-1]

    @cached_property
    def _initials(self) -> Ids:
        return np.fromiter((ord(text[0]) for text in self.texts), np.int64, len(self.texts))

    @cached_property
    def is_literal(self) -> Mask:
        """By identifier, whether the term is a literal."""
        return _true(self._initials == ord('"'))

    @cached_property
    def is_blank(self) -> Mask:
        """By identifier, whether the term is a blank node."""
        return _true(self._initials == ord("_"))

    @cached_property
    def is_iri(self) -> Mask:
        """By identifier, whether the term is an IRI."""
        return _true(self._initials == ord("<")) & ~self._flags(t.startswith("<<(") for t in self.texts)

    @cached_property
    def rank(self) -> Ids:
        """By identifier, which kind of term stands for its equals: 0 an IRI, then 1, at last 2 a literal."""
        return np.where(self.is_literal, 2, np.where(self.is_iri, 0, 1))

    @cached_property
    def is_reserved(self) -> Mask:
        """By identifier, whether the term is one of rdf, rdfs, owl or xsd."""
        return self._flags(text.startswith(RESERVED) for text in self.texts)

    def _flags(self, flags: Iterable[bool]) -> Mask:
        return np.fromiter(flags, np.bool_, len(self.texts))


def _true(mask: Mask) -> Mask:
    return mask
