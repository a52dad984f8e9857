"""Load on a server by wrk, Debian's package: so many clients, each asking again as soon as it is answered."""

import json
import subprocess
import urllib.parse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from benchmarks.serve.asking import RESULTS, address

_SCRIPT: Final = Path(__file__).with_name("wrk.lua")
CODES: Final = "codes"
FASTEST: Final = 15_000
"""Answers a second that no server reaches: so many queries are made for each second of new ones."""
_SLACK: Final = 60
"""Seconds beyond its time that a run may take: clients wait for no answer longer."""


@dataclass(frozen=True)
class Load:
    """What clients saw: p50 and p99 in ms; `refused` have a status from 400 on, `broken` no whole answer."""

    seconds: float
    requests: int
    bytes: int
    p50: float
    p99: float
    refused: int
    broken: int
    codes: dict[str, int] = field(default_factory=dict)

    @property
    def throughput(self) -> float:
        """Answers a second; those that were refused do not count."""
        return max(0, self.requests - self.refused) / self.seconds


@dataclass(frozen=True)
class Clients:
    """So many clients for so long; `counting` is `CODES` where each status is counted."""

    number: int
    seconds: int
    counting: str = ""


def run(endpoint: str, queries: Iterable[str], clients: Clients) -> Load:
    """What the clients see when they ask the queries in turn."""
    with begin(endpoint, queries, clients) as process:
        return finish(process)


@contextmanager
def begin(endpoint: str, queries: Iterable[str], clients: Clients) -> Iterator[subprocess.Popen[str]]:
    """The clients at work: one thread of wrk, since the machine's cores are the servers'."""
    with NamedTemporaryFile("w", prefix="paths-", suffix=".txt", encoding="ascii") as paths:
        paths.writelines(f"{_path(endpoint, query)}\n" for query in queries)
        paths.flush()
        shape = ["-t1", f"-c{clients.number}", f"-d{clients.seconds}s", f"--timeout={_SLACK}s", "--latency"]
        command = ["wrk", *shape, "-H", f"Accept: {RESULTS}", "-s", str(_SCRIPT), endpoint, "--", paths.name]
        counting = [clients.counting] if clients.counting else []
        with subprocess.Popen([*command, *counting], stdout=subprocess.PIPE, text=True) as process:
            yield process


def finish(process: subprocess.Popen[str]) -> Load:
    """What the clients saw, once their time is over."""
    said, _ = process.communicate()
    return Load(**json.loads(said.splitlines()[-1]))


def _path(endpoint: str, query: str) -> str:
    parts = urllib.parse.urlsplit(address(endpoint, query))
    return f"{parts.path}?{parts.query}"
