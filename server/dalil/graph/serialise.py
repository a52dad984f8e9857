"""Writing RDF: one order for equal sets, in every format that clients ask for."""

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import IO, TypeVar

from pyoxigraph import Quad, RdfFormat, serialize

from dalil.graph.terms import Triple

_Statement = TypeVar("_Statement", Triple, Quad)

FORMATS: Mapping[str, RdfFormat] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
"""File ending → format: Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD."""


def serialise(statements: Iterable[_Statement], ending: str, prefixes: Mapping[str, str]) -> bytes:
    """The statements in UTF-8, sorted, without repetition, in the format of that file ending."""
    ordered = sorted(set(statements), key=str)
    return serialize(ordered, format=FORMATS[ending], prefixes=declared(ending, prefixes)) or b""


SORTED = 10_000
"""Triples of an answer that are put in order before the first is written."""


def write(triples: Iterable[Triple], sink: IO[bytes], ending: str, prefixes: Mapping[str, str]) -> None:
    """Write triples as they come; where they are few, sorted and without repetition, as `serialise`."""
    found = iter(triples)
    first = list(islice(found, SORTED + 1))
    ordered = chain(first, found) if len(first) > SORTED else sorted(set(first), key=str)
    serialize(ordered, output=sink, format=FORMATS[ending], prefixes=declared(ending, prefixes))


def declared(ending: str, prefixes: Mapping[str, str]) -> dict[str, str] | None:
    """The prefixes that a file of that ending declares; None where its format has none, or none is wanted."""
    return dict(prefixes) if ending in {"ttl", "trig", "rdf"} else None


def ntriples(triples: Iterable[Triple]) -> str:
    """The triples as sorted N-Triples text: how other engines receive them."""
    return "".join(sorted(f"{triple} .\n" for triple in set(triples)))
