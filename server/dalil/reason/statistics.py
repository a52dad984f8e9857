"""What each rule yielded, and how long it took."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter


@dataclass
class Tally:
    """Inferences and seconds of one rule."""

    inferences: int = 0
    seconds: float = 0.0


class Statistics:
    """Rule name → tally."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = {}
        self.rounds = 0

    def count(self, rule: str, inferences: int) -> None:
        """Credit a rule with inferences."""
        self._of(rule).inferences += inferences

    @contextmanager
    def timed(self, rule: str) -> Iterator[None]:
        """Charge a rule with the time of the block."""
        began = perf_counter()
        yield
        self._of(rule).seconds += perf_counter() - began

    def by_inferences(self) -> list[tuple[str, Tally]]:
        """The rules that yielded anything, the most productive first."""
        found = [(rule, tally) for rule, tally in self.tallies.items() if tally.inferences]
        return sorted(found, key=lambda entry: (-entry[1].inferences, entry[0]))

    def _of(self, rule: str) -> Tally:
        return self.tallies.setdefault(rule, Tally())
