"""The engines that are compared: where each runs, up to which size, and for how long at most."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PEERS: Final = Path(__file__).parents[2] / ".tools" / "bench" / "bin" / "python"
"""The interpreter of the environment that `make bench` fills with the peers, apart from the project's."""


@dataclass(frozen=True)
class Engine:
    """An engine by its name in the table."""

    name: str
    module: str
    python: Path
    sizes: tuple[str, ...]
    limit: int
    """Seconds for one run."""

    @property
    def is_installed(self) -> bool:
        """Whether its interpreter is there."""
        return self.python.exists()


OURS: Final = Engine("Dalil", "dalil_peer", Path(sys.executable), ("article", "12k", "99k", "1M", "10M"), 600)
ENGINES: Final = (
    OURS,
    Engine("sparq-rdf", "sparq_peer", PEERS, ("article", "12k", "99k", "1M"), 300),
    Engine("Nemo", "nemo_peer", PEERS, ("12k", "99k", "1M"), 300),
    Engine("reasonable", "reasonable_peer", PEERS, ("article", "12k", "99k"), 300),
    Engine("owlrl", "owlrl_peer", Path(sys.executable), ("article", "12k"), 300),
)
