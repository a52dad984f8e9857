"""One relation as sorted arrays that never change, and a small delta beside them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from typing import Final

import numpy as np

from dalil.reason.arrays import NONE, Ids, contains, first, of_subjects, pack, second, swapped, unique
from dalil.reason.facts import Table

LOW: Final = (1 << 32) - 1
_SMALL: Final = 4096
"""So many changed rows stay in the delta however small the arrays are."""

_FEW: Final = 8
"""So many terms are looked up one by one, more of them by arrays."""


def _level_zero(rows: Ids) -> Ids:
    return np.zeros(len(rows), np.int64)


class Relation:
    """Rows with the number at which each became a fact; a class has members, a property has pairs.

    The arrays beside that of the rows are made when they are first looked into.
    """

    def __init__(
        self,
        relation: int,
        rows: Ids,
        inverse: Callable[[Ids], Ids] = swapped,
        levels: Callable[[Ids], Ids] = _level_zero,
    ) -> None:
        self._pairs = relation >= 0
        self._invert, self._number = inverse, levels
        self._rows = rows.data
        self._forget_changes()

    @cached_property
    def _levels(self) -> memoryview:
        return self._number(np.asarray(self._rows)).data

    @cached_property
    def _inverse(self) -> memoryview:
        return self._invert(np.asarray(self._rows)).data if self._pairs else self._rows

    def prepare(self) -> None:
        """Make what is else made when it is first looked into."""
        self._inverse, self._levels  # noqa: B018 - read, so as to be made

    def _forget_changes(self) -> None:
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

    def mentioning(self, terms: Ids) -> Ids:
        """The rows about some of the terms, from either end, sorted."""
        self._fold()
        rows = np.asarray(self._rows)
        if not self._pairs:
            return terms[contains(rows, terms)]
        inverse = of_subjects(np.asarray(self._inverse), terms)
        return unique(np.concatenate([of_subjects(rows, terms), pack(second(inverse), first(inverse))]))

    def rows(self) -> Ids:
        """All rows, sorted, as one array."""
        self._fold()
        return np.asarray(self._rows)

    def levels(self) -> Ids:
        """The number of each of the rows."""
        self._fold()
        return np.asarray(self._levels)

    def table(self, gone: Ids) -> Table:
        """The rows without some of them, by arrays; what is known of their inverse is kept."""
        rows = _changed(self.rows(), gone, NONE)
        if not self._pairs or "_inverse" not in self.__dict__:
            return Table(rows)
        return Table(rows, _changed(np.asarray(self._inverse), swapped(gone), NONE))

    def _fold_if_large(self) -> None:
        if len(self._numbers) + len(self._gone) > max(_SMALL, len(self._rows) // 4):
            self._fold()

    def _fold(self) -> None:
        """Put the delta into the arrays."""
        if not self._numbers and not self._gone:
            return
        gone, fresh = _sorted(self._gone), _sorted(self._numbers)
        numbers = np.array([self._numbers[row] for row in fresh.tolist()], np.int64)
        rows, levels, inverse = map(np.asarray, (self._rows, self._levels, self._inverse))
        out = np.searchsorted(rows, gone)
        rows, levels = np.delete(rows, out), np.delete(levels, out)
        places = np.searchsorted(rows, fresh)
        self._rows = np.insert(rows, places, fresh).data
        self._levels = np.insert(levels, places, numbers).data
        self._inverse = _changed(inverse, swapped(gone), swapped(fresh)).data if self._pairs else self._rows
        self._forget_changes()


def _sorted(rows: Collection[int]) -> Ids:
    return np.sort(np.fromiter(rows, np.int64, len(rows)))


def _changed(rows: Ids, gone: Ids, fresh: Ids) -> Ids:
    """Sorted rows without some that are there, and with others that are not."""
    left = np.delete(rows, np.searchsorted(rows, gone)) if len(gone) else rows
    return np.insert(left, np.searchsorted(left, fresh), fresh) if len(fresh) else left


Relations = dict[int, Relation]
"""Relation → its rows; see `rules` for the integers."""
EMPTY: Final = Relation(0, NONE)
"""What nothing is known of."""


def about(relations: Relations, terms: Collection[int]) -> Iterator[tuple[int, int]]:
    """Relation and row of everything that mentions one of the terms as subject or object, each once."""
    few, wanted = len(terms) <= _FEW, _sorted(terms)
    for relation, rows in relations.items():
        found = (
            {row for term in terms for row in rows.mentions(term)}
            if few
            else rows.mentioning(wanted).tolist()
        )
        yield from ((relation, row) for row in found)
