"""What one change takes others: `python -m benchmarks.maintain.peers [--sizes 99k]`."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import thread_time
from typing import Final

from benchmarks.maintain import report
from benchmarks.maintain.cases import Case, cases, clique
from benchmarks.reason import closures, inputs
from benchmarks.reason.engines import PEERS
from dalil.graph.ntriples import file_columns, text
from dalil.graph.terms import Triple
from dalil.reason.maintain.maintained import Maintained

BEGIN, END = "<!-- changes: written by benchmarks.maintain.peers -->", "<!-- changes: end -->"
NAMES: Final = {"sparq": "sparq-rdf", "nemo": "Nemo", "reasonable": "reasonable"}
_NOT: Final = {("nemo", "one axiom")}
"""Nemo runs rules that our compiler has made of the axioms."""
_SECONDS: Final = 300
_HEAD: Final = (
    f"| input | change | Dalil ms | {' ms | '.join(NAMES.values())} ms |\n"
    "| --- | --- | ---: | ---: | ---: | ---: |"
)


def main() -> None:
    """Measures the sizes that are asked for, and writes the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.maintain.peers", description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=inputs.DEPARTMENTS, default=["99k"])
    rows = [row for size in parser.parse_args().sizes for row in compared(size)]
    report.put("\n".join([_HEAD, *rows]), BEGIN, END)


def compared(size: str) -> Iterator[str]:
    """The rows of a size: a change of each kind removed, and added again, by every engine."""
    folder = inputs.FOLDER / "maintain" / size
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "all.nt"
    source = inputs.source(size)
    whole.write_text(source.read_text("utf-8") + _lines(clique()), "utf-8")
    program = folder / "nemo" / "program.rls"
    program.parent.mkdir(exist_ok=True)
    program.write_text(inputs.nemo_program().read_text("utf-8"), "utf-8")
    maintained = Maintained(file_columns(whole))
    for place, case in enumerate(cases(source, 1)):
        yield from _case(size, folder, f"case{place}", (case, maintained))


def _case(size: str, folder: Path, name: str, measured: tuple[Case, Maintained]) -> Iterator[str]:
    case, maintained = measured
    change = case.changes[0]
    gone = set(_lines(change).splitlines())
    (folder / f"{name}.nt").write_text(_lines(change), "utf-8")
    every = (folder / "all.nt").read_text("utf-8").splitlines(keepends=True)
    (folder / f"{name}.less.nt").write_text("".join(t for t in every if t.strip() not in gone), "utf-8")
    ours = list(_ours(maintained, change, folder / name))
    theirs = [_theirs(peer, folder, name) if (peer, case.name) not in _NOT else ["–", "–"] for peer in NAMES]
    for place, verb in enumerate(("remove", "add")):
        row = f"| {size} | {verb} {case.name} | {1000 * ours[place]:.1f} | "
        row += " | ".join(cells[place] for cells in theirs) + " |"
        print(row, file=sys.stderr, flush=True)
        yield row


def _ours(maintained: Maintained, change: Sequence[Triple], target: Path) -> Iterator[float]:
    """Seconds of this thread to remove and to add; the closures are written beside."""
    steps = ("remove", f"{target.name}.less.nt", ((), change)), ("add", "all.nt", (change, ()))
    for verb, premises, changes in steps:
        began = thread_time()
        maintained.apply(*changes)
        yield thread_time() - began
        said = target.with_name(premises).read_text("utf-8")
        closure = target.with_name(f"{target.name}.{verb}.ours.nt")
        closure.write_text(said + "".join(maintained.inferred()), "utf-8")


def _theirs(peer: str, folder: Path, name: str) -> list[str]:
    """The cells of a peer: milliseconds, and how its closure differs from ours."""
    command = [str(PEERS), "-m", "benchmarks.maintain.peer", peer, str(folder), name]
    try:
        done = subprocess.run(
            command, cwd=inputs.ROOT, capture_output=True, text=True, timeout=_SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        return [f"over {_SECONDS} s"] * 2
    except subprocess.CalledProcessError as error:
        return [(error.stderr.strip().splitlines() or ["killed"])[-1][:80]] * 2
    cells = []
    for verb, seconds in zip(("remove", "add"), json.loads(done.stdout.splitlines()[-1]), strict=True):
        ours, own = (closures.read(folder / f"{name}.{verb}.{whose}.nt") for whose in ("ours", peer))
        differs = closures.difference(own, ours)
        cells.append(f"{1000 * seconds:,.0f}" + (f" ({differs})" if differs else ""))
    return cells


def _lines(triples: Sequence[Triple]) -> str:
    return "".join(" ".join(map(text, triple)) + " .\n" for triple in triples)


if __name__ == "__main__":
    main()
