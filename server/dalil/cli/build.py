"""`dalil build`: from the project's files to a new generation."""

import argparse
import gc
from dataclasses import asdict, replace

from dalil.base.build import Built, build, rebuild
from dalil.cli import console, options
from dalil.reason.closure import ENGINES

SUMMARY = "read, check, reason, check again and commit a generation under var/"
EXAMPLE = "dalil build --project my-project --json"
_YOUNG = 100_000
"""Objects that are made before the collector looks: a build keeps nearly all of them to its end."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    options.as_json(parser)
    parser.add_argument("--force", action="store_true", help="build even if nothing has changed")
    parser.add_argument("--reasoner", choices=sorted(ENGINES), help="default: what dalil.toml says")
    parser.add_argument("--stats", action="store_true", help="list the rules by inferences and time")


def run(arguments: argparse.Namespace) -> int:
    """Build, and say what was built."""
    project = options.load(arguments)
    if arguments.reasoner:
        project = replace(project, reasoner=arguments.reasoner)
    make = rebuild if arguments.force else build
    gc.set_threshold(_YOUNG)
    with console.progress() as progress:
        built = make(project, progress)
    if arguments.json:
        options.print_json(_values(built) | (_rule_values(built) if arguments.stats else {}))
        return 0
    _print(built)
    if arguments.stats:
        _print_rules(built)
    return 0


def _values(built: Built) -> dict[str, object]:
    manifest = dict(built.generation.manifest)
    return {"generation": built.generation.id, **manifest, "seconds": dict(built.seconds)}


def _rule_values(built: Built) -> dict[str, object]:
    return {"rules": {rule: asdict(tally) for rule, tally in built.rules.by_inferences()}}


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


def _print_rules(built: Built) -> None:
    found = built.rules.by_inferences()
    if not found:
        print("No rule was counted: nothing was built (use --force), or the reasoner keeps no count")
        return
    console.rules(found)
