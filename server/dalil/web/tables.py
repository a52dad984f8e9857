"""Answers of queries as tables: columns in order, the values of bound parameters left out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dalil.graph.excerpt import Excerpt
from dalil.graph.terms import NamedNode, Term
from dalil.web.evidence import Evidence, evidence
from dalil.web.reader import Reader

_CLAIM = "claim"
_STATEMENT = ("subject", "predicate", "object")
_WORDS = frozenset({"claim", "accordingTo", "quote", "sentence"})
"""Columns that the evidence column stands for, where the answer has ?claim."""


@dataclass(frozen=True)
class Line:
    """A row: its cells (None where unbound) and the evidence of its claim."""

    cells: tuple[Term | None, ...]
    evidence: Evidence | None


@dataclass(frozen=True)
class Table:
    """An answer to show. `boolean` is None unless the query was an ASK."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    total: int
    boolean: bool | None = None
    has_evidence: bool = False


def table(reader: Reader, answer: Excerpt, bound: Collection[str]) -> Table:
    """The table of an answer; `bound` are the variables whose value the reader chose."""
    if answer.boolean is not None:
        return Table((), (), 0, boolean=answer.boolean)
    if answer.triples is not None:
        lines = tuple(Line((t.subject, t.predicate, t.object), None) for t in answer.triples)
        return Table(_STATEMENT, lines, answer.total)
    columns = shown([v for v in answer.variables if v not in bound], reader.kb.project.languages)
    return Table(
        columns,
        tuple(_line(reader, row, columns) for row in answer.rows),
        answer.total,
        has_evidence=_CLAIM in answer.variables,
    )


def shown(variables: Sequence[str], languages: Collection[str]) -> tuple[str, ...]:
    """The variables that have a column of their own; all where none would have.

    Those named after a language, alone (?ar) or after another variable (?speakerAr), hold names, which
    the page writes in place of their IRIs anyway.
    """
    endings = [tag.capitalize() for tag in languages]
    names = {*languages, *(v + ending for v in variables for ending in endings)}
    hidden = {*names, *(_WORDS if _CLAIM in variables else ())}
    return tuple(v for v in variables if v not in hidden) or tuple(variables)


def _line(reader: Reader, row: Mapping[str, Term], columns: tuple[str, ...]) -> Line:
    claim = row.get(_CLAIM)
    found = evidence(reader, claim.value) if isinstance(claim, NamedNode) else None
    return Line(tuple(row.get(name) for name in columns), found)
