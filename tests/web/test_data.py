"""/data: whole graphs by the Graph Store Protocol."""

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import parse

from dalil.graph.serialise import FORMATS
from dalil.query import formats
from dalil.query.formats import Format
from tests.web.conftest import BASE, HTML

RECORD = f"{BASE}graph/record"


@pytest.mark.parametrize("format_", formats.GRAPHS)
def test_a_graph_comes_in_every_format(client: FlaskClient, format_: Format) -> None:
    """?graph= names the graph; each format holds the same triples."""
    response = client.get("/data", query_string={"graph": RECORD}, headers={"Accept": format_.media})
    assert response.content_type == format_.content_type
    plain = client.get("/data", query_string={"graph": RECORD, "format": "nt"})
    read = {f"{quad.triple} ." for quad in parse(response.data, format=FORMATS[format_.name])}
    assert read == set(plain.text.splitlines()) != set()


def test_the_default_graph_is_what_queries_see(client: FlaskClient) -> None:
    """?default holds as many triples as a query counts."""
    count = client.get(
        "/sparql", query_string={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}
    )
    found = client.get("/data?default&format=nt").text.splitlines()
    assert len(found) == int(count.text.split()[1])


def test_a_graph_is_at_its_own_address(client: FlaskClient) -> None:
    """The path below /data/ names the graph of that name below the project's base."""
    direct = client.get("/data/graph/record", headers={"Accept": "text/turtle"})
    assert direct.data == client.get("/data", query_string={"graph": RECORD}).data


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_person_gets_the_list_of_graphs(client: FlaskClient, language: str) -> None:
    """HTML asked, and no graph named: each graph is a link, and each link leads to a graph."""
    page = client.get(f"/data?lang={language}", headers=HTML)
    assert page.status_code == 200
    found = re.findall(r'<a href="(/data\?[^"]+)"', page.text)
    assert {"/data?default", f"/data?graph={quote(RECORD)}"} <= set(found)
    assert {client.get(link).status_code for link in found} == {200}


def test_head_is_get_without_the_body(client: FlaskClient) -> None:
    """HEAD has the headers of GET."""
    query = {"graph": RECORD}
    got, head = client.get("/data", query_string=query), client.head("/data", query_string=query)
    assert (head.status_code, head.data) == (200, b"")
    for name in ("Content-Type", "ETag", "Content-Length"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/data", 400),
        ("/data?default&graph=urn:x", 400),
        ("/data?graph=urn:x&graph=urn:y", 400),
        ("/data?graph=relative", 400),
        ("/data?graph=urn:none", 404),
        ("/data/none", 404),
        ("/data?default&format=docx", 406),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_names_no_graph_is_refused(client: FlaskClient, method: str, path: str, status: int) -> None:
    """Each refusal has its status."""
    assert client.open(path, method=method).status_code == status


@pytest.mark.parametrize("path", ["/data", "/data?default", "/data/graph/record"])
@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE"])
def test_nothing_is_written(client: FlaskClient, method: str, path: str) -> None:
    """Without a token there are no writes: 403, whatever is sent."""
    before = client.get("/data?default&format=nt").data
    assert client.open(path, method=method, data="<urn:a> <urn:b> <urn:c> .").status_code == 403
    assert client.get("/data?default&format=nt").data == before


def test_the_methods_are_told(client: FlaskClient) -> None:
    """OPTIONS lists what this address knows."""
    for path in ("/data", "/data/graph/record"):
        assert client.options(path).headers["Allow"] == "GET, HEAD, OPTIONS"
