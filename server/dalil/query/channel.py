"""The server's end of a socket to a worker or its keeper: frames as they come, and frames to send."""

import asyncio
import socket
from collections import deque
from collections.abc import Callable
from typing import TypeAlias, cast

from dalil.query import wire
from dalil.query.wire import HEADER

_AHEAD = wire.PIECE
"""Bytes that wait to be taken, beyond which no more are read."""
_ROOM = wire.PIECE + HEADER.size
"""Bytes that are read at once."""
Greet: TypeAlias = "Callable[[Channel, bytes], None]"


class Channel(asyncio.BufferedProtocol):
    """Frames wait here until they are taken. The first one is a greeting, which `greet` is told."""

    def __init__(self, greet: Greet, open_: "set[Channel]") -> None:
        self._greet: Greet | None = greet
        self._open = open_
        self._frames: deque[tuple[bytes, bytes]] = deque()
        self._waiting = 0
        self._buffer = bytearray(_ROOM)
        self._filled = 0
        """Bytes at its beginning that belong to a frame which is not whole yet."""
        self._bell: asyncio.Future[None] | None = None
        self._lost = asyncio.get_running_loop().create_future()

    @property
    def is_open(self) -> bool:
        """Whether the other side is there, as far as is known."""
        return not self._transport.is_closing()

    @property
    def socket(self) -> socket.socket:
        """What it goes through."""
        return cast("socket.socket", self._transport.get_extra_info("socket"))

    def send(self, frame: bytes) -> None:
        """Send a frame."""
        self._transport.write(frame)

    async def receive(self) -> tuple[bytes, bytes] | None:
        """Kind and payload of the next frame; None where the other side has left."""
        while not self._frames:
            if self._lost.done():
                return None
            self._bell = asyncio.get_running_loop().create_future()
            await self._bell
        kind, payload = self._frames.popleft()
        if self._waiting > _AHEAD >= self._waiting - len(payload):
            self._transport.resume_reading()
        self._waiting -= len(payload)
        return kind, payload

    def close(self) -> None:
        """Leave the other side."""
        self._transport.close()

    async def closed(self) -> None:
        """Wait until it is closed."""
        await self._lost

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast("asyncio.Transport", transport)
        self._open.add(self)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 (the end, whatever the reason)
        """End."""
        self._open.discard(self)
        self._lost.set_result(None)
        self._ring()

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 (there is always room for a piece)
        """Where to put what comes: the same place each time, since a new one costs more than to fill it."""
        return memoryview(self._buffer)[self._filled :]

    def buffer_updated(self, nbytes: int) -> None:
        """Take up the frames that are whole; a longer one than there is room for makes room."""
        self._filled += nbytes
        taken = self._take_up(memoryview(self._buffer)[: self._filled])
        begun = self._buffer[taken : self._filled]
        self._filled = len(begun)
        self._buffer[: self._filled] = begun
        if self._filled == len(self._buffer):
            self._buffer = begun + bytes(len(begun))
        self._ring()

    def _take_up(self, data: memoryview) -> int:
        """How many bytes the whole frames take, at the beginning of what has come."""
        taken = 0
        while len(data) - taken >= HEADER.size:
            kind, length = HEADER.unpack_from(data, taken)
            end = taken + HEADER.size + length
            if end > len(data):
                break
            self._add(kind, bytes(data[taken + HEADER.size : end]))
            taken = end
        return taken

    def _add(self, kind: bytes, payload: bytes) -> None:
        if self._greet is not None:
            self._greet(self, payload)
            self._greet = None
            return
        self._frames.append((kind, payload))
        if self._waiting <= _AHEAD < self._waiting + len(payload):
            self._transport.pause_reading()
        self._waiting += len(payload)

    def _ring(self) -> None:
        if self._bell is not None and not self._bell.done():
            self._bell.set_result(None)
