"""`dalil doctor`: what this machine lacks, and what to do about it."""

import argparse
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from dalil.cli import console, options, port
from dalil.errors import NotBuiltError, StorageError
from dalil.files import Project
from dalil.graph import generation

SUMMARY = "name what is missing on this machine (Python, packages, Java, port, memory, disk) and the remedy"
EXAMPLE = "dalil doctor --json"
_MEMORY, _DISK = 400, 200
"""MiB that a build of the project that comes along needs, and that its generations take."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: is it well, what was seen, what mends it."""

    name: str
    ok: bool
    needed: bool
    seen: str
    remedy: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    options.as_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what was found; 1 where something that is needed is missing."""
    project = options.load(arguments)
    findings = [*_machine(), *_tools(), *_project(project)]
    if arguments.json:
        options.print_json([asdict(finding) for finding in findings])
    else:
        console.table(("what", "state", "seen", "remedy"), map(_row, findings))
    return 1 if any(f.needed and not f.ok for f in findings) else 0


def _row(finding: Finding) -> tuple[str, ...]:
    state = "ok" if finding.ok else "missing" if finding.needed else "optional"
    return finding.name, state, finding.seen, "" if finding.ok else finding.remedy


def _machine() -> Iterator[Finding]:
    version = platform.python_version()
    recent = sys.version_info >= (3, 11)
    yield Finding("Python", ok=recent, needed=True, seen=version, remedy="install Python 3.11 or newer")
    for requirement in metadata.requires("dalil") or ():
        name = re.split(r"[^\w.-]", requirement)[0]
        seen, remedy = _version(name), f"pip install {name}"
        yield Finding(name, ok=bool(seen), needed=True, seen=seen or "not installed", remedy=remedy)
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    remedy = f"free {_MEMORY} MiB for a build"
    yield Finding("memory", ok=free >= _MEMORY, needed=True, seen=f"{free} MiB free", remedy=remedy)


def _tools() -> Iterator[Finding]:
    for name, programs, use in (
        ("Java", ("java",), "the ontology tests: install Java 17"),
        ("Chromium", ("chromium", "chromium-browser"), "the browser tests: install chromium"),
        ("Node.js", ("npm",), "the vocabulary tests: install nodejs and npm"),
        ("Graphviz", ("dot",), "`make docs`: install graphviz"),
        ("curl", ("curl",), "the tests of the README: install curl"),
    ):
        seen = next(filter(None, map(shutil.which, programs)), "")
        yield Finding(name, ok=bool(seen), needed=False, seen=seen or "not found", remedy=f"only for {use}")


def _project(project: Project) -> Iterator[Finding]:
    obstacle = port.obstacle(project.host, project.port)
    seen = obstacle.message if obstacle else f"{project.host}:{project.port} is free"
    remedy = obstacle.remedy if obstacle else ""
    yield Finding("port", ok=not obstacle, needed=True, seen=seen, remedy=remedy)
    room = shutil.disk_usage(_existing(project.var)).free // 2**20
    remedy = f"free {_DISK} MiB for generations"
    yield Finding("disk", ok=room >= _DISK, needed=True, seen=f"{room} MiB free", remedy=remedy)
    yield _built(project)


def _built(project: Project) -> Finding:
    name = "knowledge base"
    try:
        made = generation.current(project.var)
    except (NotBuiltError, StorageError) as error:
        return Finding(name, ok=False, needed=False, seen=error.message, remedy=error.remedy)
    return Finding(name, ok=True, needed=False, seen=f"generation {made.id}", remedy="")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _existing(path: Path) -> Path:
    return next(p for p in (path, *path.parents) if p.exists())
