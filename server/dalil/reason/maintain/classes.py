"""Classes of equal terms that grow and dissolve, each under one representative."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from dalil.reason.arrays import Ids
from dalil.reason.equality import Classes
from dalil.reason.journal import Epoch


class Equals:
    """Which terms are the same, and since when."""

    def __init__(self, classes: Classes, since: Mapping[int, int]) -> None:
        self._members: dict[int, tuple[int, ...]] = {
            leader: tuple(classes.of(leader)) for leader in classes.leaders.tolist()
        }
        self._names = {term: leader for leader, own in self._members.items() for term in own}
        self._since = dict(since)
        self._before: dict[int, tuple[tuple[int, ...], int]] = {}
        self._touched: set[int] = set()

    def name(self, term: int) -> int:
        """The representative of a term."""
        return self._names.get(term, term)

    def names(self, size: int) -> Ids:
        """The representative of each of so many terms."""
        names = np.arange(size)
        terms, leaders = (
            np.fromiter(own, np.int64, len(self._names)) for own in (self._names, self._names.values())
        )
        names[terms] = leaders
        return names

    def members(self, leader: int) -> tuple[int, ...]:
        """The terms that share a representative."""
        return self._members.get(leader, (leader,))

    def several(self, leader: int) -> bool:
        """Whether the class has more than one term."""
        return leader in self._members

    def since(self, leader: int) -> int:
        """The number at which the class last grew; 0 where that is by value alone, or it is one term."""
        return self._since.get(leader, 0)

    def leaders(self) -> Collection[int]:
        """The representatives of the classes of more than one term."""
        return self._members.keys()

    def regroup(self, terms: Iterable[int], leader: int, since: int) -> None:
        """Make one class of terms that are the representatives of theirs."""
        own = tuple(member for term in terms for member in self.members(term))
        self._forget(own)
        self._members[leader], self._since[leader] = own, since
        self._names.update(dict.fromkeys(own, leader))

    def dissolve(self, leader: int) -> tuple[int, ...]:
        """Let each term of a class stand for itself; the terms."""
        own = self._members[leader]
        self._forget(own)
        return own

    def begin(self) -> None:
        """Remember the classes as they are now, for `before` and `restore`."""
        self._before.clear()
        self._touched.clear()

    def before(self) -> Mapping[int, tuple[int, ...]]:
        """Representative → members, of the classes that are no longer as they were at `begin`."""
        return {leader: own for leader, (own, _) in self._before.items()}

    def restore(self) -> None:
        """Go back to the classes of `begin`."""
        for leader in {self.name(term) for term in self._touched} & self._members.keys():
            self._drop(leader)
        for leader, (own, since) in self._before.items():
            if len(own) > 1:
                self._members[leader], self._since[leader] = own, since
                self._names.update(dict.fromkeys(own, leader))

    def _forget(self, terms: Iterable[int]) -> None:
        for leader in {self.name(term) for term in terms}:
            if leader not in self._touched:
                self._before[leader] = self.members(leader), self.since(leader)
                self._touched.update(self.members(leader))
            self._drop(leader)

    def _drop(self, leader: int) -> None:
        for term in self._members.pop(leader, ()):
            del self._names[term]
        self._since.pop(leader, None)


def grown_at(epochs: Iterable[Epoch], names: Ids) -> dict[int, int]:
    """Representative → the level at which its class last grew."""
    since: dict[int, int] = {}
    for level, changed, _ in epochs:
        since.update(dict.fromkeys(np.unique(names[changed]).tolist(), level))
    return since
