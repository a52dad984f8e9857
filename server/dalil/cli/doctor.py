"""`dalil doctor`: what this machine lacks, and what to do about it."""

import argparse
import os
import platform
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
_PACKAGES = ("rdflib", "numpy", "owlrl", "pyshacl", "flask", "pyoxigraph", "granian", "rich")


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
    yield _needed("Python", version, "install Python 3.11 or newer", ok=recent)
    for name in _PACKAGES:
        seen = _version(name)
        yield _needed(name, seen or "not installed", f"pip install {name}", ok=bool(seen))
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    yield _needed("memory", f"{free} MiB free", f"free {_MEMORY} MiB for a build", ok=free >= _MEMORY)


def _tools() -> Iterator[Finding]:
    for name, programs, use in (
        ("Java", ("java",), "the ontology tests: install Java 17"),
        ("Chromium", ("chromium", "chromium-browser"), "the browser tests: install chromium"),
        ("Node.js", ("npm",), "the vocabulary tests: install nodejs and npm"),
        ("Graphviz", ("dot",), "`make docs`: install graphviz"),
    ):
        seen = next(filter(None, map(shutil.which, programs)), None)
        yield _optional(name, seen or "not found", f"only for {use}", ok=seen is not None)


def _project(project: Project) -> Iterator[Finding]:
    obstacle = port.obstacle(project.host, project.port)
    seen = f"{project.host}:{project.port} is {obstacle or 'free'}"
    yield _needed("port", seen, "serve with --port, or end what holds it", ok=not obstacle)
    room = shutil.disk_usage(_existing(project.var)).free // 2**20
    remedy = f"free {_DISK} MiB for generations"
    yield _needed("disk", f"{room} MiB free", remedy, ok=room >= _DISK)
    try:
        made = generation.current(project.var)
        yield _optional("knowledge base", f"generation {made.id}", "", ok=True)
    except (NotBuiltError, StorageError) as error:
        yield _optional("knowledge base", error.message, error.remedy, ok=False)


def _needed(name: str, seen: str, remedy: str, *, ok: bool) -> Finding:
    return Finding(name, ok=ok, needed=True, seen=seen, remedy=remedy)


def _optional(name: str, seen: str, remedy: str, *, ok: bool) -> Finding:
    return Finding(name, ok=ok, needed=False, seen=seen, remedy=remedy)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _existing(path: Path) -> Path:
    return next(p for p in (path, *path.parents) if p.exists())
