"""Joins: the solutions of a rule's body, as columns, in blocks of bounded size."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dalil.reason.arrays import Ids, Mask, contains, first, pack, second, spans, spread
from dalil.reason.facts import Facts, Table
from dalil.reason.order import ordered, spent
from dalil.reason.rules import Argument, Atom

BLOCK = 1 << 22
"""About so many solutions are held at once."""
WIDEST = 1 << 32
"""More solutions than this no join may have."""


class WideJoinError(Exception):
    """A join that would have more solutions than any machine can go through."""


@dataclass(frozen=True)
class Solutions:
    """Variable → column; all of `size` rows."""

    columns: dict[str, Ids]
    size: int

    def take(self, rows: Ids | Mask | slice) -> "Solutions":
        """The solutions of those places."""
        columns = {name: column[rows] for name, column in self.columns.items()}
        taken = next(iter(columns.values()), None)
        return Solutions(columns, len(np.arange(self.size)[rows] if taken is None else taken))

    def without(self, names: Collection[str]) -> "Solutions":
        """The same solutions, some variables left out."""
        if not names:
            return self
        return Solutions({n: column for n, column in self.columns.items() if n not in names}, self.size)

    def column(self, argument: Argument) -> Ids:
        """The values of a variable; a term as often as there are solutions."""
        if isinstance(argument, str):
            return self.columns[argument]
        return np.full(self.size, argument, np.int64)

    def binds(self, argument: Argument) -> bool:
        """Whether the argument has a value."""
        return not isinstance(argument, str) or argument in self.columns

    def rows(self, atom: Atom) -> Ids:
        """The rows of an atom whose variables all have values."""
        if len(atom.arguments) == 1:
            return self.column(atom.arguments[0])
        return pack(self.column(atom.arguments[0]), self.column(atom.arguments[1]))


ONE = Solutions({}, 1)
"""The solution that binds nothing."""


def scan(atom: Atom, table: Table) -> Solutions:
    """The rows of a table that fit an atom, as solutions."""
    if len(atom.arguments) == 1:
        return _scan_members(atom.arguments[0], table.rows)
    subject, value = atom.arguments
    if not isinstance(value, str):
        rows = _of_subject(table.inverse, value)
        return _scan_members(subject, second(rows))
    if not isinstance(subject, str):
        return _scan_members(value, second(_of_subject(table.rows, subject)))
    if subject == value:
        rows = table.rows[first(table.rows) == second(table.rows)]
        return Solutions({subject: first(rows)}, len(rows))
    return Solutions({subject: first(table.rows), value: second(table.rows)}, len(table))


def solve(
    facts: Facts, body: Sequence[Atom], known: Solutions, wanted: Collection[Argument] | None = None
) -> Iterator[Solutions]:
    """The solutions of the atoms together with what is known, block by block; none is empty.

    Variables that are not wanted are dropped once the atoms after them do not read them.
    """
    atoms = [*ordered(body, known.columns, facts)]
    steps = [*zip(atoms, spent(atoms, wanted), strict=True)]
    waiting = [iter([known])]
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
        elif not found.size:
            continue
        elif len(waiting) > len(steps):
            yield found
        else:
            atom, read = steps[len(waiting) - 1]
            joined = _join(atom, facts.table(atom.relation), found)
            waiting.append(_without(read, joined))


def _without(names: Collection[str], blocks: Iterable[Solutions]) -> Iterator[Solutions]:
    return (block.without(names) for block in blocks)


def _join(atom: Atom, table: Table, known: Solutions) -> Iterator[Solutions]:
    bound = [known.binds(argument) for argument in atom.arguments]
    if all(bound):
        yield known.take(table.holds(known.rows(atom)))
    elif not known.columns:
        yield scan(atom, table)
    elif not any(bound):
        yield from _product(known, scan(atom, table))
    elif bound[0]:
        yield from _look_up(known, table.rows, atom.arguments[0], atom.arguments[1])
    else:
        yield from _look_up(known, table.inverse, atom.arguments[1], atom.arguments[0])


def _look_up(known: Solutions, rows: Ids, key: Argument, value: Argument) -> Iterator[Solutions]:
    """Solutions extended by the objects that the rows give their key."""
    begins, counts = spans(rows, known.column(key))
    for piece in _pieces(counts):
        owners, places = spread(begins[piece], counts[piece])
        found = known.take(piece).take(owners)
        yield Solutions({**found.columns, str(value): second(rows[places])}, len(owners))


def _product(known: Solutions, other: Solutions) -> Iterator[Solutions]:
    counts = np.full(known.size, other.size, np.int64)
    for piece in _pieces(counts):
        owners, places = spread(np.zeros(len(counts[piece]), np.int64), counts[piece])
        found = known.take(piece).take(owners)
        yield Solutions({**found.columns, **other.take(places).columns}, len(owners))


def _pieces(counts: Ids) -> Iterator[slice]:
    """Slices of the counts that add up to a block each, or are one alone."""
    ends = np.cumsum(counts)
    if len(ends) and ends[-1] > WIDEST:
        raise WideJoinError
    start = 0
    while start < len(counts):
        before = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, before + BLOCK, "right")), start + 1)
        yield slice(start, stop)
        start = stop


def _scan_members(argument: Argument, rows: Ids) -> Solutions:
    if isinstance(argument, str):
        return Solutions({argument: rows}, len(rows))
    return Solutions({}, int(contains(rows, np.array([argument])).any()))


def _of_subject(rows: Ids, subject: int) -> Ids:
    begins, counts = spans(rows, np.array([subject], np.int64))
    return rows[begins[0] : begins[0] + counts[0]]
