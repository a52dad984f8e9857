"""Writes the documentation that the ontologies contain: docs/dictionary.md and two pictures."""

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dalil.files import Project
from dalil.graph import parse
from dalil.graph.terms import Literal, NamedNode, Triple
from dalil.terms import OWL, RDF_TYPE, RDFS, RDFS_LABEL, SKOS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
KINDS = {
    OWL + "Class": "Classes",
    OWL + "ObjectProperty": "Relations",
    OWL + "DatatypeProperty": "Values",
    OWL + "NamedIndividual": "Individuals",
}


@dataclass(frozen=True)
class Term:
    """A term of an ontology: its names, what it means, where it hangs."""

    iri: str
    name: str
    kind: str
    labels: dict[str, str]
    definitions: dict[str, str]
    above: tuple[str, ...]
    domain: str
    range: str


class Vocabulary:
    """The terms of the project's ontologies, the engine's first."""

    def __init__(self, project: Project) -> None:
        self._short = project.short
        self._triples = [t for path in project.ontologies() for t in parse.triples(path)]
        self._own = (project.prefixes["dalil"], project.ontology + "#")

    def borrowed(self) -> list[Term]:
        """The classes and properties of other vocabularies that ours are used with, by name."""
        return [t for t in self._all() if not self._is_own(t)]

    def terms(self) -> list[Term]:
        """Own terms by kind, then by name."""
        return [t for t in self._all() if self._is_own(t)]

    def _is_own(self, term: Term) -> bool:
        return term.iri.startswith(self._own)

    def _all(self) -> list[Term]:
        typed = [t for t in self._triples if t.predicate.value == RDF_TYPE]
        kinds = {
            t.subject.value: KINDS[t.object.value]
            for t in typed
            if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
            if t.object.value in KINDS
        }
        return sorted((self._term(i, kind) for i, kind in kinds.items()), key=lambda t: (t.kind, t.name))

    def _term(self, iri: str, kind: str) -> Term:
        above = [*self._named(iri, RDFS + "subClassOf"), *self._named(iri, RDFS + "subPropertyOf")]
        return Term(
            iri=iri,
            name=self._short(iri),
            kind=kind,
            labels=self._texts(iri, RDFS_LABEL),
            definitions=self._texts(iri, SKOS + "definition"),
            above=tuple(sorted(above)),
            domain=", ".join(self._named(iri, RDFS + "domain")),
            range=", ".join(self._named(iri, RDFS + "range")),
        )

    def _values(self, iri: str, predicate: str) -> Iterator[Triple]:
        subject = NamedNode(iri)
        found = (t for t in self._triples if t.subject == subject)
        return (t for t in found if t.predicate.value == predicate)

    def _named(self, iri: str, predicate: str) -> list[str]:
        values = (t.object for t in self._values(iri, predicate))
        return [self._short(v.value) for v in values if isinstance(v, NamedNode)]

    def _texts(self, iri: str, predicate: str) -> dict[str, str]:
        values = (t.object for t in self._values(iri, predicate))
        return {v.language or "": v.value for v in values if isinstance(v, Literal)}


def dictionary(terms: Iterable[Term], borrowed: Iterable[Term]) -> Iterator[str]:
    """The data dictionary in Markdown, line by line."""
    yield "# Data dictionary"
    yield ""
    yield "Written by `make docs` from `ontology/`. Each term has a page of its own on the server."
    yield ""
    yield "![The classes, each below its superclass](classes.svg)"
    yield ""
    yield "![The relations, each from its domain to its range](relations.svg)"
    listed = list(terms)
    for kind in KINDS.values():
        yield from ("", f"## {kind}", "", *_header(kind))
        for term in (t for t in listed if t.kind == kind):
            yield _row(_cells(term))
    yield from ("", "## Terms of other vocabularies", "", _row(["term", "English", "العربية"]))
    yield _row(["---"] * 3)
    for term in borrowed:
        yield _row([f"`{term.name}`", *(term.labels.get(tag, "") for tag in ("en", "ar"))])


def hierarchy(terms: Sequence[Term]) -> Iterator[str]:
    """The classes below their superclasses, in the DOT language."""
    yield from _opening()
    for term in (t for t in terms if t.kind == "Classes"):
        yield f'  "{term.name}" [label="{_label(term)}"];'
        for above in term.above:
            yield f'  "{above}" -> "{term.name}" [dir=back, arrowtail=empty];'
    yield "}"


def relations(terms: Sequence[Term]) -> Iterator[str]:
    """Which classes each relation joins, in the DOT language; one arrow for each pair of classes."""
    yield from _opening()
    pairs = _relations(terms)
    labels = {term.name: _label(term) for term in terms}
    for name in sorted({end for pair in pairs for end in pair}):
        yield f'  "{name}" [label="{labels.get(name, name)}"];'
    for (domain, range_), names in sorted(pairs.items()):
        label = "\\n".join(sorted(names))
        yield f'  "{domain}" -> "{range_}" [label="{label}"];'
    yield "}"


def _opening() -> Iterator[str]:
    yield "digraph model {"
    yield "  graph [rankdir=LR, ranksep=0.7, nodesep=0.15];"
    yield '  node [shape=box, style="rounded,filled", fillcolor="#f6f3ea", color="#8a7f66",'
    yield '        fontname="Noto Sans", fontsize=11, margin="0.12,0.05"];'
    yield '  edge [color="#3d6e8f", fontcolor="#3d6e8f", fontname="Noto Sans", fontsize=9, arrowsize=0.7];'


def write() -> None:
    """Write the files; Graphviz draws the pictures."""
    for name, text in pages().items():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        if path.suffix == ".dot":
            subprocess.run(["dot", "-Tsvg", "-o", path.with_suffix(".svg"), path], check=True)


def pages() -> dict[str, str]:
    """File name → text of each generated page, pictures in the DOT language."""
    vocabulary = Vocabulary(Project.load(ROOT))
    terms = vocabulary.terms()
    written = {
        "dictionary.md": dictionary(terms, vocabulary.borrowed()),
        "classes.dot": hierarchy(terms),
        "relations.dot": relations(terms),
    }
    return {name: "\n".join(lines) + "\n" for name, lines in written.items()}


def _header(kind: str) -> list[str]:
    columns = ["term", "English", "العربية", "below", *_ends(kind)]
    return [_row(columns), _row(["---"] * len(columns))]


def _ends(kind: str) -> list[str]:
    return ["from → to"] if kind in {"Relations", "Values"} else []


def _cells(term: Term) -> list[str]:
    names = [f"**{term.labels.get(tag, '')}**: {term.definitions.get(tag, '')}" for tag in ("en", "ar")]
    ends = f"{term.domain or 'anything'} → {term.range or 'anything'}"
    cells = [f"`{term.name}`", *names, ", ".join(term.above)]
    return [*cells, ends] if _ends(term.kind) else cells


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _label(term: Term) -> str:
    return f"{term.labels.get('en', term.name)}\\n{term.labels.get('ar', '')}"


def _relations(terms: Iterable[Term]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for term in terms:
        if term.kind == "Relations" and term.domain and term.range:
            found.setdefault((term.domain, term.range), []).append(term.labels.get("en", term.name))
    return found


if __name__ == "__main__":
    write()
