"""Short ways to write triples about things of the tests."""

from collections.abc import Iterable
from itertools import pairwise

from dalil.graph.ntriples import read_ntriples
from dalil.graph.terms import NamedNode, Term, Triple, triple
from dalil.reason.reasoner import Reasoned
from dalil.terms import RDF_FIRST, RDF_NIL, RDF_REST


def named(local: str) -> NamedNode:
    """A thing of these tests."""
    return NamedNode(f"http://example.org/{local}")


def fact(subject: str, predicate: str, value: str | Term) -> Triple:
    """A triple about things of these tests; the predicate is theirs too unless it is an IRI."""
    found = named(value) if isinstance(value, str) and ":" not in value else value
    return triple(named(subject), predicate if ":" in predicate else named(predicate).value, found)


def collection(name: str, *elements: str) -> list[Triple]:
    """A list whose first cell is `name`0."""
    cells = [f"{name}{place}" for place in range(len(elements))]
    rest = [fact(cell, RDF_REST, after) for cell, after in pairwise(cells)]
    firsts = [fact(cell, RDF_FIRST, element) for cell, element in zip(cells, elements, strict=True)]
    return [*firsts, *rest, fact(cells[-1], RDF_REST, RDF_NIL)]


def lines(blocks: Iterable[str]) -> set[str]:
    """N-Triples, a line each."""
    return set("".join(blocks).splitlines())


def new(reasoned: Reasoned) -> set[Triple]:
    """The conclusions as triples."""
    return set(read_ntriples("".join(reasoned.inferred())))
