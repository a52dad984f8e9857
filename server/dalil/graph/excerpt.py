"""The beginning of an answer, for people: its first rows and how many there are, as bytes and back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import count

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from dalil.graph.evaluate import Answer, Row
from dalil.graph.ntriples import read_ntriples, text
from dalil.graph.terms import Term, Triple


@dataclass(frozen=True)
class Excerpt:
    """What an answer begins with; `total` counts the rows or triples of the whole answer.

    `boolean` is None unless the query was an ASK, `triples` None unless it describes a graph.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    triples: tuple[Triple, ...] | None = None
    boolean: bool | None = None
    total: int = 0


def write(answer: Answer, most: int) -> bytes:
    """The excerpt of an answer with at most so many rows or triples, triples sorted; `read` reads it."""
    if answer.triples is not None:
        counted = count()
        first = nsmallest(most, map(_first, answer.triples, counted), key=str)
        return _encoded({"triples": "".join(f"{t} .\n" for t in first), "total": next(counted)})
    if answer.boolean is not None:
        return _encoded({"boolean": bool(answer.boolean)})
    rows, total = [], 0
    for solution in answer.solutions or ():
        total += 1
        if total <= most:
            rows.append([solution[name] for name in answer.variables])
    written = {"variables": answer.variables, "rows": write_rows(answer.variables, rows)}
    return _encoded({**written, "total": total})


def read(encoded: bytes) -> Excerpt:
    """The excerpt that `write` wrote."""
    found = json.loads(encoded)
    if "triples" in found:
        return Excerpt(triples=tuple(read_ntriples(found["triples"])), total=found["total"])
    if "boolean" in found:
        return Excerpt(boolean=found["boolean"])
    return Excerpt(tuple(found["variables"]), tuple(read_rows(found["rows"])), total=found["total"])


def write_rows(names: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> str:
    """Rows of terms as SPARQL's TSV writes them."""
    lines = ["\t".join(f"?{name}" for name in names), *("\t".join(map(_cell, row)) for row in rows)]
    return "".join(f"{line}\n" for line in lines)


def read_rows(tsv: str) -> list[Row]:
    """The rows that `write_rows` wrote, unbound variables left out."""
    found = parse_query_results(tsv, format=QueryResultsFormat.TSV)
    if not isinstance(found, QuerySolutions):
        raise TypeError("TSV holds solutions")
    return Answer(found).rows()


def _first(triple: Triple, _number: int) -> Triple:
    return triple


def _cell(term: Term | None) -> str:
    return "" if term is None else text(term)


def _encoded(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
