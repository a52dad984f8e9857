"""The ASGI shell in which Granian runs the Flask application.

It sends answers that are kept, reads the body before a thread is taken, streams answers from the workers,
gives up what no client waits for, and lets an answer that fails after it began raise: Granian then closes
the connection without the final chunk, so that no client can take the part for the whole.
"""

import asyncio
import os
from collections.abc import Coroutine, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import cast
from wsgiref.types import WSGIApplication

from a2wsgi.asgi_typing import ASGIApp, HTTPScope, Receive, Scope, Send
from granian.utils.proxies import wrap_asgi_with_proxy_headers

from dalil.errors import DalilError
from dalil.files import PROJECT_VARIABLE, Project
from dalil.query.flights import Reading
from dalil.query.limits import LIMITS_VARIABLE, LOG_VARIABLE, Limits
from dalil.web import endpoint
from dalil.web.app import MAX_BODY, create_app
from dalil.web.bridge import Bridge, Given, Header, encoded
from dalil.web.encoding import Compressing
from dalil.web.exchange import KEY, Exchange, dispatched
from dalil.web.journal import Journal, Record, opened
from dalil.web.kept import Answer, Kept
from dalil.web.service import Service
from dalil.web.shelf import Shelf

THREADS = 8
"""Requests that the application works on at once, beside those that wait for a worker's first bytes."""
PATIENCE = 20.0
"""Seconds that the body of a request may take; it takes no thread meanwhile."""
_MOMENT = 0.02
"""Seconds after which it is looked for whether the client still waits."""
_LATE = b'{"type":"about:blank","title":"Request Timeout","status":408,"detail":"the body came too slowly"}\n'

_ANNOUNCING = frozenset({b"content-length", b"transfer-encoding"})
"""Headers of which a request with a body has one."""
_OF_ONCE = frozenset({b"content-length", b"date"})
"""Headers that are not the same whenever an answer is sent; the server itself adds the date."""
_OK = 200


def application() -> ASGIApp:
    """The ASGI application for the project that the environment names; Granian calls this once.

    What a proxy on this machine says of its client is believed: address and scheme.
    """
    folder = os.environ.get(PROJECT_VARIABLE)
    limits = Limits.decode(os.environ.get(LIMITS_VARIABLE, ""))
    shelf = Shelf(Project.load(Path(folder) if folder else None))
    service = Service(shelf, limits, Journal(opened(os.environ.get(LOG_VARIABLE, ""))))
    app = create_app(shelf.current, dispatched, limits.seconds)
    app.config["DALIL_FIGURES"] = service.figures
    return cast("ASGIApp", wrap_asgi_with_proxy_headers(Compressing(Shell(app.wsgi_app, service))))


class Shell:
    """A WSGI application as an ASGI one."""

    def __init__(self, app: WSGIApplication, service: Service) -> None:
        self._service = service
        self._kept = Kept()
        threads = THREADS + service.limits.queue + service.limits.workers
        self._bridge = Bridge(app, threads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the server's start and end."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            record = Record(scope, send, generation=self._service.shelf.generation)
            try:
                await self._answer(scope, receive, record)
            finally:
                self._service.journal.note(record)

    async def _answer(self, scope: HTTPScope, receive: Receive, record: Record) -> None:
        is_announced = any(name in _ANNOUNCING for name, _ in scope["headers"])
        body = await _in_time(_body(receive)) if is_announced else b""
        if body is None:
            await _refuse(record.send)
            return
        key = self._kept.key(record.generation, scope, body)
        found = self._kept.find(key)
        if found is None:
            found = await self._ask(scope, body, receive, record)
            if found is not None:
                self._kept.put(key, found)
        else:
            record.is_kept = True
            record.query = found.query
            self._service.flights.used(found.flight)
            await found.send(scope, record.send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._service.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._service.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _ask(self, scope: HTTPScope, body: bytes, receive: Receive, record: Record) -> Answer | None:
        """Let the application answer; the answer, where it may be sent again."""
        client = (scope.get("client") or ("", 0))[0]
        exchange = Exchange(self._service, client, asyncio.get_running_loop())
        watch = _Watch(receive, exchange)
        try:
            return await self._reply(scope, body, exchange, record.send)
        except DalilError:
            if not exchange.has_left:
                raise
        finally:
            watch.cancel()
            exchange.close()
            record.query = exchange.query
        return None

    async def _reply(self, scope: HTTPScope, body: bytes, exchange: Exchange, send: Send) -> Answer | None:
        """Answer a query by the shortest way, and all else by the application.

        The answer, where it may be sent again.
        """
        begun = await self._begun(scope, body, exchange)
        if begun is None:
            given = await self._bridge.ask(cast("HTTPScope", {**scope, KEY: exchange}), body)
            if exchange.answer is None or given.status != _OK:
                await self._pass_on(given, exchange, send)
                return None
            begun = exchange.answer, given.headers
        reading, headers = begun
        kept = await _relay(reading, headers, scope, send)
        return Answer(reading.flight, kept, exchange.query)

    async def _begun(
        self, scope: HTTPScope, body: bytes, exchange: Exchange
    ) -> tuple[Reading, list[Header]] | None:
        """The answer to a query and its headers; None where the application has to answer."""
        service = self._service
        try:
            question = endpoint.read(service.shelf.current(), scope, body, service.limits.seconds)
            if question is None:
                return None
            reading, kind = await exchange.begin(question.kb, question.job)
        except DalilError as error:
            exchange.refusal = error
            return None
        return (reading, encoded(question.fields(kind))) if question.is_offered(kind) else None

    async def _pass_on(self, given: Given, exchange: Exchange, send: Send) -> None:
        """Send what the application answers, until its client leaves. Raises where it breaks off."""
        try:
            await send({"type": "http.response.start", "status": given.status, "headers": given.headers})
            async for batch in self._bridge.content(given):
                if exchange.has_left:
                    return
                await send({"type": "http.response.body", "body": batch, "more_body": given.rest.is_open})
        finally:
            await self._bridge.close(given)


async def _relay(reading: Reading, headers: list[Header], scope: HTTPScope, send: Send) -> Sequence[Header]:
    """Send the answer of a worker, as it comes, behind those headers. Raises where it breaks off.

    The headers that are the same whenever it is sent.
    """
    kept = [header for header in headers if header[0] not in _OF_ONCE]
    length = [(b"content-length", b"%d" % reading.flight.size)] if reading.flight.is_whole else []
    await send({"type": "http.response.start", "status": _OK, "headers": [*kept, *length]})
    is_over = False
    if scope["method"] != "HEAD":
        async for piece in reading:
            is_over = reading.is_over
            await send({"type": "http.response.body", "body": piece, "more_body": not is_over})
    if not is_over:
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    return kept


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


class _Watch:
    """Tells an exchange once its client is gone. It looks after a moment, in which most answers are over."""

    def __init__(self, receive: Receive, exchange: Exchange) -> None:
        self._receive = receive
        self._exchange = exchange
        self._task: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_MOMENT, self._begin)

    def cancel(self) -> None:
        """Look no longer."""
        self._timer.cancel()
        if self._task is not None:
            self._task.cancel()

    def _begin(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._exchange.leave()
