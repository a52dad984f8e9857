"""The layer around the server that compresses what passes out of it, whoever made it."""

from collections.abc import Mapping
from typing import TypeAlias, cast

from a2wsgi.asgi_typing import (
    ASGIApp,
    HTTPResponseBodyEvent,
    HTTPResponseStartEvent,
    HTTPScope,
    Receive,
    Scope,
    Send,
    SendEvent,
)

from dalil.web.compression import CODINGS, IDENTITY, choose, is_worthwhile

SMALLEST = 512
"""Bytes of the shortest content that is compressed, where its length is known."""
_OK, _UNCHANGED = 200, 304
_CONDITION = b"if-none-match"
_UNSENT = frozenset({b"content-length", b"content-encoding", b"etag"})
_Fields: TypeAlias = Mapping[bytes, bytes]


class Compressing:
    """An ASGI application whose answers are compressed where the client asks for it.

    A compressed answer is another representation, so that its ETag is another one too: the coding is
    written behind it, and taken off again when a client comes back with it (RFC 9110, 8.8.3.3). Ranges
    are of the content as it is.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass on what is none."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        fields = dict(scope["headers"])
        coding = choose(fields.get(b"accept-encoding", b"").decode("latin-1"))
        if coding == IDENTITY or b"range" in fields:
            await self._app(scope, receive, _Plain(send).send)
            return
        answer = _Compressed(coding, scope, send)
        await self._app(answer.asked, receive, answer.send)


class _Plain:
    """An answer that passes as it is: another client could get it compressed."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def send(self, message: SendEvent) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *_vary(message)]}
        await self._send(message)


class _Compressed:
    """An answer for a client that reads a coding."""

    def __init__(self, coding: str, scope: HTTPScope, send: Send) -> None:
        self._coding = coding
        self._send = send
        self._compressor = CODINGS[coding]()
        self._passes = False
        self._has_body = scope["method"] != "HEAD"
        self._mark = f'-{coding}"'.encode()
        self._comes_back = self._mark in dict(scope["headers"]).get(_CONDITION, b"")
        headers = [(n, v.replace(self._mark, b'"') if n == _CONDITION else v) for n, v in scope["headers"]]
        self.asked = cast("HTTPScope", {**scope, "headers": headers})
        """The request with the ETags that the application knows."""

    async def send(self, message: SendEvent) -> None:
        """Pass a message on, compressed where it is worth it."""
        if message["type"] == "http.response.start":
            await self._send(self._started(message))
        elif message["type"] == "http.response.body" and self._has_body and not self._passes:
            await self._send(self._compressed(message))
        else:
            await self._send(message)

    def _started(self, message: HTTPResponseStartEvent) -> HTTPResponseStartEvent:
        vary = _vary(message)
        headers = [*message.get("headers", ()), *vary]
        fields = dict(headers)
        self._passes = not (vary and _may_change(message["status"], fields))
        etag = fields.get(b"etag", b"").removesuffix(b'"') + self._mark
        if self._passes:
            marked = message["status"] == _UNCHANGED and self._comes_back
            kept = [(n, etag if marked and n == b"etag" else v) for n, v in headers]
            return {**message, "headers": kept}
        kept = [(n, v) for n, v in headers if n not in _UNSENT]
        kept.append((b"content-encoding", self._coding.encode()))
        if b"etag" in fields:
            kept.append((b"etag", etag))
        return {**message, "headers": kept}

    def _compressed(self, message: HTTPResponseBodyEvent) -> HTTPResponseBodyEvent:
        piece, more = message.get("body", b""), message.get("more_body", False)
        body = self._compressor.add(piece) if piece else b""
        return {**message, "body": body if more else body + self._compressor.end()}


def _vary(message: HTTPResponseStartEvent) -> list[tuple[bytes, bytes]]:
    """The header by which a cache keeps codings apart, for content that has some."""
    media_type = dict(message.get("headers", ())).get(b"content-type", b"").decode("latin-1")
    return [(b"vary", b"Accept-Encoding")] if is_worthwhile(media_type) else []


def _may_change(status: int, fields: _Fields) -> bool:
    """Whether an answer has content, not coded yet, that is long enough to gain by it."""
    has_content = status >= _OK and status != _UNCHANGED and b"content-range" not in fields
    length = int(fields.get(b"content-length", SMALLEST))
    return has_content and b"content-encoding" not in fields and length >= SMALLEST
