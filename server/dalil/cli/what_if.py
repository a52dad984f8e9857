"""`dalil what-if`: what a change would change, with nothing written."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from dalil.base.whatif import Line, WhatIf, what_if
from dalil.cli import console, options
from dalil.errors import SourceError
from dalil.files import Project
from dalil.graph import parse
from dalil.graph.terms import NamedNode, Term, Triple

SUMMARY = "tell what a change would bring: conclusions, contradictions, violations, answers; writes nothing"
EXAMPLE = "dalil what-if change.ttl --remove gone.ttl"

_ROWS: Final = 5
"""So many rows of a query are shown that appear, and that disappear; JSON has all."""
_LONG: Final = 60
"""Longer texts are left out of a row."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    parser.add_argument("change", nargs="?", type=Path, metavar="FILE", help="RDF: the triples to add")
    parser.add_argument("--remove", type=Path, metavar="FILE", help="RDF: the triples to remove")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print what would change; 1 where the change contradicts, or breaks a shape."""
    if not (arguments.change or arguments.remove):
        raise SourceError("there is no change", remedy="name a file of triples to add, or --remove FILE")
    project = options.load(arguments)
    added, removed = (parse.triples(path) if path else [] for path in (arguments.change, arguments.remove))
    found = what_if(project, added, removed)
    if arguments.format == "json":
        options.print_json(_values(found))
    else:
        console.write((f"{line}\n".encode() for line in _Text(project).lines(found)), None)
    return 0 if found.harmless else 1


def _values(found: WhatIf) -> dict[str, object]:
    return {
        "added": _lines(found.added),
        "removed": _lines(found.removed),
        "ignored": _lines(found.ignored),
        "inferred": _lines(found.inferred),
        "retracted": _lines(found.retracted),
        "clashes": [{"rule": c.rule, "triples": _lines(c.triples)} for c in found.clashes],
        "violations": [violation.text("en") for violation in found.violations],
        "answers": [
            {"query": d.query, "appear": _rows(d.appear), "disappear": _rows(d.disappear)}
            for d in found.answers
        ],
    }


def _lines(triples: Iterable[Triple]) -> list[str]:
    return [f"{triple} ." for triple in triples]


def _rows(lines: Iterable[Line]) -> list[dict[str, str]]:
    return [{name: str(term) for name, term in line} for line in lines]


class _Text:
    """What would change as lines for a terminal."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def lines(self, found: WhatIf) -> Iterator[str]:
        """The change, then each kind of consequence under its own heading; headings of nothing are told."""
        yield from self._triples("Added", found.added)
        yield from self._triples("Removed", found.removed)
        if found.ignored:
            yield from self._triples("Ignored, since they are stated already or were never", found.ignored)
        yield from self._triples("Would follow", found.inferred)
        yield from self._triples("Would follow no more", found.retracted)
        yield f"Contradictions: {len(found.clashes)}"
        for clash in found.clashes:
            yield f"  {clash.rule}"
            yield from (f"    {self._triple(triple)}" for triple in clash.triples)
        yield f"Violations: {len(found.violations)}"
        yield from (f"  {violation.text('en')}" for violation in found.violations)
        yield f"Queries that would answer differently: {len(found.answers)}"
        for difference in found.answers:
            yield f"  {difference.query}"
            yield from self._rows("+", difference.appear)
            yield from self._rows("-", difference.disappear)

    def _triples(self, heading: str, triples: Iterable[Triple]) -> Iterator[str]:
        lines = [f"  {self._triple(triple)}" for triple in triples]
        yield f"{heading}: {len(lines)}"
        yield from lines

    def _rows(self, sign: str, rows: Sequence[Line]) -> Iterator[str]:
        """Some rows, without their long texts, and how many more there are."""
        for row in rows[:_ROWS]:
            told = [(name, self._term(term)) for name, term in row]
            yield f"    {sign} " + "  ".join(f"?{name} {text}" for name, text in told if len(text) <= _LONG)
        if len(rows) > _ROWS:
            yield f"    {sign} … {len(rows) - _ROWS} more rows"

    def _triple(self, triple: Triple) -> str:
        return " ".join(map(self._term, triple))

    def _term(self, term: Term) -> str:
        return self._project.short(term.value) if isinstance(term, NamedNode) else str(term)
