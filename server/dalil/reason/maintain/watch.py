"""The watch for contradictions: what would make one, and what one rests on."""

from dalil.reason.maintain.literals import KnownLiterals
from dalil.reason.maintain.relation import LOW
from dalil.reason.maintain.state import IntricateError, State, terms_of
from dalil.reason.vocabulary import DATATYPES, DIFFERENT_FROM


class Watch:
    """Raises IntricateError where a contradiction comes: it is told by a closure."""

    def __init__(self, state: State, literals: KnownLiterals) -> None:
        self._state = state
        self._literals = literals

    def added(self, relation: int, row: int) -> None:
        """A row has become a fact."""
        if (
            (relation == DIFFERENT_FROM and row >> 32 == row & LOW)
            or (relation < 0 and ~relation in DATATYPES and self._is_outside(~relation, row))
            or self._is_denied(relation, row)
        ):
            raise IntricateError("clash")
        if any(self._literals.are_mixed(self._state.equals.members(t)) for t in terms_of(relation, row)):
            raise IntricateError("literal")

    def _is_outside(self, datatype: int, member: int) -> bool:
        """Whether a literal has a value that the datatype does not hold."""
        names = self._state.equals.members(member)
        wrong = (name for name in names if self._literals.value(name) is not None)
        return any(not self._literals.belongs(name, datatype) for name in wrong)

    def _is_denied(self, relation: int, row: int) -> bool:
        joins, relations = self._state.joins, self._state.relations
        for others in joins.apart.get(relation, ()):
            if any(self._state.number(other, row) is not None for other in others):
                return True
        for plan in joins.denials.get(relation, ()):
            if next(plan.solutions(relations, row), None) is not None:
                return True
        return False
