"""The questions that servers are asked: queries in files, some with a constant that changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

import yaml

from benchmarks.reason.inputs import ROOT
from benchmarks.serve.answers import solutions
from benchmarks.serve.asking import ask
from benchmarks.serve.inputs import ARTICLE
from dalil.files import Project
from dalil.query import catalogue

QUERIES: Final = Path(__file__).with_name("queries")
NAMES: Final = ("lookup", "rows", "group", "path")
EXAMPLES: Final = "examples"
_PART: Final = "GRAPH graph:"
_TURN: Final = "(0 AS ?turn)"


@dataclass(frozen=True)
class Question:
    """Queries that are measured together; the constants may stand where `varies` stands in their text."""

    name: str
    texts: tuple[str, ...]
    varies: str = ""
    constants: tuple[str, ...] = ()

    def fresh(self, start: int) -> Iterator[str]:
        """Queries of which no two are the same, from a number on; other numbers give other queries."""
        turn = start
        while True:
            text = self.texts[turn % len(self.texts)]
            if self.constants:
                text = text.replace(self.varies, self.constants[turn % len(self.constants)])
            yield f"{text.replace(_TURN, _TURN.replace('0', str(turn)))}\n# {turn}\n"
            turn += 1

    def sample(self) -> list[str]:
        """The queries whose results are compared: those as written, and some with other constants."""
        return [*self.texts, *islice(self.fresh(1), 5 if self.constants else 0)]


def questions(data: str, endpoint: str) -> list[Question]:
    """The questions to that data; a server that holds it tells the constants."""
    found = [_read(folder(data) / f"{name}.rq", endpoint) for name in NAMES]
    return [*found, Question(EXAMPLES, tuple(_examples()))] if data == ARTICLE else found


def folder(data: str) -> Path:
    """Where the queries to that data lie."""
    return QUERIES / (ARTICLE if data == ARTICLE else "university")


def _read(path: Path, endpoint: str) -> Question:
    text = path.read_text("utf-8")
    said = yaml.safe_load("".join(f"{line[3:]}\n" for line in text.splitlines() if line.startswith("#+ ")))
    if "varies" not in said:
        return Question(path.stem, (text,))
    over = ask(endpoint, path.with_name(said["over"]).read_text("utf-8"))
    constants = sorted(value for solution in solutions(over) for _, _, value in solution)
    Random(0).shuffle(constants)
    return Question(path.stem, (text,), said["varies"], tuple(constants))


def _examples() -> Iterator[str]:
    """The published examples with the defaults of their parameters, but those that name a part.

    Parts are views that our server offers: a dump has none.
    """
    project = Project.load(ROOT)
    for example in catalogue.load(sorted((ROOT / "queries" / EXAMPLES).glob("*.rq"))):
        if _PART in example.text:
            continue
        bound = example.bindings({}, project.prefixes)
        names = " ".join(f"?{name}" for name in bound)
        yield f"{example.text}\nVALUES ({names}) {{ ({' '.join(map(str, bound.values()))}) }}\n"
