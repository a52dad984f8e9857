"""Whether the server runs and whether it can answer: for supervisors, not for readers."""

from collections.abc import Callable

from flask import Blueprint, Response

from dalil.base import KnowledgeBase

NAME = "ops"
_PLAIN = "text/plain; charset=utf-8"


def blueprint(current: Callable[[], KnowledgeBase]) -> Blueprint:
    """/healthz answers while the process lives, /readyz once there is a generation to answer from."""
    routes = Blueprint(NAME, __name__)

    @routes.get("/healthz")
    def healthz() -> Response:
        return Response("ok\n", content_type=_PLAIN)

    @routes.get("/readyz")
    def readyz() -> Response:
        return Response(f"{current().generation}\n", content_type=_PLAIN)

    return routes
