"""Answers that go wrong, for the tests of the shell: they fail midway, or go on for ever."""

import os
from collections.abc import Iterator
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

from dalil.files import PROJECT_VARIABLE, Project
from dalil.query.limits import Limits
from dalil.web.journal import Journal
from dalil.web.service import Service
from dalil.web.shelf import Shelf
from dalil.web.shell import Shell

ended: list[str] = []
"""Paths of endless answers that were stopped."""


def application() -> Shell:
    """What Granian loads."""
    project = Project.load(Path(os.environ[PROJECT_VARIABLE]))
    return Shell(answer, Service(Shelf(project), Limits(workers=1, queue=1), Journal()))


def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
    """The answer for a path: whole, failing, endless, or how many endless ones have ended."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    kinds = {"/failing": failing, "/endless": endless, "/ended": count, "/body": body_of}
    return kinds[environ["PATH_INFO"]](environ)


def failing(_environ: WSGIEnvironment) -> Iterator[bytes]:
    """Begins, then raises."""
    yield b"a beginning" * 10_000
    raise RuntimeError("the answer breaks off")


def endless(environ: WSGIEnvironment) -> Iterator[bytes]:
    """Goes on until it is closed."""
    try:
        while True:
            yield b"-" * 65536
    finally:
        ended.append(environ["PATH_INFO"])


def count(_environ: WSGIEnvironment) -> Iterator[bytes]:
    """How many endless answers have ended."""
    yield str(len(ended)).encode()


def body_of(environ: WSGIEnvironment) -> Iterator[bytes]:
    """The length of the body that was sent."""
    yield str(len(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))).encode()
