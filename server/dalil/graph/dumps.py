"""The whole dataset as files that lie beside a generation, so that a download streams and can resume."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import serialize

from dalil import terms
from dalil.graph.dataset import Dataset
from dalil.graph.serialise import FORMATS, declared
from dalil.graph.terms import DefaultGraph, NamedNode, Quad, Resource, Term, Triple, resource, value

ENDINGS = ("trig", "nq", "ttl")
"""Formats of a dump; Turtle holds the default graph alone."""
RDF_11, RDF_12 = "dump", "dump-1.2"
"""Stems of the files: plain RDF 1.1; RDF 1.2, in which each claim reifies the triples that it makes."""
NAMES = tuple(f"{stem}.{ending}" for stem in (RDF_11, RDF_12) for ending in ENDINGS)

_PROPOSITION = (terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT)


def write(folder: Path, dataset: Dataset, prefixes: Mapping[str, str]) -> None:
    """Write every dump into the folder: sorted, the same bytes for equal datasets."""
    exported = set(dataset.exported())
    reified = {Quad(*triple) for triple in reifications(dataset)}
    for stem, quads in ((RDF_11, exported), (RDF_12, exported | reified)):
        ordered = sorted(quads, key=str)
        for ending in ENDINGS:
            _write(folder / f"{stem}.{ending}", ordered, ending, prefixes)


def _write(path: Path, quads: Iterable[Quad], ending: str, prefixes: Mapping[str, str]) -> None:
    found = quads if ending != "ttl" else (q.triple for q in quads if q.graph_name == DefaultGraph())
    serialize(found, output=path, format=FORMATS[ending], prefixes=declared(ending, prefixes))


def reifications(dataset: Dataset) -> Iterator[Triple]:
    """`claim rdf:reifies <<( s p o )>>` for what each claim says, asserted or not (RDF 1.2 Concepts, 1.5).

    A triple term asserts nothing, so that hedged and denied claims have theirs too.
    """
    for iri, triples in dataset.claims.items():
        yield from (_reifies(NamedNode(iri), triple) for triple in triples)
    described: dict[Resource, dict[str, Term]] = {}
    for triple in dataset.parts["evidence"]:
        if triple.predicate.value in _PROPOSITION:
            described.setdefault(resource(triple.subject), {})[triple.predicate.value] = triple.object
    for claim, found in described.items():
        subject, predicate, held = (found[name] for name in _PROPOSITION)
        yield _reifies(claim, Triple(resource(subject), NamedNode(value(predicate)), held))


def _reifies(claim: Resource, said: Triple) -> Triple:
    return Triple(claim, NamedNode(terms.RDF_REIFIES), said)
