"""The ASGI shell in which Granian runs the Flask application.

It sends answers that are kept, reads the body before a thread is taken, streams answers from the workers,
gives up what no client waits for, and lets an answer that fails after it began raise: Granian then closes
the connection without the final chunk, so that no client can take the part for the whole.
"""

import asyncio
import os
from collections.abc import Coroutine, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import cast
from urllib.parse import quote_from_bytes
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import (
    HTTPResponseStartEvent,
    HTTPScope,
    Receive,
    ReceiveEvent,
    Scope,
    Send,
    SendEvent,
)
from a2wsgi.wsgi_typing import WSGIApp

from dalil.errors import DalilError
from dalil.files import PROJECT_VARIABLE, Project
from dalil.query.limits import LIMITS_VARIABLE, Limits
from dalil.web.app import MAX_BODY, create_app
from dalil.web.encoding import Compressing
from dalil.web.exchange import KEY, Exchange, dispatched
from dalil.web.kept import Answer, Kept
from dalil.web.service import Service
from dalil.web.shelf import Shelf

THREADS = 8
"""Requests that the application works on at once, beside those that wait for a worker's first bytes."""
PATIENCE = 20.0
"""Seconds that the body of a request may take; it takes no thread meanwhile."""
_LATE = b'{"type":"about:blank","title":"Request Timeout","status":408,"detail":"the body came too slowly"}\n'

_ASCII = bytes(range(128))
_ANNOUNCING = frozenset({b"content-length", b"transfer-encoding"})
"""Headers of which a request with a body has one."""
_OK = 200


def application() -> Compressing:
    """The ASGI application for the project that the environment names; Granian calls this once."""
    folder = os.environ.get(PROJECT_VARIABLE)
    limits = Limits.decode(os.environ.get(LIMITS_VARIABLE, ""))
    shelf = Shelf(Project.load(Path(folder) if folder else None))
    app = create_app(shelf.current, dispatched, limits.seconds)
    return Compressing(Shell(app.wsgi_app, Service(shelf, limits)))


class Shell:
    """A WSGI application as an ASGI one."""

    def __init__(self, app: WSGIApplication, service: Service) -> None:
        self._service = service
        self._kept = Kept()
        threads = THREADS + service.limits.queue + service.limits.workers
        self._bridge = WSGIMiddleware(cast("WSGIApp", _stopping(app)), workers=threads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the server's start and end."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            body = await _in_time(_body(scope, receive))
            if body is None:
                await _refuse(send)
                return
            key = self._kept.key(self._service.shelf.generation, scope, body)
            found = self._kept.find(key)
            if found is not None:
                self._service.flights.used(found.flight)
                await found.send(scope, send)
            elif (given := await self._ask(scope, body, receive, send)) is not None:
                self._kept.put(key, given)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._service.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._service.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _ask(self, scope: HTTPScope, body: bytes, receive: Receive, send: Send) -> Answer | None:
        """Let the application answer; the answer, where it may be sent again."""
        client = (scope.get("client") or ("", 0))[0]
        exchange = Exchange(self._service, client, asyncio.get_running_loop())
        watch = asyncio.create_task(_watch(receive, exchange))
        response = Response(exchange, scope, send)
        try:
            await self._bridge(_with_body(scope, body, exchange), _replay(body), response.send)
            return await response.finish()
        except DalilError:
            if exchange.has_left:
                return None
            raise
        finally:
            watch.cancel()
            exchange.close()


class Response:
    """What the application sends; where it leaves the body to a worker, the worker's bytes instead."""

    def __init__(self, exchange: Exchange, scope: HTTPScope, send: Send) -> None:
        self._exchange = exchange
        self._scope = scope
        self._send = send
        self._start: HTTPResponseStartEvent | None = None

    async def send(self, message: SendEvent) -> None:
        """Pass a message on, or hold the start of an answer that a worker will end."""
        if message["type"] == "http.response.start" and self._exchange.answer and message["status"] == _OK:
            self._start = message
        elif self._start is None:
            await self._send(message)

    async def finish(self) -> Answer | None:
        """Send the worker's bytes, as they come. Raises where they break off."""
        reading = self._exchange.answer
        if self._start is None or reading is None:
            return None
        headers = [header for header in self._start.get("headers", ()) if header[0] != b"content-length"]
        length = [(b"content-length", b"%d" % reading.flight.size)] if reading.flight.is_whole else []
        await self._send({**self._start, "headers": [*headers, *length]})
        if self._scope["method"] != "HEAD":
            async for piece in reading:
                await self._send({"type": "http.response.body", "body": piece, "more_body": True})
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        return Answer(reading.flight, headers)


async def _body(scope: HTTPScope, receive: Receive) -> bytes:
    """The body of the request; no more of it than shows that it is too long."""
    if not any(name in _ANNOUNCING for name, _ in scope["headers"]):
        return b""
    body = bytearray()
    while len(body) <= MAX_BODY:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message.get("body", b"")
        if not message.get("more_body", False):
            break
    return bytes(body)


async def _in_time(body: Coroutine[object, object, bytes]) -> bytes | None:
    """The body of a request; None where it has not arrived after PATIENCE."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await body
    except TimeoutError:
        return None


async def _refuse(send: Send) -> None:
    """Answer a request whose body did not arrive."""
    headers = [(b"content-type", b"application/problem+json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": HTTPStatus.REQUEST_TIMEOUT, "headers": headers})
    await send({"type": "http.response.body", "body": _LATE, "more_body": False})


async def _watch(receive: Receive, exchange: Exchange) -> None:
    """Tell the exchange once the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    exchange.leave()


def _with_body(scope: HTTPScope, body: bytes, exchange: Exchange) -> HTTPScope:
    """The scope as WSGI needs it: with the length that was read, and a query string in ASCII.

    A body may come in chunks, and clients write Arabic into an address as it is.
    """
    query = quote_from_bytes(scope["query_string"], safe=_ASCII).encode("ascii")
    headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
    headers.append((b"content-length", str(len(body)).encode()))
    return cast("HTTPScope", {**scope, "query_string": query, "headers": headers, KEY: exchange})


def _replay(body: bytes) -> Receive:
    async def receive() -> ReceiveEvent:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _stopping(app: WSGIApplication) -> WSGIApplication:
    """The application, whose answers end where their client has left."""

    def stopping(environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        exchange: Exchange = environ["asgi.scope"][KEY]
        chunks = app(environ, start_response)
        try:
            for chunk in chunks:
                if exchange.has_left:
                    return
                yield chunk
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                close()

    return stopping
