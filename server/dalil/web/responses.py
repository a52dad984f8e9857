"""Choosing the form of an answer and wrapping it: what every route has in common."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast
from urllib.parse import quote, urlencode

from flask import Response, current_app, g, render_template, request
from markupsafe import Markup

from dalil.graph.serialise import serialise
from dalil.graph.terms import Triple
from dalil.query import formats
from dalil.query.formats import HTML, Format
from dalil.web import fields
from dalil.web.reader import Reader
from dalil.web.typography import embedded

DOCUMENT = (*formats.GRAPHS, HTML)
"""What a document about things comes in; a client that takes anything gets Turtle."""
PAGE = (HTML,)


def reader() -> Reader:
    """The view of this request on the knowledge base."""
    return cast("Reader", g.reader)


def negotiate(offered: Sequence[Format]) -> Format:
    """The format for this request out of those offered; raises NotAcceptableError.

    Remembered, so that an error of this request comes as HTML only where HTML was asked.
    """
    chosen = formats.choose(*preference(), offered)
    g.format = chosen
    g.offered = offered
    return chosen


def preference() -> tuple[str, str]:
    """Which format the client wants: its Accept, and ?format=, which a posted form may hold instead."""
    return request.headers.get("Accept", ""), g.get("wanted", request.args.get("format", ""))


def describes(iri: str) -> None:
    """Say in the headers of this response which thing it is about (RFC 6892)."""
    g.describes = iri


def data(body: bytes, format_: Format) -> Response:
    """A response of that format."""
    return Response(body, content_type=format_.content_type)


def graph(statements: Iterable[Triple], format_: Format) -> Response:
    """The statements as a document."""
    return data(serialise(statements, format_.name, reader().kb.project.prefixes), format_)


def tell_problems_on(template: str, context: Mapping[str, object]) -> None:
    """Let a problem of this request be told on that page, which keeps what the reader wrote."""
    g.problem_page = template, context


def page(template: str, context: Mapping[str, object], status: int = 200) -> Response:
    """An HTML page in the reader's language."""
    g.format = HTML
    view = reader()
    html = render_template(template, r=view, w=view.words, kb=view.kb, **context)
    return Response(html, status, content_type=HTML.content_type)


def variants() -> list[tuple[Format, str]]:
    """The other formats of what a GET asked for, each with its path and query string."""
    if request.method not in {"GET", "HEAD"}:
        return []
    return fields.variants(here(), request.query_string, g.get("offered", ()), g.get("format"))


def here() -> str:
    """The path of this request, encoded: what it may hold besides letters acts in no page and no header."""
    return quote(request.path)


def in_language(tag: str) -> str:
    """The query string of this request with that language for the page."""
    return urlencode({**request.args, "lang": tag})


def linked_data(iri: str) -> Markup:
    """The JSON-LD about an IRI, for a script element."""
    return embedded(serialise(reader().kb.triples_about(iri), "jsonld", {}).decode())


def public_url(path: str) -> str:
    """The absolute address of a path on this server, as the client knows the server."""
    return f"{request.scheme}://{request.host}".rstrip("/") + path


def app_version() -> str:
    """The version of the program and of its templates: pages change with them."""
    return str(current_app.config["DALIL_VERSION"])
