"""The published example queries: read from files, bound to parameters, described as linked data."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dalil import terms
from dalil.errors import NotFoundError, QueryError, SourceError
from dalil.graph.parse import read_text
from dalil.graph.terms import Literal, NamedNode, Term, Triple, triple
from dalil.query import header

_FORMS: Mapping[str, tuple[str, str]] = {
    "select": ("SPARQLSelectExecutable", "select"),
    "ask": ("SPARQLAskExecutable", "ask"),
    "construct": ("SPARQLConstructExecutable", "construct"),
}
"""Query form → local names in SHACL of its class and of the property that holds its text."""

_FORM = re.compile(r"\b(select|ask|construct)\b", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_PREFIX = re.compile(r"^\s*prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
_PARAMETER = re.compile(r"[?$]_(\w+)")
_INTEGER = re.compile(r"[+-]?\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAGGED = re.compile(r'"(?P<text>[^"]*)"(?:@(?P<language>[A-Za-z]+(?:-[A-Za-z0-9]+)*))?')
_ABSOLUTE = re.compile(r"<(?P<bracketed>[^<>\s]+)>|(?P<plain>https?://[^<>\s]+)")


@dataclass(frozen=True)
class Example:
    """A published query: file name without ending, text as in the file, and what its header says.

    `parameters` are the names of its variables ?_name, without the underscore, sorted.
    """

    name: str
    text: str
    header: header.Header
    form: str
    parameters: tuple[str, ...]

    @property
    def topic(self) -> str:
        """The tag under which the query is listed; empty where it has none."""
        return self.header.tags[0] if self.header.tags else ""

    def bindings(self, given: Mapping[str, str], prefixes: Mapping[str, str]) -> dict[str, Term]:
        """Variable name → term for the values given and the defaults of the header.

        A parameter with neither stays a free variable; an empty value frees one that has a default.
        Raises QueryError for a name that is no parameter, and for a value that cannot be read.
        """
        if unknown := next((name for name in given if name not in self.parameters), None):
            known = f"it has {', '.join(self.parameters)}" if self.parameters else "leave it out; it has none"
            remedy = _meant(unknown, self.parameters, known)
            raise QueryError(f"{self.name} has no parameter {unknown}", remedy=remedy)
        values = {**self.header.defaults, **given}
        return {f"_{name}": term_of(value, prefixes) for name, value in values.items() if value}


Titles = Mapping[str, Mapping[str, str]]
"""Name → language → title."""


class Catalogue:
    """The examples of a project, by name."""

    def __init__(self, examples: Iterable[Example], topics: Titles, columns: Titles) -> None:
        self._by_name = {example.name: example for example in examples}
        self.titles = topics
        """The titles of those topics that topics.toml names."""
        self.columns = columns
        """The titles of those variables that columns.toml names, parameters without their underscore."""

    def __iter__(self) -> Iterator[Example]:
        return iter(sorted(self._by_name.values(), key=lambda example: example.name))

    def __len__(self) -> int:
        return len(self._by_name)

    def find(self, name: str) -> Example:
        """The example of that name; raises NotFoundError."""
        if name not in self._by_name:
            listed = "choose one of queries/examples, listed at /examples"
            raise NotFoundError(f"there is no query named {name}", remedy=_meant(name, self._by_name, listed))
        return self._by_name[name]

    def featured(self) -> Example | None:
        """The first example that asks to be shown first, else the first; None where there is none."""
        return next((e for e in self if e.header.featured), next(iter(self), None))

    def topics(self) -> dict[str, list[Example]]:
        """Topic → its examples by name; the topics sorted."""
        return {t: [e for e in self if e.topic == t] for t in sorted({e.topic for e in self})}


def _meant(name: str, known: Iterable[str], remedy: str) -> str:
    """The remedy, after the known name that is spelt most like this one, if one is."""
    near = get_close_matches(name, list(known), n=1)
    return f"did you mean {near[0]}? {remedy}" if near else remedy


def load(files: Iterable[Path]) -> Catalogue:
    """The catalogue of those query files, titled by the topics.toml and columns.toml beside them.

    Raises SourceError for a file without a header or a form, and for a file of titles that is not one.
    """
    found = list(files)
    topics, columns = (_titles(found, name) for name in ("topics.toml", "columns.toml"))
    return Catalogue((example(file) for file in found), topics, columns)


def _titles(beside: list[Path], name: str) -> Titles:
    """What the file of that name says: one table a topic or variable. Empty where there is none."""
    path = beside[0].parent / name if beside else None
    if path is None or not path.exists():
        return {}
    try:
        found = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"is not TOML: {error}", file=path, remedy="correct the syntax") from error
    if wrong := next((key for key, texts in found.items() if not isinstance(texts, dict)), None):
        raise SourceError(f"gives {wrong} no language", file=path, remedy=f'write {wrong}.en = "…"')
    return found


def example(file: Path) -> Example:
    """The example in that file; raises SourceError."""
    text = read_text(file)
    code = _COMMENT.sub("", text)
    form = _FORM.search(_PREFIX.sub("", code))
    if form is None:
        raise SourceError(
            "holds no SELECT, ASK or CONSTRUCT", file=file, remedy="write the query below its header"
        )
    found = header.parse(text, file)
    parameters = tuple(sorted(set(_PARAMETER.findall(code))))
    unknown = sorted(set(found.defaults) - set(parameters))
    if unknown:
        raise SourceError(
            f"has a default for {unknown[0]}, but no variable ?_{unknown[0]}",
            file=file,
            remedy="name the variable after the parameter",
        )
    return Example(file.stem, text, found, form[1].lower(), parameters)


def term_of(value: str, prefixes: Mapping[str, str]) -> Term:
    """The term that a parameter's value writes (header.py says how); raises QueryError."""
    if absolute := _ABSOLUTE.fullmatch(value):
        return _iri(absolute["bracketed"] or absolute["plain"])
    if tagged := _TAGGED.fullmatch(value):
        return _text(tagged["text"], tagged["language"])
    prefix, colon, local = value.partition(":")
    if colon and prefix in prefixes:
        return _iri(prefixes[prefix] + local)
    if _INTEGER.fullmatch(value):
        return Literal(value, datatype=NamedNode(terms.XSD_INTEGER))
    if _DATE.fullmatch(value):
        return Literal(value, datatype=NamedNode(terms.XSD_DATE))
    return Literal(value)


def _text(text: str, language: str | None) -> Literal:
    try:
        return Literal(text, language=language)
    except ValueError as error:
        raise QueryError(f"{language} is no language tag", remedy="write a tag such as ar or en") from error


def _iri(value: str) -> NamedNode:
    try:
        return NamedNode(value)
    except ValueError as error:
        raise QueryError(f"{value} is not an IRI", remedy="write an absolute IRI") from error


def describe(catalogue: Catalogue, base: str, language: str) -> list[Triple]:
    """The examples as `sh:SPARQLExecutable`s named `{base}query/{name}`, with the prefixes they use.

    rdfs:comment is given in one `language` only, because the editors that read it list an example once
    for each; rdfs:label has every language.
    """
    found = [t for e in catalogue for t in _described(e, base, language)]
    return [*found, *declarations({pair for e in catalogue for pair in _PREFIX.findall(e.text)}, base)]


def targets(catalogue: Catalogue, base: str, endpoint: str) -> list[Triple]:
    """Where the examples can be run: the address that a client uses is known when it asks."""
    return [triple(NamedNode(f"{base}query/{e.name}"), terms.SCHEMA + "target", endpoint) for e in catalogue]


def _described(example: Example, base: str, language: str) -> list[Triple]:
    node = NamedNode(f"{base}query/{example.name}")
    kind, holds = _FORMS[example.form]
    summary = example.header.summary
    shown = language if language in summary else next(iter(summary))
    return [
        triple(node, terms.RDF_TYPE, terms.SH + "SPARQLExecutable"),
        triple(node, terms.RDF_TYPE, terms.SH + kind),
        triple(node, terms.SH + holds, Literal(example.text)),
        triple(node, terms.RDFS + "comment", Literal(summary[shown], language=shown)),
        *(triple(node, terms.RDFS_LABEL, Literal(text, language=tag)) for tag, text in summary.items()),
        *(triple(node, terms.SCHEMA + "keywords", Literal(tag)) for tag in example.header.tags),
        triple(node, terms.SH + "prefixes", f"{base}query/"),
    ]


def declarations(pairs: Iterable[tuple[str, str]], base: str) -> list[Triple]:
    """The prefixes for queries, sorted, each on a node of its own (SHACL 5.2.1)."""
    library = NamedNode(f"{base}query/")
    found = []
    for prefix, namespace in sorted(pairs):
        node = NamedNode(f"{base}query/#prefix-{prefix}")
        address = Literal(namespace, datatype=NamedNode(terms.XSD + "anyURI"))
        found += [
            triple(library, terms.SH + "declare", NamedNode(node.value)),
            triple(node, terms.SH + "prefix", Literal(prefix)),
            triple(node, terms.SH + "namespace", address),
        ]
    return found
