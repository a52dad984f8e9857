"""Project folders for tests: the one that `dalil new` makes, ones from tests/fixtures, and edits of them."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dalil.base.build import build
from dalil.cli import main
from dalil.files import Project
from dalil.graph import generation

FIXTURES = Path(__file__).parents[1] / "fixtures" / "projects"
BASE = "https://example.org/first/"
"""The address below which the things of `new` are named."""


def new(folder: Path, base: str = BASE) -> Path:
    """The folder, made a project by `dalil new`."""
    assert main(["new", str(folder), "--base", base]) == 0
    return folder


def fixture(name: str, folder: Path) -> Path:
    """The folder, made a copy of a project below tests/fixtures/projects."""
    return Path(shutil.copytree(FIXTURES / name, folder))


def built(folder: Path) -> Project:
    """The project in that folder, its knowledge base built."""
    project = Project.load(folder)
    build(project, ignore)
    return project


def ignore(_stage: str) -> None:
    """Receive the name of a stage and do nothing with it."""


def edit(file: Path, old: str, new: str) -> None:
    """Replace the only occurrence of `old` in a file."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{file} holds {text.count(old)} times {old}"
    file.write_text(text.replace(old, new), "utf-8")


def append(file: Path, text: str) -> int:
    """Write one more line at the end of a file, and return its number."""
    file.write_text(file.read_text("utf-8") + text + "\n", "utf-8")
    return len(file.read_text("utf-8").splitlines())


def pointer(folder: Path) -> str | None:
    """The generation that the project in that folder has committed last."""
    return generation.current_id(folder / "var")


def left_over(folder: Path) -> list[str]:
    """Names of what is neither a generation nor the pointer: drafts that a build left behind."""
    return [p.name for p in (folder / "var").rglob("*") if p.name.endswith((".draft", ".new"))]


def command(*words: str) -> list[str]:
    """The command line that runs `dalil` with those words in a process of its own."""
    return [sys.executable, "-m", "dalil", *words]


def run(*words: str, seed: str = "0", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What `dalil` with those words prints and returns in a process with that hash seed."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(
        command(*words), capture_output=True, text=True, check=False, timeout=120, env=environment, cwd=cwd
    )


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with listener() as (_, port):
        return port


@contextmanager
def listener() -> Iterator[tuple[socket.socket, int]]:
    """A socket that listens on a port of this machine, and that port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening, listening.getsockname()[1]
