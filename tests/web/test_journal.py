"""The access log, the figures, what a proxy says, and the end of a server."""

import http.client
import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from dalil.files import Project
from dalil.query.limits import LIMITS_VARIABLE, LOG_VARIABLE, Limits
from tests.base import projects
from tests.web.serving import SECONDS, fetch, running_project, wait_until

LIMITS = Limits(workers=2, seconds=3)
COUNT = quote("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
LONG = quote("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
SLOW = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STR(?a) < STR(?f)) }")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A library of this module alone."""
    return projects.built(projects.fixture("library", tmp_path_factory.mktemp("journal") / "project"))


@pytest.fixture(scope="module")
def log(project: Project) -> Path:
    """The access log of the server."""
    return project.root / "access.log"


@pytest.fixture(scope="module")
def server(project: Project, log: Path) -> Iterator[str]:
    """The address of a server that writes that log."""
    with running_project(project, {LIMITS_VARIABLE: LIMITS.encode(), LOG_VARIABLE: str(log)}) as url:
        yield url


def _lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def test_each_request_is_a_line(server: str, log: Path, project: Project) -> None:
    """It tells client, path, hash of the query, generation, status, size, and whether it was kept."""
    sizes = [len(fetch(f"{server}/sparql?query={COUNT}")[1]) for _ in range(2)]
    wait_until(lambda: len([line for line in _lines(log) if line["path"] == "/sparql"]) == 2)
    first, second = (line for line in _lines(log) if line["path"] == "/sparql")
    assert (first["kept"], second["kept"]) == (False, True)
    assert first["query"] == second["query"] != ""
    assert [first["bytes"], second["bytes"]] == sizes
    assert (first["status"], first["generation"]) == (200, projects.pointer(project.root))
    assert first["client"] == "127.0.0.1"
    assert COUNT not in log.read_text("utf-8")


def test_an_answer_that_broke_off_is_told_apart(server: str, log: Path) -> None:
    """Its line says that it is not whole."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=SECONDS)
    connection.request("GET", f"/sparql?query={LONG}")
    assert connection.getresponse().read(100)
    connection.close()
    wait_until(lambda: any(not line["whole"] for line in _lines(log)))


def test_figures_count_what_was_answered(server: str) -> None:
    """The counters of /metrics grow with the requests, and the gauges tell of the workers."""
    before, after = (_figures(server) for _ in range(2))
    ok = 'dalil_requests_total{status="200"}'
    assert after[ok] == before[ok] + 1
    assert after["dalil_request_seconds_count"] == sum(
        value for name, value in after.items() if name.startswith("dalil_requests_total")
    )
    wait_until(lambda: _figures(server)["dalil_workers"] == LIMITS.workers)


def _figures(server: str) -> dict[str, float]:
    lines = fetch(f"{server}/metrics")[1].decode().splitlines()
    pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


def test_a_proxy_on_this_machine_is_believed(server: str, log: Path) -> None:
    """The client is the one that the proxy names, and addresses have the scheme that it was asked by."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=SECONDS)
    headers = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https", "Host": "dalil.example"}
    connection.request("GET", "/.well-known/void", headers=headers)
    assert b"https://dalil.example/sparql" in connection.getresponse().read()
    connection.close()
    wait_until(lambda: any(line["client"] == "192.0.2.7" for line in _lines(log)))


def test_a_server_that_is_asked_to_end_finishes_its_answers(project: Project) -> None:
    """A query that runs when SIGTERM comes is answered."""
    found: list[int] = []
    with running_project(project, {LIMITS_VARIABLE: LIMITS.encode()}) as url:
        query = threading.Thread(target=lambda: found.append(fetch(f"{url}/sparql?query={SLOW}")[0]))
        query.start()
        wait_until(lambda: _figures(url)["dalil_queries_running"] == 1)
        os.kill(_listener(url), signal.SIGTERM)
        query.join()
    assert found == [200]


def _listener(url: str) -> int:
    """The process that was started to listen there."""
    words = f"--port\0{urlsplit(url).port}".encode()
    entries = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return min(int(entry.name) for entry in entries if words in (entry / "cmdline").read_bytes())
