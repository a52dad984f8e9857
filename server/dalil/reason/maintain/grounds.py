"""Grounds: the few premises from which a fact follows, found by going back through the rules."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice, product

from dalil.reason.maintain.plans import Plan, Row
from dalil.reason.maintain.premises import Premises, row_of
from dalil.reason.maintain.relation import EMPTY, LOW, about
from dalil.reason.maintain.state import State, terms_of
from dalil.reason.proofs.steps import LISTED
from dalil.reason.rules import Fact, fact_of, members_of, term_of
from dalil.reason.vocabulary import FIRST, NIL, REST, SAME_AS


class Grounds:
    """Collects premises, in their own names; more than are needed where terms are equal."""

    def __init__(self, state: State, premises: Premises) -> None:
        self._state = state
        self._premises = premises
        self._waiting: deque[Row] = deque()
        self._seen: set[Row] = set()
        self._told: set[int] = set()

    def of(self, facts: Iterable[Fact]) -> set[Row]:
        """Premises from which the facts follow; one that mentions each of their terms among them."""
        found: set[Row] = set()
        for fact in facts:
            self._reach(fact, *(fact_of(*row) for term in fact for row in self._mention(term)))
        while self._waiting:
            relation, row = self._waiting.popleft()
            given = self._given(relation, row)
            found |= given
            for leader in (term_of(relation), *terms_of(relation, row)):
                found.update(self._equal(leader))
            if relation in LISTED:
                self._reach_rows(self._cells(row & LOW))
            if not given:
                self._derive(relation, row)
        return found

    def _reach(self, *facts: Fact) -> None:
        """Look later at what facts rest on."""
        self._reach_rows(self._state.name(*row_of(fact)) for fact in facts)

    def _reach_rows(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if row not in self._seen:
                self._seen.add(row)
                self._waiting.append(row)

    def _cells(self, cell: int) -> Iterator[Row]:
        passed = {NIL}
        while cell not in passed:
            passed.add(cell)
            rest = self._objects(REST, cell)
            yield from ((FIRST, cell << 32 | value) for value in self._objects(FIRST, cell))
            yield from ((REST, cell << 32 | value) for value in rest)
            cell = next(iter(rest), NIL)

    def _objects(self, predicate: int, cell: int) -> list[int]:
        return self._state.relations.get(predicate, EMPTY).objects(cell)

    def _mention(self, term: int) -> Iterator[Row]:
        """A premise that mentions a term, in whatever place."""
        said = (self._premises.about([term]), self._premises.of(term), self._premises.of(members_of(term)))
        return islice(chain.from_iterable(said), 1)

    def _given(self, relation: int, row: int) -> set[Row]:
        """The premises that say a row, by whatever names."""
        members = self._state.equals.members
        kinds = [~t if relation < 0 else t for t in members(term_of(relation))]
        ends = [members(term) for term in terms_of(relation, row)]
        rows = [names[0] if relation < 0 else names[0] << 32 | names[1] for names in product(*ends)]
        return {own for own in product(kinds, rows) if own in self._premises}

    def _derive(self, relation: int, row: int) -> None:
        """Reach the premises of a rule that yields the row from older facts; of all, where none does."""
        state = self._state
        since, number = state.since(relation, row)

        def older(of: int, own: int) -> bool:
            return state.since(of, own) < (since, number)

        first = next(state.derivations(relation, row, number, older), None)
        found = [first] if first else state.derivations(relation, row, state.now + 1, None)
        for plan, rows in found:
            self._apply(plan, rows)

    def _apply(self, plan: Plan, rows: Iterable[Row]) -> None:
        self._reach_rows(rows)
        self._reach(*plan.rule.axioms)

    def _equal(self, leader: int) -> Iterable[Row]:
        """The premises that say that terms are the same; what else made them so is reached."""
        if leader in self._told or not self._state.equals.since(leader):
            return ()
        self._told.add(leader)
        for row in about(self._state.relations, [leader]):
            self._unite(*row)
        members = self._state.equals.members(leader)
        return [row for row in self._premises.about(members) if row[0] == SAME_AS]

    def _unite(self, relation: int, row: int) -> None:
        """Reach the premises of what makes terms the same by the row."""
        joins, relations = self._state.joins, self._state.relations
        plans = [grouping.plan for grouping in joins.merges.get(relation, ())]
        ruled = (
            plan for plan in joins.forward.get(relation, ()) if plan.head and plan.head.relation == SAME_AS
        )
        for plan in (*plans, *ruled):
            for values in plan.solutions(relations, row):
                self._apply(plan, [(relation, row), *plan.rows(values)])
