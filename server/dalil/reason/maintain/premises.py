"""The premises, in their own names."""

from collections.abc import Collection, Iterator, Mapping

from dalil.reason.arrays import NONE, Ids
from dalil.reason.maintain.plans import Row
from dalil.reason.maintain.relation import EMPTY, Relation, Relations, about
from dalil.reason.rules import Fact, members_of
from dalil.reason.vocabulary import TYPE


class Premises:
    """What was given, by relation."""

    def __init__(self, rows: Mapping[int, Ids]) -> None:
        self._relations: Relations = {r: Relation(r, own) for r, own in rows.items()}

    def __contains__(self, row: Row) -> bool:
        return self._relations.get(row[0], EMPTY).number(row[1]) is not None

    def add(self, row: Row) -> None:
        """Take in what was not given."""
        if row[0] not in self._relations:
            self._relations[row[0]] = Relation(row[0], NONE)
        self._relations[row[0]].add(row[1], 0)

    def remove(self, row: Row) -> None:
        """Drop what was given."""
        self._relations[row[0]].remove(row[1])

    def about(self, terms: Collection[int]) -> Iterator[Row]:
        """What mentions one of the terms as subject or object."""
        return about(self._relations, terms)

    def of(self, relation: int) -> Iterator[Row]:
        """The rows of a relation."""
        return ((relation, row) for row in self._relations.get(relation, EMPTY).all())

    def mention(self, literal: int) -> bool:
        """Whether a literal is an object."""
        return any(own.subjects(literal) for relation, own in self._relations.items() if relation >= 0)

    def rows(self) -> dict[int, Ids]:
        """All of them as arrays."""
        return {relation: own.rows() for relation, own in self._relations.items() if len(own)}


def row_of(fact: Fact) -> Row:
    """The row that a triple is."""
    subject, predicate, value = fact
    return (members_of(value), subject) if predicate == TYPE else (predicate, subject << 32 | value)
