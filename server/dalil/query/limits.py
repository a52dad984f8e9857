"""What a server spends on queries at most."""

import json
import os
from dataclasses import asdict, dataclass

MIB = 1 << 20
LIMITS_VARIABLE = "DALIL_LIMITS"
"""In the environment: the limits that the server was started with, as JSON."""
LOG_VARIABLE = "DALIL_ACCESS_LOG"
"""In the environment: the file of the access log, `-` for standard error, empty for none."""


@dataclass(frozen=True)
class Limits:
    """Upper bounds; bytes where nothing else is said.

    `seconds` and `memory` are for one query (memory beyond what its worker shares with the others), `queue`
    counts queries that wait, `budget` is for the dataset in memory, `cache` for answers that are kept.
    """

    workers: int = (os.cpu_count() or 1) + 4
    seconds: float = 30.0
    memory: int = 1024 * MIB
    queue: int = 256
    budget: int = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 4
    cache: int = 64 * MIB

    def encode(self) -> str:
        """As JSON: `decode` reads it."""
        return json.dumps(asdict(self))

    @classmethod
    def decode(cls, encoded: str) -> "Limits":
        """The limits that `encode` wrote; an empty text stands for the defaults."""
        return cls(**json.loads(encoded or "{}"))
