"""Compression: which coding a client gets, that nothing is lost, and that a part never looks whole."""

import asyncio
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import cast

import brotli
import pytest
import zstandard
from a2wsgi.asgi_typing import Receive, ReceiveEvent, Scope, Send, SendEvent
from hypothesis import given
from hypothesis import strategies as st

from dalil.web.compression import CODINGS, choose
from dalil.web.encoding import SMALLEST, Compressing

PIECES = [b"<urn:a> <urn:b> <urn:c> .\n" * 100, b"", "قرار".encode() * 200]
WHOLE = b"".join(PIECES)
READ: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: zlib.decompress(data, zlib.MAX_WBITS | 16),
    "br": brotli.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}
Headers = dict[bytes, bytes]


def answered(
    asked: Headers, given_headers: Headers, status: int = 200, method: str = "GET"
) -> tuple[Headers, bytes, Headers]:
    """Headers and body of an answer to a request, and the headers with which the application was asked."""
    seen: list[Headers] = []
    sent: list[SendEvent] = []

    async def application(scope: Scope, _receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"
        seen.append(dict(scope["headers"]))
        await send({"type": "http.response.start", "status": status, "headers": list(given_headers.items())})
        for piece in PIECES if method == "GET" and status == 200 else []:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def receive() -> ReceiveEvent:
        return {"type": "http.request", "body": b""}

    async def send(message: SendEvent) -> None:
        sent.append(message)

    scope = cast("Scope", {"type": "http", "method": method, "headers": list(asked.items())})
    asyncio.run(Compressing(application)(scope, receive, send))
    start, *bodies = sent
    assert start["type"] == "http.response.start"
    body = b"".join(m.get("body", b"") for m in bodies if m["type"] == "http.response.body")
    return dict(start["headers"]), body, seen[0]


TURTLE = {b"content-type": b"text/turtle; charset=utf-8", b"etag": b'"gen.ttl"'}


@pytest.mark.parametrize(
    ("asked", "coding"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, br", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "zstd"),
        ("*;q=0", "identity"),
        ("zstd;q=0, *", "br"),
        ("identity", "identity"),
        ("GZIP ; Q=0.3", "gzip"),
        ("gzip;q=none", "identity"),
        ("compress", "identity"),
    ],
)
def test_the_best_liked_coding_is_chosen(asked: str, coding: str) -> None:
    """Accept-Encoding decides by its qualities; who asks for nothing gets the content as it is."""
    assert choose(asked) == coding


@given(st.text(max_size=40))
def test_any_accept_encoding_chooses(asked: str) -> None:
    """No text in the header is a mistake."""
    assert choose(asked) in {*CODINGS, "identity"}


@pytest.mark.parametrize("coding", CODINGS)
def test_what_is_compressed_is_the_content(coding: str) -> None:
    """Reading the coding gives every byte, under a header that names it and an ETag of its own."""
    headers, body, _ = answered({b"accept-encoding": coding.encode()}, TURTLE)
    assert READ[coding](body) == WHOLE
    assert len(body) < len(WHOLE) / 4
    assert headers[b"content-encoding"] == coding.encode()
    assert headers[b"vary"] == b"Accept-Encoding"
    assert headers[b"etag"] == f'"gen.ttl-{coding}"'.encode()


@pytest.mark.parametrize("coding", CODINGS)
@given(pieces=st.lists(st.binary(max_size=200), min_size=1, max_size=6))
def test_each_piece_can_be_read_when_it_arrives(coding: str, pieces: list[bytes]) -> None:
    """A client sees what has been found so far: no piece waits for the next one."""
    compressor = CODINGS[coding]()
    readers = {
        "gzip": zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress,
        "br": brotli.Decompressor().process,
        "zstd": zstandard.ZstdDecompressor().decompressobj().decompress,
    }
    assert [readers[coding](compressor.add(piece)) for piece in pieces] == pieces


@pytest.mark.parametrize("coding", CODINGS)
def test_a_part_is_no_whole(coding: str) -> None:
    """Without its end a compressed answer is told from a whole one by who reads it."""
    compressor = CODINGS[coding]()
    part = compressor.add(WHOLE)
    if coding == "zstd":
        reader = zstandard.ZstdDecompressor().decompressobj()
        assert (reader.decompress(part), reader.eof) == (WHOLE, False)
    else:
        with pytest.raises((zlib.error, brotli.error)):
            READ[coding](part)


def test_a_client_that_comes_back_is_known() -> None:
    """The ETag of the compressed answer reaches the application as the one it gave, and 304 has it again."""
    given_tags = b'"older", "gen.ttl-gzip"'
    headers, body, asked = answered(
        {b"accept-encoding": b"gzip", b"if-none-match": given_tags}, TURTLE, status=304
    )
    assert asked[b"if-none-match"] == b'"older", "gen.ttl"'
    assert (headers[b"etag"], body) == (b'"gen.ttl-gzip"', b"")


def test_head_is_as_get() -> None:
    """HEAD has the headers of the compressed answer, and nothing after them."""
    headers, body, _ = answered({b"accept-encoding": b"br"}, TURTLE, method="HEAD")
    assert (headers, body) == (answered({b"accept-encoding": b"br"}, TURTLE)[0], b"")


def pass_as_they_are() -> Iterable[tuple[Headers, Headers]]:
    """Requests, and headers of answers, that leave the content as it is."""
    gzip = {b"accept-encoding": b"gzip"}
    yield gzip | {b"range": b"bytes=0-9"}, TURTLE
    yield gzip, TURTLE | {b"content-range": b"bytes 0-9/10"}
    yield gzip, {b"content-type": b"image/png"}
    yield gzip, TURTLE | {b"content-length": str(SMALLEST - 1).encode()}
    yield gzip, TURTLE | {b"content-encoding": b"zstd"}
    yield {}, TURTLE


@pytest.mark.parametrize(("asked", "given_headers"), list(pass_as_they_are()))
def test_other_answers_pass_as_they_are(asked: Headers, given_headers: Headers) -> None:
    """Ranges, pictures, short answers, coded ones, and clients that ask for nothing."""
    headers, body, _ = answered(asked, given_headers)
    assert (body, headers.get(b"etag")) == (WHOLE, given_headers.get(b"etag"))
    assert headers.get(b"content-encoding") == given_headers.get(b"content-encoding")
