"""What a query must return, as the files in expected/ say it; their form is described there in README.md."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dalil.graph.terms import Literal, Term, Triple

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "queries" / "examples"
EXPECTED = Path(__file__).parent / "expected"
NAMES = sorted(path.stem for path in EXPECTED.glob("*.toml"))

Cell = str | int | date
"""How a term is written in the file; a boolean is an int to Python."""
Key = tuple[str, ...]
"""The cells of a row, each as `written` or `expected` puts it: what identifies the row."""


@dataclass(frozen=True)
class Row:
    """A row that must come back, and the words that must stand in its evidence; no words, none needed."""

    key: Key
    words: str


@dataclass(frozen=True)
class Expectation:
    """The answer that the article gives to a question. `question` is empty for one that is not public.

    `added` is Turtle 1.2 with claims that turn the answer, where nothing that the article says supports it.
    """

    question: str
    summary: Mapping[str, str]
    columns: tuple[str, ...]
    ordered: bool
    evidence: str
    rows: tuple[Row, ...]
    added: str


def load(name: str, prefixes: Mapping[str, str]) -> Expectation:
    """The expectation in expected/<name>.toml."""
    found = tomllib.loads((EXPECTED / f"{name}.toml").read_text("utf-8"))
    rows = tuple(
        Row(tuple(_expected(cell, prefixes) for cell in row["cells"]), row["words"]) for row in found["row"]
    )
    return Expectation(
        question=found.get("question", ""),
        summary={"en": found["en"], "ar": found["ar"]},
        columns=tuple(found["columns"]),
        ordered=found["ordered"],
        evidence=found.get("evidence", "quote"),
        rows=rows,
        added=found.get("added", ""),
    )


def _expected(cell: Cell, prefixes: Mapping[str, str]) -> str:
    """A cell of the file as `written` puts the term that it stands for."""
    if isinstance(cell, bool):
        return str(cell).lower()
    prefix, colon, local = str(cell).partition(":")
    return f"<{prefixes[prefix]}{local}>" if colon and prefix in prefixes else str(cell)


def written(term: Term | None) -> str:
    """A term of an answer: an IRI in brackets, a literal by its text, nothing where it is unbound."""
    if term is None or isinstance(term, Triple):
        return ""
    return term.value if isinstance(term, Literal) else f"<{term.value}>"
