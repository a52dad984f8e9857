"""A small project, built once, and the application over it."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dalil.base import KnowledgeBase
from dalil.base.build import build
from dalil.files import PROJECT_VARIABLE, Project
from dalil.graph.terms import NamedNode
from dalil.web.app import create_app

BASE = "https://example.org/library/"
HTML = {"Accept": "text/html"}
TURTLE = {"Accept": "text/turtle"}


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the library project with its knowledge base built."""
    folder = tmp_path_factory.mktemp("library") / "project"
    shutil.copytree(Path(__file__).parent / "library", folder)
    project = Project.load(folder)
    build(project, lambda *_: None)
    return project


@pytest.fixture(scope="session")
def kb(library: Project) -> KnowledgeBase:
    """The knowledge base of the library."""
    return KnowledgeBase.open(library)


@pytest.fixture(scope="session")
def app(kb: KnowledgeBase) -> Flask:
    """The application over the library."""
    return create_app(lambda: kb)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client without cookies."""
    return app.test_client(use_cookies=False)


@pytest.fixture
def claim_of(kb: KnowledgeBase) -> Callable[[str], str]:
    """The path of the claim that rests on a sentence with those words."""

    def path(words: str) -> str:
        article = NamedNode(f"{BASE}article/library-news")
        rows = kb.page("article-claims", {"_article": article})
        found = [str(row["claim"]) for row in rows if words in str(row["quote"])]
        return "/claim/" + found[0].strip("<>").rsplit("/", 1)[1]

    return path


@dataclass(frozen=True)
class Server:
    """A running server: its address and its process."""

    url: str
    process: subprocess.Popen[bytes]


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[str, dict[str, str]], Server]]:
    """Starts Granian on a factory named by import string; each server is ended by its own id."""
    started: list[Server] = []

    def start(target: str, environment: dict[str, str]) -> Server:
        port = _free_port()
        command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--port", str(port)]
        process = subprocess.Popen([*command, target], env=environment, stderr=subprocess.DEVNULL)
        started.append(Server(f"http://127.0.0.1:{port}", process))
        return started[-1]

    yield start
    for server in started:
        server.process.terminate()
        server.process.wait(20)


@pytest.fixture(scope="session")
def project_variable() -> str:
    """The environment variable that names the project to the shell."""
    return PROJECT_VARIABLE


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
