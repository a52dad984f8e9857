"""What follows from rows that became facts, one row at a time."""

from collections.abc import Iterator

from dalil.reason.maintain.literals import KnownLiterals
from dalil.reason.maintain.program import Grouping
from dalil.reason.maintain.relation import LOW
from dalil.reason.maintain.state import IntricateError, State
from dalil.reason.maintain.watch import Watch
from dalil.reason.rules import members_of
from dalil.reason.vocabulary import DIFFERENT_FROM, SAME_AS


class Additions:
    """Adds the facts of one change to a state, and what follows from them."""

    def __init__(self, state: State, literals: KnownLiterals) -> None:
        self._state = state
        self._literals = literals
        self._watch = Watch(state, literals)
        self._pairs: list[tuple[int, int]] = []

    def meet(self, literal: int) -> None:
        """Take in a literal that no premise has had: by value, and into the datatypes that rules read."""
        if self._literals.is_typed(literal):
            value = self._literals.value(literal)
            if self._literals.is_wrong(literal) or (value is not None and value.space == "text"):
                raise IntricateError("literal")
        if self._literals.is_typed(literal) or self._literals.has_typed_text:
            self._pairs += ((literal, other) for other in self._literals.alike(literal))
        for datatype in self._state.joins.datatypes:
            if self._literals.belongs(literal, datatype):
                self.conclude(members_of(datatype), literal)

    def conclude(self, relation: int, row: int) -> None:
        """Take in a row in whichever names; pairs of owl:sameAs become equal later."""
        if relation == SAME_AS:
            self._pairs.append((row >> 32, row & LOW))
            return
        relation, row = self._state.name(relation, row)
        if self._state.number(relation, row) is None:
            if relation in self._state.joins.schema:
                raise IntricateError("schema")
            self._state.add(relation, row)
            self._watch.added(relation, row)

    def complete(self) -> None:
        """Add all that follows from what was taken in."""
        state = self._state
        while state.waiting or self._pairs:
            if self._pairs:
                self._unite(*self._pairs.pop())
                continue
            relation, row = state.waiting.popleft()
            if state.number(relation, row) is not None:
                self._follow(relation, row)

    def _follow(self, relation: int, row: int) -> None:
        for head in self._state.heads(relation, row):
            self.conclude(*head)
        for grouping in self._state.joins.merges.get(relation, ()):
            for member, key in self._state.members(grouping, row):
                self._pairs += ((member, other) for other in self._alike(grouping, key))

    def _alike(self, grouping: Grouping, key: tuple[int, ...]) -> Iterator[int]:
        plan = grouping.members
        for values in plan.with_key(self._state.relations, key):
            self._state.spend()
            yield values[plan.place_of[grouping.merge.member]]

    def _unite(self, one: int, other: int) -> None:
        state = self._state
        one, other = state.equals.name(one), state.equals.name(other)
        if one == other:
            return
        members = (*state.equals.members(one), *state.equals.members(other))
        if self._literals.are_mixed(members):
            raise IntricateError("literal")
        state.require_plain(members)
        rows, others = state.about(one), state.about(other)
        if len(rows) < len(others):
            one, other, rows, others = other, one, others, rows
        for row in (*rows, *others):
            state.touch(*row)
        for row in others:
            state.remove(*row)
        unite = state.unite_by_value if self._literals.is_literal(one) else state.unite
        unite(one, other)
        for row in others:
            self.conclude(*row)
        if state.number(DIFFERENT_FROM, one << 32 | one) is not None:
            raise IntricateError("clash")
