"""One relation as sorted arrays that never change, and a small delta beside them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import numpy as np

from dalil.reason.arrays import NONE, Ids, contains, merged, swapped

LOW: Final = (1 << 32) - 1
_SMALL: Final = 4096
"""So many changed rows stay in the delta however small the arrays are."""


class Relation:
    """Rows with the number at which each became a fact; a class has members, a property has pairs."""

    __slots__ = ("_backward", "_forward", "_gone", "_inverse", "_levels", "_numbers", "_pairs", "_rows")

    def __init__(self, relation: int, rows: Ids, inverse: Ids, levels: Ids) -> None:
        self._pairs = relation >= 0
        self._set(rows, inverse, levels)

    def _set(self, rows: Ids, inverse: Ids, levels: Ids) -> None:
        self._rows = rows.data
        self._levels = levels.data
        self._inverse = inverse.data
        self._numbers: dict[int, int] = {}
        self._gone: set[int] = set()
        self._forward: defaultdict[int, set[int]] = defaultdict(set)
        self._backward: defaultdict[int, set[int]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._rows) + len(self._numbers) - len(self._gone)

    def number(self, row: int) -> int | None:
        """The number of a row, None where it is no fact."""
        number = self._numbers.get(row)
        if number is not None:
            return number
        place = bisect_left(self._rows, row)
        if place < len(self._rows) and self._rows[place] == row and row not in self._gone:
            return self._levels[place]
        return None

    def add(self, row: int, number: int) -> None:
        """Take in a row that is not here."""
        if row in self._gone and self._levels[bisect_left(self._rows, row)] == number:
            self._gone.discard(row)
            return
        self._numbers[row] = number
        if self._pairs:
            self._forward[row >> 32].add(row & LOW)
            self._backward[row & LOW].add(row >> 32)
        self._fold_if_large()

    def remove(self, row: int) -> None:
        """Drop a row that is here."""
        if row not in self._numbers:
            self._gone.add(row)
        else:
            del self._numbers[row]
            if self._pairs:
                self._forward[row >> 32].discard(row & LOW)
                self._backward[row & LOW].discard(row >> 32)
        self._fold_if_large()

    def objects(self, subject: int) -> list[int]:
        """The objects of a subject."""
        rows = self._rows
        begin = bisect_left(rows, subject << 32)
        found = rows[begin : bisect_left(rows, (subject + 1) << 32, begin)].tolist()
        if self._gone:
            found = [row for row in found if row not in self._gone]
        values = [row & LOW for row in found]
        if subject in self._forward:
            values += self._forward[subject]
        return values

    def subjects(self, value: int) -> list[int]:
        """The subjects of an object."""
        rows = self._inverse
        begin = bisect_left(rows, value << 32)
        found = rows[begin : bisect_left(rows, (value + 1) << 32, begin)].tolist()
        owners = [row & LOW for row in found]
        if self._gone:
            owners = [owner for owner in owners if owner << 32 | value not in self._gone]
        if value in self._backward:
            owners += self._backward[value]
        return owners

    def count_objects(self, subject: int) -> int:
        """How many objects a subject has, about: what is gone is counted."""
        begin = bisect_left(self._rows, subject << 32)
        end = bisect_left(self._rows, (subject + 1) << 32, begin)
        return end - begin + len(self._forward.get(subject, ()))

    def count_subjects(self, value: int) -> int:
        """How many subjects an object has, about."""
        begin = bisect_left(self._inverse, value << 32)
        end = bisect_left(self._inverse, (value + 1) << 32, begin)
        return end - begin + len(self._backward.get(value, ()))

    def all(self) -> list[int]:
        """All rows, in no order."""
        return [row for row in self._rows.tolist() if row not in self._gone] + list(self._numbers)

    def mentions(self, term: int) -> Iterator[int]:
        """The rows about a term, from either end, each once."""
        if not self._pairs:
            if self.number(term) is not None:
                yield term
            return
        yield from (term << 32 | value for value in self.objects(term))
        yield from (owner << 32 | term for owner in self.subjects(term) if owner != term)

    def rows(self) -> Ids:
        """All rows, sorted, as one array."""
        self._fold()
        return np.asarray(self._rows)

    def _fold_if_large(self) -> None:
        if len(self._numbers) + len(self._gone) > max(_SMALL, len(self._rows) // 4):
            self._fold()

    def _fold(self) -> None:
        """Put the delta into the arrays."""
        if not self._numbers and not self._gone:
            return
        rows, levels = np.asarray(self._rows), np.asarray(self._levels)
        kept = ~contains(np.sort(np.fromiter(self._gone, np.int64, len(self._gone))), rows)
        rows, levels = rows[kept], levels[kept]
        fresh = np.array(sorted(self._numbers), np.int64)
        union = merged(rows, fresh)
        numbers = np.empty(len(union), np.int64)
        numbers[np.searchsorted(union, rows)] = levels
        numbers[np.searchsorted(union, fresh)] = [self._numbers[row] for row in fresh.tolist()]
        self._set(union, swapped(union) if self._pairs else union, numbers)


Relations = dict[int, Relation]
"""Relation → its rows; see `rules` for the integers."""
EMPTY: Final = Relation(0, NONE, NONE, NONE)
"""What nothing is known of."""


def about(relations: Relations, term: int) -> Iterator[tuple[int, int]]:
    """Relation and row of everything that mentions a term as subject or object."""
    for relation, rows in relations.items():
        for row in rows.mentions(term):
            yield relation, row
