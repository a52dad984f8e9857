"""Writing RDF: one order for equal sets, in every format that clients ask for."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

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
    kind = FORMATS[ending]
    named = dict(prefixes) if ending in {"ttl", "trig", "rdf"} else None
    return serialize(ordered, format=kind, prefixes=named) or b""


def ntriples(triples: Iterable[Triple]) -> str:
    """The triples as sorted N-Triples text: how other engines receive them."""
    return "".join(sorted(f"{triple} .\n" for triple in set(triples)))
