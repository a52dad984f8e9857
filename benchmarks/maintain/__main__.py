"""Measures what following a change costs: `python -m benchmarks.maintain [--sizes 99k 1M]`."""

import argparse
import gc
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from itertools import chain
from multiprocessing import get_context
from operator import xor
from pathlib import Path
from time import thread_time
from typing import Final

from benchmarks.maintain import report
from benchmarks.maintain.cases import cases, clique
from benchmarks.maintain.report import SIZES, Measurement
from benchmarks.reason import inputs
from dalil.graph.ntriples import Columns, file_columns, triple_columns
from dalil.graph.terms import Triple
from dalil.reason.contradictions import find
from dalil.reason.limits import LIMITS
from dalil.reason.literals import Literals
from dalil.reason.maintain.maintained import Maintained
from dalil.reason.reasoner import FORGETFUL, Reasoned, silent
from dalil.reason.saturation import Saturation

RESULTS: Final = inputs.FOLDER / "maintain.json"


def main() -> None:
    """Measures the sizes that are asked for, adds them to earlier results, writes the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.maintain", description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=SIZES)
    parser.add_argument("--singles", type=int, default=2000, help="triples at random")
    wanted = parser.parse_args()
    found = report.earlier(RESULTS)
    for size in wanted.sizes:
        found = [m for m in found if m.size != size] + list(measured(size, wanted.singles))
        report.keep(found, RESULTS)
    report.write(found)


def measured(size: str, singles: int) -> Iterator[Measurement]:
    """What each case takes over the input of a size."""
    source = inputs.source(size)
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:  # whose memory is not counted
        planned = pool.submit(cases, source, singles).result()
    closure = _closure(source)
    for engine in (Reasoned, Maintained):
        anew = report.measurement(size, f"anew: {engine.__name__}", [_seconds(engine, source)], {})
        yield anew._replace(closure=closure)
    maintained = Maintained(_premises(source))
    before = _conclusions(maintained)
    for case in planned:
        gc.collect()
        both = [_there_and_back(maintained, change) for change in case.changes]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        for place, verb in enumerate(("remove", "add")):
            taken = [pair[place][0] for pair in both]
            ways = Counter(pair[place][1] for pair in both)
            made = report.measurement(size, f"{verb} {case.name}", taken, ways)
            print(made, file=sys.stderr, flush=True)
            yield made._replace(closure=closure, peak=peak)
    if _conclusions(maintained) != before:
        raise ValueError("what went and came back left other conclusions than there were")


def _closure(source: Path) -> float:
    """Seconds of a closure of the premises in memory, contradictions looked for: the best of three."""
    given = Reasoned(_premises(source)).given
    taken = []
    for _ in range(3):
        began = thread_time()
        saturation = Saturation(given.facts(), Literals(given.terms), LIMITS, FORGETFUL)
        saturation.run(silent)
        find(saturation, given, LIMITS)
        taken.append(thread_time() - began)
    return min(taken)


def _seconds(engine: Callable[[Iterator[Columns]], object], source: Path) -> float:
    """Seconds of this thread to read premises and close them."""
    began = thread_time()
    engine(_premises(source))
    return thread_time() - began


def _premises(source: Path) -> Iterator[Columns]:
    return chain(file_columns(source), [triple_columns(clique())])


def _conclusions(maintained: Maintained) -> int:
    """A digest of the conclusions, whatever their order."""
    lines = chain.from_iterable(block.splitlines() for block in maintained.inferred())
    return reduce(xor, map(hash, lines), 0)


def _there_and_back(maintained: Maintained, change: Sequence[Triple]) -> list[tuple[float, str]]:
    """Seconds of this thread, and the way: to remove the triples, and to add them again."""
    found = []
    for added, removed in (((), change), (change, ())):
        began = thread_time()
        made = maintained.apply(added, removed)
        found.append((thread_time() - began, made.way))
    return found


if __name__ == "__main__":
    main()
