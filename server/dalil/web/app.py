"""The application: one blueprint a concern over a source of knowledge bases."""

import hashlib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from flask import Flask, g, request

from dalil.base import KnowledgeBase
from dalil.base.language import direction
from dalil.query.protocol import MediaTypeError
from dalil.web import headers, problems, responses, translation, typography
from dalil.web.answers import Evaluate, in_process
from dalil.web.cells import language_of
from dalil.web.evidence import STANCES
from dalil.web.language import load_words
from dalil.web.reader import Reader
from dalil.web.routes import (
    api,
    articles,
    conformance,
    data,
    dumps,
    explain,
    home,
    ontology,
    ops,
    sitemap,
    sparql,
    things,
    wellknown,
)

_CONCERNS = (
    *(home, sparql, data, things, articles, ontology),
    *(api, explain, wellknown, dumps, sitemap, conformance),
)
MAX_BODY = 4_000_000
"""Bytes of the longest request body that is read."""


def create_app(
    current: Callable[[], KnowledgeBase], evaluate: Evaluate = in_process, seconds: float = 30
) -> Flask:
    """The application that answers from what `current` returns, asked anew for each request.

    A request keeps what it was given, so a newer generation changes nothing under its feet. Queries of
    clients go to `evaluate`, which ends them after so many seconds where it can.
    """
    app = Flask(__name__, static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY
    app.config["DALIL_VERSION"] = f"{version('dalil')}.{_look()}"
    app.config["DALIL_EVALUATE"] = evaluate
    app.config["DALIL_FIGURES"] = str
    app.config["DALIL_SECONDS"] = seconds
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    words = load_words()

    def begin() -> None:
        if request.blueprint != ops.NAME and request.endpoint != "static":
            kb = current()
            language = _language(tuple(words), kb.project.languages)
            g.reader = Reader(kb, language, words[language])

    app.before_request(begin)
    app.before_request(_require_plain_body)
    app.register_blueprint(ops.blueprint(current))
    for concern in _CONCERNS:
        app.register_blueprint(concern.blueprint)
    headers.install(app)
    problems.install(app)
    _equip(app)
    return app


def _equip(app: Flask) -> None:
    """Give the templates their filters and what they may call."""
    app.jinja_env.filters.update(
        visible=typography.visible, told=translation.told, direction=direction, language=language_of
    )
    app.jinja_env.globals.update(
        STANCES=STANCES,
        variants=responses.variants,
        here=responses.here,
        address=responses.public_url,
        with_language=responses.in_language,
        linked_data=responses.linked_data,
    )


def _language(known: tuple[str, ...], project: tuple[str, ...]) -> str:
    """The page's language: ?lang=, then the cookie, then Accept-Language, then the project's first."""
    asked = request.args.get("lang") or request.cookies.get("lang") or ""
    if asked in known:
        return asked
    preferred = request.accept_languages.best_match(known)
    return preferred or next((tag for tag in project if tag in known), known[0])


def _require_plain_body() -> None:
    """Raise MediaTypeError for a compressed body: what it would grow to is not known before it has grown."""
    coding = request.headers.get("Content-Encoding", "identity")
    if coding != "identity":
        raise MediaTypeError(f"a body in the coding {coding} is not read here", remedy="send it as it is")


def _look() -> str:
    """Eight hexadecimal digits over the templates and the words: a page is only as old as they are."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted([*(here / "templates").iterdir(), *(here / "locale").rglob("*.toml")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
