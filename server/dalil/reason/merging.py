"""Merges: rules that conclude owl:sameAs, evaluated by grouping, not by joining a body with itself."""

import numpy as np

from dalil.reason.arrays import NONE, Ids, Mask, first, pack, second
from dalil.reason.dictionary import Terms
from dalil.reason.equality import Link
from dalil.reason.facts import Facts, Table
from dalil.reason.join import ONE, WideJoinError, solve
from dalil.reason.limits import Limits
from dalil.reason.rules import Merge


class Merging:
    """The merges of a program, each evaluated anew when a relation of its body has changed."""

    def __init__(self, facts: Facts, terms: Terms, limits: Limits) -> None:
        self._facts = facts
        self._terms = terms
        self._limits = limits
        self._seen: dict[Merge, list[tuple[Table, int]]] = {}

    def links(self, merge: Merge) -> Link | None:
        """Each member with the first of its key; None where nothing has changed since the last call."""
        tables = [self._facts.table(atom.relation) for atom in merge.body]
        state = [(table, table.changes) for table in tables]
        if self._seen.get(merge) == state:
            return None
        self._seen[merge] = state
        columns = self._columns(merge)
        return _grouped(merge, columns) if len(columns[merge.member]) else None

    def _columns(self, merge: Merge) -> dict[str, Ids]:
        """The solutions of the body, all at once: they are no more than the relations hold, but for keys."""
        blocks = []
        size = 0
        room = self._limits.room(len(self._facts)) // len(merge.key)
        try:
            for block in solve(self._facts, merge.body, ONE):
                size += block.size
                if size > room:
                    raise self._limits.refusal(merge, self._terms)
                blocks.append(block.columns)
        except WideJoinError as error:
            raise self._limits.refusal(merge, self._terms) from error
        names = (*merge.key, merge.member)
        return {n: np.concatenate([NONE, *(block[n] for block in blocks)]) for n in names}


def _grouped(merge: Merge, columns: dict[str, Ids]) -> Link:
    ordered = _ordered(merge, columns)
    keys = [ordered[name] for name in merge.key]
    members = ordered[merge.member]
    begins = np.flatnonzero(_differs_from_last(keys))
    leaders = np.repeat(members[begins], np.diff(np.append(begins, len(members))))
    apart = leaders != members
    key = {name: column[apart] for name, column in zip(merge.key, keys, strict=True)}
    return Link(merge.name, leaders[apart], members[apart], merge, key)


def _ordered(merge: Merge, columns: dict[str, Ids]) -> dict[str, Ids]:
    """The columns sorted by key, then by member."""
    if len(merge.key) == 1:
        rows = np.sort(pack(columns[merge.key[0]], columns[merge.member]))
        return {merge.key[0]: first(rows), merge.member: second(rows)}
    order = np.lexsort([columns[name] for name in (merge.member, *merge.key)])
    return {name: column[order] for name, column in columns.items()}


def _differs_from_last(keys: list[Ids]) -> Mask:
    differs = np.ones(len(keys[0]), np.bool_)
    differs[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in keys])
    return differs
