"""From ASGI to WSGI: the application answers in a thread, and is heard a batch at a time."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from typing import cast
from urllib.parse import quote_from_bytes
from wsgiref.types import WSGIApplication, WSGIEnvironment

from a2wsgi.asgi_typing import HTTPScope
from a2wsgi.wsgi import Body, build_environ

Header = tuple[bytes, bytes]

_BATCH = 64 * 1024
"""Bytes that are taken from an answer at once; a shorter batch is its last one."""
_ASCII = bytes(range(128))


@dataclass(frozen=True)
class Given:
    """An answer of the application: its status, its headers, its first batch, where the rest comes from."""

    status: int
    headers: list[Header]
    first: bytes
    rest: "_Pieces"


class Bridge:
    """A WSGI application and the threads in which it answers."""

    def __init__(self, app: WSGIApplication, threads: int) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="dalil")

    async def ask(self, scope: HTTPScope, body: bytes) -> Given:
        """The answer to a request, begun."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._begun, scope, body)

    async def content(self, given: Given) -> AsyncIterator[bytes]:
        """The batches of an answer, each made when it is wanted."""
        batch = given.first
        yield batch
        while len(batch) >= _BATCH:
            batch = await asyncio.get_running_loop().run_in_executor(self._threads, given.rest.batch)
            yield batch

    async def close(self, given: Given) -> None:
        """Make no more of an answer."""
        if given.rest.is_open:
            await asyncio.get_running_loop().run_in_executor(self._threads, given.rest.close)

    def _begun(self, scope: HTTPScope, body: bytes) -> Given:
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(
            status: str, headers: list[tuple[str, str]], _error: object = None, /
        ) -> Callable[[bytes], object]:
            started.append((status, headers))
            return _refuse_to_write

        rest = _Pieces(self._app(_environ(scope, body), start))
        first = rest.batch()
        status, headers = started[-1]
        return Given(int(status[:3]), encoded(headers), first, rest)


def _refuse_to_write(_content: bytes) -> None:
    raise NotImplementedError("the application yields its content")


class _Pieces:
    """What the application yields, closed at its end or where it fails."""

    def __init__(self, answer: Iterable[bytes]) -> None:
        self._answer = answer
        self._pieces = iter(answer)
        self.is_open = True

    def batch(self) -> bytes:
        """So many pieces as fill a batch."""
        found = bytearray()
        is_over = True
        try:
            for piece in self._pieces:
                found += piece
                if len(found) >= _BATCH:
                    is_over = False
                    break
        finally:
            if is_over:
                self.close()
        return bytes(found)

    def close(self) -> None:
        """Let the application free what it holds."""
        self.is_open = False
        close = getattr(self._answer, "close", None)
        if close is not None:
            close()


def query_string(scope: HTTPScope) -> str:
    """The query string in ASCII: clients write Arabic into an address as it is."""
    return quote_from_bytes(scope["query_string"], safe=_ASCII)


def encoded(fields: Iterable[tuple[str, str]]) -> list[Header]:
    """The header fields as ASGI has them."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in fields]


def _environ(scope: HTTPScope, body: bytes) -> WSGIEnvironment:
    """The request as WSGI has it: with the length that was read, since a body may come in chunks."""
    query = query_string(scope).encode("ascii")
    headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
    headers.append((b"content-length", str(len(body)).encode()))
    changed = cast("HTTPScope", {**scope, "query_string": query, "headers": headers})
    return cast("WSGIEnvironment", build_environ(changed, cast("Body", BytesIO(body))))
