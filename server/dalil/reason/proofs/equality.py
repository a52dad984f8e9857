"""Equality proved: from which pairs it follows that two terms are the same, and from what each pair."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np

from dalil.reason.arrays import view
from dalil.reason.equality import Link
from dalil.reason.explanation import premises_of
from dalil.reason.proofs.history import History
from dalil.reason.proofs.matching import instance, solutions, unify
from dalil.reason.proofs.moves import Moves
from dalil.reason.proofs.steps import Premise, Step, conclusion_of, replaced, step, with_cells
from dalil.reason.rules import Fact, Rule
from dalil.reason.vocabulary import SAME_AS

Hop = tuple[int, int, int]
"""A term, and by which link, at which place in it, it was reached."""


class Equalities:
    """The pairs that were made equal, with their levels; `rules` are those that conclude owl:sameAs."""

    def __init__(
        self, history: History, links: Sequence[tuple[int, Link]], rules: Sequence[Rule], moves: Moves
    ) -> None:
        self._history = history
        self._moves = moves
        self._links = links
        self._rules = rules

    def proved(self, one: int, other: int, below: int) -> Step | Fact:
        """That two terms are the same, by as few pairs as may be, all made equal below a level."""
        pairs = self._way(one, other, below)
        return _chained([self._directed(hop, begin) for begin, hop in pairs])

    def _directed(self, hop: Hop, begin: int) -> Premise:
        """The pair of a hop as a premise, turned about where the way goes from its right to its left."""
        end, number, place = hop
        level, link = self._links[number]
        pair = self._pair(link, place, level)
        if int(link.left[place]) == begin:
            return pair
        return Step("eq-sym", (begin, SAME_AS, end), (pair,))

    def _pair(self, link: Link, place: int, level: int) -> Premise:
        pair = (int(link.left[place]), SAME_AS, int(link.right[place]))
        if link.merge is not None:
            found = with_cells(self._history, premises_of(link, place), level)
            return step(link.rule, pair, found)
        if link.rule == "dt-eq":
            return Step(link.rule, pair, ())
        if not link.rule and not self._history.is_given(pair):
            return replaced(next(self._moves.before(pair)), pair)  # said with another name of owl:sameAs
        return next(self._ruled(link.rule, pair, level + 1), pair)

    def _ruled(self, name: str, pair: Fact, below: int) -> Iterator[Step]:
        for rule in self._rules:
            head = rule.head
            known = unify(head.arguments, (pair[0], pair[2]), {}) if head and rule.name == name else None
            for found in solutions(self._history, rule.body, known, below) if known is not None else ():
                body = (instance(atom, found) for atom in rule.body)
                yield step(name, pair, (*body, *with_cells(self._history, rule.axioms, below - 1)))

    def _way(self, one: int, other: int, below: int) -> list[tuple[int, Hop]]:
        """The hops of a shortest way, each with the term where it begins; sought from both ends."""
        reached: tuple[dict[int, Hop], dict[int, Hop]] = ({one: (one, -1, -1)}, {other: (other, -1, -1)})
        waiting = deque([one]), deque([other])
        while all(waiting):
            side = 0 if self._degree(waiting[0]) <= self._degree(waiting[1]) else 1
            for _ in range(len(waiting[side])):
                meeting = self._visit(waiting[side], reached[side], reached[1 - side], below)
                if meeting is not None:
                    return _hops(meeting, reached)
        raise LookupError(f"terms {one} and {other} are not the same below level {below}")

    def _visit(
        self, waiting: deque[int], reached: dict[int, Hop], others: dict[int, Hop], below: int
    ) -> int | None:
        """Reach the neighbours of the next term; the one where the two searches meet, if they do."""
        term = waiting.popleft()
        for neighbour, number, place in self._neighbours(term):
            if neighbour not in reached and self._links[number][0] < below:
                reached[neighbour] = (term, number, place)
                waiting.append(neighbour)
                if neighbour in others:
                    return neighbour
        return None

    def _degree(self, terms: Iterable[int]) -> int:
        return sum(end - begin for begin, end in map(self._span, terms))

    def _span(self, term: int) -> tuple[int, int]:
        near = self._pairs[0]
        return bisect_left(near, term), bisect_right(near, term)

    def _neighbours(self, term: int) -> Iterator[Hop]:
        _, far, numbers, places = self._pairs
        begin, end = self._span(term)
        return zip(far[begin:end], numbers[begin:end], places[begin:end], strict=True)

    @cached_property
    def _pairs(self) -> tuple[memoryview, memoryview, memoryview, memoryview]:
        """Each pair from either end: near term, far term, number of its link, place in that."""
        rows = [np.empty((4, 0), np.int64)]
        for number, (_, link) in enumerate(self._links):
            rest = (np.full(len(link), number), np.arange(len(link)))
            rows += (np.stack([link.left, link.right, *rest]), np.stack([link.right, link.left, *rest]))
        table = np.concatenate(rows, axis=1)
        ordered = table[:, np.argsort(table[0], kind="stable")]
        near, far, numbers, places = map(view, ordered)
        return near, far, numbers, places


def _hops(meeting: int, reached: tuple[dict[int, Hop], dict[int, Hop]]) -> list[tuple[int, Hop]]:
    """From the first end to the meeting, and on to the other end."""
    before: list[tuple[int, Hop]] = []
    term = meeting
    while reached[0][term][1] >= 0:
        begin, number, place = reached[0][term]
        before.append((begin, (term, number, place)))
        term = begin
    after: list[tuple[int, Hop]] = []
    term = meeting
    while reached[1][term][1] >= 0:
        end, number, place = reached[1][term]
        after.append((term, (end, number, place)))
        term = end
    return [*reversed(before), *after]


def _chained(premises: Sequence[Premise]) -> Premise:
    """One premise of many in a row (eq-trans), halved so that long ways make no deep proofs."""
    if len(premises) == 1:
        return premises[0]
    half = len(premises) // 2
    one, other = _chained(premises[:half]), _chained(premises[half:])
    return Step("eq-trans", (conclusion_of(one)[0], SAME_AS, conclusion_of(other)[2]), (one, other))
