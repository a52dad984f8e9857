"""What the servers hold: the article's generation as its own dump, and universities with their closure."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from benchmarks.reason.inputs import FOLDER, ROOT, source
from dalil.base import KnowledgeBase
from dalil.files import Project

ARTICLE, SMALL, UNIVERSITY = "article", "99k", "1M"
DATA: Final = (ARTICLE, SMALL, UNIVERSITY)
"""Names of the data; those of universities tell how many triples they had before the closure."""


def data(name: str) -> Path:
    """The file of that data, written once: N-Quads of the article, N-Triples of universities."""
    path = FOLDER / "serve" / (f"{ARTICLE}.nq" if name == ARTICLE else f"{name}.nt")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".part{path.suffix}")
    if name == ARTICLE:
        path.write_bytes(KnowledgeBase.open(Project.load(ROOT)).export("nq"))
    elif not path.exists():
        close = [sys.executable, "-m", "dalil", "close", str(source(name)), "--everything"]
        subprocess.run([*close, "--output", str(part)], check=True)
        part.rename(path)
    return path


def statements(path: Path) -> int:
    """How many statements a file has: one a line."""
    with path.open("rb") as file:
        return sum(1 for _ in file)
