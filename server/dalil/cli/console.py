"""What people see in a terminal: progress on standard error, tables on standard output."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from dalil.base.stages import NAMES, Progress
from dalil.errors import StorageError
from dalil.graph.generation import writing
from dalil.reason.statistics import Tally

_ERRORS = Console(stderr=True, highlight=False)
_OUTPUT = Console(highlight=False, soft_wrap=False)
_UNBOUNDED = 1_000_000
"""Characters of a line where there is no terminal."""
_TEXT = 16
"""Characters to which a column of texts may be narrowed."""
_GAP = 2
"""Characters between two columns."""


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
    """Print a table, numbers to the right.

    A terminal too narrow for it breaks texts, but no identifier: where these do not fit beside each other,
    each row is printed as a block of lines. Where there is no terminal, nothing is broken.
    """
    listed = list(rows)
    found = [_Column(name, [row[index] for row in listed]) for index, name in enumerate(columns)]
    if not _OUTPUT.is_terminal:
        Console(highlight=False, width=_UNBOUNDED).print(_drawn(found, listed))
    elif sum(column.least + _GAP for column in found) <= _OUTPUT.width:
        _OUTPUT.print(_drawn(found, listed))
    else:
        _OUTPUT.print(_blocks(columns, listed), soft_wrap=True)


@dataclass(frozen=True)
class _Column:
    """A column of a table."""

    name: str
    cells: Sequence[str]

    @property
    def is_numeric(self) -> bool:
        return bool(self.cells) and all(map(_numeric, self.cells))

    @property
    def is_text(self) -> bool:
        """Whether its cells may be broken: identifiers and numbers have no spaces."""
        return any(" " in cell for cell in self.cells)

    @property
    def least(self) -> int:
        """The width below which it could not be read."""
        longest = max(map(cell_len, [self.name, *self.cells]))
        return min(longest, _TEXT) if self.is_text else longest


def _drawn(columns: Iterable[_Column], rows: Iterable[Sequence[str]]) -> Table:
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        justify: JustifyMethod = "right" if column.is_numeric else "left"
        drawn.add_column(
            Text(column.name),
            justify=justify,
            overflow="fold",
            no_wrap=not column.is_text,
            min_width=column.least,
        )
    for row in rows:
        drawn.add_row(*map(Text, row))
    return drawn


def _blocks(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Text:
    """A line for each cell that is not empty, and an empty line between rows."""
    width = max(map(cell_len, columns))
    blocks = [[(n, cell) for n, cell in zip(columns, row, strict=True) if cell] for row in rows]
    lines = [[Text.assemble((f"{n:{width}}", "bold"), "  ", cell) for n, cell in block] for block in blocks]
    return Text("\n\n").join(Text("\n").join(block) for block in lines)


def write(content: Iterable[bytes], output: Path | None) -> None:
    """Write bytes to a file, and say so, or to standard output. Raises StorageError where they are refused.

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
        tell(f"Wrote {output}: {output.stat().st_size:,} bytes")


def _replace(output: Path, content: Iterable[bytes]) -> None:
    draft = output.with_name(f".{output.name}.draft")
    try:
        with draft.open("wb") as opened:
            opened.writelines(content)
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)


def tell(line: str) -> None:
    """Print a line to standard error as it is."""
    _ERRORS.print(line, markup=False, soft_wrap=True)


def _plain(stage: str) -> None:
    _ERRORS.print(_stage(stage), markup=False)


def _stage(name: str) -> str:
    return f"[{NAMES.index(name) + 1}/{len(NAMES)}] {name}"


def _numeric(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "").isdigit()
