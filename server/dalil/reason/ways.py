"""Ways: how terms came to be the same, one pair of a link at a time."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from dalil.reason.arrays import NONE
from dalil.reason.equality import Link

Step: TypeAlias = tuple[Link, int]
"""A link, and the place of the pair in it."""


class Ways:
    """The pairs of all links, looked up from either end."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links
        near = np.concatenate([NONE, *(side for k in links for side in (k.left, k.right))])
        far = np.concatenate([NONE, *(side for k in links for side in (k.right, k.left))])
        sizes = [len(link) for link in links]
        numbers = np.repeat(np.arange(len(links)), 2 * np.array(sizes, np.int64))
        places = np.concatenate([NONE, *(np.tile(np.arange(n), 2) for n in sizes)])
        order = np.argsort(near, kind="stable")
        self._near, self._far = near[order], far[order]
        self._numbers, self._places = numbers[order], places[order]

    def tree(self, root: int) -> Mapping[int, tuple[int, Step]]:
        """Each other term that is the same as the root → the one before it on the way, and the step."""
        found: dict[int, tuple[int, Step]] = {}
        waiting = deque([root])
        while waiting:
            term = waiting.popleft()
            for neighbour, step in self._neighbours(term):
                if neighbour != root and neighbour not in found:
                    found[neighbour] = term, step
                    waiting.append(neighbour)
        return found

    def _neighbours(self, term: int) -> Iterable[tuple[int, Step]]:
        begin, end = np.searchsorted(self._near, [term, term + 1]).tolist()
        columns = (column[begin:end].tolist() for column in (self._far, self._numbers, self._places))
        for far, number, place in zip(*columns, strict=True):
            yield far, (self._links[number], place)
