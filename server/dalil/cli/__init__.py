"""The command line: one module a command; errors caught once, here."""

import argparse
import sys
from collections.abc import Sequence
from importlib import metadata
from io import TextIOWrapper
from typing import Protocol

from dalil.cli import build, check, close, doctor, explain, export, new, query, quote, review, serve, what_if
from dalil.errors import DalilError, StorageError, ViolationError

CANNOT = 2
"""Exit code of a command that could not do what it was asked."""


class Command(Protocol):
    """A module of this package: its line of help, its example, its arguments, its work."""

    SUMMARY: str
    EXAMPLE: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the work; the exit code: 0, or 1 where problems were found."""


COMMANDS: dict[str, Command] = {
    "new": new,
    "build": build,
    "check": check,
    "close": close,
    "quote": quote,
    "review": review,
    "serve": serve,
    "query": query,
    "explain": explain,
    "what-if": what_if,
    "export": export,
    "doctor": doctor,
}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1 (found problems) or 2 (cannot)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(words)
    try:
        return COMMANDS[arguments.command].run(arguments)
    except ViolationError as error:
        print(error.report, file=sys.stderr, end="" if error.report.endswith("\n") else "\n")
        return _cannot(error)
    except DalilError as error:
        return _cannot(error)
    except KeyboardInterrupt:
        print("dalil: interrupted; what was committed before stands", file=sys.stderr)
        return CANNOT
    except BrokenPipeError:
        sys.stderr.close()
        return CANNOT
    except OSError as error:
        return _cannot(
            StorageError(f"the system refuses: {error}", remedy="make room or correct permissions")
        )


def _cannot(error: DalilError) -> int:
    print(f"dalil: {error}", file=sys.stderr)
    return CANNOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dalil",
        description="Turn articles into linked data in which every triple shows its evidence.",
        epilog="Exit codes: 0 done, 1 problems were found, 2 it could not be done.",
    )
    parser.add_argument("--version", action="version", version=f"dalil {metadata.version('dalil')}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        added = commands.add_parser(
            name,
            help=command.SUMMARY,
            description=command.SUMMARY,
            epilog=f"Example:\n  {command.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.arguments(added)
    return parser
