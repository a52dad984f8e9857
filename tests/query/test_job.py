"""What the server and its workers tell each other."""

import pytest

from dalil.errors import DalilError, QueryError, RefusedError
from dalil.graph.evaluate import Scope
from dalil.graph.terms import BlankNode, Literal, NamedNode, Term, Triple
from dalil.query.job import Job, bind, decode_error, encode_error

TERMS: dict[str, Term] = {
    "iri": NamedNode("urn:x"),
    "text": Literal('100% "قال"\t\\ \n', language="ar"),
    "number": Literal(12),
    "triple": Triple(BlankNode("b"), NamedNode("urn:p"), Literal("x")),
}


def test_a_job_arrives_as_it_was_sent() -> None:
    """Text, bound terms of every kind, dataset, formats and deadline survive the way."""
    job = Job("ASK {}", bind(TERMS), ("urn:a",), (), has_scope=True, results="json", graphs="ttl")
    assert Job.decode(job.encode()) == job
    assert job.terms == TERMS
    assert job.scope == Scope(("urn:a",), ())


def test_without_bindings_and_dataset_the_text_decides() -> None:
    """No bindings bind nothing, and no scope leaves the dataset to the query."""
    job = Job.decode(Job("ASK {}", bind({})).encode())
    assert (job.terms, job.scope) == ({}, None)


@pytest.mark.parametrize(
    ("text", "repeatable"),
    [
        ("SELECT (NOW() AS ?now) {}", False),
        ("SELECT (rand () AS ?x) {}", False),
        ("SELECT (STRUUID() AS ?x) {}", False),
        ("SELECT ?now { ?now ?rand ?uuid }", True),
    ],
)
def test_clock_and_chance_give_another_answer_each_time(text: str, repeatable: bool) -> None:
    """Functions whose value changes are known; variables of their names are not taken for them."""
    assert Job(text).is_repeatable is repeatable


@pytest.mark.parametrize("error", [QueryError("bad", line=3, remedy="mend"), RefusedError("no")])
def test_a_mistake_keeps_its_kind(error: DalilError) -> None:
    """Class, message, line and remedy of an error are the same on the other side."""
    found = decode_error(encode_error(error))
    assert (type(found), str(found), found.line) == (type(error), str(error), error.line)
