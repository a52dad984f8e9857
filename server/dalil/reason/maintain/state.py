"""The state that a change acts on: facts by relation, classes of equal terms, and how to take all back."""

from collections import deque
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from time import thread_time
from typing import Final, TypeAlias

from dalil.reason.arrays import NONE
from dalil.reason.maintain.classes import Equals
from dalil.reason.maintain.plans import Allowed, Plan, Row
from dalil.reason.maintain.program import Grouping, Joins
from dalil.reason.maintain.relation import EMPTY, LOW, Relation, Relations, about


class IntricateError(Exception):
    """A change that cannot be followed in the way that was begun; says why in a word."""


_STEPS: Final = 32
"""So many steps are taken between two looks at the clock."""
Derivation: TypeAlias = list[Row]
"""The premises of a rule."""


class State:
    """Facts in the names of representatives, each with the number at which it became one."""

    def __init__(self, relations: Relations, equals: Equals, joins: Joins, now: int) -> None:
        self.relations = relations
        self.equals = equals
        self.joins = joins
        self.now = now
        self.waiting: deque[Row] = deque()
        self.touched: dict[Row, int | None] = {}
        self._steps = 0
        self._deadline = 0.0
        self._guarded: AbstractSet[Row] = frozenset()
        self._guarded_terms: AbstractSet[int] = frozenset()

    def prepare(self) -> None:
        """Make ready what else the first changes would have to make."""
        for relation in self.relations.values():
            relation.prepare()

    def guard(self, rows: AbstractSet[Row], terms: AbstractSet[int]) -> None:
        """Call off each change that removes one of the rows, or changes what is equal to one of the terms."""
        self._guarded, self._guarded_terms = rows, terms

    def begin(self, seconds: float) -> None:
        """Start a change, which may take so many seconds of this thread."""
        self.touched.clear()
        self.waiting.clear()
        self.equals.begin()
        self._steps, self._deadline = 0, thread_time() + seconds

    def spend(self, steps: int = 1) -> None:
        """Count steps, and look at the clock now and then. Raises IntricateError beyond the deadline."""
        self._steps += steps
        if self._steps >= _STEPS:
            self._steps = 0
            if thread_time() > self._deadline:
                raise IntricateError("time")

    def number(self, relation: int, row: int) -> int | None:
        """The number of a row, None where it is no fact."""
        return self.relations.get(relation, EMPTY).number(row)

    def since(self, relation: int, row: int) -> tuple[int, int]:
        """The number from which a fact holds, that of the equality it is told by if need be; then its own."""
        number = self.number(relation, row) or 0
        if not self.equals.leaders():
            return number, number
        return max(number, *map(self.equals.since, terms_of(relation, row))), number

    def name(self, relation: int, row: int) -> Row:
        """The row in the names of representatives."""
        name = self.equals.name
        if relation < 0:
            return ~name(~relation), name(row)
        return name(relation), name(row >> 32) << 32 | name(row & LOW)

    def heads(self, relation: int, row: int) -> list[Row]:
        """What rules conclude from a row together with the facts."""
        found = [
            (plan.head.relation, plan.head.row(values))
            for plan in self.joins.forward.get(relation, ())
            if plan.head is not None
            for values in plan.solutions(self.relations, row)
        ]
        self.spend(len(found))
        return found

    def members(self, grouping: Grouping, row: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The members that a merge finds with a row, and the key of each."""
        place_of = grouping.plan.place_of
        for values in list(map(tuple, grouping.plan.solutions(self.relations, row))):
            self.spend()
            key = tuple(values[place_of[name]] for name in grouping.merge.key)
            yield values[place_of[grouping.merge.member]], key

    def derivation(self, relation: int, row: int, number: int, allowed: Allowed | None) -> Derivation | None:
        """The premises from which a rule older than the number yields the row; each is allowed."""
        return next((rows for _, rows in self.derivations(relation, row, number, allowed)), None)

    def derivations(
        self, relation: int, row: int, number: int, allowed: Allowed | None
    ) -> Iterator[tuple[Plan, Derivation]]:
        """All such premises, with the plan of the rule."""
        plans = [plan for level, plan in self.joins.backward.get(relation, ()) if level < number]
        for plan in sorted(plans, key=lambda plan: plan.cost(self.relations, row)):
            for values in plan.solutions(self.relations, row, allowed):
                yield plan, plan.rows(values)

    def touch(self, relation: int, row: int) -> None:
        """Remember a row as it is, since it, or what it stands for, is about to change."""
        if (relation, row) not in self.touched:
            self.touched[relation, row] = self.number(relation, row)

    def add(self, relation: int, row: int) -> None:
        """Make a fact of a row that is none; it waits for what follows from it."""
        self.spend()
        self.touch(relation, row)
        self._put(relation, row, self._next())
        self.waiting.append((relation, row))

    def remove(self, relation: int, row: int) -> None:
        """A row is no fact any more."""
        if (relation, row) in self._guarded:
            raise IntricateError("clash")
        self.touch(relation, row)
        self.relations[relation].remove(row)

    def about(self, term: int) -> list[Row]:
        """The facts that mention a term as subject or object."""
        found = list(about(self.relations, [term]))
        self.spend(len(found))
        return found

    def require_plain(self, terms: Collection[int]) -> None:
        """Raise IntricateError where a rule names one of the terms, or one is a relation or in a clash."""
        for term in terms:
            if term in self.joins.named or self.relations.get(term) or self.relations.get(~term):
                raise IntricateError("relation")
            if term in self._guarded_terms:
                raise IntricateError("clash")

    def unite(self, one: int, other: int) -> None:
        """Make one class of two, under the representative of the first."""
        self.equals.regroup((one, other), one, self._next())

    def unite_by_value(self, one: int, other: int) -> None:
        """Make one class of two, which hold together without any premise."""
        self.equals.regroup((one, other), one, 0)

    def dissolve(self, leader: int) -> tuple[int, ...]:
        """Let each term of a class stand for itself; the terms."""
        return self.equals.dissolve(leader)

    def restore(self) -> None:
        """Take back all since `begin`."""
        for (relation, row), number in self.touched.items():
            if self.number(relation, row) != number:
                if self.number(relation, row) is not None:
                    self.relations[relation].remove(row)
                if number is not None:
                    self._put(relation, row, number)
        self.equals.restore()

    def _put(self, relation: int, row: int, number: int) -> None:
        if relation not in self.relations:
            self.relations[relation] = Relation(relation, NONE)
        self.relations[relation].add(row, number)

    def _next(self) -> int:
        self.now += 1
        return self.now


def terms_of(relation: int, row: int) -> tuple[int, ...]:
    """Subject and object of a row; the member of a class."""
    return (row,) if relation < 0 else (row >> 32, row & LOW)
