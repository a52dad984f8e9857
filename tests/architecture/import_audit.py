"""Prints how many modules named on the command line it imported, then each project file that this opened."""

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = tuple(str(ROOT / part) for part in ("dalil.toml", "data", "ontology", "queries", "server", "var"))
CODE = (".py", ".pyc")

opened: list[str] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        path = str(arguments[0])
        if path.startswith(DATA) and not path.partition(".pyc")[0].endswith(CODE) and ".pyc" not in path:
            opened.append(path)


sys.addaudithook(_note)
names = sys.argv[1:]
for name in names:
    importlib.import_module(name)
sys.stdout.write("\n".join([str(len(names)), *opened]) + "\n")
