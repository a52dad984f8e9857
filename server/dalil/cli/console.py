"""What people see in a terminal: progress on standard error, tables on standard output."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dalil.base.stages import NAMES, Progress
from dalil.errors import StorageError
from dalil.graph.generation import writing
from dalil.reason.statistics import Tally

_ERRORS = Console(stderr=True, highlight=False)
_OUTPUT = Console(highlight=False, soft_wrap=False)


@contextmanager
def progress() -> Iterator[Progress]:
    """A spinner that names the stage under way; plain lines where there is no terminal."""
    if not _ERRORS.is_terminal:
        yield _plain
        return
    with _ERRORS.status("…") as status:
        yield lambda stage: status.update(_stage(stage))


@contextmanager
def status() -> Iterator[Progress]:
    """A spinner beside a sentence that changes; nothing where there is no terminal."""
    if not _ERRORS.is_terminal:
        yield lambda _sentence: None
        return
    with _ERRORS.status("…") as shown:
        yield shown.update


def rules(found: Iterable[tuple[str, Tally]]) -> None:
    """Print what each rule yielded, and the milliseconds that it took."""
    rows = [(rule, f"{t.inferences:,}", f"{t.seconds * 1000:.1f}") for rule, t in found]
    table(("rule", "inferences", "milliseconds"), rows)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; numbers to the right."""
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    listed = list(rows)
    for index, name in enumerate(columns):
        numeric = bool(listed) and all(_numeric(row[index]) for row in listed)
        drawn.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in listed:
        drawn.add_row(*map(Text, row))
    _OUTPUT.print(drawn)


def write(content: Iterable[bytes], output: Path | None) -> None:
    """Write bytes to a file, or to standard output. Raises StorageError where they are refused.

    A file that exists, or that a link leads to, is replaced only once the new one is whole.
    """
    if output is None:
        if sys.stdout is None:
            raise StorageError("standard output is closed", remedy="open it, or name a file with --output")
        with writing(Path("standard output")):
            sys.stdout.buffer.writelines(content)
            sys.stdout.flush()
    elif output.exists() and not output.is_file():
        with writing(output), output.open("wb") as opened:
            opened.writelines(content)
    else:
        with writing(output):
            _replace(Path(os.path.realpath(output)), content)


def _replace(output: Path, content: Iterable[bytes]) -> None:
    draft = output.with_name(f".{output.name}.draft")
    try:
        with draft.open("wb") as opened:
            opened.writelines(content)
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)


def complain(line: str) -> None:
    """Print a line to standard error as it is."""
    _ERRORS.print(line, markup=False, soft_wrap=True)


def _plain(stage: str) -> None:
    _ERRORS.print(_stage(stage), markup=False)


def _stage(name: str) -> str:
    return f"[{NAMES.index(name) + 1}/{len(NAMES)}] {name}"


def _numeric(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "").isdigit()
