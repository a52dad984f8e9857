"""Calling the command line inside the tests' own process, and reading what it says."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from dalil.cli import main
from tests.base import projects


@dataclass(frozen=True)
class Line:
    """What `dalil` said in its last line on standard error, and what stood before it."""

    text: str
    before: str

    def __post_init__(self) -> None:
        assert re.match(r"dalil: .+\. Remedy: .+", self.text), self.text


def refusal(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Line:
    """The line that `dalil build`, or the command given, ends with; nothing committed has changed."""
    before = projects.pointer(folder)
    capsys.readouterr()
    assert main([*(words or ("build",)), "--project", str(folder)]) == 2
    written = capsys.readouterr().err.splitlines()
    said = [line for line in written if not re.match(r"\[\d/\d\] ", line)]
    assert projects.pointer(folder) == before
    assert projects.left_over(folder) == []
    return Line(said[-1], "\n".join(said[:-1]))


def out(capsys: pytest.CaptureFixture[str], code: int, *words: str) -> str:
    """What `dalil` with those words prints on standard output, returning that exit code."""
    capsys.readouterr()
    assert main(words) == code
    return capsys.readouterr().out
