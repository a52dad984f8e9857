"""Sorted rows in runs of falling length: a thousand small additions cost little more than one large one."""

import numpy as np

from dalil.reason.arrays import Ids, Mask, contains, merged


class Runs:
    """Distinct rows in sorted runs, each at least twice as long as the next."""

    __slots__ = ("_runs",)

    def __init__(self, rows: Ids) -> None:
        self._runs = [rows]

    def __len__(self) -> int:
        return sum(map(len, self._runs))

    def whole(self) -> Ids:
        """All rows, sorted, as one run from now on."""
        while len(self._runs) > 1:
            self._join_last()
        return self._runs[0]

    def hold(self, wanted: Ids) -> Mask:
        """For each wanted row, whether a run has it."""
        found = contains(self._runs[0], wanted)
        for run in self._runs[1:]:
            np.logical_or(found, contains(run, wanted), out=found)
        return found

    def add(self, fresh: Ids) -> None:
        """Take in sorted rows that no run has."""
        self._runs.append(fresh)
        while len(self._runs) > 1 and len(self._runs[-2]) < 2 * len(self._runs[-1]):
            self._join_last()

    def _join_last(self) -> None:
        last = self._runs.pop()
        self._runs[-1] = merged(self._runs[-1], last)
