"""The closure of triples under the OWL 2 RL/RDF rules, whichever engine computes it."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from dalil.errors import ReasonerError
from dalil.graph.terms import Triple
from dalil.reason import owlrl_engine, reasoner, triviality
from dalil.reason.clash import Clash
from dalil.reason.consequences import Consequences
from dalil.reason.statistics import Statistics

Engine = Callable[[AbstractSet[Triple]], Consequences]

ENGINES: Mapping[str, Engine] = {"dalil": reasoner.consequences, "owlrl": owlrl_engine.consequences}
"""Name in dalil.toml → what yields all that follows from premises, and the clashes in both together."""

DEFAULT = "dalil"


@dataclass(frozen=True)
class Closure:
    """What follows from some premises, apart from them, and the clashes in both together."""

    inferred: frozenset[Triple]
    clashes: tuple[Clash, ...]
    statistics: Statistics = field(default_factory=Statistics, compare=False)


def close(triples: Iterable[Triple], engine: str = DEFAULT) -> Closure:
    """What follows from the triples by the rules of OWL 2 Profiles, section 4.3.

    Inferred holds no premise and nothing that `triviality` names; clashes are sorted, those with the
    fewest inferred premises first. The same triples give the same
    closure on every run. Raises ReasonerError for an engine that does not exist, or that would get
    an axiom wrong.
    """
    premises = frozenset(triples)
    found = _engine(engine)(premises)
    return Closure(
        frozenset(t for t in found.triples if t not in premises and not triviality.is_trivial(t)),
        tuple(sorted(found.clashes, key=lambda clash: len(set(clash.triples) - premises))),
        found.statistics,
    )


def _engine(name: str) -> Engine:
    try:
        return ENGINES[name]
    except KeyError as error:
        known = ", ".join(sorted(ENGINES))
        raise ReasonerError(
            f"there is no reasoner {name!r}",
            file="dalil.toml",
            remedy=f"set reasoner under [build] to one of: {known}",
        ) from error
