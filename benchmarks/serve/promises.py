"""What our server promises, beside what was measured: one line each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import geometric_mean
from typing import Final

from benchmarks.serve.comparison import NEW, REPEATED, Timing
from benchmarks.serve.endurance import Endurance, Hostile, Kills
from benchmarks.serve.large import Large
from benchmarks.serve.load import Load
from benchmarks.serve.results import Results
from benchmarks.serve.servers import DISK, MEMORY, OURS, RDFLIB

_WORK: Final = 5.0
"""Milliseconds from which on an answer of Oxigraph to one client is work."""
_REPEATED: Final = (
    ("rows", (1, 8, 64), 10.0),
    ("group", (1, 8, 64), 10.0),
    ("lookup", (1,), 0.5),
    ("lookup", (8, 64), 0.4),
)
"""Question, clients, and the promised ratio to the throughput of Oxigraph on disk, queries repeated."""
_NEW: Final = ((DISK, 2.0), (MEMORY, 0.9))


@dataclass(frozen=True)
class Ratio:
    """Our throughput over a peer's, for a question and so many clients; `work` is its p50 with one."""

    data: str
    question: str
    asked: str
    peer: str
    clients: int
    value: float
    work: float


def ratios(timings: Iterable[Timing]) -> list[Ratio]:
    """Each figure of ours beside that of each peer."""
    known = {(t.data, t.question, t.asked, t.server): t.loads for t in timings if not t.failure}
    return [
        Ratio(data, question, asked, peer, n, _over(ours[n], theirs[n]), theirs[1].p50)
        for (data, question, asked, peer), theirs in known.items()
        for ours in [known.get((data, question, asked, OURS))]
        if ours and peer != OURS
        for n in theirs
    ]


def kept(timings: Iterable[Timing]) -> Iterator[str]:
    """The promises of throughput."""
    found = ratios(timings)
    for question, clients, promised in _REPEATED:
        values = [
            r.value
            for r in found
            if (r.question, r.asked, r.peer) == (question, REPEATED, DISK) and r.clients in clients
        ]
        what = f"Repeated {question}, {' and '.join(map(str, clients))} clients, against {DISK}"
        yield from _line(f"{what}: at least", min(values, default=None), promised)
    new = [r for r in found if r.asked == NEW]
    hard = {(r.data, r.question) for r in new if r.peer == DISK and r.work >= _WORK}
    what = f"New queries of {_WORK:g} ms or more, against"
    for peer, promised in _NEW:
        values = [r.value for r in new if r.peer == peer and (r.data, r.question) in hard]
        mean = geometric_mean(values) if values else None
        yield from _line(f"{what} {peer}: geometric mean", mean, promised)
    values = [r.value for r in found if r.peer == RDFLIB]
    yield from _line(f"Against {RDFLIB}: at least", min(values, default=None), 20.0)


def borne(results: Results) -> Iterator[str]:
    """The promises of endurance."""
    if results.hostile:
        yield _hostile(results.hostile)
    if results.endurance:
        yield _endurance(results.endurance)
    if results.kills:
        yield _kills(results.kills)
    yield from map(_large, results.large)


def _hostile(found: Hostile) -> str:
    alone, beside = found.alone, found.beside
    loads = [alone, beside, *found.hostile.values()]
    return (
        f"- 64 clients, short new queries, beside four hostile ones: p99 {beside.p99:.1f} ms, "
        f"alone {alone.p99:.1f} ms, {beside.p99 / max(alone.p99, 0.001):.1f}× (promised at most 3×); "
        f"answers a second {beside.throughput:,.0f}, alone {alone.throughput:,.0f}; "
        f"statuses {_codes(loads)}; {sum(load.broken for load in loads)} without a whole answer."
    )


def _endurance(found: Endurance) -> str:
    (fifth, end), (open_then, open_now) = found.memory, found.descriptors
    return (
        f"- {found.requests:,} mixed requests: memory at the end {end:,} MiB, after a fifth {fifth:,} MiB, "
        f"{end / max(1, fifth):.2f}× (promised at most 1.05×); "
        f"descriptors {open_now}, after a fifth {open_then} (promised equal)."
    )


def _kills(found: Kills) -> str:
    return (
        f"- {found.workers} workers killed under load: statuses {_codes([found.seen])}, "
        f"{found.seen.broken} aborted (promised at most one of either for each client); "
        f"the keeper killed: statuses {_codes([found.keeper])}, "
        f"{found.keeper.broken} aborted, service resumed after {found.resumed:.2f} s (promised 2 s)."
    )


def _large(found: Large) -> str:
    return (
        f"- {found.lines:,} lines of {found.name}, {found.bytes / 2**20:,.0f} MiB: "
        f"first byte after {found.first:.2f} s, last after {found.seconds:.1f} s; "
        f"server {found.before:,} MiB before, at most {found.server:,} MiB meanwhile; "
        f"keeper and workers at most {found.workers:,} MiB."
    )


def _line(what: str, found: float | None, promised: float) -> Iterator[str]:
    if found is not None:
        yield f"- {what} {found:.2f}× (promised {promised:g}×)."


def _over(ours: Load, theirs: Load) -> float:
    """Whoever gave no answer in the time counts as having given one at its end."""
    least = 1 / theirs.seconds
    return max(ours.throughput, least) / max(theirs.throughput, least)


def _codes(loads: list[Load]) -> str:
    """How often each status was seen."""
    statuses = sorted({status for load in loads for status in load.codes})
    return ", ".join(f"{status}: {sum(load.codes.get(status, 0) for load in loads):,}" for status in statuses)
