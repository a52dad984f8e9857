"""What no longer follows when premises go: condemned, removed, and derived again where it can be.

A fact stays when it is given, or when a rule yields it from facts of lower numbers: so no two facts hold
each other up. A fact about equal terms stands for several triples, of which one may be lost while others
stay: what it led to is doubted even where it stays itself. When doubt comes to what made terms equal, their
class dissolves, and what is left of the premises tells again what is equal.
"""

from collections import deque
from collections.abc import Collection, Iterable
from itertools import product

from dalil.reason.maintain.additions import Additions
from dalil.reason.maintain.literals import KnownLiterals
from dalil.reason.maintain.plans import Row
from dalil.reason.maintain.premises import Premises
from dalil.reason.maintain.relation import LOW
from dalil.reason.maintain.state import Derivation, IntricateError, State, terms_of
from dalil.reason.rules import members_of, term_of
from dalil.reason.vocabulary import SAME_AS


class Deletions:
    """Removes the facts that lose their support by one change from a state."""

    def __init__(
        self, state: State, premises: Premises, literals: KnownLiterals, additions: Additions
    ) -> None:
        self._state = state
        self._premises = premises
        self._literals = literals
        self._additions = additions
        self._doubted: deque[Row] = deque()
        self._condemned: dict[Row, None] = {}
        self._dissolved: dict[int, None] = {}
        self._shaken: set[Row] = set()
        self._supports: dict[Row, Derivation] = {}

    def retract(self, gone: Iterable[Row]) -> None:
        """Remove what no longer follows now that rows, in their own names, are premises no more."""
        for relation, row in gone:
            self._doubt(relation, row)
            if relation >= 0 and self._is_lost(row & LOW):
                self._lose(row & LOW)
        while self._doubted:
            self._judge(*self._doubted.popleft())
        self._remove()

    def _doubt(self, relation: int, row: int) -> None:
        """Ask later whether a row is still a fact."""
        if relation == SAME_AS:
            self._dissolve(self._state.equals.name(row >> 32))
            return
        row_by_name = self._state.name(relation, row)
        if row_by_name not in self._condemned and self._state.number(*row_by_name) is not None:
            self._doubted.append(row_by_name)

    def _is_lost(self, term: int) -> bool:
        """Whether the term is a literal that matters by its value and that no premise has any more."""
        if not self._literals.is_literal(term):
            return False
        matters = self._state.equals.several(self._state.equals.name(term)) or self._state.joins.datatypes
        return bool(matters) and not self._literals.is_mentioned(term)

    def _lose(self, literal: int) -> None:
        leader = self._state.equals.name(literal)
        self._dissolve(leader)
        for datatype in self._state.joins.datatypes:
            self._doubt(members_of(datatype), literal)

    def _judge(self, relation: int, row: int) -> None:
        if (relation, row) in self._condemned:
            return
        equals = self._state.equals
        if equals.several(term_of(relation)):
            raise IntricateError("relation")
        if any(self._literals.are_mixed(equals.members(term)) for term in terms_of(relation, row)):
            raise IntricateError("literal")
        if not self._is_supported(relation, row):
            self._condemned[relation, row] = None
            self._spread(relation, row)
        elif (relation, row) not in self._shaken and self._is_loose(terms_of(relation, row)):
            self._shaken.add((relation, row))
            self._spread(relation, row)

    def _is_loose(self, terms: Iterable[int]) -> bool:
        """Whether premises made one of the terms the same as others."""
        equals = self._state.equals
        return any(equals.several(term) and not self._is_by_value(term) for term in terms)

    def _spread(self, relation: int, row: int) -> None:
        """Doubt what a row led to."""
        if relation in self._state.joins.schema:
            raise IntricateError("schema")
        for head in self._state.heads(relation, row):
            self._doubt(*head)
        for grouping in self._state.joins.merges.get(relation, ()):
            for member, _ in self._state.members(grouping, row):
                if not self._is_by_value(member):
                    self._dissolve(member)

    def _dissolve(self, leader: int) -> None:
        """Condemn all that is told of a class."""
        if leader in self._dissolved or not self._state.equals.several(leader):
            return
        members = self._state.equals.members(leader)
        self._state.require_plain(members)
        if self._literals.are_mixed(members):
            raise IntricateError("literal")
        self._dissolved[leader] = None
        for row in self._state.about(leader):
            if row not in self._condemned:
                self._condemned[row] = None
                self._spread(*row)

    def _is_by_value(self, leader: int) -> bool:
        return self._literals.share_value(self._state.equals.members(leader))

    def _is_supported(self, relation: int, row: int) -> bool:
        if self._is_given(relation, row):
            return True
        known = self._supports.get((relation, row))
        if known is not None and not any(premise in self._condemned for premise in known):
            return True
        since = self._state.since(relation, row)

        def allowed(of: int, premise: int) -> bool:
            self._state.spend()
            return (of, premise) not in self._condemned and self._state.since(of, premise) < since

        found = self._state.derivation(relation, row, since[1], allowed)
        if found is not None:
            self._supports[relation, row] = found
        return found is not None

    def _is_given(self, relation: int, row: int) -> bool:
        """Whether the row is a premise, by one of its names, or says the datatype of a literal."""
        names = [self._state.equals.members(term) for term in terms_of(relation, row)]
        if relation < 0:
            return any((relation, member) in self._premises for member in names[0]) or (
                ~relation in self._state.joins.datatypes
                and self._literals.belongs(row, ~relation)
                and any(map(self._literals.is_mentioned, names[0]))
            )
        return any((relation, one << 32 | other) in self._premises for one, other in product(*names))

    def _remove(self) -> None:
        """Remove what is condemned; then take in what is given or still follows."""
        for relation, row in self._condemned:
            self._state.remove(relation, row)
        self._take_in_again([term for leader in self._dissolved for term in self._state.dissolve(leader)])
        for relation, row in self._condemned:
            if self._dissolved.keys().isdisjoint(terms_of(relation, row)) and self._follows(relation, row):
                self._additions.conclude(relation, row)
        self._additions.complete()

    def _take_in_again(self, terms: Collection[int]) -> None:
        """Tell what premises say of terms that stand for themselves now."""
        for literal in filter(self._literals.is_literal, terms):
            if self._literals.is_mentioned(literal):
                self._additions.meet(literal)
        for row in list(self._premises.about(terms)):
            self._state.spend()
            self._additions.conclude(*row)

    def _follows(self, relation: int, row: int) -> bool:
        return self._state.derivation(relation, row, self._state.now + 1, None) is not None
