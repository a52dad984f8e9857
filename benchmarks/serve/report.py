"""The tables in benchmarks/README.md, from what was measured, and the promises beneath them."""

import platform
from os import cpu_count
from pathlib import Path
from typing import Final

from benchmarks.serve import promises
from benchmarks.serve.comparison import CLIENTS, Footprint, Timing
from benchmarks.serve.load import Load
from benchmarks.serve.results import Results

README: Final = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- serve: written by `make bench BENCH=serve` -->", "<!-- serve: end -->"
_SMALL: Final = 10
_HEAD: Final = (
    f"| data | question | asked | server |{''.join(f' {n}: /s | p50 | p99 |' for n in CLIENTS)} KiB |\n"
    f"| --- | --- | --- | --- |{' ---: | ---: | ---: |' * len(CLIENTS)} ---: |"
)
_MEMORY: Final = "| data | server | MiB loaded | MiB when all was asked |\n| --- | --- | ---: | ---: |"


def write(results: Results) -> None:
    """Writes the part between the marks."""
    text = README.read_text("utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n\n{body(results)}\n{END}{after}", "utf-8")


def body(results: Results) -> str:
    """The tables and the ratios."""
    timings, footprints = results.timings.values(), results.footprints.values()
    machine = f"Python {platform.python_version()}, {cpu_count()} shared cores."
    tables = [machine, "", _HEAD, *map(_row, timings), "", _MEMORY, *map(_footprint, footprints)]
    return "\n".join([*tables, "", *promises.kept(timings), *promises.borne(results)])


def _row(found: Timing) -> str:
    where = f"| {found.data} | {found.question} | {found.asked} | {found.server} |"
    if found.failure:
        return f"{where} {found.failure} |{' |' * len(CLIENTS) * 3}"
    figures = [_figures(found.loads[number]) for number in CLIENTS]
    alone = found.loads[CLIENTS[0]]
    return f"{where} {' | '.join(figures)} | {alone.bytes / max(1, alone.requests) / 1024:.1f} |"


def _figures(load: Load) -> str:
    shown = " | ".join(map(_number, (load.throughput, load.p50, load.p99)))
    return f"{shown} ({load.refused + load.broken} failed)" if load.refused or load.broken else shown


def _number(value: float) -> str:
    return f"{value:.2f}" if value < _SMALL else f"{value:,.0f}"


def _footprint(found: Footprint) -> str:
    figures = f"{found.failure} |" if found.failure else f"{found.loaded:,} | {found.asked:,}"
    return f"| {found.data} | {found.server} | {figures} |"
