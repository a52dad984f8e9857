"""Evaluating SPARQL: text and bindings in, an answer in memory out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import IO, TypeAlias

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Variable,
)

from dalil.errors import QueryError
from dalil.graph.serialise import serialise, write
from dalil.graph.terms import Term, Triple

__all__ = [
    "EVERYTHING",
    "RESULT_FORMATS",
    "Answer",
    "PrefixError",
    "Row",
    "Scope",
    "Store",
    "construct",
    "evaluate",
    "memory",
    "select",
]

Row: TypeAlias = dict[str, Term]

RESULT_FORMATS: Mapping[str, QueryResultsFormat] = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
"""Ending → format of SELECT and ASK results."""


_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_CLASSES = re.compile(r"(one of |, )?\[(_|'.*)\]", re.DOTALL)
"""Sets of characters in what the parser says it expected."""
_NO_CODE = re.compile(r"(?<=[:\s{(,;.])<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*")
_BRACKET = re.compile(r"<<|>>|[(\[{)\]}]")
_OPENING = frozenset({"(", "[", "{", "<<"})
_DEEPEST = 100
"""How far brackets may nest: the engine walks a query by recursion, and its stack ends the process."""
_DECLARED = re.compile(r"\bprefix\s+([\w-]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w:?$-])([A-Za-z][\w-]*):(?=[\w%\\])")


@dataclass(frozen=True)
class Scope:
    """The RDF dataset of a query: IRIs of its default graphs and of its named graphs.

    None stands for what the store has: its default graph, all of its named graphs.
    """

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


class PrefixError(QueryError):
    """A query with a prefix that it does not declare."""

    def __init__(self, prefix: str, line: int) -> None:
        super().__init__(f"the prefix {prefix}: is not declared", line=line, remedy="add its PREFIX line")
        self.prefix = prefix


EVERYTHING = Scope()
NO_GRAPHS: Mapping[str, Iterable[Triple]] = MappingProxyType({})


@dataclass(frozen=True)
class Answer:
    """What a query returned; one of the three is set, by the query's form."""

    solutions: QuerySolutions | None = None
    boolean: QueryBoolean | None = None
    triples: QueryTriples | None = None

    @property
    def variables(self) -> list[str]:
        """Names of the projected variables, in order; empty for the other forms."""
        return [v.value for v in self.solutions.variables] if self.solutions else []

    @property
    def kind(self) -> str:
        """`solutions`, `boolean` or `triples`: which of the three it is."""
        if self.triples is not None:
            return "triples"
        return "boolean" if self.boolean is not None else "solutions"

    def rows(self) -> list[Row]:
        """The solutions, unbound variables left out; they can be read once."""
        names = self.variables
        found = self.solutions or ()
        return [{n: s[n] for n in names if s[n] is not None} for s in found]

    def serialise(self, ending: str, prefixes: Mapping[str, str]) -> bytes:
        """The answer in the format of that file ending.

        One of RESULT_FORMATS for solutions and booleans, of `serialise.FORMATS` for graphs.
        """
        if self.triples is not None:
            return serialise(self.triples, ending, prefixes)
        return self._outcome.serialize(format=RESULT_FORMATS[ending]) or b""

    def write(self, sink: IO[bytes], ending: str, prefixes: Mapping[str, str]) -> None:
        """Write the answer in the format of that file ending, while it is being found.

        Raises QueryError where the evaluation fails midway.
        """
        try:
            if self.triples is not None:
                write(self.triples, sink, ending, prefixes)
            else:
                self._outcome.serialize(sink, format=RESULT_FORMATS[ending])
        except (RuntimeError, ValueError) as error:
            raise _unevaluable(error) from error

    @property
    def _outcome(self) -> QuerySolutions | QueryBoolean:
        outcome = self.solutions if self.solutions is not None else self.boolean
        if outcome is None:
            raise ValueError("an answer holds one of its three forms")
        return outcome


def evaluate(
    store: Store, text: str, bindings: Mapping[str, Term], scope: Scope = EVERYTHING, base: str = ""
) -> Answer:
    """The answer to the query `text`, its variables bound to `bindings` before evaluation.

    Relative IRIs are resolved against `base`, unless the text has a BASE of its own. Only projected
    variables can be bound (SEP-0007). Raises QueryError with line and column.
    """
    _require_shallow(text)
    try:
        outcome = store.query(
            text,
            base_iri=base or None,
            default_graph=_graphs(scope.default),
            named_graphs=_named(scope.named),
            substitutions={Variable(name): term for name, term in bindings.items()} or None,
        )
    except SyntaxError as error:
        raise _malformed(text, str(error.msg)) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise _unevaluable(error) from error
    if isinstance(outcome, QuerySolutions):
        return Answer(solutions=outcome)
    if isinstance(outcome, QueryTriples):
        return Answer(triples=outcome)
    return Answer(boolean=outcome)


def construct(triples: Iterable[Triple], text: str) -> list[Triple]:
    """What a CONSTRUCT query yields over those triples alone, sorted, each once."""
    answer = evaluate(memory(triples), text, {})
    return sorted(set(answer.triples or ()), key=str)


def select(triples: Iterable[Triple], text: str) -> list[Row]:
    """The solutions of a SELECT query over those triples alone."""
    return evaluate(memory(triples), text, {}).rows()


def memory(triples: Iterable[Triple], graphs: Mapping[str, Iterable[Triple]] = NO_GRAPHS) -> Store:
    """A store in memory whose default graph holds the triples, its named graphs those of `graphs`."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    for name, members in graphs.items():
        graph = NamedNode(name)
        store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in members)
    return store


def _require_shallow(text: str) -> None:
    """Raise QueryError where brackets nest deeper than the engine can follow, in strings too."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth = depth + 1 if found.group() in _OPENING else max(depth - 1, 0)
        if depth > _DEEPEST:
            raise QueryError(
                f"the query nests deeper than {_DEEPEST} brackets",
                line=text.count("\n", 0, found.start()) + 1,
                remedy="write it flatter",
            )


def _unevaluable(error: Exception) -> QueryError:
    return QueryError(f"the query cannot be evaluated: {error}")


def _malformed(text: str, said: str) -> QueryError:
    """The error for what the parser said, with its line; an undeclared prefix is named as one."""
    place = _PLACE.match(said)
    line, column, expected = place.groups() if place else (0, 0, said)
    code = _NO_CODE.sub(" ", text)
    declared = set(_DECLARED.findall(code))
    for prefix in _USED.findall(code):
        if prefix not in declared:
            return PrefixError(prefix, int(line))
    return QueryError(
        f"the query is malformed at column {column}: expected {_CLASSES.sub('', expected)}",
        line=int(line),
        remedy="correct the SPARQL there",
    )


def _graphs(iris: tuple[str, ...] | None) -> list[NamedNode | BlankNode | DefaultGraph] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def _named(iris: tuple[str, ...] | None) -> list[NamedNode | BlankNode] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]
