"""Handlers of the tests that evaluate or parse a query: each asserts what its type says."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, Quad, RdfFormat, Store, parse

from dalil.graph.clauses import dataset_clause
from dalil.graph.parse import document
from dalil.graph.terms import value
from tests.w3c.sparql import solutions
from tests.w3c.sparql.manifest import Case, path
from tests.w3c.sparql.server import Asked, Reply
from tests.w3c.sparql.solutions import Solutions

RESULTS: Final = "application/sparql-results+xml, text/turtle;q=0.9"
"""What is accepted where the expected result does not say which format is tested."""
MEDIA: Final = {
    "srx": "application/sparql-results+xml",
    "srj": "application/sparql-results+json",
    "tsv": "text/tab-separated-values",
    "csv": "text/csv",
}
"""File ending of an expected result → the media type to ask for."""


def files(case: Case) -> set[str]:
    """IRIs of the files that the query of a test reads."""
    clause = dataset_clause(case.text)
    named = [*case.data, *case.graphs] or (clause.graphs if clause else ())
    return {urlsplit(iri)._replace(fragment="").geturl() for iri in named}


def evaluates(case: Case, endpoint: Asked) -> None:
    """The query has the expected solutions, boolean or graph."""
    ending = case.result.suffix.removeprefix(".")
    reply = asked(case, endpoint, MEDIA.get(ending, RESULTS))
    assert reply.status == 200, reply.body.decode()
    if ending in MEDIA:
        assert reply.media == MEDIA[ending]
        _require_equal(case, results(reply), solutions.read(case.result.read_bytes(), ending))
        return
    graph = Store()
    graph.extend(document(case.result, case.result.as_uri()))
    described = solutions.described(graph)
    if described is not None:
        _require_equal(case, results(reply), described)
    else:
        found = parse(reply.body, format=RdfFormat.from_media_type(reply.media))
        assert canonical(found) == canonical(graph)


def answers_in_csv(case: Case, endpoint: Asked) -> None:
    """The rows of the CSV are those expected, in any order."""
    reply = asked(case, endpoint, MEDIA["csv"])
    assert reply.media == MEDIA["csv"]
    ours, theirs = map(solutions.read_csv, (reply.body, case.result.read_bytes()))
    assert solutions.equal(ours, theirs)


def is_syntax(case: Case, endpoint: Asked) -> None:
    """The query is read, and answered over an empty dataset."""
    reply = endpoint.ask(case.text, "*/*", [endpoint.nothing], [])
    assert reply.status == 200, reply.body.decode()


def is_no_syntax(case: Case, endpoint: Asked) -> None:
    """The query is refused as malformed."""
    assert endpoint.ask(case.text, "*/*", [endpoint.nothing], []).status == 400


HANDLERS: Final[Mapping[str, Callable[[Case, Asked], None]]] = {
    "QueryEvaluationTest": evaluates,
    "CSVResultFormatTest": answers_in_csv,
    "PositiveSyntaxTest": is_syntax,
    "PositiveSyntaxTest11": is_syntax,
    "NegativeSyntaxTest": is_no_syntax,
    "NegativeSyntaxTest11": is_no_syntax,
}
"""Type of test → what it asks."""


def asked(case: Case, endpoint: Asked, accept: str) -> Reply:
    """The answer to the query of a test over the dataset that its text names, else over that of the test."""
    if dataset_clause(case.text):
        return endpoint.ask(case.text, accept, [], [])
    named = [*case.graphs, *(graph for iri in case.data for graph in _graphs_in(iri))]
    return endpoint.ask(case.text, accept, case.data or [endpoint.nothing], named)


def _graphs_in(iri: str) -> list[str]:
    """IRIs of the named graphs of a file of quads."""
    if not iri.endswith((".trig", ".nq")):
        return []
    found = {quad.graph_name for quad in document(path(iri), iri)}
    return [value(name) for name in found if not isinstance(name, DefaultGraph)]


def results(reply: Reply) -> Solutions | bool:
    """The solutions or the boolean that an answer holds."""
    endings = {media: ending for ending, media in MEDIA.items()}
    return solutions.read(reply.body, endings[reply.media])


def _require_equal(case: Case, ours: Solutions | bool, theirs: Solutions | bool) -> None:
    if isinstance(ours, bool) or isinstance(theirs, bool):
        assert ours is theirs
    elif case.is_lax:
        assert solutions.included(ours, theirs)
    elif case.is_ordered:
        assert solutions.equal_in_order(ours, theirs)
    else:
        assert solutions.equal(ours, theirs)


def canonical(quads: Iterable[Quad]) -> Dataset:
    """The triples of the quads, equal to those that differ in the labels of blank nodes alone."""
    found = Dataset(Quad(*quad.triple) for quad in quads)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found
