"""Terms that come and go: a dictionary that grows, and which terms the premises mention."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from dalil.reason.arrays import Ids, Mask, first, second
from dalil.reason.dictionary import Terms
from dalil.reason.given import Given
from dalil.reason.literals import Literals
from dalil.reason.rules import term_of
from dalil.reason.vocabulary import TERMS


class Kinds(NamedTuple):
    """By identifier, what kind of term it is; see `Terms`."""

    is_literal: Mask
    is_blank: Mask
    is_iri: Mask
    is_reserved: Mask

    @classmethod
    def of(cls, texts: list[str]) -> "Kinds":
        """The kinds of terms."""
        terms = Terms(texts)
        return cls(terms.is_literal, terms.is_blank, terms.is_iri, terms.is_reserved)

    def joined(self, more: "Kinds") -> "Kinds":
        """The kinds of these terms and of others after them."""
        return Kinds(*map(np.append, self, more))


class Lexicon:
    """N-Triples text of a term ↔ its identifier, which it keeps for ever."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = list(texts)
        self._ids = {text: place for place, text in enumerate(self.texts)}
        self._kinds = Kinds.of(self.texts)
        self.literals = Literals(Terms(self.texts))
        """Those that the premises mention, as `premises` last had them."""

    def known(self, term: str) -> int | None:
        """The identifier of a term, None where it has never been met."""
        return self._ids.get(term)

    def identify(self, text: str) -> int:
        """The identifier of a term, a new one where it is new."""
        identifier = self._ids.setdefault(text, len(self.texts))
        if identifier == len(self.texts):
            self.texts.append(text)
        return identifier

    def is_literal(self, identifier: int) -> bool:
        """Whether the term is a literal."""
        return self.texts[identifier][0] == '"'

    def premises(self, rows: dict[int, Ids]) -> "Mentioned":
        """Rows as premises; a literal that none of them mentions is none of the terms."""
        self._kinds = self._kinds.joined(Kinds.of(self.texts[len(self._kinds.is_literal) :]))
        is_literal = self._kinds.is_literal & _mentioned(rows, len(self.texts))
        if not np.array_equal(self.literals.terms.is_literal, is_literal):
            self.literals = Literals(LiveTerms(self.texts, self._kinds, is_literal))
        return Mentioned(self, rows)


class Mentioned(Given):
    """Premises whose dictionary may hold terms that they do not mention."""

    def __init__(self, lexicon: Lexicon, rows: dict[int, Ids]) -> None:
        self.literals = lexicon.literals
        self.terms = self.literals.terms
        self.known = lexicon.known
        self.rows = rows


class LiveTerms(Terms):
    """Terms of which some may not be mentioned."""

    def __init__(self, texts: list[str], kinds: Kinds, is_literal: Mask) -> None:
        super().__init__(texts)
        self.is_literal = is_literal
        self.is_blank = kinds.is_blank
        self.is_iri = kinds.is_iri
        self.is_reserved = kinds.is_reserved


def _mentioned(rows: dict[int, Ids], size: int) -> Mask:
    mentioned = np.zeros(size, np.bool_)
    mentioned[: len(TERMS)] = True
    for relation, own in rows.items():
        mentioned[term_of(relation)] = True
        mentioned[own if relation < 0 else first(own)] = True
        if relation >= 0:
            mentioned[second(own)] = True
    return mentioned
