"""Join plans: for each atom of a rule, how the others are looked up once a row of it is known.

Arguments are places in a list of values, the terms that a rule names among them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from dalil.reason.maintain.relation import EMPTY, LOW, Relation, Relations
from dalil.reason.rules import Argument, Atom, Merge, Rule, plain

Row: TypeAlias = tuple[int, int]
"""A relation, and a row of it."""
Allowed: TypeAlias = Callable[[int, int], bool]
"""Whether a row, given with its relation, may be a premise."""

_KEPT: Final = 1 << 16
"""Plans of rules that are kept for the next closure."""


class Step(NamedTuple):
    """An atom: the places of its arguments, and whether each has a value when the step is taken."""

    relation: int
    places: tuple[int, ...]
    bound: tuple[bool, ...]

    def row(self, values: Sequence[int]) -> int:
        """The row that the values make of the atom."""
        first = values[self.places[0]]
        return first if len(self.places) == 1 else first << 32 | values[self.places[1]]


class Plan(NamedTuple):
    """How a row of one atom is extended to the solutions of the others."""

    rule: Rule | Merge
    place_of: dict[Argument, int]
    start: tuple[int, ...]
    """The values before anything is bound: the terms that the rule names, and zeros."""
    atom: Step
    orders: tuple[tuple[Step, ...], ...]
    """Ways to look the others up, one for each that can be the first."""
    head: Step | None

    def solutions(
        self, relations: Relations, row: int, allowed: Allowed | None = None
    ) -> Iterator[list[int]]:
        """The values of each solution; the same list each time."""
        values = list(self.start)
        if _bind(self.atom, row, values):
            _, steps = self._best(relations, values)
            yield from _solve(steps, values, relations, allowed)

    def rows(self, values: Sequence[int]) -> list[Row]:
        """The rows of the other atoms that the values make."""
        return [(step.relation, step.row(values)) for step in self.orders[0]]

    def cost(self, relations: Relations, row: int) -> int:
        """How many rows are looked at first, about."""
        values = list(self.start)
        return self._best(relations, values)[0] if _bind(self.atom, row, values) else 0

    def _best(self, relations: Relations, values: Sequence[int]) -> tuple[int, tuple[Step, ...]]:
        if len(self.orders) == 1 and (not self.orders[0] or all(self.orders[0][0].bound)):
            return 1, self.orders[0]
        return min(((_count(relations, steps[0], values), steps) for steps in self.orders), key=itemgetter(0))

    def with_key(self, relations: Relations, key: Sequence[int]) -> Iterator[list[int]]:
        """The values of each solution in which the arguments of the first atom are these."""
        values = list(self.start)
        for place, value in zip(self.atom.places, key, strict=True):
            values[place] = value
        return _solve(self._best(relations, values)[1], values, relations, None)


@lru_cache(maxsize=_KEPT)
def forward(rule: Rule, place: int) -> Plan:
    """From a row of one atom of the body to the solutions of the rest."""
    return _from_body(rule, place, rule.head)


@lru_cache(maxsize=_KEPT)
def to_member(merge: Merge, place: int) -> Plan:
    """The same for a merge."""
    return _from_body(merge, place, None)


@lru_cache(maxsize=_KEPT)
def backward(rule: Rule) -> Plan:
    """From a row of the head to the solutions of the body."""
    return _plan(rule, rule.head or rule.body[0], rule.body, rule.head)


@lru_cache(maxsize=_KEPT)
def by_key(merge: Merge) -> Plan:
    """From a key to all its members."""
    return _plan(merge, Atom(0, merge.key), merge.body, None)


def _from_body(rule: Rule | Merge, place: int, head: Atom | None) -> Plan:
    rest = [atom for other, atom in enumerate(rule.body) if other != place]
    return _plan(rule, rule.body[place], rest, head)


def _plan(rule: Rule | Merge, atom: Atom, rest: Iterable[Atom], head: Atom | None) -> Plan:
    atoms = [atom, *rule.body, *([head] if head else [])]
    arguments = dict.fromkeys(argument for one in atoms for argument in one.arguments)
    place_of = {argument: place for place, argument in enumerate(arguments)}
    named: set[Argument] = {argument for argument in arguments if not isinstance(argument, str)}
    start = tuple(0 if isinstance(argument, str) else argument for argument in arguments)
    orders = tuple(_orders(list(rest), place_of, named.union(atom.arguments)))
    conclusion = _step(head, place_of, set(arguments)) if head else None
    return Plan(rule, place_of, start, _step(atom, place_of, named), orders, conclusion)


def _orders(
    atoms: list[Atom], place_of: dict[Argument, int], known: set[Argument]
) -> Iterator[tuple[Step, ...]]:
    """The orders that begin with one of the atoms of which most is bound."""
    most = max((_ease(atom, known) for atom in atoms), default=0.0)
    for first in [atom for atom in atoms if _ease(atom, known) == most][: 1 if most == 1 else None]:
        rest = [atom for atom in atoms if atom is not first]
        yield tuple(_ordered([first], rest, place_of, known))
    if not atoms:
        yield ()


def _ordered(
    chosen: list[Atom], atoms: list[Atom], place_of: dict[Argument, int], known: set[Argument]
) -> Iterator[Step]:
    """The chosen first; then the more of an atom is bound, the sooner it is looked up."""
    while chosen or atoms:
        atom = chosen.pop() if chosen else max(atoms, key=lambda a: _ease(a, known))
        atoms = [other for other in atoms if other is not atom]
        yield _step(atom, place_of, known)
        known = known.union(atom.arguments)


def _ease(atom: Atom, known: AbstractSet[Argument]) -> float:
    return sum(argument in known for argument in atom.arguments) / len(atom.arguments)


def _count(relations: Relations, step: Step, values: Sequence[int]) -> int:
    rows = relations.get(step.relation, EMPTY)
    if all(step.bound):
        return 1
    if not any(step.bound):
        return len(rows)
    if step.bound[0]:
        return rows.count_objects(values[step.places[0]])
    return rows.count_subjects(values[step.places[1]])


def _step(atom: Atom, place_of: dict[Argument, int], known: set[Argument]) -> Step:
    places = tuple(place_of[argument] for argument in atom.arguments)
    return Step(plain(atom.relation), places, tuple(argument in known for argument in atom.arguments))


def _bind(step: Step, row: int, values: list[int]) -> bool:
    if len(step.places) == 1:
        if step.bound[0]:
            return values[step.places[0]] == row
        values[step.places[0]] = row
        return True
    (one, other), (known, given) = step.places, step.bound
    subject, value = row >> 32, row & LOW
    if (known and values[one] != subject) or (given and values[other] != value):
        return False
    values[one], values[other] = subject, value
    return values[one] == subject


def _solve(
    steps: Sequence[Step], values: list[int], relations: Relations, allowed: Allowed | None
) -> Iterator[list[int]]:
    if not steps:
        yield values
        return
    step, rest = steps[0], steps[1:]
    rows = relations.get(step.relation, EMPTY)
    for row in _candidates(rows, step, values):
        if (allowed is None or allowed(step.relation, row)) and _bind(step, row, values):
            yield from _solve(rest, values, relations, allowed)


def _candidates(rows: Relation, step: Step, values: list[int]) -> Iterable[int]:
    """The rows of a relation that agree with what is bound."""
    if all(step.bound):
        row = step.row(values)
        return () if rows.number(row) is None else (row,)
    if not any(step.bound):
        return rows.all()
    if step.bound[0]:
        subject = values[step.places[0]]
        return [subject << 32 | value for value in rows.objects(subject)]
    value = values[step.places[1]]
    return [owner << 32 | value for owner in rows.subjects(value)]
