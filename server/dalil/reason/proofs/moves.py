"""Moves: what a row was called before terms in it got new names."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from dalil.reason.arrays import view
from dalil.reason.facts import Move
from dalil.reason.rules import Fact, fact_of, is_edges, members_of
from dalil.reason.vocabulary import SAME_AS, TYPE


class Moves:
    """The moves of a journal, looked up by the row that came of them."""

    def __init__(self, moves: Sequence[Move]) -> None:
        found: defaultdict[int, list[Move]] = defaultdict(list)
        for move in moves:
            if not is_edges(move.before) and move.before not in {TYPE, SAME_AS}:
                found[move.relation].append(move)
        self._tables = {relation: _table(own) for relation, own in found.items()}

    def before(self, fact: Fact) -> Iterator[Fact]:
        """The facts that became a row by renaming."""
        subject, predicate, value = fact
        yield from self._moved(predicate, subject << 32 | value)
        if predicate == TYPE:
            yield from self._moved(members_of(value), subject)

    def _moved(self, relation: int, row: int) -> Iterator[Fact]:
        if relation in self._tables:
            rows, relations, old = self._tables[relation]
            begin, end = bisect_left(rows, row), bisect_right(rows, row)
            for before, own in zip(relations[begin:end], old[begin:end], strict=True):
                yield fact_of(before, own)


def _table(moves: Sequence[Move]) -> tuple[memoryview, memoryview, memoryview]:
    rows = np.concatenate([move.rows for move in moves])
    order = np.argsort(rows, kind="stable")
    relations = np.concatenate([np.full(len(move.rows), move.before, np.int64) for move in moves])
    old = np.concatenate([move.old for move in moves])
    return view(rows[order]), view(relations[order]), view(old[order])
