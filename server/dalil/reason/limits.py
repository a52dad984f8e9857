"""How much a closure may grow before it is called off, so that no input can hang the machine."""

from collections.abc import Callable
from dataclasses import dataclass

from dalil.errors import ReasonerError
from dalil.reason.dictionary import Terms
from dalil.reason.memory import available
from dalil.reason.rules import Merge, Rule

_COPIES = 10
"""So many copies of the rows of a round live at once, 8 bytes each: offers, facts, delta, columns."""


def half_of_memory() -> int:
    """Half of the bytes that this process may take."""
    return available() // 2


@dataclass(frozen=True)
class Limits:
    """Upper bounds; the defaults lie far above what a graph of 100 million triples needs."""

    rows: int = 1 << 27
    """Rows that one rule may add in one round, and that one relation may hold or be read out as."""
    steps: int = 1 << 32
    """Solutions that one rule may have in one round."""
    clashes: int = 1000
    """Clashes that are told of one axiom."""
    memory: Callable[[], int] = half_of_memory
    """Bytes that the rows may take, all copies counted."""

    def room(self, held: int = 0) -> int:
        """How many rows may be added at once to so many that are held, each of these from either end."""
        return max(0, min(self.rows, (self.memory() - 16 * held) // (8 * _COPIES)))

    def refusal(self, rule: Rule | Merge, terms: Terms) -> ReasonerError:
        """The error that a rule and its axioms would take more than these limits."""
        axioms = "; ".join(" ".join(map(terms.text, axiom)) for axiom in rule.axioms)
        memory = f"{self.memory() >> 20:,} MiB of memory"
        limit = f"{self.rows:,} triples, {self.steps:,} steps or {memory}"
        return ReasonerError(
            f"{rule.name} of {axioms or 'the schema'} would take more than {limit}",
            remedy="weaken the axiom, split the data, or allow more: `dalil close --memory`",
        )


LIMITS = Limits()
