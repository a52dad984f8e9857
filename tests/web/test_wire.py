"""What strangers may send over the wire: doubled lengths, line ends in values, bodies without end."""

import asyncio
import gzip
import socket
from collections.abc import Iterator
from typing import cast
from urllib.parse import quote, urlsplit

import pytest
from a2wsgi.asgi_typing import Receive, ReceiveEvent, Scope, Send, SendEvent
from flask.testing import FlaskClient

from dalil.files import Project
from dalil.query.limits import Limits
from dalil.web import shell
from dalil.web.journal import Journal
from dalil.web.service import Service
from dalil.web.shelf import Shelf
from tests.base import projects
from tests.web import broken
from tests.web.serving import SECONDS, serving

FORM = b"Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
ASK = b"query=ASK+%7B%7D"
LINE_ENDS = ["\r\nSet-Cookie: a=b", "\nSet-Cookie: a=b", "\rSet-Cookie: a=b", "\u0085Set-Cookie: a=b"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a library of its own."""
    folder = tmp_path_factory.mktemp("wire") / "project"
    project: Project = projects.built(projects.fixture("library", folder))
    with serving(project) as url:
        yield url


def sent(server: str, request: bytes) -> bytes:
    """All that the server sends back on one connection, which it closes at the end."""
    address = urlsplit(server)
    with socket.create_connection((str(address.hostname), address.port), SECONDS) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    "lengths",
    [
        b"Content-Length: 16\r\nContent-Length: 99\r\n",
        b"Content-Length: 16, 99\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: +16\r\n",
        b"Content-Length: 0x10\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
    ],
)
def test_a_length_that_could_be_read_in_two_ways_is_refused(server: str, lengths: bytes) -> None:
    """400, and the connection ends: what follows the body is no second request."""
    second = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answer = sent(server, b"POST /sparql HTTP/1.1\r\n" + FORM + lengths + b"\r\n" + ASK + second)
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("line", [b"X: a\r\n b\r\n", b"X : a\r\n", b"X\r\n", b"X: a\x00b\r\n"])
def test_a_header_that_could_be_read_in_two_ways_is_refused(server: str, line: bytes) -> None:
    """Folded lines, blanks before the colon, no colon, and zero bytes are 400."""
    request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + line + b"Connection: close\r\n\r\n"
    assert sent(server, request).startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /sparql?query=" + b"a" * 200_000 + b" HTTP/1.1\r\n", b"414"),
        (b"GET /healthz HTTP/1.1\r\nX: " + b"a" * 1_000_000 + b"\r\n", b"431"),
        (b"GET /healthz HTTP/1.1\r\n" + b"".join(b"X%d: a\r\n" % n for n in range(2_000)), b"431"),
    ],
    ids=["address", "header", "headers"],
)
def test_heads_without_end_are_refused(server: str, head: bytes, status: bytes) -> None:
    """An address or a header that is too long, or too many of them, are refused unread."""
    answer = sent(server, head + b"Host: localhost\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 " + status)


@pytest.mark.parametrize("end", LINE_ENDS)
@pytest.mark.parametrize(
    "path",
    [
        "/id/city-library{}",
        "/query/seat?x={}",
        "/api/seat?x={}",
        "/doc/city-library?format=ttl&x={}",
        "/sparql?query=ASK%20%7B%7D&x={}",
        "/dump.nq?x={}",
        "/dump.{}",
        "/?lang=ar{}",
        "/api/seat?library={}",
    ],
)
def test_line_ends_in_values_begin_no_header(client: FlaskClient, path: str, end: str) -> None:
    """Line ends reach Location, Link, Content-Disposition and Set-Cookie encoded, or not at all."""
    with client.get(path.format(quote(end)), headers={"Accept": "text/html"}) as response:
        assert not [value for _, value in response.headers if set(value) & set("\r\n\x85\x00")]
        assert all("a=b" not in value for value in response.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("host", ['a"><script>alert(1)</script>', "a/b?c#d", "a b", "x:y@z"])
def test_a_host_that_is_none_is_not_repeated(client: FlaskClient, host: str) -> None:
    """What no host can be is neither in the description, nor in a page, nor in a link."""
    for path, accept in (
        ("/.well-known/void", "text/turtle"),
        ("/", "text/html"),
        ("/sparql", "text/turtle"),
    ):
        response = client.get(path, headers={"Accept": accept, "Host": host})
        assert response.status_code in {200, 400}
        assert host not in response.text
        assert not [link for link in response.headers.getlist("Link") if host in link]


def test_a_compressed_body_is_refused_unread(client: FlaskClient) -> None:
    """415: four kilobytes that would grow to four megabytes are never grown."""
    bomb = gzip.compress(b"#" * 4_000_000)
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    assert client.post("/sparql", data=bomb, headers=headers).status_code == 415


def test_a_body_that_never_ends_is_given_up(library: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """After PATIENCE a request whose body does not arrive is answered with 408, and its connection ends."""
    monkeypatch.setattr(shell, "PATIENCE", 0.05)
    served = shell.Shell(broken.answer, Service(Shelf(library), Limits(workers=1, queue=1), Journal()))
    scope = cast("Scope", {"type": "http", "method": "POST", "headers": [(b"content-length", b"9")]})
    answered: list[SendEvent] = []

    async def receive() -> ReceiveEvent:
        await asyncio.get_running_loop().create_future()
        raise AssertionError("nothing arrives")

    async def send(message: SendEvent) -> None:
        answered.append(message)

    asyncio.run(_called(served, scope, receive, send))
    start = answered[0]
    assert start["type"] == "http.response.start"
    assert start["status"] == 408
    assert (b"connection", b"close") in start.get("headers", ())


async def _called(served: shell.Shell, scope: Scope, receive: Receive, send: Send) -> None:
    await served(scope, receive, send)
