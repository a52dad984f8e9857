"""One measured run of one engine over one input, in a process of its own with a limit of time."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.reason.engines import Engine
from benchmarks.reason.inputs import ROOT

_SET_FOR_OLD_NUMPY: Final = frozenset({"OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"})
"""Variables that some machines set, and that slow a current numpy."""


@dataclass(frozen=True)
class Measurement:
    """Seconds of each stage (the median of the runs), MiB at the peak; a failure has its reason instead."""

    engine: str
    size: str
    triples: int = 0
    load: float = 0.0
    reason: float = 0.0
    read: float = 0.0
    peak: int = 0
    closure: int = 0
    difference: str = ""
    failure: str = ""

    @property
    def total(self) -> float:
        """Seconds from the file to the text of the closure."""
        return self.load + self.reason + self.read


@dataclass(frozen=True)
class Figures:
    """What a child process reports: seconds of its stages, MiB at the peak."""

    load: float
    reason: float
    read: float
    peak: int

    @staticmethod
    def of(runs: list["Figures"]) -> "Figures":
        """The medians of several runs."""
        return Figures(
            median(run.load for run in runs),
            median(run.reason for run in runs),
            median(run.read for run in runs),
            round(median(run.peak for run in runs)),
        )


class RunError(Exception):
    """An engine did not finish."""


def measure(engine: Engine, source: Path, target: Path, runs: int) -> Figures:
    """The figures of an engine over a file; the closure is in the target. Raises RunError."""
    return Figures.of([_run(engine, source, target) for _ in range(runs)])


def _run(engine: Engine, source: Path, target: Path) -> Figures:
    target.unlink(missing_ok=True)
    command = [str(engine.python), "-m", f"benchmarks.reason.peers.{engine.module}", str(source), str(target)]
    environment = {k: v for k, v in os.environ.items() if k not in _SET_FOR_OLD_NUMPY}
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=engine.limit,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise RunError(f"over {engine.limit} s") from error
    except subprocess.CalledProcessError as error:
        last = (error.stderr or "").strip().splitlines()
        raise RunError(last[-1][:120] if last else f"killed ({error.returncode})") from error
    return Figures(**json.loads(done.stdout.splitlines()[-1]))
