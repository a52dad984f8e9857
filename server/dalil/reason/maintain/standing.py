"""A closure that stands, as arrays: what a change of many rows starts from."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from time import thread_time
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np

from dalil.reason.arrays import NONE, Ids, Mask, contains, first, missing, second, unique
from dalil.reason.facts import Facts, Table
from dalil.reason.maintain.base import Base
from dalil.reason.maintain.state import IntricateError
from dalil.reason.rules import Merge, Rule, edges_of, plain, term_of

Triggers: TypeAlias = Mapping[int, list[tuple[Rule | Merge, int]]]
"""Relation → the rules and merges that read it, and the place of the atom that does."""
_SHARE: Final = 0.4
"""The part of the time of a closure after which what a change takes back is no longer followed."""
_LEAST: Final = 0.01
"""Seconds that this may take however small the closure is."""
NOTHING: Final[Mapping[int, Ids]] = MappingProxyType({})
"""No rows of any relation."""


class Standing:
    """The facts of a closure and the program that made them; nothing here changes the closure."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._equals = base.state.equals
        self._deadline = thread_time() + max(_LEAST, _SHARE * base.seconds)
        loose = [leader for leader in self._equals.leaders() if self._equals.since(leader)]
        mixed = [leader for leader in loose if base.literals.are_mixed(self._equals.members(leader))]
        self._loose, self._mixed = (np.array(sorted(own), np.int64) for own in (loose, mixed))

    def spend(self) -> None:
        """Look at the clock. Raises IntricateError where to close anew costs less."""
        if thread_time() > self._deadline:
            raise IntricateError("time")

    def facts(self, gone: Mapping[int, Ids] = NOTHING) -> Facts:
        """The facts without some; as edges, what it is known of or, else, all."""
        facts = Facts()
        for relation, own in self._base.state.relations.items():
            facts.tables[relation] = own.table(gone.get(relation, NONE))
        for property_, rows in self._base.edges.items():
            facts.tables[edges_of(property_)] = Table(missing(gone.get(property_, NONE), rows))
        return facts

    def triggers(self) -> Triggers:
        """What reads a relation, edges or not."""
        found: defaultdict[int, list[tuple[Rule | Merge, int]]] = defaultdict(list)
        rules: list[Rule | Merge] = [*self._base.program.rules, *self._base.program.merges]
        for rule in rules:
            for place, atom in enumerate(rule.body):
                found[plain(atom.relation)].append((rule, place))
        return found

    def about(self, leaders: Collection[int]) -> Iterator[tuple[int, Ids]]:
        """The rows that mention one of the terms, by relation."""
        terms = np.array(sorted(leaders), np.int64)
        for relation, own in self._base.state.relations.items():
            yield relation, own.mentioning(terms)

    def is_loose(self, relation: int, rows: Ids) -> Mask:
        """For each row, whether premises made one of its terms the same as others."""
        return _mention(self._loose, relation, rows)

    def loose(self, members: Ids) -> list[int]:
        """Those of the terms that premises made the same as others."""
        found: list[int] = unique(members[contains(self._loose, members)]).tolist()
        return found

    def require_own(self, leader: int) -> None:
        """Raise IntricateError where a class cannot dissolve."""
        self._base.state.require_plain(self._equals.members(leader))
        if leader in self._mixed:
            raise IntricateError("literal")

    def require_plain(self, relation: int, rows: Ids) -> None:
        """Raise IntricateError for rows of a relation of several names, or of a literal that is more."""
        if self._equals.several(term_of(relation)):
            raise IntricateError("relation")
        if _mention(self._mixed, relation, rows).any():
            raise IntricateError("literal")


def _mention(terms: Ids, relation: int, rows: Ids) -> Mask:
    if not len(terms):
        return np.zeros(len(rows), np.bool_)
    if relation < 0:
        return contains(terms, rows)
    return contains(terms, first(rows)) | contains(terms, second(rows))
