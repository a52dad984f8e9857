"""Two ways to an answer: a query straight from the event loop, and the same one by the application."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import cast
from urllib.parse import quote, urlencode
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from a2wsgi.asgi_typing import HTTPScope, ReceiveEvent, Scope, SendEvent

from dalil.files import Project
from dalil.query import formats
from dalil.query.limits import Limits
from dalil.web.app import create_app
from dalil.web.exchange import dispatched
from dalil.web.journal import Journal
from dalil.web.service import Service
from dalil.web.shelf import Shelf
from dalil.web.shell import Shell
from tests.web.conftest import BASE

SEATS = f"SELECT ?body ?place {{ ?body <{BASE}ontology#seat> ?place }}"
GRAPH = f"CONSTRUCT {{ ?s <{BASE}ontology#seat> ?o }} {{ ?s <{BASE}ontology#seat> ?o }}"
ASK = "ASK { ?s ?p 'سؤال + 100%' }"
RECORD, ASSERTED = (quote(f"{BASE}graph/{part}", "") for part in ("record", "asserted"))
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


@dataclass(frozen=True)
class Asked:
    """A request; `headers` may give a name twice."""

    query_string: bytes = b""
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    path: str = "/sparql"

    @property
    def scope(self) -> HTTPScope:
        """As ASGI has it."""
        length = [("content-length", str(len(self.body)))] if self.body else []
        given = [("host", "localhost:8080"), *self.headers, *length]
        headers = [(name.encode(), value.encode("latin-1")) for name, value in given]
        found = {
            "type": "http",
            "http_version": "1.1",
            "method": self.method,
            "scheme": "http",
            "path": self.path,
            "query_string": self.query_string,
            "root_path": "",
            "headers": headers,
            "server": ("127.0.0.1", 8080),
            "client": ("127.0.0.1", 1),
        }
        return cast("HTTPScope", found)


@dataclass
class Answer:
    """A response as it was sent."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    async def send(self, message: SendEvent) -> None:
        """Take a message."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    def comparable(self) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        """Without the date, and the length, which is given where an answer is whole before it is sent."""
        unlike = {b"content-length", b"date"}
        return self.status, [header for header in self.headers if header[0] not in unlike], self.body


def asked(query: str, headers: Mapping[str, str] | None = None, **parameters: str) -> Asked:
    """A query by GET."""
    pairs = urlencode({"query": query, **parameters})
    return Asked(pairs.encode(), headers=tuple((headers or {}).items()))


def posted(body: bytes, kind: str, address: bytes = b"", **headers: str) -> Asked:
    """A request by POST."""
    given = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Asked(address, "POST", (("content-type", kind), *given), body)


def _form(**parameters: str) -> bytes:
    return urlencode(parameters).encode()


DIRECT = [
    *(asked(text, {"accept": f.media}) for text, f in product((SEATS, ASK), formats.RESULTS)),
    *(asked(GRAPH, {"accept": f.media}) for f in formats.GRAPHS),
    *(asked(text, format=f.name) for text, f in ((SEATS, formats.CSV), (GRAPH, formats.TRIG))),
    asked(SEATS),
    asked(SEATS, {"accept": "*/*"}),
    asked(SEATS, {"accept": "text/csv;q=0.5, application/sparql-results+xml"}, ac="1", timeout="2"),
    asked(SEATS, {"accept": "text/csv", "cookie": "lang=ar", "origin": "https://e.org"}),
    Asked(urlencode({"default-graph-uri": f"{BASE}graph/record", "query": SEATS}).encode()),
    Asked(f"default-graph-uri={RECORD}&format=csv&query=ASK+%7B%7D&default-graph-uri={ASSERTED}".encode()),
    Asked("query=ASK {?s ?p 'سؤال <\">'}".encode()),
    Asked(urlencode({"query": SEATS}).encode(), "HEAD"),
    posted(_form(query=SEATS), FORM),
    posted(_form(query=SEATS, format="csv"), FORM),
    posted(SEATS.encode(), QUERY, accept="text/csv"),
    posted(SEATS.encode(), f"{QUERY}; charset=UTF-8", b"format=xml&timeout=1"),
]
"""Queries that need no application."""
LEFT = [
    asked(SEATS, {"accept": "text/html"}),
    asked(SEATS, format="html"),
    asked(SEATS, {"accept": "text/html;q=0.9, text/turtle"}),
    Asked(headers=(("accept", "text/turtle"),)),
    Asked(headers=(("accept", "text/html"),)),
    Asked(urlencode({"query": SEATS}).encode(), "OPTIONS"),
    Asked(urlencode({"query": SEATS}).encode(), "DELETE"),
    Asked(urlencode({"query": SEATS}).encode(), headers=(("accept", "text/csv"), ("accept", "text/html"))),
    asked("ASK {}", {"if-none-match": '"another"'}),
    asked(SEATS, {"accept": "application/json", "if-match": '"another"'}),
    asked(SEATS, {"accept": "*/*", "if-match": '"another"'}),
    asked(SEATS, {"accept": "image/png"}),
    asked(GRAPH, {"accept": "text/csv"}),
    asked(SEATS, format="pdf"),
    asked("SELECT"),
    asked("SELECT", {"accept": "text/html"}),
    asked("SELECT * { SERVICE <http://127.0.0.1:9/> {} }"),
    asked(SEATS, timeout="soon"),
    Asked(urlencode({"query": SEATS, "default-graph-uri": "urn:not-here"}).encode()),
    Asked(b"query=%FF"),
    Asked(b"query=ASK%20%7B%7D&query=ASK%20%7B%7D"),
    Asked(b"update=CLEAR%20ALL"),
    posted(b"CLEAR ALL", "application/sparql-update"),
    posted(SEATS.encode(), QUERY, content_encoding="gzip"),
    posted(SEATS.encode(), QUERY, accept="text/csv", content_encoding="gzip"),
    posted(SEATS.encode(), "text/plain"),
    posted(SEATS.encode(), f"{QUERY}; charset=latin-1"),
    posted(SEATS.encode(), QUERY, b"query=ASK%20%7B%7D"),
    posted(b"#" * 20_000 + b"\n" + SEATS.encode(), QUERY),
    posted(_form(query=SEATS, format="pdf"), FORM),
]
"""Requests that the application answers, and what it refuses: none of them is answered before it."""


class Counted:
    """A WSGI application that counts the requests that reach it."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self.calls = 0

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one more."""
        self.calls += 1
        return self._app(environ, start)


@dataclass(frozen=True)
class Pair:
    """The answers to a request and to the same one with a condition, of which the application judges."""

    usual: Answer
    conditional: Answer
    calls: int
    """Of the application for the first of them."""


@pytest.fixture(scope="module")
def pairs(library: Project) -> dict[Asked, Pair]:
    """The two answers to each request."""
    return asyncio.run(_pairs(library))


async def _pairs(library: Project) -> dict[Asked, Pair]:
    service = Service(Shelf(library), Limits(workers=2), Journal())
    app = Counted(create_app(service.shelf.current, dispatched))
    usual, conditional = Shell(app, service), Shell(app, service)
    await service.start()
    try:
        found = {}
        for request in [*DIRECT, *LEFT]:
            before = app.calls
            first = await _answer(usual, request)
            calls = app.calls - before
            condition = (*request.headers, ("if-none-match", '"of no answer"'))
            found[request] = Pair(
                first, await _answer(conditional, replace(request, headers=condition)), calls
            )
        return found
    finally:
        await service.stop()


async def _answer(shell: Shell, request: Asked) -> Answer:
    events: list[ReceiveEvent] = [{"type": "http.request", "body": request.body, "more_body": False}]
    answer = Answer()

    async def receive() -> ReceiveEvent:
        if not events:
            await asyncio.get_running_loop().create_future()
        return events.pop()

    await shell(cast("Scope", request.scope), receive, answer.send)
    return answer


@pytest.mark.parametrize("request_", [*DIRECT, *LEFT])
def test_both_ways_give_one_answer(pairs: dict[Asked, Pair], request_: Asked) -> None:
    """Status, header fields and body are those of the application, whoever answers."""
    pair = pairs[request_]
    assert pair.usual.comparable() == pair.conditional.comparable()


@pytest.mark.parametrize("request_", DIRECT)
def test_a_query_takes_no_thread(pairs: dict[Asked, Pair], request_: Asked) -> None:
    """A query for programs is answered, and never reaches the application."""
    assert (pairs[request_].usual.status, pairs[request_].calls) == (200, 0)


@pytest.mark.parametrize("request_", LEFT)
def test_the_application_words_the_rest(pairs: dict[Asked, Pair], request_: Asked) -> None:
    """Pages, descriptions and refusals come from the application."""
    assert pairs[request_].calls == 1
