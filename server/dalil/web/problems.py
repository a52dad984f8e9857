"""Mistakes as responses: application/problem+json (RFC 9457), or a page where a page was asked."""

import json
from http import HTTPStatus

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import HTTPException, InternalServerError

from dalil.errors import DalilError, ViolationError
from dalil.query.formats import GRAPHS, HTML, RESULTS, NotAcceptableError, choose
from dalil.query.protocol import MethodError
from dalil.web.responses import page

PROBLEM = "application/problem+json"


def install(app: Flask) -> None:
    """Answer the project's errors, Flask's own, and our mistakes."""
    app.register_error_handler(DalilError, _mendable)
    app.register_error_handler(HTTPException, _http)


def _mendable(error: DalilError) -> Response:
    detail = error.message if not error.line else f"{error.message} (line {error.line})"
    response = _problem(error.status, detail, error.remedy, _report(error))
    if isinstance(error, MethodError):
        response.headers["Allow"] = ", ".join(error.allowed)
    if error.status in {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}:
        response.headers["Retry-After"] = "5"
    return response


def _report(error: DalilError) -> str:
    return error.report if isinstance(error, ViolationError) else ""


def _http(error: HTTPException) -> Response:
    response = error.get_response(request.environ)
    if response.status_code < HTTPStatus.BAD_REQUEST:
        return Response(response.get_data(), response.status_code, response.headers)
    if isinstance(error, InternalServerError):
        current_app.logger.error("unexpected", exc_info=error.original_exception)
    found = _problem(response.status_code, error.description or error.name, "", "")
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            found.headers[name] = response.headers[name]
    return found


def _problem(status: int, detail: str, remedy: str, report: str) -> Response:
    if _wants_page():
        context = {"status": status, "detail": detail, "remedy": remedy, "report": report}
        return page("problem.html", context, status)
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.path,
    }
    extra = {"remedy": remedy, "report": report}
    found = body | {name: text for name, text in extra.items() if text}
    return Response(json.dumps(found, ensure_ascii=False) + "\n", status, content_type=PROBLEM)


def _wants_page() -> bool:
    """Whether the client prefers HTML, and there is a knowledge base to draw the page with."""
    if "reader" not in g:
        return False
    try:
        chosen = choose(request.headers.get("Accept", ""), "", (*RESULTS, *GRAPHS, HTML))
    except NotAcceptableError:
        return False
    return chosen is HTML
