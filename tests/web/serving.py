"""Servers of our own on loopback."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dalil.files import PROJECT_VARIABLE, Project
from tests.base import projects

SECONDS = 30
"""How long a server may take to start, or a change to be seen."""


@contextmanager
def serving(project: Project) -> Iterator[str]:
    """The address of a server over the project, for as long as the block runs."""
    with running_project(project, {}) as url:
        yield url


@contextmanager
def running_project(project: Project, settings: dict[str, str]) -> Iterator[str]:
    """The address of a server over the project with those settings in its environment."""
    environment = {**os.environ, PROJECT_VARIABLE: str(project.root), **settings}
    with running("dalil.web.shell:application", environment) as url:
        wait_until(lambda: answers(f"{url}/readyz"))
        yield url


@contextmanager
def running(target: str, environment: dict[str, str]) -> Iterator[str]:
    """The address of Granian over a factory named by import string; it is ended by its own id."""
    port = projects.free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--port", str(port)]
    process = subprocess.Popen([*command, target], env=environment, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(SECONDS)


def fetch(url: str) -> tuple[int, bytes]:
    """Status and body of an address."""
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as response:  # noqa: S310 (loopback)
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def answers(url: str) -> bool:
    """Whether a server answers there."""
    try:
        return fetch(url)[0] == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def wait_until(true: Callable[[], bool]) -> None:
    """Ask again and again until the condition holds; fail after SECONDS."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, "the condition did not come true in time"
