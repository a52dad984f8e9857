"""Differences: what is the same and must not be (eq-diff1 to 3, dt-diff)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from dalil.reason import vocabulary as v
from dalil.reason.arrays import NONE, contains, first, repeated, second, unique
from dalil.reason.explanation import Found, premises_of
from dalil.reason.given import Given
from dalil.reason.rules import Fact
from dalil.reason.saturation import Saturation
from dalil.reason.schema import Schema
from dalil.reason.ways import Step, Ways


class Differences:
    """Searches the classes of equal terms for terms that differ."""

    def __init__(self, saturation: Saturation, given: Given) -> None:
        self._facts = saturation.facts
        self._terms = saturation.terms
        self._literals = saturation.literals
        self._equality = saturation.equality
        self._names = saturation.equality.names
        self._classes = saturation.equality.classes()
        self._given = given
        self._links = saturation.equality.links

    def all(self) -> Iterator[Found]:
        """Every difference within a class, by rule and facts."""
        yield from self._told()
        yield from self._listed()
        yield from self._unequal()

    def _told(self) -> Iterator[Found]:
        """Names of one thing that are said to differ, in the names that were given where there are such."""
        rows = self._given.rows.get(v.DIFFERENT_FROM, NONE)
        told = rows[self._names[first(rows)] == self._names[second(rows)]]
        known = self._facts.rows(v.DIFFERENT_FROM)
        derived = first(known[first(known) == second(known)])
        rest = derived[~contains(unique(self._names[first(told)]), derived)].tolist()
        both = [*zip(first(told).tolist(), second(told).tolist(), strict=True)]
        both += [(x, x) for x in rest if not self._others(x)[1]]
        for x, y in both:
            yield "eq-diff1", [(x, v.SAME_AS, y), (x, v.DIFFERENT_FROM, y)]

    def _listed(self) -> Iterator[Found]:
        schema = Schema(self._facts, self._terms, self._equality)
        different = set(schema.members(v.ALL_DIFFERENT))
        for name, predicate in (("eq-diff2", v.MEMBERS), ("eq-diff3", v.DISTINCT_MEMBERS)):
            for x, cell, elements in schema.lists(predicate):
                if x in different:
                    axioms = [(x, v.TYPE, v.ALL_DIFFERENT), (x, predicate, cell)]
                    cells = schema.cells(cell, (x, predicate, cell))
                    yield from ((name, [same, *axioms]) for same in self._named_twice(cells, elements))

    def _named_twice(self, cells: Sequence[int], elements: Sequence[int]) -> Iterator[Fact]:
        """That two names are the same, as the list gives them, for each element that it holds twice."""
        for element in repeated(np.array(elements, np.int64)).tolist():
            places = [cell for cell, found in zip(cells, elements, strict=True) if found == element]
            names = [name for cell in places for name in self._first_names.get(cell, [element])]
            yield names[0], v.SAME_AS, next((name for name in names if name != names[0]), names[0])

    @cached_property
    def _first_names(self) -> Mapping[int, list[int]]:
        """Cell of a list → its elements in the names that were given."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for predicate in self._classes.of(v.FIRST):
            rows = self._given.rows.get(predicate, NONE)
            for cell, name in zip(self._names[first(rows)].tolist(), second(rows).tolist(), strict=True):
                found[cell].append(name)
        return found

    def _unequal(self) -> Iterator[Found]:
        """Literals of different value that are sameAs each other."""
        for leader in self._classes.leaders.tolist():
            one, unequal = self._others(leader)
            tree = self._ways.tree(one) if unequal else {}
            for other in unequal:
                yield "dt-diff", self._way_to_unequal(other, tree)

    def _others(self, leader: int) -> tuple[int, list[int]]:
        """The first literal that a thing is sameAs, and those that differ from it."""
        one, *others = [*filter(self._literals.value, self._literal_names(leader)), -1]
        return one, [other for other in others[:-1] if self._literals.differ(one, other)]

    @cached_property
    def _ways(self) -> Ways:
        return Ways(self._links)

    def _way_to_unequal(self, literal: int, tree: Mapping[int, tuple[int, Step]]) -> list[Fact]:
        """The premises of what made a literal the same as the nearest before it that has another value."""
        found: list[Fact] = []
        before = literal
        while before == literal or not (
            self._terms.is_literal[before] and self._literals.differ(literal, before)
        ):
            before, step = tree[before]
            found += premises_of(*step)
        return found

    def _literal_names(self, leader: int) -> Iterable[int]:
        return filter(self._terms.is_literal.__getitem__, self._classes.of(leader))
