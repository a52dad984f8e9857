"""The dataset that clients see: disjoint parts, one graph a claim, and their union as default."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dalil import terms
from dalil.graph.clauses import dataset_clause
from dalil.graph.evaluate import Scope
from dalil.graph.terms import NamedNode, Quad, Triple

PARTS = ("asserted", "ontology", "record", "evidence", "links", "inferred")
"""The parts of the default graph, in the order in which each triple is counted once."""
META = "meta"
_DESCRIBING = (terms.VOID, terms.SH)
"""Namespaces of the words in which the dataset describes itself and its queries."""

_GRAPH = re.compile(r"graph|\\u", re.IGNORECASE)
"""What stands in every text that looks into a named graph, be it in escapes."""
_PREFIX = re.compile(r"\bPREFIX\s++([^\s:]*+)\s*+:\s*+<([^<>\s]*+)>", re.IGNORECASE)
_BASE = re.compile(r"\bBASE\s*+<([^<>\s]*+)>", re.IGNORECASE)
_USED = re.compile(r"(?<![\w.-])([\w.-]*+):(?=\w)")
_BACKWARDS = re.compile(r"[^\s:<>(){}\[\],;|^/\"'*+?!&=]*+")
"""The name of a prefix, read from its end: these run over texts that strangers send, in linear time."""


@dataclass(frozen=True)
class Layout:
    """How the graphs of a store make a dataset.

    `base` is what the names of the parts begin with; `prefixes` are those of the project, which queries may
    be told to declare; `default` names the graph that is the default graph, empty where the store has one of
    its own; `graphs` are named graphs that exist though they be empty.
    """

    base: str
    prefixes: Mapping[str, str]
    default: str = ""
    graphs: tuple[str, ...] = ()

    @classmethod
    def of(cls, base: str, prefixes: Mapping[str, str], manifest: Mapping[str, Any]) -> "Layout":
        """That of a generation: its manifest may list graphs, of which one that is alone is the default."""
        graphs = tuple(manifest.get("graphs", ()))
        return cls(base, prefixes, graphs[0] if len(graphs) == 1 else "", graphs)


@dataclass(frozen=True)
class Dataset:
    """The triples of each part, of each asserted claim (by IRI), and about the dataset itself."""

    base: str
    parts: Mapping[str, frozenset[Triple]]
    claims: Mapping[str, frozenset[Triple]]
    meta: frozenset[Triple]

    @classmethod
    def of(
        cls,
        base: str,
        parts: Mapping[str, Iterable[Triple]],
        claims: Mapping[str, Iterable[Triple]],
        meta: Iterable[Triple],
    ) -> "Dataset":
        """The dataset of those parts, made disjoint: a triple stays in the first of PARTS."""
        seen: set[Triple] = set()
        disjoint: dict[str, frozenset[Triple]] = {}
        for name in PARTS:
            disjoint[name] = frozenset(parts.get(name, ())) - seen
            seen |= disjoint[name]
        return cls(base, disjoint, {i: frozenset(t) for i, t in claims.items()}, frozenset(meta))

    def default(self) -> Iterator[Triple]:
        """Every triple of the default graph, once."""
        for name in PARTS:
            yield from self.parts[name]

    def stored(self) -> Iterator[Quad]:
        """Every quad that a generation stores: the default graph, the parts, claims and meta."""
        for triple in self.default():
            yield Quad(*triple)
        for name in PARTS:
            yield from _named(self.parts[name], part_iri(self.base, name))
        yield from self._apart()

    def exported(self) -> Iterator[Quad]:
        """Every quad once: the parts are left out, since the default graph is their union."""
        for triple in self.default():
            yield Quad(*triple)
        yield from self._apart()

    def _apart(self) -> Iterator[Quad]:
        """What named graphs hold besides the parts: claims and meta."""
        for iri, triples in self.claims.items():
            yield from _named(triples, iri)
        yield from _named(self.meta, part_iri(self.base, META))


def part_iri(base: str, name: str) -> str:
    """IRI of the graph that holds a part, or the description of the dataset (META)."""
    return f"{base}graph/{name}"


def scope_of(text: str, base: str, names: Iterable[str]) -> Scope:
    """The scope in which a query is read: a part is visible only where the query names it.

    Otherwise `GRAPH ?g` would list every triple once for its claim and once for its part. A query
    with a dataset clause of its own (FROM) gets what it asks for. `names` are the IRIs of all named
    graphs of the store.

    A query in the words of the description (VoID, SHACL), such as editors send, is asked of the
    description, unless it names that graph itself: the default graph never speaks in them.
    """
    if dataset_clause(text):
        return Scope()
    said = _Text(text, _PREFIX.findall(text), ("", base, *_BASE.findall(text)))
    meta = part_iri(base, META)
    asks = any(map(said.uses, _DESCRIBING)) and not said.names(meta)
    return Scope((meta,) if asks else None, _visible(said, base, names))


def _visible(said: "_Text", base: str, names: Iterable[str]) -> tuple[str, ...] | None:
    """The named graphs but for the parts that the query does not name.

    None, which is all, for a query that looks into none, as most do: to list them takes longer than it does.
    """
    if not _GRAPH.search(said.text):
        return None
    hidden = {iri for name in PARTS if not said.names(iri := part_iri(base, name))}
    return tuple(name for name in names if name not in hidden)


@dataclass(frozen=True)
class _Text:
    """The text of a query, its prefixes with their namespaces, and what relative IRIs in it may be below."""

    text: str
    prefixes: Sequence[tuple[str, str]]
    bases: Sequence[str]

    def uses(self, space: str) -> bool:
        """Whether it uses a term of that namespace; to declare a prefix for it is no use."""
        if f"<{space}" in self.text.replace(f"<{space}>", ""):
            return True
        prefixes = {prefix for prefix, namespace in self.prefixes if namespace == space}
        return bool(prefixes) and not prefixes.isdisjoint(_USED.findall(self.text))

    def names(self, iri: str) -> bool:
        """Whether it writes that IRI: in full, by a prefix that it declares, or below a base."""
        written = {f"<{iri.removeprefix(base)}>" for base in self.bases}
        return any(form in self.text for form in written) or self._is_prefixed(iri)

    def _is_prefixed(self, iri: str) -> bool:
        prefixes: dict[str, set[str]] = {}
        for prefix, namespace in self.prefixes:
            if iri.startswith(namespace):
                prefixes.setdefault(iri.removeprefix(namespace), set()).add(prefix)
        return any(
            _word_before(piece) in names
            for local, names in prefixes.items()
            for form in {local, local.replace("/", r"\/")}
            for piece in self.text.split(f":{form}")[:-1]
        )


def _word_before(text: str) -> str:
    """The name with which a text ends; empty where it ends otherwise."""
    found = _BACKWARDS.match(text[::-1])
    return found.group()[::-1] if found else ""


def _named(triples: Iterable[Triple], iri: str) -> Iterator[Quad]:
    graph = NamedNode(iri)
    return (Quad(t.subject, t.predicate, t.object, graph) for t in triples)
