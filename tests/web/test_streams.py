"""Answers from workers over real HTTP: kept, streamed, cut off, given up."""

import http.client
import json
import os
import signal
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

from dalil.files import Project
from dalil.query.limits import LIMITS_VARIABLE, MIB, Limits
from tests.base import projects
from tests.query.conftest import keeper, processes
from tests.web.serving import SECONDS, answers, fetch, running_project, wait_until

LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_BROKEN_OFF = 0
LIMITS = Limits(workers=3, seconds=4, memory=256 * MIB)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A library of this module alone."""
    return projects.built(projects.fixture("library", tmp_path_factory.mktemp("streams") / "project"))


@pytest.fixture(scope="module")
def server(project: Project) -> Iterator[str]:
    """The address of a server with three workers and four seconds for a query."""
    with running_project(project, {LIMITS_VARIABLE: LIMITS.encode()}) as url:
        yield url


@dataclass(frozen=True)
class Answer:
    """A response, read to its end."""

    status: int
    headers: Message
    body: bytes


@contextmanager
def _opened(server: str, query: str, headers: Mapping[str, str]) -> Iterator[http.client.HTTPResponse]:
    """The response to a query, its body not yet read; the client leaves at the end."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=SECONDS)
    with closing(connection):
        connection.request(
            headers.get("Method", "GET"), f"/sparql?query={quote(query)}", headers=dict(headers)
        )
        with connection.getresponse() as response:
            yield response


def _ask(server: str, query: str, **headers: str) -> Answer:
    with _opened(server, query, {name.replace("_", "-"): text for name, text in headers.items()}) as response:
        return Answer(response.status, response.headers, response.read())


def _workers(project: Project) -> set[int]:
    """Keeper and workers over the project's generations."""
    return processes(project.var / "generations")


def test_an_answer_that_is_kept_is_the_same_answer(server: str) -> None:
    """The second time body, type, ETag and links are as the first time, now with a length."""
    first, second = (_ask(server, "SELECT * { ?s ?p ?o } LIMIT 7") for _ in range(2))
    assert first.body == second.body
    for name in ("Content-Type", "ETag", "Link", "Vary", "Access-Control-Allow-Origin", "Cache-Control"):
        assert first.headers.get_all(name) == second.headers.get_all(name) != None  # noqa: E711 (chained)
    assert second.headers["Content-Length"]


def test_formats_and_methods_of_a_kept_answer_differ(server: str) -> None:
    """Another format is another answer; HEAD has no body; a client that has the ETag gets 304."""
    query = "SELECT * { ?s ?p ?o } LIMIT 8"
    for _ in range(2):
        found = _ask(server, query, Accept="text/csv")
        assert found.headers["Content-Type"].startswith("text/csv")
        body = found.body
        assert _ask(server, query, Accept="application/json").body[:1] == b"{"
        head = _ask(server, query, Method="HEAD", Accept="text/csv")
        assert (head.status, head.body) == (200, b"")
        known = _ask(server, query, Accept="text/csv", If_None_Match=found.headers["ETag"])
        assert (known.status, known.body) == (304, b"")
        stale = _ask(server, query, Accept="text/csv", If_None_Match='"other"')
        assert stale.body == body


def test_clock_and_chance_are_not_kept(server: str) -> None:
    """A query that draws an identifier gets another one each time."""
    assert len({_ask(server, "SELECT (UUID() AS ?x) {}").body for _ in range(3)}) == 3


def test_mistakes_come_as_problems(server: str) -> None:
    """A malformed query is told by its line, in the worker's words, as before."""
    found = _ask(server, "SELECT * {\n ?s ?p }")
    assert (found.status, "line 2" in json.loads(found.body)["detail"]) == (400, True)


def test_the_first_rows_come_at_once(server: str) -> None:
    """Of an answer that would take hours the client reads the first rows; leaving frees the worker."""
    began = time.monotonic()
    for _ in range(LIMITS.workers * 2):
        with _opened(server, LONG, {"Accept": "text/csv"}) as response:
            assert response.read(100_000).startswith(b"a,b,c")
    assert time.monotonic() - began < LIMITS.seconds * 2


def test_an_answer_that_outruns_its_deadline_breaks_off(server: str) -> None:
    """Begun and not finished, it ends without its final chunk: no client can take it for whole."""
    with _opened(server, LONG, {"Accept": "text/csv"}) as response, pytest.raises(http.client.IncompleteRead):
        deque(iter(lambda: response.read(1_000_000), b""), maxlen=0)


def test_a_runaway_query_is_told(server: str) -> None:
    """Before its first byte it is a 503 that says why, and when to come again."""
    found = _ask(server, RUNAWAY)
    assert (found.status, bool(found.headers["Retry-After"])) == (503, True)
    assert "4 seconds" in json.loads(found.body)["detail"]


@pytest.mark.parametrize("timeout", ["0.2", "0.000001", "9999"])
def test_a_client_may_set_a_shorter_deadline(server: str, timeout: str) -> None:
    """?timeout= counts up to the server's own limit."""
    query = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }")
    began = time.monotonic()
    assert fetch(f"{server}/sparql?query={query}&timeout={timeout}")[0] == 503
    assert time.monotonic() - began < min(float(timeout), LIMITS.seconds) + 1


def test_looking_for_calls_of_other_servers_counts(server: str) -> None:
    """A text that takes seconds to search for SERVICE is ended at its deadline: no one waits for it."""
    body = urlencode({"query": "service" * 16_000, "timeout": "0.2"}).encode()
    began = time.monotonic()
    with pytest.raises(urllib.error.HTTPError, match="503"):
        urllib.request.urlopen(f"{server}/sparql", body, SECONDS)  # noqa: S310 (loopback)
    assert time.monotonic() - began < 0.2 + 1


def test_pages_show_the_beginning_of_an_answer(server: str) -> None:
    """The page of an answer has its first rows and says how many there are."""
    page = _ask(server, "SELECT * { ?s ?p ?o }", Accept="text/html").body.decode()
    assert page.count('<tr role="row">') > 400


def test_killed_workers_cost_a_retriable_answer_at_most(server: str, project: Project) -> None:
    """Under load every worker is killed: one query each fails, by 503 or broken off, all others do not."""
    statuses: list[int] = []
    is_over = threading.Event()

    def load(client: int) -> None:
        number = 0
        while not is_over.is_set():
            number += 1
            try:
                statuses.append(_ask(server, f"SELECT ({client} AS ?c) ({number} AS ?n) {{ }}").status)
            except http.client.HTTPException:
                statuses.append(_BROKEN_OFF)

    threads = [threading.Thread(target=load, args=(client,)) for client in range(4)]
    for thread in threads:
        thread.start()
    killed = _workers(project) - {keeper(project.var / "generations")}
    for worker in killed:
        os.kill(worker, signal.SIGKILL)
    wait_until(lambda: len(_workers(project) - killed) == LIMITS.workers + 1)
    is_over.set()
    for thread in threads:
        thread.join()
    assert set(statuses) <= {200, 503, _BROKEN_OFF}
    assert len(statuses) - statuses.count(200) <= len(killed)


def test_a_killed_keeper_is_not_noticed(server: str, project: Project) -> None:
    """While another keeper takes its place, every query is answered."""
    before = _workers(project)
    os.kill(keeper(project.var / "generations"), signal.SIGKILL)
    number = 0
    while len(now := _workers(project)) != LIMITS.workers + 1 or now & before:
        number += 1
        assert _ask(server, f"SELECT ({number} AS ?unseen) {{ }}").status == 200


def test_a_new_generation_costs_no_request(server: str, project: Project) -> None:
    """While a build is taken up every query is answered, and then from the new generation."""
    note = project.root / "data" / "records.ttl"
    note.write_text(note.read_text("utf-8") + "\n# A comment more.\n", "utf-8")
    made = projects.built(project.root)
    number = 0
    while fetch(f"{server}/readyz")[1].decode().strip() != projects.pointer(made.root):
        number += 1
        assert _ask(server, f"SELECT ({number} AS ?other) {{ }}").status == 200
    wait_until(lambda: len(_workers(project)) == LIMITS.workers + 1)


def test_nothing_is_left_of_a_killed_server(project: Project) -> None:
    """Keeper and workers end when their server is gone without a word."""
    before = _workers(project)
    with running_project(project, {LIMITS_VARIABLE: LIMITS.encode()}) as url:
        assert answers(f"{url}/readyz")
        mine = _workers(project) - before
        for process in _servers(url):
            os.kill(process, signal.SIGKILL)
        wait_until(lambda: not _workers(project) & mine)


def _servers(url: str) -> list[int]:
    """The processes of the server that listens there, the first one first."""
    words = [b"--port", str(urlsplit(url).port).encode()]
    entries = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    found = [int(entry.name) for entry in entries if b"\0".join(words) in (entry / "cmdline").read_bytes()]
    children = [pid for parent in found for pid in _children(parent)]
    return [*found, *children]


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
