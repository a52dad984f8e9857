"""Mistakes as responses: application/problem+json (RFC 9457), or a page where a page was asked."""

import json
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import HTTPException, InternalServerError

from dalil.errors import DalilError, ViolationError
from dalil.query.formats import GRAPHS, HTML, RESULTS, NotAcceptableError, choose
from dalil.query.protocol import MethodError
from dalil.web.responses import page

PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Problem:
    """What went wrong, what helps, and where in the query; `report` lists violations."""

    status: int
    detail: str
    remedy: str = ""
    report: str = ""
    line: int = 0


def install(app: Flask) -> None:
    """Answer the project's errors, Flask's own, and our mistakes."""
    app.register_error_handler(DalilError, _mendable)
    app.register_error_handler(HTTPException, _http)


def _mendable(error: DalilError) -> Response:
    response = _told(Problem(error.status, error.message, error.remedy, _report(error), error.line))
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
    found = _told(Problem(response.status_code, error.description or error.name))
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            found.headers[name] = response.headers[name]
    return found


def _told(problem: Problem) -> Response:
    """The problem on a page where one was asked: that of what failed, if it has one, or a page of its own."""
    if _wants_page():
        template, context = g.get("problem_page", ("problem.html", {}))
        return page(template, {**context, "problem": problem}, problem.status)
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": f"{problem.detail} (line {problem.line})" if problem.line else problem.detail,
        "instance": request.path,
    }
    extra = {"remedy": problem.remedy, "report": problem.report}
    found = body | {name: text for name, text in extra.items() if text}
    return Response(json.dumps(found, ensure_ascii=False) + "\n", problem.status, content_type=PROBLEM)


def _wants_page() -> bool:
    """Whether the client prefers HTML, and there is a knowledge base to draw the page with."""
    if "reader" not in g:
        return False
    try:
        chosen = choose(request.headers.get("Accept", ""), "", (*RESULTS, *GRAPHS, HTML))
    except NotAcceptableError:
        return False
    return chosen is HTML
