"""Evaluating SPARQL over a store in memory: forms, bindings, scopes, errors."""

import json

import pytest

from dalil.errors import QueryError
from dalil.graph.evaluate import RESULT_FORMATS, Scope, construct, evaluate, memory, select
from dalil.graph.serialise import FORMATS
from dalil.graph.terms import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

EX = "https://example.org/"
A, B, P = NamedNode(EX + "a"), NamedNode(EX + "b"), NamedNode(EX + "p")
TRIPLES = [Triple(A, P, Literal("1")), Triple(B, P, Literal("واحد", language="ar"))]
ALL = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s"


def test_solutions_leave_out_what_is_unbound() -> None:
    """A row has the variables that are bound, in the order of projection."""
    answer = evaluate(memory(TRIPLES), "SELECT ?o ?s ?none { ?s ?p ?o } ORDER BY ?s", {})
    assert answer.variables == ["o", "s", "none"]
    assert answer.rows() == [{"o": Literal("1"), "s": A}, {"o": Literal("واحد", language="ar"), "s": B}]


def test_bindings_hold_before_evaluation() -> None:
    """A variable that is given a term matches only that term."""
    assert evaluate(memory(TRIPLES), ALL, {"s": B}).rows() == [{"s": B, "o": Literal("واحد", language="ar")}]
    assert evaluate(memory(TRIPLES), ALL, {"s": P}).rows() == []


@pytest.mark.parametrize(("text", "truth"), [("ASK { ?s ?p '1' }", True), ("ASK { ?s ?p '2' }", False)])
def test_ask_answers_yes_or_no(text: str, truth: bool) -> None:
    """An ASK query has a boolean and no rows, false as well as true."""
    answer = evaluate(memory(TRIPLES), text, {})
    assert bool(answer.boolean) is truth
    assert answer.rows() == []
    assert json.loads(evaluate(memory(TRIPLES), text, {}).serialise("json", {}))["boolean"] is truth


@pytest.mark.parametrize("ending", sorted(RESULT_FORMATS))
def test_solutions_are_written_in_each_format(ending: str) -> None:
    """Each result format holds the Arabic word as it is, or as its format escapes it."""
    written = evaluate(memory(TRIPLES), ALL, {}).serialise(ending, {}).decode()
    assert "واحد" in written
    assert EX + "b" in written


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_graphs_are_written_in_each_format(ending: str) -> None:
    """What a CONSTRUCT query yields is written in each format of graphs."""
    answer = evaluate(memory(TRIPLES), "CONSTRUCT WHERE { ?s ?p ?o }", {})
    assert EX in answer.serialise(ending, {}).decode()


def test_construct_and_select_read_the_triples_alone() -> None:
    """The short forms query some triples and leave nothing behind."""
    turned = construct(TRIPLES, f"CONSTRUCT {{ ?s <{EX}q> ?o . ?s <{EX}q> ?o }} WHERE {{ ?s ?p ?o }}")
    assert turned == [Triple(t.subject, NamedNode(EX + "q"), t.object) for t in TRIPLES]
    assert select([], ALL) == []


def test_blank_nodes_keep_their_labels() -> None:
    """A label that a file's reading has given survives the store."""
    node = BlankNode("b-ontology-unct-c14n0")
    assert select([Triple(node, P, A)], "SELECT ?s { ?s ?p ?o }") == [{"s": node}]


def test_a_scope_names_the_default_and_the_named_graphs() -> None:
    """Only the graphs of the scope are seen, the default graph as their merge."""
    store = memory([])
    for name in "gh":
        store.add(Quad(A, P, Literal(name), NamedNode(EX + name)))
    store.add(Quad(A, P, Literal("default"), DefaultGraph()))
    default = evaluate(store, ALL, {}, Scope(default=(EX + "g", EX + "h"))).rows()
    assert {str(row["o"]) for row in default} == {'"g"', '"h"'}
    graphs = "SELECT ?g { GRAPH ?g { ?s ?p ?o } }"
    for text in (graphs, graphs.lower()):
        assert evaluate(store, text, {}, Scope(named=(EX + "h",))).rows() == [{"g": NamedNode(EX + "h")}]
    assert evaluate(store, graphs, {}, Scope(named=())).rows() == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("SELECT ?s {\n ?s ?p }", 2, "column 9: expected"),
        ("SELECT ?s {\n\n no:s ?p ?o }", 3, "prefix no: is not declared"),
        ("PREFIX ex: <http://e/>\n# a:b\nSELECT ?s { ?s ?p 'a:b' . ex:s ?p }", 3, "expected"),
        ("", 1, "expected"),
        ("SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }", 1, "unbound"),
        ("SELECT *\n" + "{" * 50_000 + "}" * 50_000, 2, "nests deeper"),
        ("ASK { FILTER(\n" + "(" * 50_000 + "1" + ")" * 50_000 + ") }", 2, "nests deeper"),
        ("ASK {\n ?s ?p " + "<<( ?s ?p " * 50_000 + "1" + " )>>" * 50_000 + " }", 2, "nests deeper"),
    ],
    ids=["syntax", "prefix", "strings", "empty", "grouping", "groups", "brackets", "triples"],
)
def test_malformed_queries_are_refused_by_line(text: str, line: int, said: str) -> None:
    """A malformed query is told where and what was expected, in one line with a remedy."""
    with pytest.raises(QueryError, match=said) as caught:
        evaluate(memory([]), text, {})
    assert line == caught.value.line
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
