"""The changes that are measured: triples that go and come back, at random and where it costs most."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from dalil.graph.ntriples import read_ntriples
from dalil.graph.terms import NamedNode, Triple
from dalil.terms import OWL, RDF, RDF_TYPE, RDFS

BATCH: Final = 1000
CLIQUE: Final = 100
_HUBS: Final = 10
_SCHEMA: Final = (RDF, RDFS, OWL)
_SAME: Final = NamedNode(OWL + "sameAs")
_NEXT: Final = NamedNode("http://example.org/clique/next")


class Case(NamedTuple):
    """Changes of one kind, each a set of triples that is removed and then added again."""

    name: str
    changes: Sequence[Sequence[Triple]]


def cases(source: Path, singles: int) -> list[Case]:
    """The cases over the triples of a file and the clique; so many single changes at random."""
    return list(_cases(read_ntriples(source.read_text("utf-8")), singles))


def _cases(triples: Sequence[Triple], singles: int) -> Iterator[Case]:
    chance = random.Random(2026)
    data = [triple for triple in triples if _is_data(triple)]
    axioms = [t for t in triples if t.predicate.value == RDFS + "subClassOf"]
    named = [t for t in axioms if isinstance(t.object, NamedNode)]
    batch = min(BATCH, len(data) // 2)
    yield Case("one triple at random", [[t] for t in chance.sample(data, min(singles, len(data)))])
    yield Case("one triple of a hub", [[t] for t in _of_hubs(data)])
    yield Case(f"one link of {CLIQUE} equal things", [[t] for t in clique()[: CLIQUE - 1 : CLIQUE // 10]])
    yield Case("one axiom", [[t] for t in chance.sample(named, min(10, len(named)))])
    yield Case(f"a batch of {batch:,}", [chance.sample(data, batch) for _ in range(5)])


def clique() -> list[Triple]:
    """Premises beside those of the input: things that are the same, each as the next, and a ring of facts."""
    things = [NamedNode(f"http://example.org/clique/{place}") for place in range(CLIQUE)]
    links = [Triple(one, _SAME, other) for one, other in pairwise(things)]
    return links + [Triple(one, _NEXT, things[place - 1]) for place, one in enumerate(things)]


def _of_hubs(data: Sequence[Triple]) -> list[Triple]:
    """A triple about each of the things of which most is said, to another thing."""
    said = Counter(str(end) for triple in data for end in (triple.subject, triple.object))
    links = [t for t in data if isinstance(t.object, NamedNode) and t.predicate.value != RDF_TYPE]
    about = {str(triple.subject): triple for triple in links}
    hubs = (end for end, _ in said.most_common() if end in about)
    return [about[hub] for hub, _ in zip(hubs, range(_HUBS), strict=False)]


def _is_data(triple: Triple) -> bool:
    if triple.predicate.value == RDF_TYPE:
        return isinstance(triple.object, NamedNode) and not triple.object.value.startswith(_SCHEMA)
    return not triple.predicate.value.startswith(_SCHEMA)
