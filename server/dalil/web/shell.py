"""The ASGI shell in which Granian runs the Flask application.

It reads the body before a thread is taken, stops an answer whose client has left, and lets an answer
that fails after it began raise: Granian then closes the connection without the final chunk, so that no
client can take the part for the whole.
"""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import cast
from urllib.parse import quote_from_bytes
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import HTTPScope, Receive, ReceiveEvent, Scope, Send
from a2wsgi.wsgi_typing import WSGIApp

from dalil.files import PROJECT_VARIABLE, Project
from dalil.web.app import MAX_BODY, create_app
from dalil.web.encoding import Compressing
from dalil.web.shelf import Shelf

THREADS = 8
"""Requests that are worked on at once; the rest wait in the order in which they came."""

_LEFT = "dalil.left"
_ASCII = bytes(range(128))


def application() -> Compressing:
    """The ASGI application for the project that the environment names; Granian calls this once."""
    folder = os.environ.get(PROJECT_VARIABLE)
    project = Project.load(Path(folder) if folder else None)
    return Compressing(Shell(create_app(Shelf(project).current).wsgi_app))


class Shell:
    """A WSGI application as an ASGI one."""

    def __init__(self, app: WSGIApplication) -> None:
        self._bridge = WSGIMiddleware(cast("WSGIApp", _stopping(app)), workers=THREADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the server's start and end."""
        if scope["type"] != "http":
            await self._bridge(scope, receive, send)
            return
        body = await _body(receive)
        left = Event()
        watch = asyncio.create_task(_watch(receive, left))
        try:
            await self._bridge(_with_body(scope, body, left), _replay(body), send)
        finally:
            watch.cancel()


async def _body(receive: Receive) -> bytes:
    """The body of the request; no more of it than shows that it is too long."""
    body = bytearray()
    while len(body) <= MAX_BODY:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message.get("body", b"")
        if not message.get("more_body", False):
            break
    return bytes(body)


async def _watch(receive: Receive, left: Event) -> None:
    """Set `left` once the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    left.set()


def _with_body(scope: HTTPScope, body: bytes, left: Event) -> HTTPScope:
    """The scope as WSGI needs it: with the length that was read, and a query string in ASCII.

    A body may come in chunks, and clients write Arabic into an address as it is.
    """
    query = quote_from_bytes(scope["query_string"], safe=_ASCII).encode("ascii")
    headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
    headers.append((b"content-length", str(len(body)).encode()))
    return cast("HTTPScope", {**scope, "query_string": query, "headers": headers, _LEFT: left})


def _replay(body: bytes) -> Receive:
    async def receive() -> ReceiveEvent:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _stopping(app: WSGIApplication) -> WSGIApplication:
    """The application, whose answers end where their client has left."""

    def stopping(environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        left: Event = environ["asgi.scope"][_LEFT]
        chunks = app(environ, start_response)
        try:
            for chunk in chunks:
                if left.is_set():
                    return
                yield chunk
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                close()

    return stopping
