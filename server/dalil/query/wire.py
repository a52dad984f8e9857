"""Frames on the socket between the server and a worker: a kind, a length, a payload."""

import io
import socket
import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

HEADER: Final = struct.Struct("!cI")
HELLO, JOB, HEAD, DATA, BYE, END, ERROR, RENEW = b"w", b"j", b"h", b"d", b"b", b"e", b"x", b"r"
"""Worker: here I am. Server: a query. Worker: the kind of its answer; a piece of it; this query is my
last one; the answer is whole; or a mistake in the query. Server: go on in another thread."""
PIECE = 64 * 1024
"""Bytes of an answer that are sent at once."""


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """The frame as it goes over the socket."""
    return HEADER.pack(kind, len(payload)) + payload


def receive(connection: socket.socket) -> tuple[bytes, bytes] | None:
    """Kind and payload of the next frame; None where the other side has left."""
    header = _exactly(connection, HEADER.size)
    if header is None:
        return None
    kind, length = HEADER.unpack(header)
    payload = _exactly(connection, length)
    return None if payload is None else (kind, payload)


def _exactly(connection: socket.socket, length: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < length:
        piece = connection.recv(min(length - len(pieces), PIECE))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)


class Frames(io.RawIOBase):
    """A file that sends what is written to it, each piece as a frame of DATA."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__()
        self._connection = connection
        self._before = b""
        self._is_over = False

    def writable(self) -> bool:
        """That it can be written to."""
        return True

    def begin(self, kind: str) -> None:
        """Let the first piece be preceded by what kind of answer it belongs to."""
        self._before = frame(HEAD, kind.encode())

    def write(self, content: "ReadableBuffer", /) -> int:
        """Send the bytes; waits while the reader is behind. After the end they go nowhere.

        A short piece goes with what comes next: of a short answer either all arrives or nothing.
        """
        if not self._is_over:
            self._before += frame(DATA, bytes(content))
            if len(self._before) > PIECE // 2:
                self._connection.sendall(self._before)
                self._before = b""
        return memoryview(content).nbytes

    def finish(self, last: bytes) -> None:
        """Send the last frame."""
        self._is_over = True
        self._connection.sendall(self._before + last)
