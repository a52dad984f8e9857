"""Mistakes: each error class as a response, as data or as a page."""

import json
import re

import pytest
from flask import Flask
from werkzeug.exceptions import ImATeapot

from dalil import errors
from dalil.base import KnowledgeBase
from dalil.errors import DalilError, NotBuiltError, ViolationError
from dalil.query.formats import NotAcceptableError
from dalil.query.protocol import MediaTypeError, MethodError, TooLargeError
from dalil.web.app import create_app
from dalil.web.language import load_words
from tests.web.conftest import HTML

CLASSES = [
    *(c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, DalilError)),
    NotAcceptableError,
    MediaTypeError,
    TooLargeError,
]


def failing(kb: KnowledgeBase, error: Exception) -> Flask:
    """An application with one route that fails with that error."""
    app = create_app(lambda: kb)

    @app.get("/fails")
    def fails() -> str:
        raise error

    return app


def made(class_: type[DalilError]) -> DalilError:
    """An error of that class."""
    if issubclass(class_, ViolationError):
        return class_("<wrong>", "shape & node", remedy="mend it")
    return class_("<wrong>", remedy="mend it")


@pytest.mark.parametrize("class_", CLASSES)
def test_each_error_class_answers_with_its_status(kb: KnowledgeBase, class_: type[DalilError]) -> None:
    """Status, what is wrong and what helps reach a program as problem+json, a person as a page."""
    client = failing(kb, made(class_)).test_client()
    problem = client.get("/fails")
    assert problem.status_code == class_.status
    body = json.loads(problem.data)
    assert (body["detail"], body["remedy"]) == ("<wrong>", "mend it")
    page = client.get("/fails", headers=HTML)
    assert page.status_code == class_.status
    assert "&lt;wrong&gt;" in page.text
    assert "<wrong>" not in page.text
    assert ("Retry-After" in problem.headers) == (class_.status == 503)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_status_is_explained_in_each_language(language: str) -> None:
    """Every status that an error can have, and no other, has a title and a sentence of its own."""
    statuses = {made(class_).status for class_ in CLASSES} | {405, 500}
    wanted = {f"problem_{status}{part}" for status in statuses for part in ("", "_means")}
    words = load_words()[language]
    assert {key for key in words if re.match(r"problem_\d", key)} == wanted


def test_an_arabic_page_explains_the_problem_in_arabic(kb: KnowledgeBase) -> None:
    """Title and sentence are Arabic, the detail is marked as English, and the data stay English."""
    client = failing(kb, made(errors.NotFoundError)).test_client()
    page = client.get("/fails?lang=ar", headers=HTML).text
    assert "<title>غير موجود · " in page
    assert '<h1><span class="status">404</span> غير موجود</h1>' in page
    assert "<p>لا شيء هنا بهذا العنوان أو بهذا الاسم.</p>" in page
    assert '<bdi lang="en" dir="ltr">&lt;wrong&gt;</bdi>' in page
    assert json.loads(client.get("/fails?lang=ar").data)["title"] == "Not Found"


def test_a_status_without_words_has_a_page_too(kb: KnowledgeBase) -> None:
    """A status that nobody foresaw is explained in general."""
    client = failing(kb, ImATeapot()).test_client()
    page = client.get("/fails?lang=ar", headers=HTML).text
    assert '<span class="status">418</span> لم ينجح هذا الطلب</h1>' in page


def test_a_violation_brings_its_report(kb: KnowledgeBase) -> None:
    """What the shapes refused comes along."""
    client = failing(kb, made(ViolationError)).test_client()
    assert json.loads(client.get("/fails").data)["report"] == "shape & node"
    assert "shape &amp; node" in client.get("/fails", headers=HTML).text


def test_a_method_error_lists_what_is_allowed(kb: KnowledgeBase) -> None:
    """405 carries Allow."""
    client = failing(kb, MethodError("PUT", ["GET"])).test_client()
    assert client.get("/fails").headers["Allow"] == "GET"


def test_our_own_mistake_is_500_and_says_nothing(kb: KnowledgeBase) -> None:
    """An unexpected error answers 500 without its text, and is logged."""
    app = failing(kb, RuntimeError("secret"))
    response = app.test_client().get("/fails")
    assert response.status_code == 500
    assert "secret" not in response.text


def test_without_a_knowledge_base_only_health_answers() -> None:
    """Before the first build /healthz is fine, everything else says 503 and how to build."""

    def nothing() -> KnowledgeBase:
        raise NotBuiltError("nothing is built", remedy="run `dalil build`")

    client = create_app(nothing).test_client()
    assert client.get("/healthz").status_code == 200
    for path in ("/readyz", "/", "/sparql"):
        response = client.get(path, headers=HTML)
        assert response.status_code == 503
        assert json.loads(response.data)["remedy"] == "run `dalil build`"


@pytest.mark.parametrize(
    ("path", "status"), [("/nowhere", 404), ("/things/else/Library", 404), ("/things/ns/X", 404)]
)
def test_unknown_addresses_are_not_found(kb: KnowledgeBase, path: str, status: int) -> None:
    """A path that leads nowhere is a problem document too."""
    response = create_app(lambda: kb).test_client().get(path)
    assert (response.status_code, response.content_type) == (status, "application/problem+json")


def test_a_post_where_only_reads_are_is_refused(kb: KnowledgeBase) -> None:
    """405 with Allow, as data."""
    response = create_app(lambda: kb).test_client().post("/doc/city-library")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
