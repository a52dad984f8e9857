"""Arguments that several commands share, and what they are read as."""

import argparse
import json
import re
from pathlib import Path

from dalil.cli import console
from dalil.files import Project


def project(parser: argparse.ArgumentParser) -> None:
    """Declare `--project`."""
    parser.add_argument(
        "--project",
        type=Path,
        metavar="FOLDER",
        help="the project folder (default: the nearest one above, else the one that comes along)",
    )


def as_json(parser: argparse.ArgumentParser) -> None:
    """Declare `--json`."""
    parser.add_argument("--json", action="store_true", help="print JSON for scripts")


def size(text: str) -> int:
    """Bytes, from a number of mebibytes (512M) or gibibytes (8G)."""
    found = re.fullmatch(r"([1-9][0-9]{0,8})([MG])", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size: write 512M or 8G, for example")
    return int(found[1]) << (20 if found[2] == "M" else 30)


def load(arguments: argparse.Namespace) -> Project:
    """The project that the arguments name."""
    return Project.load(arguments.project)


def print_json(value: object) -> None:
    """Write a value as indented JSON, Arabic as it is."""
    console.write([json.dumps(value, ensure_ascii=False, indent=2).encode(), b"\n"], None)
