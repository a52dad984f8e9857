"""Real HTTP: Granian, the shell, the application."""

import http.client
import json
import os
import socket
import urllib.error
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from dalil.base.build import rebuild
from dalil.files import PROJECT_VARIABLE, Project
from dalil.web.shell import THREADS
from tests.base import projects
from tests.web.serving import SECONDS, answers, fetch, running, serving, wait_until


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A library whose files a test may change."""
    return projects.built(projects.fixture("library", tmp_path_factory.mktemp("live") / "project"))


@pytest.fixture(scope="module")
def server(live: Project) -> Iterator[str]:
    """The address of a server over that library."""
    with serving(live) as url:
        yield url


@pytest.fixture(scope="module")
def broken(root: Path, live: Project) -> Iterator[str]:
    """The address of a server whose answers go wrong."""
    path = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, PROJECT_VARIABLE: str(live.root)}
    with running("tests.web.broken:application", environment) as url:
        wait_until(lambda: answers(f"{url}/ended"))
        yield url


def test_a_query_is_answered_over_http(server: str) -> None:
    """A query with Arabic, percent and plus in it comes back as it was sent."""
    text = "100% + القاعدة & more"
    query = quote(f'SELECT ?x {{ BIND("{text}" AS ?x) }}')
    status, body = fetch(f"{server}/sparql?query={query}")
    assert status == 200
    assert json.loads(body)["results"]["bindings"][0]["x"]["value"] == text


def test_the_first_request_is_answered(live: Project) -> None:
    """A server that still starts keeps its clients waiting: whoever is let in is answered."""
    environment = {**os.environ, PROJECT_VARIABLE: str(live.root)}
    statuses: list[int] = []
    with running("dalil.web.shell:application", environment) as url:

        def is_let_in() -> bool:
            with suppress(urllib.error.URLError):
                statuses.append(fetch(f"{url}/sparql?query=ASK%20%7B%7D")[0])
            return bool(statuses)

        wait_until(is_let_in)
    assert statuses == [200]


def test_pages_and_styles_are_served(server: str) -> None:
    """A page, its style sheet and its icon arrive."""
    assert b"<main" in fetch(f"{server}/")[1]
    assert fetch(f"{server}/static/dalil.css")[0] == 200
    assert fetch(f"{server}/static/dalil.svg")[0] == 200


def test_head_over_http_has_no_body(server: str) -> None:
    """HEAD ends after its headers, and the connection stays usable."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=SECONDS)
    for method in ("HEAD", "GET"):
        connection.request(method, "/doc/city-library", headers={"Accept": "text/turtle"})
        response = connection.getresponse()
        assert (response.status, bool(response.read())) == (200, method == "GET")
    connection.close()


def test_an_answer_that_breaks_off_looks_broken(broken: str) -> None:
    """The final chunk never comes: a client that reads to the end is told that it has only a part."""
    connection = http.client.HTTPConnection(urlsplit(broken).netloc, timeout=SECONDS)
    connection.request("GET", "/failing")
    with pytest.raises(http.client.IncompleteRead) as caught:
        connection.getresponse().read()
    assert caught.value.partial == b"a beginning" * 10_000
    connection.close()


def test_clients_that_leave_free_their_threads(broken: str) -> None:
    """More clients than there are threads leave midway; each answer ends, and the next one comes."""
    most = THREADS + 2
    for _ in range(most * 2):
        connection = http.client.HTTPConnection(urlsplit(broken).netloc, timeout=SECONDS)
        connection.request("GET", "/endless")
        assert connection.getresponse().read(10)
        connection.close()
    wait_until(lambda: int(fetch(f"{broken}/ended")[1]) == most * 2)


def test_a_body_in_chunks_arrives_whole(broken: str) -> None:
    """A body without a length is read to its end."""
    connection = http.client.HTTPConnection(urlsplit(broken).netloc, timeout=SECONDS)
    connection.request(
        "POST",
        "/body",
        iter([b"a" * 70_000, b"b" * 70_000]),
        encode_chunked=True,
        headers={"Transfer-Encoding": "chunked"},
    )
    assert connection.getresponse().read() == b"140000"
    connection.close()


def test_a_new_generation_is_taken_up(server: str, live: Project) -> None:
    """After a build the same server answers from the new generation, without a restart."""
    before = fetch(f"{server}/readyz")[1]
    note = live.root / "data" / "records.ttl"
    note.write_text(note.read_text("utf-8") + "\n# A comment more.\n", "utf-8")
    made = rebuild(live, projects.ignore).generation.id
    assert made != before.decode().strip()
    wait_until(lambda: fetch(f"{server}/readyz")[1].decode().strip() == made)


def test_arabic_may_stand_unencoded_in_an_address(server: str) -> None:
    """A query string in UTF-8 as it is asks the same as its percent-encoding."""
    address = urlsplit(server)
    request = "GET /search?text=مكتبة&lang=en HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with socket.create_connection((str(address.hostname), address.port), SECONDS) as connection:
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert answer.startswith("HTTP/1.1 200")
    assert "city library" in answer
