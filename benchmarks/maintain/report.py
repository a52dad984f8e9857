"""The table in benchmarks/README.md, from what was measured."""

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from os import cpu_count
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.reason.inputs import OWN

README: Final = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- maintain: written by `make bench BENCH=maintain` -->", "<!-- maintain: end -->"
SIZES: Final = (OWN, "99k", "1M")
_HEAD: Final = (
    "| input | change | changes | p50 ms | p99 ms | most ms | not by rows | closure ms | share | peak MiB |\n"
    "| --- | --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |"
)


class Measurement(NamedTuple):
    """Milliseconds of a kind of change, and of a closure beside it."""

    size: str
    change: str
    changes: int
    median: float
    ninety_nine: float
    most: float
    anew: str
    closure: float = 0.0
    peak: int = 0


def measurement(size: str, change: str, seconds: Sequence[float], ways: Mapping[str, int]) -> Measurement:
    """The figures of changes that took so many seconds."""
    ordered = sorted(1000 * taken for taken in seconds)
    count = len(ordered)
    anew = ", ".join(f"{ways[way]} {way}" for way in sorted(ways) if way)
    return Measurement(
        size, change, count, ordered[count // 2], ordered[int(0.99 * (count - 1))], ordered[-1], anew
    )


def earlier(path: Path) -> list[Measurement]:
    """What was measured before."""
    return [Measurement(*entry) for entry in json.loads(path.read_text("utf-8"))] if path.exists() else []


def keep(found: Iterable[Measurement], path: Path) -> None:
    """Write what was measured."""
    path.write_text(json.dumps(list(found), indent=1), "utf-8")


def write(found: Sequence[Measurement]) -> None:
    """Writes the table."""
    machine = f"Python {platform.python_version()}, {cpu_count()} shared cores; seconds of the thread."
    rows = map(_row, sorted(found, key=lambda m: SIZES.index(m.size)))
    put("\n".join([machine, "", _HEAD, *rows]), BEGIN, END)


def put(body: str, begin: str, end: str) -> None:
    """Writes a text between two marks, in place of what stands there."""
    text = README.read_text("utf-8")
    before, after = text.partition(begin)[0], text.partition(end)[2]
    README.write_text(f"{before}{begin}\n\n{body}\n{end}{after}", "utf-8")


def _row(found: Measurement) -> str:
    times = " | ".join(f"{value:.3f}" for value in (found.median, found.ninety_nine, found.most))
    change = f"{found.size} | {found.change} | {found.changes:,}"
    share = f"{1000 * found.closure:.0f} | {found.median / (1000 * found.closure):.3f}"
    return f"| {change} | {times} | {found.anew or 'none'} | {share} | {found.peak or '–'} |"
