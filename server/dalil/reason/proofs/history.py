"""The journal, looked up: the level at which a row or a triple came to hold, and the rows below a level."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np

from dalil.reason.arrays import NONE, Ids, first, pack, second, view
from dalil.reason.given import Given
from dalil.reason.journal import Record
from dalil.reason.rules import Fact, is_edges, members_of
from dalil.reason.vocabulary import SAME_AS, TYPE

NEVER: Final = 1 << 31
"""The level of what does not hold."""
Leveled: TypeAlias = Iterator[tuple[int, int]]
"""Terms or rows, each with its level."""
_LOW: Final = (1 << 32) - 1


class Rows:
    """The rows of one relation with their levels, looked up from either end."""

    def __init__(self, rows: Ids, levels: Ids) -> None:
        order = np.lexsort((levels, rows))
        rows, levels = rows[order], levels[order]
        keep = np.ones(len(rows), np.bool_)
        np.not_equal(rows[1:], rows[:-1], out=keep[1:])
        self._rows = np.ascontiguousarray(rows[keep])
        self._levels = levels[keep].astype(np.int32)
        self.rows = view(self._rows)
        self.levels = view(self._levels)

    @cached_property
    def _inverse(self) -> tuple[memoryview, memoryview]:
        turned = pack(second(self._rows), first(self._rows))
        order = np.argsort(turned, kind="stable")
        return view(turned[order]), view(self._levels[order])

    def level(self, row: int) -> int:
        """The level of a row."""
        place = bisect_left(self.rows, row)
        return self.levels[place] if place < len(self.rows) and self.rows[place] == row else NEVER

    def all(self) -> Leveled:
        """Every row."""
        return zip(self.rows, self.levels, strict=True)

    def objects(self, subject: int) -> Leveled:
        """The objects of a subject."""
        return _of(self.rows, self.levels, subject)

    def subjects(self, value: int) -> Leveled:
        """The subjects of an object."""
        return _of(*self._inverse, value)

    def count_objects(self, subject: int) -> int:
        """How many objects a subject has."""
        return _span(self.rows, subject)[1] - _span(self.rows, subject)[0]

    def count_subjects(self, value: int) -> int:
        """How many subjects an object has."""
        begin, end = _span(self._inverse[0], value)
        return end - begin


def _span(rows: memoryview, key: int) -> tuple[int, int]:
    begin = bisect_left(rows, key << 32)
    return begin, bisect_left(rows, (key + 1) << 32, begin)


def _of(rows: memoryview, levels: memoryview, key: int) -> Leveled:
    begin, end = _span(rows, key)
    return ((row & _LOW, level) for row, level in zip(rows[begin:end], levels[begin:end], strict=True))


_EMPTY: Final = Rows(NONE, NONE)


class History:
    """What held at which level: given triples at level 0, conclusions at the level of their round."""

    def __init__(self, given: Given, record: Record) -> None:
        self._tables = dict(_tables(given, record))
        self._epochs = [(epoch.level, view(epoch.changed), view(epoch.names)) for epoch in record.epochs]

    def rows(self, relation: int) -> Rows:
        """The rows of a property or of the members of a class."""
        if relation == TYPE and TYPE not in self._tables:
            self._tables[TYPE] = self._types()
        return self._tables.get(relation, _EMPTY)

    def find(self, fact: Fact) -> tuple[int, Fact, int]:
        """The level at which a triple came to hold, the row that it was then, and the level of that row.

        A triple holds when its terms have names under which it is a row; the row may be older than that.
        """
        began, delay = 0, int(fact[1] != SAME_AS)
        for level, changed, names in [*self._epochs, (NEVER, None, None)]:
            own = self._row_level(fact)
            if own < level:
                return max(own, began), fact, own
            if changed is not None and names is not None:
                s, p, o = (_renamed(term, changed, names) for term in fact)
                began = level + delay
                fact = s, p, o
        return NEVER, fact, NEVER

    def names(self, fact: Fact) -> list[Fact]:
        """A triple by the names that its terms have had, one after the other."""
        found = [fact]
        for _, changed, names in self._epochs:
            s, p, o = (_renamed(term, changed, names) for term in found[-1])
            found.append((s, p, o))
        return list(dict.fromkeys(found))

    def level(self, fact: Fact) -> int:
        """The level at which a triple came to hold."""
        return self.find(fact)[0]

    def is_given(self, fact: Fact) -> bool:
        """Whether a triple is among the premises."""
        return self._stored(fact) == 0

    def _row_level(self, fact: Fact) -> int:
        subject, predicate, value = fact
        return 0 if predicate == SAME_AS and subject == value else self._stored(fact)

    def _stored(self, fact: Fact) -> int:
        subject, predicate, value = fact
        if predicate == TYPE:
            return self.rows(members_of(value)).level(subject)
        return self.rows(predicate).level(subject << 32 | value)

    def _types(self) -> Rows:
        classes = [(relation, table) for relation, table in self._tables.items() if relation < 0]
        rows = [pack(np.asarray(t.rows), np.full(len(t.rows), ~r, np.int64)) for r, t in classes]
        levels = [np.asarray(table.levels, np.int64) for _, table in classes]
        return Rows(np.concatenate([NONE, *rows]), np.concatenate([NONE, *levels]))


def _renamed(term: int, changed: memoryview, names: memoryview) -> int:
    place = bisect_left(changed, term)
    return names[place] if place < len(changed) and changed[place] == term else term


def _tables(given: Given, record: Record) -> Iterable[tuple[int, Rows]]:
    for relation in given.rows.keys() | record.rows.keys():
        if is_edges(relation) or relation == TYPE:
            continue
        own = given.rows.get(relation, NONE)
        later = record.rows.get(relation, [])
        levels = [np.zeros(len(own), np.int64), *(np.full(len(rows), n) for n, rows in later)]
        yield relation, Rows(np.concatenate([own, *(rows for _, rows in later)]), np.concatenate(levels))
