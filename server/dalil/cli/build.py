"""`dalil build`: from the project's files to a new generation."""

import argparse

from dalil.base.build import Built, build, rebuild
from dalil.cli import console, options

SUMMARY = "read, check, reason, check again and commit a generation under var/"
EXAMPLE = "dalil build --project my-project --json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    options.as_json(parser)
    parser.add_argument("--force", action="store_true", help="build even if nothing has changed")


def run(arguments: argparse.Namespace) -> int:
    """Build, and say what was built."""
    project = options.load(arguments)
    make = rebuild if arguments.force else build
    with console.progress() as progress:
        built = make(project, progress)
    if arguments.json:
        options.print_json(_values(built))
    else:
        _print(built)
    return 0


def _values(built: Built) -> dict[str, object]:
    manifest = dict(built.generation.manifest)
    return {"generation": built.generation.id, **manifest, "seconds": dict(built.seconds)}


def _print(built: Built) -> None:
    manifest = built.generation.manifest
    state = "is up to date" if built.unchanged else "built"
    print(f"Generation {built.generation.id} {state}")
    counts = [
        ("articles", manifest["articles"]),
        ("claims", manifest["claims"]),
        ("triples", manifest["triples"]),
        ("of them inferred", manifest["inferences"]),
        ("violations", manifest["violations"]),
    ]
    console.table(("count", "number"), [(name, f"{number:,}") for name, number in counts])
    if built.seconds:
        total = sum(built.seconds.values())
        rows = [(stage, f"{seconds:.2f}") for stage, seconds in built.seconds.items()]
        console.table(("stage", "seconds"), [*rows, ("in all", f"{total:.2f}")])
