"""Dalil's own array engine, without a store: N-Triples text in, N-Triples text out."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reason.peers.stages import report
from dalil.reason.reasoner import reason_files


class Clock:
    """Notes when the engine begins each stage."""

    def __init__(self) -> None:
        self.began: list[float] = []

    def __call__(self, _stage: str) -> None:
        """Called by the engine at the beginning of each stage, of which reading is the first."""
        self.began.append(time.perf_counter())


def main() -> None:
    """Closes the file that the command line names first into the second."""
    source, target = (Path(name) for name in sys.argv[1:3])
    clock = Clock()
    reasoned = reason_files([source], clock)
    reasoning_ended = time.perf_counter()
    blocks = list(reasoned.everything())
    read_out = time.perf_counter()
    read, reasoning = clock.began[:2]
    report(reasoning - read, reasoning_ended - reasoning, read_out - reasoning_ended)
    write(iter(blocks), target)


def write(blocks: Iterator[str], target: Path) -> None:
    """Writes the closure."""
    with target.open("w", encoding="utf-8") as file:
        file.writelines(blocks)


if __name__ == "__main__":
    main()
