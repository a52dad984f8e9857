"""Tables in a terminal, which has a width, and where there is none."""

import os
import pty
import re
import subprocess
import sys

import pytest

from dalil.cli.console import table

LONG = "id:a-name-as-long-as-names-are"
TEXT = "some words that may be broken when there is no room"
SCRIPT = f"from dalil.cli.console import table; table(['?thing', '?text'], [['{LONG}', '{TEXT}']] * 2)"


def lines_of(width: int) -> list[str]:
    """The lines that a terminal of that width shows of a table with two rows."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(width), "TERM": "xterm"}
    with subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=theirs, env=environment) as process:
        os.close(theirs)
        assert process.wait(30) == 0
    with os.fdopen(ours, "rb") as terminal:
        plain = re.sub(r"\x1b\[\d*m", "", terminal.read1(65536).decode())
    return [line.rstrip() for line in plain.splitlines()]


def test_a_terminal_breaks_texts_and_no_identifier() -> None:
    """Where identifiers have room beside each other, texts take what is left."""
    shown = lines_of(60)
    assert shown[0].split() == ["?thing", "?text"]
    assert shown[1].split(maxsplit=1) == [LONG, "some words that may be"]
    assert "broken" in shown[2]


def test_a_narrow_terminal_shows_a_block_for_each_row() -> None:
    """Where they have none, each cell has its line, and the terminal breaks it."""
    assert lines_of(40) == [*(block := [f"?thing  {LONG}", f"?text   {TEXT}"]), "", *block]


def test_nothing_is_broken_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A program that reads a table finds a row in a line, however long."""
    table(["?thing", "?text"], [[LONG * 9, TEXT * 9]])
    assert [line.rstrip().split(maxsplit=1) for line in capsys.readouterr().out.splitlines()] == [
        ["?thing", "?text"],
        [LONG * 9, TEXT * 9],
    ]


@pytest.mark.parametrize("cell", ["[red]stop[/red]", "[/]", "[link=http://x]y"])
def test_tables_show_brackets_as_they_are(capsys: pytest.CaptureFixture[str], cell: str) -> None:
    """Square brackets in data are no markup of the terminal."""
    table(["?x"], [[cell]])
    assert cell in capsys.readouterr().out
