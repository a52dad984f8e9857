"""Solutions of a SELECT query, from a file or a response, and when two sequences of them are equal.

Decimals, floats and doubles are equal by value: no specification says how a computed one is written.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    Store,
    Triple,
    parse_query_results,
)

from dalil.graph.terms import Term, value
from dalil.terms import RDF_TYPE, XSD
from tests.w3c.sparql.manifest import text_of, values

RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
Solution: TypeAlias = Mapping[str, Term]
Names: TypeAlias = Mapping[str, str]
"""Label of a blank node here → its label there."""


@dataclass(frozen=True)
class Solutions:
    """The variables, and the solutions in their order."""

    variables: frozenset[str]
    rows: tuple[Solution, ...]


def read(content: bytes, ending: str) -> Solutions | bool:
    """The results that a document holds, by its file ending: srx, srj or tsv."""
    kind = QueryResultsFormat.from_extension(ending)
    found = parse_query_results(content, format=kind)
    if isinstance(found, QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    rows = tuple({n: _by_value(s[n]) for n in names if s[n] is not None} for s in found)
    return Solutions(frozenset(names), rows)


def read_csv(content: bytes) -> Solutions:
    """The solutions of a CSV document, in which everything but a blank node is text."""
    names, *lines = csv.reader(io.StringIO(content.decode()))
    rows = (dict(zip(names, map(_cell, line), strict=True)) for line in lines)
    return Solutions(frozenset(names), tuple(rows))


def described(graph: Store) -> Solutions | bool | None:
    """The results that a graph describes in the vocabulary of result sets; None where it describes none."""
    heads = list(graph.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(RS + "ResultSet")))
    if not heads:
        return None
    head = heads[0].subject
    for answer in values(graph, head, RS + "boolean"):
        return value(answer) == "true"
    names = frozenset(text_of(each) for each in values(graph, head, RS + "resultVariable"))
    rows = sorted(values(graph, head, RS + "solution"), key=lambda row: _index(graph, row))
    return Solutions(names, tuple(_row(graph, row) for row in rows))


def equal(left: Solutions, right: Solutions) -> bool:
    """Whether the solutions are the same in any order, for some renaming of blank nodes."""
    if left.variables != right.variables or len(left.rows) != len(right.rows):
        return False
    fixed = [Counter(map(_key, filter(_is_fixed, side.rows))) for side in (left, right)]
    loose = [[row for row in side.rows if not _is_fixed(row)] for side in (left, right)]
    return fixed[0] == fixed[1] and _matched(loose[0], loose[1], {})


def equal_in_order(left: Solutions, right: Solutions) -> bool:
    """Whether the solutions are the same in the same order, for some renaming of blank nodes."""
    if left.variables != right.variables or len(left.rows) != len(right.rows):
        return False
    names: Names = {}
    for ours, theirs in zip(left.rows, right.rows, strict=True):
        extended = _renamed(ours, theirs, names)
        if extended is None:
            return False
        names = extended
    return True


def included(left: Solutions, right: Solutions) -> bool:
    """Whether both hold the same solutions, of which the left may repeat each less often (REDUCED)."""
    ours, theirs = Counter(map(_key, left.rows)), Counter(map(_key, right.rows))
    return left.variables == right.variables and set(ours) == set(theirs) and ours <= theirs


def _matched(left: Sequence[Solution], right: Sequence[Solution], names: Names) -> bool:
    if not left:
        return True
    for position, row in enumerate(right):
        extended = _renamed(left[0], row, names)
        if extended is not None and _matched(left[1:], [*right[:position], *right[position + 1 :]], extended):
            return True
    return False


def _renamed(left: Solution, right: Solution, names: Names) -> Names | None:
    """The renaming extended so that it makes one solution the other; None where none does."""
    if left.keys() != right.keys():
        return None
    found: Names | None = names
    for name in left:
        found = None if found is None else _unified(left[name], right[name], found)
    return found


def _unified(left: Term, right: Term, names: Names) -> Names | None:
    if isinstance(left, Triple) and isinstance(right, Triple):
        found: Names | None = names
        for ours, theirs in zip(left, right, strict=True):
            found = None if found is None else _unified(ours, theirs, found)
        return found
    if isinstance(left, BlankNode) and isinstance(right, BlankNode):
        known = names.get(left.value)
        if known is None and right.value not in names.values():
            return {**names, left.value: right.value}
        return names if known == right.value else None
    return names if left == right else None


def _by_value(term: Term) -> Term:
    """The term; a decimal, float or double in the one form that its value has here."""
    if not isinstance(term, Literal) or term.datatype.value not in NUMBERS:
        return term
    try:
        return Literal(NUMBERS[term.datatype.value](term.value), datatype=term.datatype)
    except (ValueError, ArithmeticError):
        return term


def _cell(text: str) -> Term:
    return BlankNode(text.removeprefix("_:")) if text.startswith("_:") else Literal(text)


def _decimal(text: str) -> str:
    return str(Decimal(text).normalize())


def _double(text: str) -> str:
    return repr(float(text))


NUMBERS: Final[Mapping[str, Callable[[str], str]]] = {
    XSD + "decimal": _decimal,
    XSD + "double": _double,
    XSD + "float": _double,
}
"""Datatype → the one form of a value."""


def _is_fixed(row: Solution) -> bool:
    return "_:" not in "".join(map(_plain, row.values()))


def _plain(term: Term) -> str:
    """The term as text, a literal without its own."""
    return "" if isinstance(term, Literal) else str(term)


def _key(row: Solution) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(term)) for name, term in row.items()))


def _index(graph: Store, row: Term) -> int:
    return next((int(value(each)) for each in values(graph, row, RS + "index")), 0)


def _row(graph: Store, row: Term) -> Solution:
    bindings = values(graph, row, RS + "binding")
    return {
        text_of(values(graph, each, RS + "variable")[0]): _by_value(values(graph, each, RS + "value")[0])
        for each in bindings
    }
