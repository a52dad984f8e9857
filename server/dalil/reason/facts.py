"""Facts by relation: sorted rows, looked up from either end."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from dalil.reason.arrays import NONE, Ids, Mask, contains, first, groups, pack, second, swapped, unique
from dalil.reason.rules import edges_of, is_edges, members_of, property_of
from dalil.reason.runs import Runs
from dalil.reason.vocabulary import SAME_AS, TYPE


class Table:
    """The rows of one relation."""

    __slots__ = ("_inverse", "_rows", "changes")

    def __init__(self, rows: Ids = NONE, inverse: Ids | None = None) -> None:
        self._rows = Runs(rows)
        self._inverse = None if inverse is None else Runs(inverse)
        self.changes = 0

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> Ids:
        """The rows, sorted."""
        return self._rows.whole()

    @property
    def inverse(self) -> Ids:
        """The rows with subject and object exchanged, sorted."""
        if self._inverse is None:
            self._inverse = Runs(swapped(self.rows))
        return self._inverse.whole()

    def holds(self, wanted: Ids) -> Mask:
        """For each wanted row, whether it is here."""
        return self._rows.hold(wanted)

    def lacks(self, wanted: Ids) -> Ids:
        """The wanted rows that are not here."""
        return wanted[~self.holds(wanted)] if len(self) and len(wanted) else wanted

    def add(self, fresh: Ids) -> None:
        """Take in sorted rows that are not there yet."""
        self._rows.add(fresh)
        self.changes += 1
        if self._inverse is not None:
            self._inverse.add(swapped(fresh))

    def replace(self, rows: Ids) -> None:
        """Hold those sorted rows instead."""
        self._rows, self._inverse = Runs(rows), None
        self.changes += 1


EMPTY = Table()


class Move(NamedTuple):
    """Rows of a relation, and the same rows and their relation by new names."""

    before: int
    old: Ids
    relation: int
    rows: Ids


class Facts:
    """Relation → table. Edges are kept for the properties that are `tracked`."""

    def __init__(self) -> None:
        self.tables: dict[int, Table] = {}
        self.mirrors_types = False

    def __len__(self) -> int:
        return sum(map(len, self.tables.values()))

    def table(self, relation: int) -> Table:
        """The table of a relation, empty where nothing is known."""
        return self.tables.get(relation, EMPTY)

    def rows(self, relation: int) -> Ids:
        """The rows of a relation."""
        return self.table(relation).rows

    def add(self, relation: int, candidates: Ids) -> Ids:
        """Take in candidates; those that are new, sorted."""
        fresh = self.table(relation).lacks(unique(candidates))
        self.take_in(relation, fresh)
        return fresh

    def take_in(self, relation: int, fresh: Ids) -> None:
        """Take in sorted rows that are known to be new."""
        if len(fresh):
            self.tables.setdefault(relation, Table()).add(fresh)

    def track(self, property_: int) -> None:
        """Keep the edges of a property from now on; all that is known of it now is an edge."""
        if edges_of(property_) not in self.tables:
            self.tables[edges_of(property_)] = Table(self.rows(property_))

    def mirror_types(self) -> None:
        """Hold types as rows of rdf:type also, for rules that speak of rdf:type as of any property."""
        self.mirrors_types = True
        rows = [pack(t.rows, np.full(len(t), ~r)) for r, t in self.tables.items() if r < 0]
        types = unique(np.concatenate([NONE, *rows]))
        self.tables[TYPE] = Table(types)
        if edges_of(TYPE) in self.tables:
            self.tables[edges_of(TYPE)] = Table(types)

    def relate_to_itself(self, terms: Ids) -> None:
        """Hold x sameAs x for terms (eq-ref), for rules that speak of owl:sameAs as of any property."""
        self.tables[SAME_AS] = Table(pack(terms, terms))

    def rename(self, names: Ids, changed: Ids) -> list[Move]:
        """Remove what mentions a changed term; the same rows and relations by their new names."""
        gone = self._renamed_relations(names, changed)
        stale = [(relation, self.tables.pop(relation).rows) for relation in gone]
        for relation, table in self.tables.items():
            mentions = _mentions(relation, table.rows, changed)
            if mentions.any():
                stale.append((relation, table.rows[mentions]))
                table.replace(table.rows[~mentions])
        return [_move(relation, rows, names) for relation, rows in stale]

    def _renamed_relations(self, names: Ids, changed: Ids) -> list[int]:
        gone = set(changed.tolist())
        gone |= {int(names[c]) for c in gone}
        for relation in [r for r in self.tables if is_edges(r) and property_of(r) in gone]:
            del self.tables[relation]
        return [r for r in self.tables if not is_edges(r) and _renamed(r, names) != r]


def _move(relation: int, rows: Ids, names: Ids) -> Move:
    new = _renamed(relation, names)
    return Move(relation, rows, new, _row_names(new, rows, names))


def _renamed(relation: int, names: Ids) -> int:
    if relation < 0:
        return members_of(int(names[~relation]))
    return relation if is_edges(relation) else int(names[relation])


def _mentions(relation: int, rows: Ids, changed: Ids) -> Mask:
    if relation < 0:
        return contains(changed, rows)
    return contains(changed, first(rows)) | contains(changed, second(rows))


def _row_names(relation: int, rows: Ids, names: Ids) -> Ids:
    if relation < 0:
        return names[rows]
    return pack(names[first(rows)], names[second(rows)])


def split_by_object(rows: Ids) -> Iterable[tuple[int, Ids]]:
    """Object → the subjects that the sorted or unsorted rows give it."""
    inverse = swapped(rows)
    values, starts = groups(first(inverse))
    return zip(values.tolist(), np.split(second(inverse), starts[1:]), strict=True)
