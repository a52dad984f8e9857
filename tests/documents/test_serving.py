"""Whether docs/serving.md tells of the options and the log that the server has."""

import argparse
import json
import re
from pathlib import Path
from typing import cast

import pytest
from a2wsgi.asgi_typing import HTTPScope, Send

from dalil.cli import serve
from dalil.query.limits import Limits
from dalil.web.journal import Record


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    """The document."""
    return (root / "docs" / "serving.md").read_text("utf-8")


def test_every_bound_is_documented(text: str) -> None:
    """The table names the options of `dalil serve` but for those that say what is served, and where."""
    parser = argparse.ArgumentParser()
    serve.arguments(parser)
    options = {word for action in parser._actions for word in action.option_strings}  # noqa: SLF001 (argparse lists them nowhere else)
    elsewhere = {"-h", "--help", "--project", "--host", "--port", "--plain", "--base"}
    assert set(re.findall(r"^\| `(--[\w-]+)", text, re.MULTILINE)) == options - elsewhere


def test_defaults_are_those_of_the_server(text: str) -> None:
    """Numbers in the column of defaults are the defaults."""
    usual = Limits()
    shown = dict(re.findall(r"^\| `--([\w-]+) [A-Z]+` \| (\d+) \|", text, re.MULTILINE))
    assert {name: int(number) for name, number in shown.items()} == {
        "timeout": usual.seconds,
        "memory": usual.memory >> 20,
        "queue": usual.queue,
        "cache": usual.cache >> 20,
    }


def test_the_line_of_the_log_has_the_entries_shown(text: str) -> None:
    """The example has the names that a line has, in their order."""
    scope = cast("HTTPScope", {"method": "GET", "path": "/"})
    example = json.loads(re.findall(r"^    (\{.*\})$", text, re.MULTILINE)[0])
    assert list(example) == list(Record(scope, cast("Send", print)).line(0.0))
