"""No page runs what a text, an IRI or a request brings along."""

from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote, urlencode, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dalil.base import KnowledgeBase
from dalil.web.app import create_app
from tests.web import hostile
from tests.web.conftest import HTML

LINKS = frozenset({"href", "src", "action", "formaction", "data", "poster", "srcset", "ping", "cite"})
SCHEMES = frozenset({"", "http", "https", "mailto"})
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ACTIVE = frozenset({"iframe", "object", "embed", "svg", "math", "base", "img", "style"})
"""Elements that no page of ours has: they load or run something."""
ATTACK = "\"'><script>alert(1)</script>\u202e"
OTHERS = (
    "/.well-known/void",
    "/.well-known/sparql-examples",
    "/healthz",
    "/readyz",
    "/metrics",
    "/dump.nq",
    "/query/seat",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-1.xml",
)
"""Addresses to which no link on a page leads."""
MOST = 400


class Page(HTMLParser):
    """What a browser would find to run in a page, and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []
        self._in_field = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note elements and attributes that act."""
        given = {name: value or "" for name, value in attrs}
        if tag in ACTIVE or (tag == "script" and not _is_inert(given)):
            self.found.append(f"<{tag}>")
        if tag == "meta" and "http-equiv" in given:
            self.found.append("<meta http-equiv>")
        self._in_field = tag == "textarea"
        for name, value in given.items():
            if (tag, name) != ("input", "value"):
                self._look_for_turns(value)
            if name.startswith("on") or name in {"style", "srcdoc"}:
                self.found.append(f"{tag} {name}")
            if name in LINKS and urlsplit(value.strip()).scheme.lower() not in SCHEMES:
                self.found.append(f"{tag} {name}={value}")
        self.links.append(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave a field: what a reader may edit there stays as it was sent."""
        self._in_field = self._in_field and tag != "textarea"

    def handle_data(self, data: str) -> None:
        """Note what turns the direction of a line."""
        if not self._in_field:
            self._look_for_turns(data)

    def _look_for_turns(self, text: str) -> None:
        self.found += [f"the character U+{ord(c):04X}" for c in sorted(TURNING & set(text))]


def _is_inert(attributes: dict[str, str]) -> bool:
    """Whether a script element holds data, or loads a file of ours."""
    return attributes.get("type") == "application/ld+json" or attributes.get("src", "").startswith("/static/")


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application over the hostile project."""
    kb = KnowledgeBase.open(hostile.built(tmp_path_factory.mktemp("hostile") / "project"))
    return create_app(lambda: kb)


@pytest.fixture(scope="module")
def walked(hostile_app: Flask) -> dict[str, str]:
    """Address → page, empty where the answer is none: attacks first, then where links lead, up to MOST."""
    client = hostile_app.test_client(use_cookies=False)
    found: dict[str, str] = {}
    pending = deque(["/", *_attacks(), *OTHERS])
    while pending and len(found) < MOST:
        address = pending.popleft()
        if address not in found:
            found[address] = _read(client, address)
            links = Page(found[address]).links
            pending += [at for link in links if (at := _local(address, link)) is not None]
    return found


@pytest.fixture(scope="module")
def pages(walked: dict[str, str]) -> dict[str, str]:
    """The addresses that are pages."""
    return {address: text for address, text in walked.items() if text}


def _read(client: FlaskClient, address: str) -> str:
    """The page at that address, redirections followed; empty where the answer is no HTML."""
    response = client.get(address, headers={**HTML, "Accept-Language": "en"}, follow_redirects=True)
    with response:
        return response.text if response.mimetype == "text/html" else ""


def _local(address: str, link: str) -> str | None:
    """Path and query that a link on a page leads to on this server; None elsewhere."""
    parts = urlsplit(urljoin(f"http://localhost{address}", link))
    if parts.netloc != "localhost" or parts.path.startswith(("/static/", "/dump")):
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _attacks() -> Iterator[str]:
    """Addresses that carry markup in each place where a page might repeat it."""
    for path, name in (
        ("/search", "text"),
        ("/sparql", "query"),
        ("/sparql", "format"),
        ("/sparql", "default-graph-uri"),
        ("/api/seat", "library"),
        ("/data", "graph"),
        ("/explain", "subject"),
        ("/api/seat", "format"),
        ("/", "lang"),
        ("/doc/city-library", "x"),
    ):
        yield f"{path}?{urlencode({name: ATTACK})}"
    for path in [
        "doc",
        "id",
        "claim",
        "article",
        "graph",
        "api",
        "query",
        "ontology",
        "ns",
        "generation",
        "things",
        "data",
    ]:
        yield f"/{path}/{quote(ATTACK)}"
    for query in (
        'SELECT ("<script>alert(1)</script>" AS ?x) (<javascript:alert(1)> AS ?y) {}',
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
    ):
        yield f"/sparql?{urlencode({'query': query})}"


def test_no_page_holds_anything_that_runs(pages: dict[str, str]) -> None:
    """No element, attribute or address in any page acts, and no character turns the direction of a line."""
    assert {address: found for address, text in pages.items() if (found := Page(text).found)} == {}


def test_the_texts_are_there(pages: dict[str, str]) -> None:
    """The hostile texts are shown, as text: the walk has met them in names, quotes, titles and tables."""
    shown = [address for address, text in pages.items() if "&lt;script&gt;alert(1)&lt;/script&gt;" in text]
    assert {"/", "/doc/municipality", "/article/library-news", "/api/seat"} <= set(shown)
    assert any(address.startswith("/claim/") for address in shown)
    assert "U+202E" in pages["/doc/municipality"]


def test_every_route_is_walked(hostile_app: Flask, walked: dict[str, str]) -> None:
    """The walk reaches each route: a new one is walked, or fails here."""
    routes = hostile_app.url_map.bind("localhost")
    paths = {urlsplit(address).path for address in walked}
    reached = {routes.match(path)[0] for path in paths if routes.test(path)} | {"static"}
    assert {rule.endpoint for rule in hostile_app.url_map.iter_rules()} - reached == set()


def test_every_page_has_the_policy(hostile_app: Flask) -> None:
    """Answers and mistakes alike: no inline code, nothing from elsewhere, no frame, no guessed type."""
    client = hostile_app.test_client(use_cookies=False)
    for path in ("/", "/nothing", "/sparql?query=SELECT", "/doc/city-library"):
        headers = client.get(path, headers=HTML).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert not any("unsafe" in sources or "*" in sources for sources in policy.values())
        assert headers["X-Content-Type-Options"] == "nosniff"
