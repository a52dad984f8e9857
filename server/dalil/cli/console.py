"""What people see in a terminal: progress on standard error, tables on standard output."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dalil.base.stages import NAMES, Progress
from dalil.graph.generation import writing

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


def write(content: bytes) -> None:
    """Write bytes to standard output. Raises StorageError where it refuses them."""
    with writing(Path("standard output")):
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def _plain(stage: str) -> None:
    _ERRORS.print(_stage(stage), markup=False)


def _stage(name: str) -> str:
    return f"[{NAMES.index(name) + 1}/{len(NAMES)}] {name}"


def _numeric(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "").isdigit()
