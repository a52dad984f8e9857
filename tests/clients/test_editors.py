"""Query editors: the very queries that they send for prefixes, examples and completion.

The files in queries/ hold them word for word, each with where its program has it.
"""

import http.client
import json
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

from tests.clients.conftest import BASE
from tests.web.serving import SECONDS

QUERIES = Path(__file__).parent / "queries"
Row = dict[str, dict[str, str]]


def asked(server: str, name: str) -> list[Row]:
    """What the endpoint answers to a query, asked as sib-swiss/sparql-editor asks (queryEndpoint)."""
    query = (QUERIES / f"{name}.rq").read_text("utf-8")
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=SECONDS)
    accept = {"Accept": "application/sparql-results+json", "Origin": "https://editor.example"}
    connection.request("GET", f"/sparql?ac=1&query={quote(query)}", headers=accept)
    response = connection.getresponse()
    assert (response.status, response.headers["Access-Control-Allow-Origin"]) == (200, "*")
    rows: list[Row] = json.loads(response.read())["results"]["bindings"]
    connection.close()
    return rows


def test_the_editor_finds_prefixes(server: str) -> None:
    """The prefixes of the project, each once."""
    found = [(row["prefix"]["value"], row["namespace"]["value"]) for row in asked(server, "editor-prefixes")]
    assert ("ex", f"{BASE}ontology#") in found
    assert len(dict(found)) == len(found)


def test_the_editor_finds_examples(server: str) -> None:
    """Each published query once, with a comment and its whole text."""
    found = asked(server, "editor-examples")
    names = [row["sq"]["value"].rsplit("/", 1)[1] for row in found]
    assert names == ["books", "is-closed", "seat"]
    assert all(row["comment"]["value"] and row["query"]["value"].startswith("#+") for row in found)


@pytest.mark.parametrize("name", ["editor-void", "editor-void-before"])
def test_the_editor_completes_from_the_description(server: str, name: str) -> None:
    """Each class with its properties and what they lead to, one row each: names do not multiply them."""
    found = asked(server, name)
    rows = [
        (row["subjectClass"]["value"], row["prop"]["value"], row[kind]["value"])
        for row in found
        for kind in ("objectClass", "objectDatatype")
        if kind in row
    ]
    ontology = f"{BASE}ontology#"
    assert (f"{ontology}Library", f"{ontology}seat", f"{ontology}Place") in rows
    assert (f"{ontology}Body", f"{ontology}books", "http://www.w3.org/2001/XMLSchema#integer") in rows
    assert len(rows) == len(set(rows))


def test_the_editor_gets_names_for_what_it_completes(server: str) -> None:
    """A class has its English name beside it."""
    labels = {
        row["subjectClassLabel"]["value"]
        for row in asked(server, "editor-void")
        if "subjectClassLabel" in row
    }
    assert "library" in {label.lower() for label in labels}


@pytest.mark.parametrize("name", ["editor-classes", "editor-properties"])
def test_the_editor_can_do_without_a_description(server: str, name: str) -> None:
    """The lists that it falls back to come from the data."""
    values = {term["value"] for row in asked(server, name) for term in row.values()}
    assert {f"{BASE}ontology#Library", f"{BASE}ontology#seat"} & values


def test_yasgui_posts_a_form(server: str) -> None:
    """The default query of YASQE, with its Accept header and its form, is answered in JSON."""
    query = (QUERIES / "yasqe-default.rq").read_text("utf-8")
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=SECONDS)
    headers = {
        "Accept": "application/sparql-results+json,*/*;q=0.9",
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": "https://yasgui.example",
    }
    connection.request("POST", "/sparql", urlencode({"query": query}), headers)
    response = connection.getresponse()
    assert response.headers["Content-Type"].startswith("application/sparql-results+json")
    assert len(json.loads(response.read())["results"]["bindings"]) == 10
    connection.close()
