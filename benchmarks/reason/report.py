"""The table in benchmarks/README.md and the chart beside it, from what was measured."""

import platform
from collections.abc import Iterable, Iterator, Sequence
from os import cpu_count
from pathlib import Path
from typing import Final

from benchmarks.reason import chart
from benchmarks.reason.inputs import OWN, SIZES
from benchmarks.reason.measurement import Measurement

README: Final = Path(__file__).parents[1] / "README.md"
CHART: Final = Path(__file__).with_name("time.svg")
BEGIN, END = "<!-- reason: written by `make bench` -->", "<!-- reason: end -->"
_MANY_SECONDS: Final = 10
_HEAD: Final = (
    "| input | engine | load s | reason s | read out s | total s | peak MiB | closure | difference |\n"
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"
)


def write(found: Sequence[Measurement]) -> None:
    """Writes table and chart."""
    ordered = sorted(found, key=lambda m: (SIZES.index(m.size), m.total or float("inf")))
    text = README.read_text("utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    body = "\n".join([_machine(), "", _HEAD, *map(_row, ordered), "", *_claims(ordered)])
    README.write_text(f"{before}{BEGIN}\n\n{body}\n{END}{after}", "utf-8")
    CHART.write_text(chart.svg("Seconds from file to closure", _series(ordered)), "utf-8")


def _machine() -> str:
    return f"Python {platform.python_version()}, {cpu_count()} shared cores."


def _row(found: Measurement) -> str:
    where = f"| {found.size} ({found.triples:,}) | {found.engine} |"
    if found.failure:
        return f"{where} | | | | | | {found.failure} |"
    times = " | ".join(_seconds(value) for value in (found.load, found.reason, found.read, found.total))
    return f"{where} {times} | {found.peak:,} | {found.closure:,} | {found.difference or 'none'} |"


def _seconds(value: float) -> str:
    return f"{value:.3f}" if value < _MANY_SECONDS else f"{value:.1f}"


def _claims(found: Iterable[Measurement]) -> Iterator[str]:
    """Dalil beside a peer over the same input, as ratios of seconds."""
    known = {(m.size, m.engine): m for m in found if not m.failure}
    for (size, engine), peer in known.items():
        ours = known.get((size, "Dalil"))
        if ours and engine != "Dalil" and size != OWN:
            yield (
                f"- {size}, against {engine}: reasoning {peer.reason / ours.reason:,.1f}×, "
                f"load and reasoning {(peer.load + peer.reason) / (ours.load + ours.reason):,.1f}×, "
                f"with read-out {peer.total / ours.total:,.1f}×."
            )
    if ("10M", "Dalil") in known and ("1M", "Dalil") in known:
        small, large = known["1M", "Dalil"], known["10M", "Dalil"]
        ratio = (large.total / large.closure) / (small.total / small.closure)
        yield f"- Time a triple of the closure at 10M, against 1M: {ratio:.2f}×."


def _series(found: Iterable[Measurement]) -> dict[str, list[chart.Point]]:
    series: dict[str, list[chart.Point]] = {}
    for each in found:
        if not each.failure and each.size != OWN:
            series.setdefault(each.engine, []).append((each.triples, each.total))
    return dict(sorted(series.items()))
