"""What every peer does: load, reason, read out, each timed apart; then, untimed, write the closure."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Loaded = TypeVar("Loaded")
Reasoned = TypeVar("Reasoned")
Text = TypeVar("Text")


def run(
    load: Callable[[Path], Loaded],
    reason: Callable[[Loaded], Reasoned],
    read: Callable[[Reasoned], Text],
    write: Callable[[Text, Path], None],
) -> None:
    """Runs a peer over the N-Triples file and into the file that the command line names.

    Memory is taken before the closure is written: no user of the peer would pay for our comparison.
    """
    source, target = (Path(name) for name in sys.argv[1:3])
    started = time.perf_counter()
    loaded = load(source)
    at_reason = time.perf_counter()
    reasoned = reason(loaded)
    at_read = time.perf_counter()
    text = read(reasoned)
    ended = time.perf_counter()
    report(at_reason - started, at_read - at_reason, ended - at_read)
    write(text, target)


def report(load: float, reason: float, read: float) -> None:
    """Prints the seconds of each stage and the peak of resident memory in MiB as one line of JSON."""
    # Not getrusage: its maximum counts what the parent held before this program replaced it.
    status = Path("/proc/self/status").read_text("ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    print(json.dumps({"load": load, "reason": reason, "read": read, "peak": peak}), flush=True)
