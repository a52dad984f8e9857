"""What the server does, for who runs it: a line of JSON a request, and figures for Prometheus."""

import json
import sys
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from a2wsgi.asgi_typing import HTTPScope, Send, SendEvent

from dalil.graph.generation import writing

_BOUNDS = (0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0, 30.0)
"""Upper bounds of the histogram of seconds."""


@dataclass
class Record:
    """One request, as it is answered; `query` is the hash of its query, `is_kept` whether it was kept."""

    scope: HTTPScope
    pass_on: Send
    began: float = field(default_factory=time.monotonic)
    status: int = 0
    size: int = 0
    query: str = ""
    generation: str = ""
    is_kept: bool = False
    is_whole: bool = False

    async def send(self, message: SendEvent) -> None:
        """Pass a message on, and remember what it says."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
            self.is_whole = not message.get("more_body", False)
        await self.pass_on(message)

    def line(self, seconds: float) -> Mapping[str, object]:
        """What the log says of it."""
        client = self.scope.get("client")
        return {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": client[0] if client else "",
            "method": self.scope["method"],
            "path": self.scope["path"],
            "query": self.query,
            "generation": self.generation,
            "status": self.status,
            "bytes": self.size,
            "seconds": round(seconds, 6),
            "kept": self.is_kept,
            "whole": self.is_whole,
        }


class Journal:
    """Counts what has been answered, and writes the access log where there is one."""

    def __init__(self, log: TextIO | None = None) -> None:
        self._log = log
        self._statuses: Counter[int] = Counter()
        self._buckets = [0] * (len(_BOUNDS) + 1)
        self._seconds = 0.0
        self._bytes = 0
        self._kept = 0
        self._broken = 0

    def note(self, record: Record) -> None:
        """Remember an answer that has ended."""
        seconds = time.monotonic() - record.began
        self._statuses[record.status] += 1
        self._buckets[bisect_left(_BOUNDS, seconds)] += 1
        self._seconds += seconds
        self._bytes += record.size
        self._kept += record.is_kept
        self._broken += not record.is_whole
        if self._log is not None:
            self._log.write(json.dumps(record.line(seconds), ensure_ascii=False) + "\n")

    def figures(self) -> Iterator[str]:
        """The lines of the text format of Prometheus."""
        yield "# TYPE dalil_requests_total counter"
        for status, count in sorted(self._statuses.items()):
            yield f'dalil_requests_total{{status="{status}"}} {count}'
        yield "# TYPE dalil_request_seconds histogram"
        total = 0
        for bound, count in zip((*map(str, _BOUNDS), "+Inf"), self._buckets, strict=True):
            total += count
            yield f'dalil_request_seconds_bucket{{le="{bound}"}} {total}'
        yield f"dalil_request_seconds_sum {self._seconds:.6f}"
        yield f"dalil_request_seconds_count {total}"
        yield from _figure("dalil_response_bytes_total", "counter", self._bytes)
        yield from _figure("dalil_answers_from_cache_total", "counter", self._kept)
        yield from _figure("dalil_answers_broken_off_total", "counter", self._broken)


def gauges(values: Mapping[str, int]) -> Iterator[str]:
    """Lines for values of this moment, by name without `dalil_`."""
    for name, value in values.items():
        yield from _figure(f"dalil_{name}", "gauge", value)


def opened(path: str) -> TextIO | None:
    """The access log at that path, a line at a time. Raises StorageError where it cannot be written."""
    if not path:
        return None
    if path == "-":
        return sys.stderr
    with writing(Path(path)):
        return Path(path).open("a", encoding="utf-8", buffering=1)


def _figure(name: str, kind: str, value: float) -> Iterator[str]:
    yield f"# TYPE {name} {kind}"
    yield f"{name} {value}"
