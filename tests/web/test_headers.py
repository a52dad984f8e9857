"""Headers: caching, CORS, links."""

import pytest
from flask.testing import FlaskClient

from dalil.base import KnowledgeBase
from tests.web.conftest import HTML, TURTLE

PATHS = ["/", "/doc/city-library", "/sparql?query=ASK+%7B%7D", "/.well-known/void", "/dump.nq", "/healthz"]


@pytest.mark.parametrize("path", PATHS)
def test_reads_are_open_to_other_origins(client: FlaskClient, path: str) -> None:
    """Every read may be used by pages of other origins, and OPTIONS says how."""
    read = client.get(path, headers={"Origin": "https://e.org"}, buffered=True)
    assert read.headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options(path)
    assert preflight.status_code == 200
    assert "GET" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Accept" in preflight.headers["Access-Control-Allow-Headers"]


def test_options_names_what_the_endpoint_takes(client: FlaskClient) -> None:
    """The endpoint announces the methods of the protocol and no other."""
    announced = client.options("/sparql").headers
    assert announced["Allow"] == announced["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_the_body(client: FlaskClient, path: str) -> None:
    """HEAD has the status and the headers of GET, and nothing after them."""
    head, get = client.head(path), client.get(path, buffered=True)
    assert (head.status_code, head.data) == (get.status_code, b"")
    assert head.headers.get("ETag") == get.headers.get("ETag")


@pytest.mark.parametrize("path", PATHS[:-1])
def test_the_etag_is_the_generation(client: FlaskClient, kb: KnowledgeBase, path: str) -> None:
    """The ETag begins with the generation; who has it gets 304."""
    tag = client.get(path, buffered=True).headers["ETag"]
    assert tag.startswith(f'"{kb.generation}')
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_representations_differ_in_their_etag(client: FlaskClient) -> None:
    """Two formats or two languages of one document never share an ETag, and Vary says why."""
    headers = [
        TURTLE,
        {"Accept": "application/n-triples"},
        {**HTML, "Accept-Language": "ar"},
        {**HTML, "Accept-Language": "en"},
    ]
    responses = [client.get("/doc/city-library", headers=h) for h in headers]
    assert len({r.headers["ETag"] for r in responses}) == 4
    assert [sorted(r.vary) for r in responses[:2]] == [["Accept"], ["Accept"]]
    assert all({"Accept", "Accept-Language", "Cookie"} == set(r.vary) for r in responses[2:])


def test_links_lead_to_the_other_formats_and_the_description(client: FlaskClient) -> None:
    """Link names each other format of the document, and the description of the dataset."""
    links = client.get("/doc/city-library", headers=TURTLE).headers.getlist("Link")
    assert (
        '<http://localhost/doc/city-library?format=jsonld>; rel="alternate"; type="application/ld+json"'
        in links
    )
    assert '<http://localhost/.well-known/void>; rel="describedby"' in links
    assert not any("format=ttl" in link for link in links)


def test_links_keep_the_query(client: FlaskClient) -> None:
    """The alternates of an answer ask the same query."""
    links = client.get("/sparql", query_string={"query": "ASK {}"}).headers.getlist("Link")
    assert '<http://localhost/sparql?query=ASK+%7B%7D&format=csv>; rel="alternate"; type="text/csv"' in links


def test_an_arabic_domain_stays_in_ascii(client: FlaskClient) -> None:
    """A server whose name is not Latin says in its headers what the client said in Host."""
    links = client.get("/sparql?query=ASK{}", headers={"Host": "xn--mgbh0fb.org"}).headers.getlist("Link")
    assert any("<http://xn--mgbh0fb.org/.well-known/void>" in link for link in links)
