"""`dalil export`: the whole dataset in one file."""

import argparse
from pathlib import Path

from dalil.base import KnowledgeBase
from dalil.cli import console, options
from dalil.graph.generation import writing
from dalil.graph.serialise import FORMATS

SUMMARY = "write the whole dataset; nq and trig hold the graph of each claim, the others do not"
EXAMPLE = "dalil export --format trig --output unct.trig"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    parser.add_argument("--format", choices=sorted(FORMATS), default="nq", help="default: nq")
    parser.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")


def run(arguments: argparse.Namespace) -> int:
    """Write the export; a file that exists is replaced only once the new one is whole."""
    output: Path | None = arguments.output
    content = KnowledgeBase.open(options.load(arguments)).export(arguments.format)
    if output is None:
        console.write(content)
    elif output.exists() and not output.is_file():
        with writing(output):
            output.write_bytes(content)
    else:
        _replace(output, content)
    return 0


def _replace(output: Path, content: bytes) -> None:
    draft = output.with_name(f".{output.name}.draft")
    try:
        with writing(output):
            draft.write_bytes(content)
            draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
