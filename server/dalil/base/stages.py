"""The stages of a build: told as they begin, timed as they end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TypeAlias

from dalil.reason.statistics import Statistics

Progress: TypeAlias = Callable[[str], None]
"""Receives the name of each stage as it begins."""

NAMES = ("read", "check", "reason", "check closure", "commit")
"""The stages in their order: anchoring is part of reading."""


class Stages:
    """A clock that reports each stage to `progress`; keeps its seconds, and what the reasoner counted."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.seconds: dict[str, float] = {}
        self.rules = Statistics()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Run the block as that stage."""
        self._progress(name)
        began = perf_counter()
        yield
        self.seconds[name] = round(perf_counter() - began, 3)
