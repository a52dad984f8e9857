"""Whether the server runs and whether it can answer: for supervisors, not for readers."""

from collections.abc import Callable

from flask import Blueprint, Response, current_app

from dalil.base import KnowledgeBase

NAME = "ops"
_FIGURES = "text/plain; version=0.0.4; charset=utf-8"
_PLAIN = "text/plain; charset=utf-8"


def blueprint(current: Callable[[], KnowledgeBase]) -> Blueprint:
    """/healthz answers while the process lives, /readyz once there is a generation to answer from.

    /metrics has figures for Prometheus, where the shell keeps them.
    """
    routes = Blueprint(NAME, __name__)

    @routes.get("/healthz")
    def healthz() -> Response:
        return Response("ok\n", content_type=_PLAIN)

    @routes.get("/readyz")
    def readyz() -> Response:
        return Response(f"{current().generation}\n", content_type=_PLAIN)

    @routes.get("/metrics")
    def metrics() -> Response:
        return Response(current_app.config["DALIL_FIGURES"](), content_type=_FIGURES)

    return routes
