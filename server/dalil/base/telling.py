"""Proofs put into plain sentences, in Arabic or English, from the names of things."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from dalil import terms
from dalil.base.grounds import CELLS, premises
from dalil.base.labels import Label
from dalil.reason.proof import Proof, Statement
from dalil.reason.values import split

_SENTENCES = Path(__file__).parent / "sentences"
_GAP = re.compile(r"(\{[spo]\})")
_PREFIXES: Final = {terms.RDF: "rdf:", terms.RDFS: "rdfs:", terms.OWL: "owl:"}


class Piece(NamedTuple):
    """A part of a sentence: words of the language, or the name of a term (as N-Triples writes it)."""

    text: str
    term: str = ""
    label: Label | None = None


@cache
def words(language: str) -> Mapping[str, Any]:
    """The sentences of a language, in English where there are none."""
    path = _SENTENCES / f"{language}.toml"
    return tomllib.loads((path if path.exists() else _SENTENCES / "en.toml").read_text("utf-8"))


def plain(pieces: Iterable[Piece]) -> str:
    """A sentence as text."""
    return "".join(piece.text for piece in pieces)


@dataclass(frozen=True)
class Names:
    """What things and statements are called by IRI: `phrase` is empty where a predicate has none."""

    label: Callable[[str], Label]
    phrase: Callable[[str], str] = lambda _: ""


class Teller:
    """Writes sentences in one language; what is `said` holds the lists that axioms name."""

    def __init__(self, language: str, names: Names, said: Iterable[Statement] = ()) -> None:
        self.words = words(language)
        self._names = names
        self._lists = _lists([*said])

    def statement(self, said: Statement | None) -> list[Piece]:
        """What a statement says; None is false. A list is told by its elements."""
        if said is None:
            return [Piece(self.words["false"])]
        texts = self.words["statements"]
        kind = f"{_curie(said.predicate)} {_curie(said.value)}"
        template = texts.get(kind) or texts.get(_curie(said.predicate)) or self._phrase(said.predicate)
        gaps = {"{s}": said.subject, "{p}": said.predicate, "{o}": said.value}
        pieces: list[Piece] = []
        for part in filter(None, _GAP.split(template)):
            pieces += self._named(gaps[part], said) if part in gaps else [Piece(part)]
        return pieces

    def step(self, proof: Proof) -> list[Piece]:
        """Why a conclusion holds: what it says, and what its premises say; for a leaf, what it says."""
        reasons = [self.statement(premise.conclusion) for premise in premises(proof)]
        if proof.rule in self.words["reasons"] and not reasons:
            reasons = [[Piece(self.words["reasons"][proof.rule])]]
        conclusion = self.statement(proof.conclusion)
        if not reasons:
            return [*conclusion, Piece(self.words["end"])]
        joined = [piece for reason in reasons for piece in [Piece(self.words["and"]), *reason]][1:]
        return _filled(self.words["because"], {"{conclusion}": conclusion, "{premises}": joined})

    def failure(self, stances: Sequence[str]) -> str:
        """Why a triple is not concluded, by the stance of the first claim about it, where there is one."""
        return str(self.words["_".join(["fails", *stances[:1]])]) + str(self.words["end"])

    def name(self, term: str) -> Piece:
        """The name of a term; a triple as N-Triples writes it."""
        if term.startswith("<") and not term.startswith("<<"):
            label = self._names.label(term[1:-1])
            return Piece(label.text, term, label)
        if term.startswith("?"):
            return Piece(self.words["something"])
        if term.startswith('"'):
            return Piece(self.words["quoted"].format(split(term)[0]), term)
        return Piece(self.words["unnamed"] if term.startswith("_:") else term, term)

    def _phrase(self, predicate: str) -> str:
        """How statements with a predicate are said; a name that ends in a tatweel clings to what follows."""
        phrase = self._names.phrase(predicate[1:-1])
        return phrase or self.words["clinging" if self.name(predicate).text.endswith("ـ") else "any"]

    def _named(self, term: str, said: Statement) -> list[Piece]:
        if term not in self._lists:
            return [self.name(term)]
        chained = said.predicate == f"<{terms.OWL}propertyChainAxiom>"
        between = Piece(self.words["chain" if chained else "list"])
        names = [self.name(element) for element in self._lists[term]]
        return [piece for name in names for piece in (between, name)][1:]


def _filled(template: str, gaps: Mapping[str, Sequence[Piece]]) -> list[Piece]:
    parts = filter(None, re.split("(" + "|".join(map(re.escape, gaps)) + ")", template))
    return [piece for part in parts for piece in gaps.get(part, [Piece(part)])]


def _lists(statements: Sequence[Statement]) -> dict[str, list[str]]:
    """The lists that statements name and whose cells are all among them: first cell → elements."""
    first = {s.subject: s.value for s in statements if s.predicate == CELLS[0]}
    rest = {s.subject: s.value for s in statements if s.predicate == CELLS[1]}
    named = first.keys() & {s.value for s in statements if s.predicate not in CELLS}
    lists = {cell: _elements(cell, first, rest) for cell in named}
    return {cell: elements for cell, elements in lists.items() if elements}


def _elements(cell: str, first: Mapping[str, str], rest: Mapping[str, str]) -> list[str]:
    """The elements from a cell on; none where no end is reached."""
    found: dict[str, str] = {}
    while cell in first and cell not in found:
        found[cell] = first[cell]
        cell = rest.get(cell, "")
    return list(found.values()) if cell == f"<{terms.RDF_NIL}>" else []


def _curie(term: str) -> str:
    """A term of RDF, RDFS or OWL by its usual prefix; any other as it is."""
    iri = term[1:-1]
    namespace = next((n for n in _PREFIXES if iri.startswith(n)), None)
    return f"{_PREFIXES[namespace]}{iri.removeprefix(namespace)}" if namespace else term
