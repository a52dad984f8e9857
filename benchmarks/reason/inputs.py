"""What the engines are run over: generated universities of four sizes, and the project's own premises."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.reason import university
from benchmarks.reason.names import named
from benchmarks.reason.nemo_program import program
from dalil.base import assembly
from dalil.files import Project
from dalil.graph.serialise import ntriples
from dalil.reason.reasoner import reason_ntriples

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "var" / "bench"
DEPARTMENTS: Final[Mapping[str, int]] = {"12k": 2, "99k": 16, "1M": 162, "10M": 1620}
"""Name of a size → departments that the generator makes for it."""
OWN: Final = "article"
"""The name of the project's own data: ontology, records and asserted claims."""
SIZES: Final = (OWN, *DEPARTMENTS)


def source(size: str) -> Path:
    """The N-Triples file of a size, written once."""
    path = FOLDER / f"{size}.nt"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        _write(size, part)
        part.rename(path)
    return path


def nemo_program() -> Path:
    """The file of the rules that the schema leaves to do, for Nemo."""
    path = FOLDER / "nemo" / "program.rls"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(program(reason_ntriples(university.schema())), "utf-8")
    return path


def count(path: Path) -> int:
    """How many triples a file has: one a line."""
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def _write(size: str, path: Path) -> None:
    if size != OWN:
        university.write(DEPARTMENTS[size], path)
        return
    premises = assembly.read(Project.load(ROOT)).premises()
    path.write_text(ntriples(named(triple) for triple in premises), "utf-8")
