"""How long a proof takes: `python -m benchmarks.maintain.proofs [--sizes 99k 1M] [--samples 1000]`."""

import argparse
import random
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from time import perf_counter, thread_time
from typing import Final

from benchmarks.maintain import report
from benchmarks.reason import inputs
from dalil.graph.ntriples import file_columns, read_ntriples
from dalil.reason.checker.check import Checker
from dalil.reason.explained import Explained, statement_of
from dalil.reason.proof import Statement

BEGIN, END = "<!-- proofs: written by benchmarks.maintain.proofs -->", "<!-- proofs: end -->"
_HEAD: Final = (
    "| input | asked | samples | p50 ms | p99 ms | max ms | p99 ms of processor | steps, ways | peak MiB |\n"
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
)
_SEED: Final = 5


@dataclass(frozen=True)
class Asked:
    """Questions of one kind: seconds of each, on the wall and of the processor, and steps of the answers."""

    size: str
    kind: str
    seconds: list[float]
    processor: list[float]
    steps: list[int]
    peak: int

    def row(self) -> str:
        """The row of the table."""
        wall, processor = sorted(self.seconds), sorted(self.processor)
        figures = [_at(wall, 0.5), _at(wall, 0.99), wall[-1], _at(processor, 0.99)]
        cells = [self.size, self.kind, f"{len(wall):,}", *(f"{1000 * value:.3f}" for value in figures)]
        return f"| {' | '.join(cells)} | {max(self.steps)} | {self.peak:,} |"


def measure(size: str, samples: int) -> Iterator[Asked]:
    """Proofs of conclusions chosen by chance, of the deepest among ten times as many, and why not.

    The checker accepts each proof that is timed.
    """
    explained = Explained(file_columns(inputs.source(size)))
    lines = [line for block in explained.reasoned.inferred() for line in block.splitlines()]
    chance = random.Random(_SEED)
    picked = chance.sample(lines, min(len(lines), 10 * samples))
    statements = [statement_of(triple) for triple in read_ntriples("\n".join(picked))]
    checker = Checker(_Given(explained))
    steps = [_checked(explained, checker, statement) for statement in statements]
    order = sorted(range(len(statements)), key=lambda place: -steps[place])
    yield _timed(size, "a conclusion", statements[:samples], lambda s: _steps(explained, s))
    yield _timed(
        size, "the deepest", [statements[k] for k in order[:samples]], lambda s: _steps(explained, s)
    )
    crossed = [s._replace(value=o.value) for s, o in pairwise(statements)]
    absent = [statement for statement in crossed if explained.proof(statement) is None][:samples]
    yield _timed(size, "why not", absent, lambda s: len(explained.nearly(s).ways))


class _Given:
    """The premises, as the checker asks for them."""

    def __init__(self, explained: Explained) -> None:
        self._explained = explained

    def __contains__(self, statement: object) -> bool:
        return isinstance(statement, Statement) and self._explained.is_given(statement)


def _checked(explained: Explained, checker: Checker, statement: Statement) -> int:
    proof = explained.proof(statement)
    if proof is None:
        raise ValueError(f"{statement} is concluded and not proved")
    checker.check(proof)
    return proof.steps()


def _steps(explained: Explained, statement: Statement) -> int:
    proof = explained.proof(statement)
    return proof.steps() if proof else 0


def _timed(size: str, kind: str, asked: Sequence[Statement], answer: Callable[[Statement], int]) -> Asked:
    seconds, processor, steps = [], [], []
    for statement in asked:
        began, spent = perf_counter(), thread_time()
        steps.append(answer(statement))
        seconds.append(perf_counter() - began)
        processor.append(thread_time() - spent)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return Asked(size, kind, seconds, processor, steps, peak)


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def main() -> None:
    """Measures what the command line asks for, and writes the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.maintain.proofs", description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=inputs.SIZES, default=["article", "99k", "1M"])
    parser.add_argument("--samples", type=int, default=1000)
    wanted = parser.parse_args()
    rows = []
    for size in wanted.sizes:
        for asked in measure(size, wanted.samples):
            rows.append(asked.row())
            print(rows[-1], file=sys.stderr, flush=True)
    report.put("\n".join([_HEAD, *rows]), BEGIN, END)


if __name__ == "__main__":
    main()
