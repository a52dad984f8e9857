"""A small project, built once, and the application over it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dalil.base import KnowledgeBase
from dalil.files import Project
from dalil.graph.terms import NamedNode
from dalil.web.app import create_app
from tests.base import projects

BASE = "https://example.org/library/"
HTML = {"Accept": "text/html"}
TURTLE = {"Accept": "text/turtle"}


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the library project with its knowledge base built."""
    return projects.built(projects.fixture("library", tmp_path_factory.mktemp("library") / "project"))


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
