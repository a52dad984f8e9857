"""Headers that every response has: caching, CORS, links, and what a page may load."""

from http import HTTPStatus

from flask import Flask, Response, g, request
from werkzeug.urls import iri_to_uri

from dalil.query.formats import HTML
from dalil.web import fields
from dalil.web.responses import app_version, public_url, variants

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_LANGUAGE_AGE = 60 * 60 * 24 * 365


def install(app: Flask) -> None:
    """Put the headers on every response of the application."""
    app.after_request(_finish)


def _finish(response: Response) -> Response:
    response.headers.update(fields.OPEN)
    response.vary.add("Accept")
    if request.method == "OPTIONS":
        _preflight(response)
    if response.mimetype == HTML.media:
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["Referrer-Policy"] = "same-origin"
        response.vary.update(["Accept-Language", "Cookie"])
        _remember_language(response)
    if "offered" in g:
        response.headers.extend(fields.links(public_url(""), variants()))
    if "describes" in g:
        response.headers.add("Link", f'<{iri_to_uri(g.describes)}>; rel="describes"')
    return _validated(response)


def _preflight(response: Response) -> None:
    response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET, HEAD, OPTIONS")
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match, Range"
    response.headers["Access-Control-Max-Age"] = "86400"


def _remember_language(response: Response) -> None:
    if "lang" in request.args and "reader" in g:
        response.set_cookie("lang", g.reader.language, max_age=_LANGUAGE_AGE, samesite="Lax", httponly=True)


def _validated(response: Response) -> Response:
    """ETag and 304: the generation, then what else the bytes depend on (RFC 9110, 8.8.3)."""
    if response.status_code != HTTPStatus.OK or request.method not in {"GET", "HEAD"} or "reader" not in g:
        return response
    if response.is_streamed or response.get_etag()[0]:
        return response
    parts = [g.reader.kb.generation]
    if "format" in g:
        parts.append(g.format.name)
    if response.mimetype == HTML.media:
        parts += [g.reader.language, app_version()]
    response.set_etag(fields.tag(*parts))
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
