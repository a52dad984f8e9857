"""The same application over RDF files alone."""

import re
from html import unescape
from pathlib import Path

import pytest
import rdflib
from flask.testing import FlaskClient

from dalil import terms
from dalil.base import KnowledgeBase, plain
from dalil.web.app import create_app
from tests.web.conftest import HTML, TURTLE

FILES = "https://e.org/files/"


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    """A client of a server over two files."""
    (tmp_path / "one.ttl").write_text('<a> <p> "قيمة"@ar .', "utf-8")
    (tmp_path / "<two>&.nt").write_text("", "utf-8")
    (tmp_path / "project").mkdir()
    paths = [tmp_path / "one.ttl", tmp_path / "<two>&.nt"]
    kb = KnowledgeBase.open(plain.prepare(paths, FILES, tmp_path / "project"))
    return create_app(lambda: kb).test_client(use_cookies=False)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_home_page_lists_the_graphs(client: FlaskClient, language: str) -> None:
    """The page leads to each graph and to the query form, and speaks of no claims."""
    text = client.get("/", query_string={"lang": language}, headers=HTML).text
    for link in ("/data?default", "/data?graph=https%3A//e.org/files/one.ttl", "/sparql"):
        assert f'href="{link}"' in text
    assert "/articles" not in text
    assert client.get("/data", query_string={"graph": f"{FILES}one.ttl"}).status_code == 200


def test_the_editor_opens_with_prefixes_and_a_query_that_answers(client: FlaskClient) -> None:
    """Without names of its own, the form begins with the usual prefixes and asks for the first triples."""
    page = client.get("/sparql", headers=HTML).text
    text = unescape(page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])
    assert text.startswith("PREFIX rdf: <")
    assert "قيمة" in client.get("/sparql", query_string={"query": text, "format": "csv"}).text


def test_the_description_promises_no_reasoning(client: FlaskClient) -> None:
    """The service description lists each graph and the simple regime; VoID counts the default graph."""
    service = client.get("/sparql", headers=TURTLE).text
    assert terms.ENTAILMENT + "Simple" in service
    assert f"{FILES}%3Ctwo%3E%26.nt" in service
    void = rdflib.Graph().parse(data=client.get("/.well-known/void", headers=TURTLE).text)
    assert [int(str(o)) for o in void.objects(None, rdflib.URIRef(terms.VOID_TRIPLES))] == [1]


@pytest.mark.parametrize("accept", [HTML, TURTLE], ids=["html", "turtle"])
def test_no_address_breaks(client: FlaskClient, accept: dict[str, str]) -> None:
    """What only a project has is empty, elsewhere or refused with a reason: every address is asked."""
    rules = [rule for rule in client.application.url_map.iter_rules() if "GET" in (rule.methods or ())]
    paths = [re.sub(r"<any\('?([\w.-]+)[^>]*>|<[^>]*>", lambda m: m[1] or "x", rule.rule) for rule in rules]
    statuses = {path: client.get(path, headers=accept).status_code for path in paths}
    assert len(statuses) > 20
    assert {path: status for path, status in statuses.items() if status not in range(200, 500)} == {}


def test_dumps_hold_what_is_served(client: FlaskClient) -> None:
    """Turtle has the default graph, N-Quads and TriG the graph of each file besides."""
    triple = f'<{FILES}a> <{FILES}p> "قيمة"@ar'
    assert triple in client.get("/dump.ttl").text
    expected = {f"{triple} .", f"{triple} <{FILES}one.ttl> ."}
    assert set(client.get("/dump.nq").text.splitlines()) == expected
    assert client.get("/dump.nq").data == client.get("/dump-1.2.nq").data
    assert f"<{FILES}one.ttl> {{" in client.get("/dump.trig").text
