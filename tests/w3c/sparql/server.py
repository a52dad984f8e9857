"""The server that the tests ask, and the words that they exchange with it."""

import http.client
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol
from urllib.parse import urlencode

from tests.base import projects
from tests.cli.test_processes import started
from tests.web.serving import SECONDS, answers, wait_until

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Reply:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        """The media type of the body."""
        return self.headers.get("content-type", "").partition(";")[0]


class Asked(Protocol):
    """What answers queries: a server, or an engine."""

    nothing: str
    """The IRI of a graph that is empty."""

    def ask(self, query: str, accept: str, default: Sequence[str], named: Sequence[str]) -> Reply:
        """The answer to a query over the dataset of those graphs; the query's own where there are none."""


class Endpoint:
    """A server in plain mode, asked over one connection."""

    def __init__(self, port: int, nothing: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        self.nothing = nothing
        self.sparql = f"http://127.0.0.1:{port}/sparql"

    def send(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] = NO_HEADERS
    ) -> Reply:
        """The answer to one request."""
        self._connection.request(method, path, body or None, dict(headers))
        response = self._connection.getresponse()
        found = {name.lower(): text for name, text in response.getheaders()}
        return Reply(response.status, found, response.read())

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def ask(self, query: str, accept: str, default: Sequence[str], named: Sequence[str]) -> Reply:
        """The answer to a query over the dataset of those graphs."""
        graphs = [("default-graph-uri", iri) for iri in default] + [("named-graph-uri", iri) for iri in named]
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.send("POST", f"/sparql?{urlencode(graphs)}", query.encode(), headers)


@contextmanager
def serving(folder: Path, files: Sequence[Path]) -> Iterator[Endpoint]:
    """A server over those files and an empty one in the folder, for as long as the block runs."""
    nothing = folder / "empty.nt"
    nothing.touch()
    port = projects.free_port()
    with started("serve", "--port", str(port), "--plain", str(nothing), *map(str, files)) as process:
        wait_until(lambda: process.poll() is not None or answers(f"http://127.0.0.1:{port}/readyz"))
        endpoint = Endpoint(port, nothing.as_uri())
        yield endpoint
        endpoint.close()
        process.terminate()
        process.communicate(timeout=SECONDS)
