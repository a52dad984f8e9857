"""Equality: one representative for all terms that are sameAs each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from dalil.reason.arrays import Ids, unique
from dalil.reason.rules import Merge


@dataclass(frozen=True)
class Link:
    """Pairs that one rule made equal, and, for a merge, the key that each pair shares."""

    rule: str
    left: Ids
    right: Ids
    merge: Merge | None = None
    key: Mapping[str, Ids] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.left)


class Equality:
    """The representative of each term: the first of its class among those of the lowest rank."""

    def __init__(self, rank: Ids) -> None:
        self.names: Ids = np.arange(len(rank))
        self.links: list[Link] = []
        self._rank = rank

    def unite(self, links: list[Link]) -> Ids:
        """Make the pairs equal; the terms that have another representative now, sorted."""
        self.links += links
        before = self.names
        left = np.concatenate([link.left for link in links])
        right = np.concatenate([link.right for link in links])
        self.names = self._first_terms(_united(before, left, right))
        return np.flatnonzero(self.names != before)

    def stand(self, names: Ids) -> None:
        """Begin with terms that are equal, whatever made them so."""
        changed = np.flatnonzero(names != np.arange(len(names)))
        self.names, self.links = names, [Link("", names[changed], changed)]

    def classes(self) -> "Classes":
        """The classes of more than one term, as they are now."""
        return Classes(self.names)

    def _first_terms(self, names: Ids) -> Ids:
        """The names with the first term of the lowest rank in place of the first of the class."""
        better = np.flatnonzero(self._rank < self._rank[names])
        if not len(better):
            return names
        leaders = np.arange(len(names))
        order = np.lexsort((-better, -self._rank[better]))  # of several, the last one written stays
        leaders[names[better[order]]] = better[order]
        return leaders[names]


class Classes:
    """Equal terms by representative, the representative among them."""

    def __init__(self, names: Ids) -> None:
        changed = np.flatnonzero(names != np.arange(len(names)))
        self.leaders = unique(names[changed])
        members = np.concatenate([self.leaders, changed])
        order = np.lexsort((members, names[members]))
        self.members: Ids = members[order]
        self.names = names

    @cached_property
    def begins(self) -> Ids:
        """Where the members of each leader begin."""
        return np.searchsorted(self.names[self.members], self.leaders)

    @cached_property
    def counts(self) -> Ids:
        """How many members each leader has."""
        return np.diff(np.append(self.begins, len(self.members)))

    def of(self, leader: int) -> list[int]:
        """The terms that share a representative."""
        place = int(np.searchsorted(self.leaders, leader))
        if place == len(self.leaders) or self.leaders[place] != leader:
            return [leader]
        found: list[int] = self.members[self.begins[place] :][: self.counts[place]].tolist()
        return found


def _united(names: Ids, left: Ids, right: Ids) -> Ids:
    """Names after the pairs became equal: roots are hung below the least root, then all point to roots."""
    names = names.copy()
    while True:
        one, other = names[left], names[right]
        apart = one != other
        if not apart.any():
            return names
        np.minimum.at(names, np.maximum(one, other)[apart], np.minimum(one, other)[apart])
        names = _flattened(names)


def _flattened(names: Ids) -> Ids:
    while True:
        deeper = names[names]
        if np.array_equal(deeper, names):
            return names
        names = deeper
