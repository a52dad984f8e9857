"""The literals of a graph by value: which are equal, which are wrong, which belong to a datatype."""

from collections.abc import Iterator

import numpy as np

from dalil.reason.arrays import NONE, Ids, pack, unique
from dalil.reason.dictionary import Terms
from dalil.reason.integers import Integers
from dalil.reason.values import Value, belongs, differ, distinction, is_spelt, split, value_of, whole
from dalil.reason.vocabulary import DATATYPES

_LARGEST = 10**18
"""No plain integer is that large."""


class Literals:
    """The literals among terms; values are read when they are asked for."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._values: dict[int, Value | None] = {}
        self.ids = np.flatnonzero(terms.is_literal)
        self._integers = Integers(terms, self.ids)
        self._typed = self._ending_in(">")

    def value(self, literal: int) -> Value | None:
        """The value of a literal, None where it is not known or there is none."""
        if literal not in self._values:
            self._values[literal] = value_of(self.terms.text(literal))
        return self._values[literal]

    def equal(self) -> tuple[Ids, Ids]:
        """Pairs of literals that have one value (dt-eq): each with the first of its value."""
        first: dict[Value, int] = {}
        pairs: list[tuple[int, int]] = []
        for literal, value in self.candidates():
            other = first.setdefault(value, literal)
            if other != literal:
                pairs.append((other, literal))
        for value, literal in first.items():
            number = whole(value)
            if number is not None and abs(number) < _LARGEST:
                pairs += [(plain, literal) for plain in self._integers.of(number)]
        table = np.array(pairs, np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def is_literal(self, term: int) -> bool:
        """Whether a term is a literal."""
        return bool(self.terms.is_literal[term])

    def differ(self, one: int, other: int) -> bool:
        """Whether two literals are known to have different values (dt-diff)."""
        values = self.value(one), self.value(other)
        return values[0] is not None and values[1] is not None and differ(values[0], values[1])

    def different(self, room: int) -> Ids | None:
        """Each literal with each that has another value, as rows; None where they are more than the room."""
        valued = {i: value for i in self.ids.tolist() if (value := self.value(i)) is not None}
        if len(valued) ** 2 > room:
            return None
        codes: dict[Value, int] = {}
        ids = np.array([*valued], np.int64)
        code = np.array([codes.setdefault(distinction(v), len(codes)) for v in valued.values()], np.int64)
        rows = [pack(np.full(len(ids), i), ids)[code != own] for i, own in zip(ids, code, strict=True)]
        return np.concatenate([NONE, *rows])

    def ill_formed(self) -> list[int]:
        """Literals whose form is none of their datatype (dt-not-type)."""
        return [i for i in self._typed if self.value(i) is None and is_spelt(self._datatype(i))]

    def members(self, datatype: int) -> Ids:
        """The literals whose value belongs to a datatype (dt-type2)."""
        found = [i for i in self._integers.others.tolist() if self.is_member(i, datatype)]
        return unique(np.concatenate([self._integers.within(DATATYPES[datatype]), np.array(found, np.int64)]))

    def is_member(self, literal: int, datatype: int) -> bool:
        """Whether the literal has a value and the datatype holds it."""
        value = self.value(literal)
        return value is not None and belongs(value, DATATYPES[datatype])

    def datatypes(self, literal: int) -> list[int]:
        """The datatypes that hold the value of a literal, none where it has no value."""
        return [datatype for datatype in DATATYPES if self.is_member(literal, datatype)]

    def candidates(self) -> Iterator[tuple[int, Value]]:
        """Literals that may share a value with another: the typed ones, and strings where a type is text."""
        typed = [(i, value) for i in self._typed if (value := self.value(i)) is not None]
        if self.has_typed_text():
            plain = ((i, self.value(i)) for i in self._ending_in('"'))
            yield from ((i, value) for i, value in plain if value is not None)
        yield from typed

    def has_typed_text(self) -> bool:
        """Whether a literal has a type whose values are text, as those of plain strings are."""
        return any(value.space == "text" for value in map(self.value, self._typed) if value is not None)

    def _ending_in(self, letter: str) -> list[int]:
        """Typed literals end in `>`, plain strings in a quotation mark, others in a language tag.

        Plain integers are left out.
        """
        ids = self._integers.others
        texts = self.terms.column(ids)
        return [i for i, text in zip(ids.tolist(), texts, strict=True) if text[-1] == letter]

    def _datatype(self, literal: int) -> str:
        return split(self.terms.text(literal))[2]
