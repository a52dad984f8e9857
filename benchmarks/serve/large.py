"""Results of five million rows and triples from our server, with its memory while they stream."""

import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.serve.asking import address
from benchmarks.serve.processes import Running, pss
from benchmarks.serve.questions import QUERIES

_FORMATS: Final = {"rows": "text/tab-separated-values", "triples": "application/n-triples"}
_CHUNK: Final = 1 << 20
_EVERY: Final = 16
"""Chunks from one look at the memory to the next."""


@dataclass(frozen=True)
class Large:
    """Lines and bytes of a result, seconds to the first and the last byte, and MiB before and at most."""

    name: str
    lines: int
    bytes: int
    first: float
    seconds: float
    before: int
    server: int
    workers: int


def stream(here: Running) -> Iterator[Large]:
    """Each large result, read as it comes."""
    for path in sorted((QUERIES / "large").glob("*.rq")):
        yield _streamed(here, path)


def _streamed(here: Running, path: Path) -> Large:
    before = _memory(here)[0]
    began = time.monotonic()
    url = address(here.endpoint, path.read_text("utf-8"))
    request = urllib.request.Request(url, headers={"Accept": _FORMATS[path.stem]})  # noqa: S310 (loopback)
    lines = size = 0
    first, seen = 0.0, [_memory(here)]
    with urllib.request.urlopen(request, timeout=300) as answer:  # noqa: S310 (loopback)
        for number, chunk in enumerate(iter(lambda: answer.read(_CHUNK), b"")):
            first = first or time.monotonic() - began
            lines, size = lines + chunk.count(b"\n"), size + len(chunk)
            if number % _EVERY == 0:
                seen.append(_memory(here))
    servers, workers = zip(*seen, strict=True)
    return Large(path.stem, lines, size, first, time.monotonic() - began, before, max(servers), max(workers))


def _memory(here: Running) -> tuple[int, int]:
    """MiB of the server and MiB of keeper and workers."""
    return pss(here.front()), pss(here.back())
