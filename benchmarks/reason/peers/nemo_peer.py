"""Nemo, a rule engine in Rust, over the rules that our compiler makes of the schema: `nemo_program.py`."""

import os
import shutil
from pathlib import Path

from nmo_python import NemoEngine, NemoOutputManager, load_file

from benchmarks.reason.peers.stages import run

OUTPUT = Path("output")


def load(source: Path) -> NemoEngine:
    """An engine that holds the program; it reads the triples when it begins to reason."""
    folder = source.parent / "nemo"
    shutil.copyfile(source, folder / "input.nt")
    os.chdir(folder)
    return NemoEngine(load_file("program.rls"))


def reason(engine: NemoEngine) -> NemoEngine:
    """The same engine, at its fixpoint."""
    engine.reason()
    return engine


def read(engine: NemoEngine) -> Path:
    """The closure as N-Triples, which Nemo writes to a file."""
    engine.write_result("t", NemoOutputManager(str(OUTPUT), overwrite=True))
    return OUTPUT / "output.nt"


def write(written: Path, target: Path) -> None:
    """Writes the closure with the datatype that integers had: Nemo keeps their value alone."""
    with written.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as file:
        file.writelines(line.replace("XMLSchema#int>", "XMLSchema#integer>") for line in lines)


if __name__ == "__main__":
    run(load, reason, read, write)
