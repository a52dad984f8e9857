"""One hash over everything that decides what a build yields."""

import hashlib
import os
from importlib import metadata
from pathlib import Path

from dalil import files
from dalil.files import Project
from dalil.graph.parse import read_bytes

ENGINES = ("numpy", "owlrl", "pyoxigraph", "pyshacl", "rdflib")
"""Packages whose version can change a closure, a report or an export."""


def fingerprint(project: Project) -> str:
    """Sixteen hexadecimal digits over the project's inputs, the package and its engines."""
    digest = hashlib.sha256(f"{project.reasoner}\n".encode())
    for name in ENGINES:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    for path in [*project.inputs(), *files.code()]:
        content = read_bytes(path)
        digest.update(os.fsencode(f"{_name(path, project)} {len(content)}\n"))
        digest.update(content)
    return digest.hexdigest()[:16]


def is_built_from(generation: str | None, project: Project) -> bool:
    """Whether that generation was built from the files as they are, so that they passed every gate."""
    return generation is not None and generation.partition(".")[0] == fingerprint(project)


def _name(path: Path, project: Project) -> str:
    """A name that is the same wherever the project lies."""
    return str(path.relative_to(project.root)) if path.is_relative_to(project.root) else path.name
