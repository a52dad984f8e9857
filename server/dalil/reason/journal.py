"""The journal of a saturation: at which level rules were compiled, rows became facts, terms became equal.

Whatever is of one level follows from rules, rows and links of lower levels, in the names that stood then.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dalil.reason.arrays import Ids
from dalil.reason.equality import Link
from dalil.reason.facts import Move, Table
from dalil.reason.rules import Rule


class Journal:
    """Forgets what it is told: for a closure whose proofs nobody will ask for."""

    def compiled(self, rules: Iterable[Rule]) -> None:
        """These are the rules from now on."""

    def committed(self, delta: Mapping[int, Table]) -> None:
        """These rows, by relation, became facts."""

    def united(self, links: Sequence[Link], changed: Ids, names: Ids) -> None:
        """The pairs of these links became equal, which gave the changed terms new names."""

    def moved(self, moves: Sequence[Move]) -> None:
        """These rows are now proposed under new names."""


class Epoch(NamedTuple):
    """From a level on, the terms that were renamed then, sorted, and the names they have since."""

    level: int
    changed: Ids
    names: Ids


class Record(Journal):
    """Keeps what it is told, with its level; arrays are kept as they are."""

    def __init__(self) -> None:
        self.level = 0
        self.rules: dict[Rule, int] = {}
        self.rows: defaultdict[int, list[tuple[int, Ids]]] = defaultdict(list)
        self.links: list[tuple[int, Link]] = []
        self.epochs: list[Epoch] = []
        self.moves: list[Move] = []

    def compiled(self, rules: Iterable[Rule]) -> None:
        """Rules have the level of the last rows that the compiler can have read."""
        for rule in rules:
            self.rules.setdefault(rule, self.level)

    def committed(self, delta: Mapping[int, Table]) -> None:
        """Rows have a level of their own."""
        self.level += 1
        for relation, table in delta.items():
            self.rows[relation].append((self.level, table.rows))

    def united(self, links: Sequence[Link], changed: Ids, names: Ids) -> None:
        """Links have the level of the last rows, equality the next, and what holds by it the one after."""
        self.links += ((self.level, link) for link in links)
        self.epochs.append(Epoch(self.level + 1, changed, names[changed]))
        self.level += 2

    def moved(self, moves: Sequence[Move]) -> None:
        """Rows that are moved become facts at the next level."""
        self.moves += moves
