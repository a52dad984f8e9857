"""How much a closure may grow before it is called off, so that no input can hang the machine."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Upper bounds; the defaults lie far above what a graph of 100 million triples needs."""

    rows: int = 1 << 27
    """Rows that one rule may add in one round, and that one relation may be read out as."""
    steps: int = 1 << 32
    """Solutions that one rule may have in one round."""
    clashes: int = 1000
    """Clashes that are told of one axiom."""


LIMITS = Limits()
