"""`dalil what-if`: what a change would change, with nothing written."""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence, Sized
from pathlib import Path
from typing import Final

from dalil.base.reasons import Reasons
from dalil.base.telling import Teller, words
from dalil.base.whatif import Line, WhatIf, what_if
from dalil.cli import console, options
from dalil.cli.tree import tree
from dalil.errors import SourceError
from dalil.files import Project
from dalil.graph import parse
from dalil.graph.ntriples import text
from dalil.graph.terms import NamedNode, Term, Triple
from dalil.reason.outline import numbered
from dalil.reason.proof import Proof

SUMMARY = "tell what a change would bring: conclusions, contradictions, violations, answers; writes nothing"
EXAMPLE = "dalil what-if change.ttl --remove gone.ttl"

_ROWS: Final = 5
"""So many rows of a query are shown that appear, and that disappear; JSON has all."""
_LONG: Final = 60
"""Longer texts are left out of a row."""
_ADDRESS: Final = re.compile(r"<?(https?://[^\s<>⟨⟩\[\]\"]*[^\s<>⟨⟩\[\]\".,;:])>?")
"""An IRI within a text, what ends a clause not being part of it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    parser.add_argument("change", nargs="?", type=Path, metavar="FILE", help="RDF: the triples to add")
    parser.add_argument("--remove", type=Path, metavar="FILE", help="RDF: the triples to remove")
    parser.add_argument("--lang", choices=("ar", "en"), default="en", help="language of what is told")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print what would change; 1 where the change contradicts, or breaks a shape."""
    if not (arguments.change or arguments.remove):
        raise SourceError("there is no change", remedy="name a file of triples to add, or --remove FILE")
    project = options.load(arguments)
    added, removed = (parse.triples(path) if path else [] for path in (arguments.change, arguments.remove))
    found = what_if(project, added, removed)
    if arguments.format == "json":
        options.print_json(_values(found, arguments.lang))
    else:
        lines = _Text(project, arguments.lang).lines(found)
        console.write((f"{line}\n".encode() for line in lines), None)
    return 0 if found.harmless else 1


def _values(found: WhatIf, language: str) -> dict[str, object]:
    return {
        "added": _lines(found.added),
        "removed": _lines(found.removed),
        "ignored": _lines(found.ignored),
        "inferred": _lines(found.inferred),
        "retracted": _lines(found.retracted),
        "clashes": [{"rule": c.rule, "triples": _lines(c.triples)} for c in found.clashes],
        "reasons": [numbered(proof) for proof in found.reasons.inferred],
        "contradictions": [numbered(proof) for proof in found.reasons.clashes],
        "violations": [violation.text(language) for violation in found.violations],
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

    def __init__(self, project: Project, language: str) -> None:
        self._project = project
        self._language = language
        self._words = words(language)["what_if"]

    def lines(self, found: WhatIf) -> Iterator[str]:
        """The change, then each kind of consequence under its own heading; headings of nothing are told."""
        yield from self._triples("added", found.added)
        yield from self._triples("removed", found.removed)
        if found.ignored:
            yield from self._triples("ignored", found.ignored)
        yield from self._triples("inferred", found.inferred)
        yield from self._trees("reasons", found.reasons.inferred, found.reasons)
        yield from self._triples("retracted", found.retracted)
        yield self._heading("clashes", found.clashes)
        for clash in found.clashes:
            yield f"  {clash.rule}"
            yield from (f"    {self._triple(triple)}" for triple in clash.triples)
        yield from self._trees("contradictions", found.reasons.clashes, found.reasons)
        yield self._heading("violations", found.violations)
        for violation in found.violations:
            yield f"  {self._shortened(violation.text(self._language))}"
        yield self._heading("answers", found.answers)
        for difference in found.answers:
            yield f"  {difference.query}"
            yield from self._rows("+", difference.appear)
            yield from self._rows("-", difference.disappear)

    def _heading(self, kind: str, found: Sized) -> str:
        return f"{self._words[kind]}: {len(found)}"

    def _triples(self, kind: str, triples: Sequence[Triple]) -> Iterator[str]:
        yield self._heading(kind, triples)
        yield from (f"  {self._triple(triple)}" for triple in triples)

    def _trees(self, kind: str, proofs: Sequence[Proof], why: Reasons) -> Iterator[str]:
        """Proofs below a heading; nothing where there are none."""
        if not proofs:
            return
        said = (statement for proof in proofs for statement in proof.said())
        teller = Teller(self._language, why.names(self._language), said)

        def reason(part: Proof) -> str:
            if part.rule or part.conclusion is None:
                return part.rule
            ground = why.grounds[part.conclusion]
            quotes = "; ".join(f"«{why.quotes[c]}» ({self._project.short(c)})" for c in ground.claims)
            return ": ".join(filter(None, (teller.words[ground.kind], quotes)))

        yield f"{self._words[kind]}:"
        for proof in proofs:
            yield from (f"  {line}" for line in tree(proof, teller, reason))

    def _rows(self, sign: str, rows: Sequence[Line]) -> Iterator[str]:
        """Some rows, without their long texts, and how many more there are."""
        for row in rows[:_ROWS]:
            told = [(name, self._term(term)) for name, term in row]
            yield f"    {sign} " + "  ".join(f"?{name} {term}" for name, term in told if len(term) <= _LONG)
        if len(rows) > _ROWS:
            yield f"    {sign} … {len(rows) - _ROWS} {self._words['rows']}"

    def _shortened(self, text: str) -> str:
        """A text with prefixes in its IRIs."""
        return _ADDRESS.sub(lambda found: self._project.short(found[1]), text)

    def _triple(self, triple: Triple) -> str:
        return " ".join(map(self._term, triple))

    def _term(self, term: Term) -> str:
        return self._project.short(term.value) if isinstance(term, NamedNode) else text(term)
