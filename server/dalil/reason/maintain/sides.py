"""The two sides of a change: what it touched, before and after."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import TypeAlias

import numpy as np

from dalil.reason.arrays import NONE, Ids, apart, contains, first, pack, second
from dalil.reason.maintain.change import Side
from dalil.reason.maintain.plans import Row
from dalil.reason.maintain.premises import Premises
from dalil.reason.maintain.relation import about
from dalil.reason.maintain.state import State, terms_of
from dalil.reason.rules import term_of

Sides: TypeAlias = tuple[Side, Side]
Rows: TypeAlias = tuple[AbstractSet[Row], AbstractSet[Row]]
"""Premises that came and premises that went, in their own names."""


def followed(state: State, premises: Premises, changes: Rows, kept: Rows) -> Sides:
    """The sides of a change whose rows were followed; to be called before the next change begins."""
    added, removed = changes
    equals, old = state.equals, state.equals.before()
    now = {equals.name(term) for own in old.values() for term in own}
    rows = [row for row, number in state.touched.items() if number is not None]
    fresh = [row for row in state.touched if state.number(*row) is not None]
    classes = {leader: equals.members(leader) for leader in _named(fresh) | now if equals.several(leader)}
    former = {**{k: own for k, own in _several(rows, state).items() if k not in now}, **old}
    given = frozenset(_given(premises, [(rows, former), (fresh, classes)]))
    return (
        Side(rows, former, old.keys(), given - added | removed, kept[0]),
        Side(fresh, classes, now, given, kept[1]),
    )


def _named(rows: Iterable[Row]) -> set[int]:
    """The terms of rows, their relations among them."""
    return {term for row in rows for term in (term_of(row[0]), *terms_of(*row))}


def _given(
    premises: Premises, sides: Iterable[tuple[Iterable[Row], Mapping[int, tuple[int, ...]]]]
) -> Iterator[Row]:
    """The premises among what the rows stand for."""
    terms: set[int] = set()
    for rows, classes in sides:
        terms.update(chain.from_iterable(classes.values()))
        for relation, row in rows:
            term = term_of(relation)
            names = classes.get(term, (term,))
            own = ((~name if relation < 0 else name, row) for name in names)
            yield from (one for one in own if one in premises)
    yield from premises.about(terms)


class GivenRows:
    """Premises as arrays, with some that came since put aside and some that went put back."""

    def __init__(
        self,
        rows: Mapping[int, Ids],
        without: AbstractSet[Row] = frozenset(),
        beside: AbstractSet[Row] = frozenset(),
    ) -> None:
        self._rows = rows
        self._without, self._beside = frozenset(without), frozenset(beside)

    def __contains__(self, row: object) -> bool:
        if row in self._without or row in self._beside:
            return row in self._beside
        if not isinstance(row, tuple):
            return False
        relation, own = row
        return bool(contains(self._rows.get(relation, NONE), np.array([own]))[0])


def rebuilt(states: tuple[State, State], given: Mapping[int, Ids], changes: Rows, kept: Rows) -> Sides:
    """The sides of a change that was closed anew; the changes are the premises that came, and that went."""
    old, new = states
    fresh, gone = changes
    former, now = _classes_that_differ(old, new)
    before, after = _rows_that_differ(old, new)
    before += _about(old, former)
    after += _about(new, now)
    named = {**_several(before, new), **_several(before, old), **former}
    return (
        Side(before, named, former, GivenRows(given, fresh, gone), kept[0]),
        Side(
            after,
            {**_several(after, new), **{k: new.equals.members(k) for k in now}},
            now,
            GivenRows(given),
            kept[1],
        ),
    )


def _several(rows: Iterable[Row], state: State) -> dict[int, tuple[int, ...]]:
    """The classes of more than one term among the terms of rows."""
    equals = state.equals
    return {term: equals.members(term) for term in _named(rows) if equals.several(term)}


def _classes_that_differ(old: State, new: State) -> tuple[dict[int, tuple[int, ...]], set[int]]:
    """The classes that are no more, a single term where it has joined others; the leaders of the new ones."""
    former: dict[int, tuple[int, ...]] = {}
    now: set[int] = set()
    for one, other in ((old, new), (new, old)):
        for leader in one.equals.leaders():
            own = one.equals.members(leader)
            others = {other.equals.name(term) for term in own}
            if len(others) > 1 or len(other.equals.members(others.pop())) != len(own):
                names = {old.equals.name(term) for term in own}
                former.update((name, old.equals.members(name)) for name in names)
                now |= {new.equals.name(term) for term in own}
    return former, now


def _rows_that_differ(old: State, new: State) -> tuple[list[Row], list[Row]]:
    """The rows of either that the other lacks, in the names that the new state gives equal terms."""
    names = _renamed(old, new)
    rows = {relation: own.rows() for relation, own in old.relations.items()}
    if names:
        rows = _in_names(rows, names)
    before: list[Row] = []
    after: list[Row] = []
    for relation in rows.keys() | new.relations.keys():
        own = rows.get(relation, NONE)
        other = new.relations[relation].rows() if relation in new.relations else NONE
        if not np.array_equal(own, other):
            differ = apart(own, other)
            lost = contains(own, differ)
            before += [(relation, row) for row in differ[lost].tolist()]
            after += [(relation, row) for row in differ[~lost].tolist()]
    return before, after


def _about(state: State, terms: Collection[int]) -> Iterator[Row]:
    """The facts that mention a term in any place."""
    yield from about(state.relations, terms)
    for relation in (*terms, *(~term for term in terms)):
        if relation in state.relations:
            yield from ((relation, row) for row in state.relations[relation].rows().tolist())


def _renamed(old: State, new: State) -> dict[int, int]:
    """Old representative → new, where they differ for the same class."""
    names: dict[int, int] = {}
    for leader in old.equals.leaders():
        name = new.equals.name(leader)
        if name != leader and {*old.equals.members(leader)} == {*new.equals.members(name)}:
            names[leader] = name
    return names


def _in_names(rows: Mapping[int, Ids], names: Mapping[int, int]) -> dict[int, Ids]:
    before = np.array(sorted(names), np.int64)
    after = np.array([names[term] for term in before.tolist()], np.int64)

    def renamed(terms: Ids) -> Ids:
        places = np.minimum(np.searchsorted(before, terms), len(before) - 1)
        return np.where(before[places] == terms, after[places], terms)

    found: dict[int, Ids] = {}
    for relation, own in rows.items():
        name = ~names.get(~relation, ~relation) if relation < 0 else names.get(relation, relation)
        other = renamed(own) if relation < 0 else pack(renamed(first(own)), renamed(second(own)))
        found[name] = np.unique(np.concatenate([found.get(name, NONE), other]))
    return found
