"""Frames on the socket between the server and a worker: a kind, a length, a payload."""

import io
import socket
import struct
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

HEADER: Final = struct.Struct("!cI")
HELLO, JOB, HEAD, DATA, BYE, END, ERROR, RENEW = b"w", b"j", b"h", b"d", b"b", b"e", b"x", b"r"
"""Worker: here I am. Server: a query. Worker: the kind of its answer; a piece of it; this query is my
last one; the answer is whole; or a mistake in the query. Server: go on in another thread."""
FIRST, PIECE = 64 * 1024, 256 * 1024
"""Bytes of an answer that are sent at once: soon at first, then fewer times."""


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """The frame as it goes over the socket."""
    return HEADER.pack(kind, len(payload)) + payload


def receive(source: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Kind and payload of the next frame; None where the other side has left."""
    header = source.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    kind, length = HEADER.unpack(header)
    payload = source.read(length)
    return (kind, payload) if len(payload) == length else None


class Frames(io.BytesIO):
    """A file that sends what is written to it as frames of DATA, a piece at a time."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__()
        self._connection = connection
        self._before = b""
        self._most = FIRST

    def begin(self, kind: str) -> None:
        """Let the first piece be preceded by what kind of answer it belongs to."""
        self._before = frame(HEAD, kind.encode())

    def write(self, content: "ReadableBuffer", /) -> int:
        """Send the bytes once they make a piece; waits while the reader is behind."""
        written = super().write(content)
        if self.tell() >= self._most:
            self._send(b"")
            self._most = PIECE
        return written

    def forget(self) -> None:
        """Send nothing of what has not been sent yet."""
        self.seek(0)
        self.truncate()

    def finish(self, last: bytes) -> None:
        """Send what is left and the last frame: of a short answer either all arrives or nothing."""
        self._send(last)

    def _send(self, last: bytes) -> None:
        size = self.tell()
        header = HEADER.pack(DATA, size) if size else b""
        with self.getbuffer() as content:
            sent = b"".join((self._before, header, content, last))
        self._connection.sendall(sent)
        self._before = b""
        self.forget()
