"""Handlers of the tests that are HTTP messages: the protocols, and the description of the service."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from typing import Final
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import Dataset, RdfFormat, parse

from dalil.graph.parse import document
from dalil.graph.terms import DefaultGraph, NamedNode, Quad, Term, Triple, resource, triple, value
from dalil.terms import RDF_TYPE, RDFS_LABEL, SD
from tests.w3c.sparql.evaluation import MEDIA, canonical, results
from tests.w3c.sparql.manifest import MF, Case, items, path, text_of, values
from tests.w3c.sparql.server import Endpoint, Reply

HT: Final = "http://www.w3.org/2011/http#"
CNT: Final = "http://www.w3.org/2011/content#"
UT: Final = "http://www.w3.org/2009/sparql/tests/test-update#"
READS: Final = frozenset({"GET", "HEAD"})
FORMATS: Final = {
    "boolean": {MEDIA["srx"], MEDIA["srj"]},
    "tabular": set(MEDIA.values()),
    "RDF": {"application/rdf+xml", "text/turtle", "application/n-triples"},
}
"""What the manifest expects → the media types that are it."""
STATUSES: Final = {
    "StatusCode2xx": range(200, 300),
    "StatusCode3xx": range(300, 400),
    "StatusCode4xx": range(400, 500),
    "OK": range(200, 201),
    "NotFound": range(404, 405),
}


@dataclass(frozen=True)
class Exchange:
    """A request of a test, and what the manifest expects of the answer."""

    method: str
    target: str
    headers: dict[str, str]
    body: str
    statuses: frozenset[str]
    form: str
    boolean: str
    graph: str


def answers_as_agreed(case: Case, endpoint: Endpoint) -> None:
    """Each request of a protocol test gets an answer of the expected status, format and truth."""
    for exchange in exchanges(case):
        reply = _sent(exchange, endpoint, exchange.target.replace("/sparql/", "/sparql", 1), {})
        _require_status(exchange, reply)
        if exchange.form:
            assert reply.media in FORMATS[exchange.form]
        if exchange.boolean:
            assert results(reply) is (exchange.boolean == "true")


def reads_as_agreed(case: Case, endpoint: Endpoint) -> None:
    """The reads of a graph store test get what they ask for.

    The writes before them were laid into the server's data (`initial`); a later write ends the test.
    """
    host = _host(case)
    pending = dropwhile(lambda each: each.method not in READS, exchanges(case))
    reads = list(takewhile(lambda each: each.method in READS, pending))
    assert reads
    for exchange in reads:
        reply = _sent(exchange, endpoint, _placed(exchange.target, host), {"Host": host})
        _require_status(exchange, reply)
        if exchange.graph:
            assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
            assert _canonical(reply.body) == _canonical(_placed(exchange.graph, host))


def is_described(case: Case, endpoint: Endpoint) -> None:
    """The endpoint without a query answers with RDF that describes it."""
    reply = endpoint.send("GET", "/sparql", headers={"Accept": "*/*"})
    found = {quad.triple for quad in parse(reply.body, format=RdfFormat.from_media_type(reply.media))}
    service = NamedNode(endpoint.sparql)
    ASPECTS[case.iri.rpartition("#")[2]](found, service)


def _has_endpoint(found: set[Triple], service: NamedNode) -> None:
    assert triple(service, SD + "endpoint", service.value) in found


def _is_rdf(found: set[Triple], service: NamedNode) -> None:
    assert triple(service, RDF_TYPE, SD + "Service") in found


def _fits_the_vocabulary(found: set[Triple], service: NamedNode) -> None:
    """Section 3: every term is one of the vocabulary's, and each value is of the class it should be."""
    used = {t.predicate.value.removeprefix(SD) for t in found if t.predicate.value.startswith(SD)}
    assert used <= {*RANGES, *STATED}
    assert {"endpoint", "supportedLanguage", "resultFormat", "defaultDataset"} <= used
    for name, kind in RANGES.items():
        objects = {resource(t.object) for t in found if t.predicate.value == SD + name}
        assert all(triple(each, RDF_TYPE, SD + kind) in found for each in objects)
    named = {t.subject for t in found if t.object == NamedNode(SD + "NamedGraph")}
    assert named == {t.subject for t in found if t.predicate.value == SD + "name"} != set()
    assert service in {t.subject for t in found}


STATED: Final = (
    "endpoint",
    "name",
    "resultFormat",
    "defaultEntailmentRegime",
    "supportedEntailmentProfile",
    "supportedLanguage",
)
RANGES: Final = {"defaultDataset": "Dataset", "defaultGraph": "Graph", "namedGraph": "NamedGraph"}
ASPECTS: Final = {
    "returns-rdf": _is_rdf,
    "has-endpoint-triple": _has_endpoint,
    "conforms-to-schema": _fits_the_vocabulary,
}
"""Test of the description → what it asks."""


HANDLERS: Final[Mapping[str, Callable[[Case, Endpoint], None]]] = {
    "ProtocolTest": answers_as_agreed,
    "GraphStoreProtocolTest": reads_as_agreed,
    "ServiceDescriptionTest": is_described,
}
"""Type of test → what it asks."""


def protocol_data(cases: list[Case]) -> Iterator[Quad]:
    """The graphs that the protocol tests name, and one that they name without giving it."""
    node = NamedNode("http://kasei.us/2009/09/sparql/data/data0.rdf")
    yield Quad(node, node, node, node)
    for case in cases:
        for given in values(case.manifest, NamedNode(case.iri), UT + "graphData"):
            file = path(value(values(case.manifest, given, UT + "graph")[0]))
            name = NamedNode(text_of(values(case.manifest, given, RDFS_LABEL)[0]))
            for quad in document(file, file.as_uri()):
                yield Quad(quad.subject, quad.predicate, quad.object, name)


def initial(cases: list[Case]) -> Iterator[Quad]:
    """What the graph store tests write before they read for the first time."""
    for case in cases:
        for exchange in takewhile(lambda each: each.method not in READS, exchanges(case)):
            host = _host(case)
            target = _placed(exchange.target, host)
            name = _graph_of(target, host)
            for quad in parse(_placed(exchange.body, host), format=RdfFormat.TURTLE, rename_blank_nodes=True):
                yield Quad(quad.subject, quad.predicate, quad.object, name)


def exchanges(case: Case) -> Iterator[Exchange]:
    """The requests of a test, in their order."""
    for listed in values(case.manifest, case.action, HT + "requests"):
        for node in items(case.manifest, listed):
            yield _exchange(case, node)


def _exchange(case: Case, node: Term) -> Exchange:
    response = values(case.manifest, node, HT + "resp")[0]
    expected = {
        name: [value(each) for each in values(case.manifest, response, f"{MF}expected{name}")]
        for name in ("Status", "Format", "Boolean")
    }
    return Exchange(
        method=_text(case, node, HT + "methodName"),
        target=_text(case, node, HT + "absolutePath"),
        headers=_headers(case, node),
        body=_body(case, node),
        statuses=frozenset(iri.rpartition("#")[2] for iri in expected["Status"]),
        form="".join(expected["Format"]),
        boolean="".join(expected["Boolean"]),
        graph=_body(case, response),
    )


def _text(case: Case, node: Term, predicate: str) -> str:
    return "".join(value(each) for each in values(case.manifest, node, predicate))


def _body(case: Case, node: Term) -> str:
    return "".join(_text(case, each, CNT + "chars") for each in values(case.manifest, node, HT + "body"))


def _headers(case: Case, node: Term) -> dict[str, str]:
    found = [
        each for head in values(case.manifest, node, HT + "headers") for each in items(case.manifest, head)
    ]
    return {_text(case, each, HT + "fieldName"): _text(case, each, HT + "fieldValue") for each in found}


def _sent(exchange: Exchange, endpoint: Endpoint, target: str, extra: dict[str, str]) -> Reply:
    charset = "utf-16" if "UTF-16" in exchange.headers.get("content-type", "") else "utf-8"
    return endpoint.send(exchange.method, target, exchange.body.encode(charset), exchange.headers | extra)


def _require_status(exchange: Exchange, reply: Reply) -> None:
    assert any(reply.status in STATUSES[name] for name in exchange.statuses), reply


def _host(case: Case) -> str:
    """A host of its own for each test, so that their graphs are apart in one store."""
    return case.iri.rpartition("#")[2].replace("_", "-") + ".example"


def _placed(text: str, host: str) -> str:
    """The text with the host and the path of the server in place of the manifest's."""
    return text.replace("www.example", host).replace("/gsp", "/data").replace("%2Fgsp", "%2Fdata")


def _graph_of(target: str, host: str) -> NamedNode | DefaultGraph:
    address = urlsplit(target)
    if not address.query:
        return NamedNode(f"http://{host}{address.path}")
    graph = parse_qs(address.query).get("graph")
    return NamedNode(graph[0]) if graph else DefaultGraph()


def _canonical(turtle: bytes | str) -> Dataset:
    return canonical(parse(turtle, format=RdfFormat.TURTLE))
