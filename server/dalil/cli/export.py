"""`dalil export`: the whole dataset in one file."""

import argparse
from pathlib import Path

from dalil.base import KnowledgeBase
from dalil.cli import console, options
from dalil.graph.serialise import FORMATS

SUMMARY = "write the whole dataset; nq and trig hold the graph of each claim, the others do not"
EXAMPLE = "dalil export --format trig --output var/unct.trig"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    parser.add_argument("--format", choices=sorted(FORMATS), default="nq", help="default: nq")
    parser.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")


def run(arguments: argparse.Namespace) -> int:
    """Write the export."""
    content = KnowledgeBase.open(options.load(arguments)).export(arguments.format)
    console.write([content], arguments.output)
    return 0
