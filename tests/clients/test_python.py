"""Clients in Python: SPARQLWrapper, rdflib's SPARQLStore, pyoxigraph's SERVICE."""

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.clients.conftest import BASE

SEAT = f"SELECT ?place {{ <{BASE}id/city-library> <{BASE}ontology#seat> ?place }}"
SQUARE = f"{BASE}id/great-square"


def wrapper(server: str, query: str, format_: str) -> SPARQLWrapper:
    """A wrapper around the endpoint, ready to ask."""
    made = SPARQLWrapper(f"{server}/sparql")
    made.setQuery(query)
    made.setReturnFormat(format_)
    return made


def received(asking: SPARQLWrapper) -> bytes:
    """The answer as it comes."""
    body: bytes = asking.query().response.read()
    return body


@pytest.mark.parametrize("format_", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_selects(server: str, format_: str) -> None:
    """Solutions come in each format that it knows."""
    assert SQUARE.encode() in received(wrapper(server, SEAT, format_))


def test_sparqlwrapper_asks(server: str) -> None:
    """It converts what an ASK query answers."""
    assert wrapper(server, "ASK { ?s ?p 12000 }", JSON).queryAndConvert() == {"head": {}, "boolean": True}


@pytest.mark.parametrize("way", ["form", "direct"])
def test_sparqlwrapper_posts(server: str, way: str) -> None:
    """A query may go as a form or as the body itself."""
    asking = wrapper(server, SEAT, JSON)
    asking.setMethod(POST)
    if way == "direct":
        asking.setRequestMethod(POSTDIRECTLY)
    assert SQUARE.encode() in received(asking)


@pytest.mark.parametrize(("format_", "read"), [(RDFXML, "xml"), (N3, "turtle"), (TURTLE, "turtle")])
def test_sparqlwrapper_constructs(server: str, format_: str, read: str) -> None:
    """A graph comes in the format that it asks for, which it names in two ways at once."""
    asking = wrapper(server, "CONSTRUCT { ?s ?p 12000 } { ?s ?p 12000 }", format_)
    assert len(rdflib.Graph().parse(data=received(asking), format=read)) == 1


def test_sparqlwrapper_understands_a_mistake(server: str) -> None:
    """A malformed query raises what the library has for it, with our words in it."""
    with pytest.raises(QueryBadFormed, match="malformed"):
        wrapper(server, "SELECT ?s {", JSON).query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_through_a_sparql_store(server: str, method: str) -> None:
    """A graph over SPARQLStore finds triples and answers queries, by each of its methods."""
    store = SPARQLStore(f"{server}/sparql", method=method)
    graph = rdflib.Graph(store)
    subject, seat = rdflib.URIRef(f"{BASE}id/city-library"), rdflib.URIRef(f"{BASE}ontology#seat")
    assert list(graph.objects(subject, seat)) == [rdflib.URIRef(SQUARE)]
    assert (subject, seat, rdflib.URIRef(SQUARE)) in graph
    assert [str(row.place) for row in graph.query(SEAT) if isinstance(row, rdflib.query.ResultRow)] == [
        SQUARE
    ]
    store.close()


def test_another_store_joins_by_service(server: str) -> None:
    """An engine that federates finds our triples through SERVICE."""
    text = f"SELECT ?place {{ SERVICE <{server}/sparql> {{ ?s <{BASE}ontology#seat> ?place }} }}"
    found = ox.Store().query(text)
    assert isinstance(found, ox.QuerySolutions)
    assert [str(row["place"]) for row in found] == [f"<{SQUARE}>"]
