"""Runs the comparison of servers: `python -m benchmarks.serve [--parts compare hostile] [--data article]`."""

import argparse
import shutil
import sys
from typing import Final

from benchmarks.reason.inputs import FOLDER
from benchmarks.serve import endurance, large, report, results
from benchmarks.serve.comparison import compare
from benchmarks.serve.inputs import ARTICLE, DATA, data
from benchmarks.serve.processes import StartError, running
from benchmarks.serve.results import Results
from benchmarks.serve.servers import DALIL, PATIENT, SERVERS

RESULTS: Final = FOLDER / "serve.json"
PARTS: Final = ("compare", "hostile", "endurance", "kill", "large")


def main() -> None:
    """Measures what the command line asks for, adds it to earlier results, writes the tables."""
    wanted = _arguments()
    if not shutil.which("wrk"):
        sys.exit("wrk is missing: install the package wrk")
    found = results.read(RESULTS)
    if "compare" in wanted.parts:
        _compare(wanted, found)
    for part in (part for part in wanted.parts if part != "compare"):
        _strain(part, wanted, found)
        found.save(RESULTS)
    report.write(found)


def _compare(wanted: argparse.Namespace, found: Results) -> None:
    servers = [server for server in SERVERS if server.name in wanted.servers]
    for absent in (server for server in servers if not server.is_installed):
        _say(f"{absent.name} is left out: it is not installed")
    for name in wanted.data:
        try:
            for figure in compare(name, [s for s in servers if s.is_installed], wanted.seconds):
                found.add(figure)
                found.save(RESULTS)
        except StartError as error:
            _say(f"{name} is left out: {error}")


def _strain(part: str, wanted: argparse.Namespace, found: Results) -> None:
    """One of the runs over our server alone, on the article's graph."""
    with running(PATIENT if part == "large" else DALIL, data(ARTICLE)) as here:
        match part:
            case "hostile":
                found.hostile = endurance.hostile(here, wanted.seconds)
            case "endurance":
                found.endurance = endurance.endure(here, wanted.requests)
            case "kill":
                found.kills = endurance.kill(here, wanted.seconds)
                if found.kills is None:
                    _say("kill is left out: the server has no keeper")
            case "large":
                found.large = list(large.stream(here))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=__doc__)
    names = [server.name for server in SERVERS]
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--data", nargs="+", choices=DATA, default=DATA)
    parser.add_argument("--servers", nargs="+", choices=names, default=names)
    parser.add_argument("--seconds", type=int, default=3, help="how long each figure is measured")
    parser.add_argument("--requests", type=int, default=100_000, help="how many the endurance run asks")
    return parser.parse_args()


if __name__ == "__main__":
    main()
