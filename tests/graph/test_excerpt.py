"""The beginning of an answer, for a page."""

import pytest

from dalil.graph import excerpt
from dalil.graph.evaluate import evaluate, memory
from dalil.graph.excerpt import Excerpt
from dalil.graph.terms import Literal, NamedNode, Triple

NAME = NamedNode("urn:name")
TRIPLES = [Triple(NamedNode(f"urn:{n}"), NAME, Literal(f"{n}\t", language="ar")) for n in range(9)]


def _excerpt(query: str, most: int = 3) -> Excerpt:
    return excerpt.read(excerpt.write(evaluate(memory(TRIPLES), query, {}), most))


def test_rows_are_shown_up_to_the_limit_and_counted() -> None:
    """The first rows come with their terms, unbound ones left out; the total counts all."""
    found = _excerpt("SELECT ?s ?none ?o { ?s ?p ?o } ORDER BY ?s")
    assert found.variables == ("s", "none", "o")
    assert found.rows == tuple({"s": t.subject, "o": t.object} for t in TRIPLES[:3])
    assert found.total == 9


def test_triples_are_sorted_and_counted() -> None:
    """Of a graph the first triples in order are shown."""
    found = _excerpt("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert (found.triples, found.total) == (tuple(TRIPLES[:3]), 9)


@pytest.mark.parametrize(("query", "truth"), [("ASK {}", True), ("ASK { ?s <urn:none> ?o }", False)])
def test_an_ask_is_true_or_false(query: str, truth: bool) -> None:
    """A boolean is no table."""
    assert _excerpt(query) == Excerpt(boolean=truth)


@pytest.mark.parametrize(("query", "total"), [("SELECT * {}", 1), ("SELECT ?s { ?s <urn:none> ?o }", 0)])
def test_answers_without_variables_or_rows(query: str, total: int) -> None:
    """One empty row is one row, no row is none."""
    found = _excerpt(query)
    assert (len(found.rows), found.total) == (total, total)
