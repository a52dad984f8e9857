"""What an engine hands back: triples, clashes, and what it measured on the way."""

from collections.abc import Collection
from typing import NamedTuple

from dalil.graph.terms import Triple
from dalil.reason.clash import Clash
from dalil.reason.statistics import Statistics


class Consequences(NamedTuple):
    """What follows from some premises; premises and trivial conclusions may be among the triples."""

    triples: Collection[Triple]
    clashes: tuple[Clash, ...]
    statistics: Statistics
