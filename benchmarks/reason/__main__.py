"""Runs the comparison of reasoners: `python -m benchmarks.reason [--sizes 12k 1M] [--engines Dalil]`."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

from benchmarks.reason import closures, inputs, report
from benchmarks.reason.engines import ENGINES, OURS, Engine
from benchmarks.reason.measurement import Measurement, RunError, measure

RESULTS: Final = inputs.FOLDER / "reason.json"


def main() -> None:
    """Measures what the command line asks for, adds it to earlier results, writes table and chart."""
    wanted = _arguments()
    inputs.nemo_program()
    found = {(m.size, m.engine): m for m in _earlier()}
    for size in wanted.sizes:
        for made in compare(size, [e for e in ENGINES if e.name in wanted.engines], wanted.runs):
            found[made.size, made.engine] = made
            RESULTS.write_text(json.dumps([asdict(m) for m in found.values()], indent=1), "utf-8")
    report.write(list(found.values()))


def compare(size: str, engines: list[Engine], runs: int) -> Iterator[Measurement]:
    """The measurements of one size, ours first: closures are compared before a time is told."""
    source = inputs.source(size)
    triples = inputs.count(source)
    for engine in sorted((e for e in engines if size in e.sizes), key=lambda e: e != OURS):
        try:
            figures = measure(engine, source, _target(size, engine), runs)
        except RunError as error:
            made = Measurement(engine.name, size, triples, failure=str(error))
        else:
            closure, difference = _compared(size, engine)
            made = Measurement(
                engine.name, size, triples, **asdict(figures), closure=closure, difference=difference
            )
        print(made, file=sys.stderr, flush=True)
        yield made


def _target(size: str, engine: Engine) -> Path:
    return inputs.FOLDER / f"{size}.{engine.module}.nt"


def _compared(size: str, engine: Engine) -> tuple[int, str]:
    """How many triples the engine's closure has, and how it differs from ours."""
    if engine == OURS:
        return closures.count(_target(size, OURS)), ""
    found = closures.read(_target(size, engine))
    return len(found), closures.difference(found, closures.read(_target(size, OURS)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reason", description=__doc__)
    names = [engine.name for engine in ENGINES]
    parser.add_argument("--sizes", nargs="+", choices=inputs.SIZES, default=["article", "12k", "99k", "1M"])
    parser.add_argument("--engines", nargs="+", choices=names, default=names)
    parser.add_argument("--runs", type=int, default=1, help="runs of which the median is told")
    return parser.parse_args()


def _earlier() -> list[Measurement]:
    if not RESULTS.exists():
        return []
    return [Measurement(**entry) for entry in json.loads(RESULTS.read_text("utf-8"))]


if __name__ == "__main__":
    main()
