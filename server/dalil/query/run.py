"""One query in a worker, from the server's side: its answer as it comes, and the end of it."""

import asyncio
import json
import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

from dalil.errors import DalilError
from dalil.query import wire
from dalil.query.job import Job, decode_error
from dalil.query.limits import MIB, Limits

SHORT = 0.1
"""Seconds of CPU after which a query gives way to others."""
_NICE = 19
_TICK = 0.02
"""Seconds by which the clocks of two processes may differ."""
_GRACE = 1.0
"""Seconds past the deadline at which the server ends a worker whose own timer has failed."""
_PROCESS_CLOCK = 2
"""In the number of a clock, says that it is the CPU clock of a whole process (clock_getcpuclockid(3))."""


class LimitError(DalilError):
    """A query that was ended: past its deadline, its memory, or with its process."""

    status = 503


class Worker:
    """A process that has said that it is ready."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, hello: Mapping[str, int]
    ) -> None:
        self.reader = reader
        self.writer = writer
        self.number = hello["number"]
        """Of the keeper that has forked it."""
        self.has_given_way = False
        """Whether its thread runs at low priority."""
        self._thread = hello["thread"]
        self.is_worn = False
        """Whether it will not answer another query."""
        connection: socket.socket = writer.get_extra_info("socket")
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        self._process = int.from_bytes(credentials[:4], "little")
        self._descriptor = os.pidfd_open(self._process)

    @property
    def is_alive(self) -> bool:
        """Whether it has not left yet."""
        return not self.reader.at_eof() and not self.writer.is_closing()

    @property
    def cpu(self) -> float:
        """Seconds of CPU that it has spent; 0 once it is gone."""
        try:
            return time.clock_gettime(~self._process << 3 | _PROCESS_CLOCK)
        except OSError:
            return 0.0

    def give_way(self) -> None:
        """Run at the lowest priority from now on, until it is renewed."""
        self.has_given_way = True
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self._thread, _NICE)

    async def renew(self) -> None:
        """Let it go on in another thread: the priority of one that has given way cannot be raised again."""
        self.writer.write(wire.frame(wire.RENEW))
        received = await self.receive()
        if received is not None:
            self._thread = json.loads(received[1])["thread"]
            self.has_given_way = False

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self.is_worn = True
        if self._descriptor >= 0:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)

    def dismiss(self) -> None:
        """Let it end: it sees that there will be no more work."""
        self.writer.close()
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def hand(self, job: Job) -> bool:
        """Give it a query; whether it was still there to take it."""
        self.writer.write(wire.frame(wire.JOB, job.encode()))
        return not self.writer.is_closing()

    async def receive(self) -> tuple[bytes, bytes] | None:
        """Kind and payload of the next frame; None where it has died."""
        try:
            kind, length = wire.HEADER.unpack(await self.reader.readexactly(wire.HEADER.size))
            return kind, await self.reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            return None


class Run:
    """A query under way: begin it, iterate over the pieces of its answer, close it."""

    def __init__(self, worker: Worker, job: Job, limits: Limits, give_back: Callable[[], None]) -> None:
        self.kind = ""
        """`solutions`, `boolean` or `triples`."""
        self._worker = worker
        self._job = job
        self._memory = limits.memory
        self._give_back = give_back
        self._ahead: bytes | None = None
        self._is_over = False
        self._began = time.monotonic()
        self._spent = worker.cpu
        loop = asyncio.get_running_loop()
        self._demotion = loop.call_later(SHORT, self._demote)
        self._backstop = loop.call_later(job.seconds + _GRACE, worker.kill)

    async def begin(self) -> None:
        """Wait for the first bytes. Raises QueryError, LimitError."""
        try:
            self._ahead = await self._receive()
        except BaseException:
            self.close()
            raise

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The pieces of the answer. Raises QueryError, LimitError where it breaks off."""
        piece = self._ahead
        while piece is not None:
            yield piece
            piece = await self._receive()

    def close(self) -> None:
        """Give the worker back; one that is still at work is ended."""
        self._demotion.cancel()
        self._backstop.cancel()
        if not self._is_over:
            self._worker.kill()
        self._give_back()

    async def _receive(self) -> bytes | None:
        """The next piece of the answer; None where it is whole."""
        while received := await self._worker.receive():
            kind, payload = received
            if kind == wire.DATA:
                return payload
            if kind == wire.HEAD:
                self.kind = payload.decode()
            elif kind == wire.BYE:
                self._worker.is_worn = True
            else:
                self._is_over = True
                if kind == wire.ERROR:
                    raise decode_error(payload)
                return None
        raise self._death()

    def _death(self) -> LimitError:
        if time.monotonic() - self._began >= self._job.seconds - _TICK:
            said = f"the query took longer than {self._job.seconds:g} seconds"
            return LimitError(said, remedy="ask for less, or raise the timeout if you may")
        return LimitError(
            f"the query was ended: it needs more than {self._memory // MIB} MiB of memory, nests too deep "
            "for the engine, or its process was killed",
            remedy="ask for less, or try again",
        )

    def _demote(self) -> None:
        """Let the worker give way once the query has used its share of CPU; look again until then."""
        left = SHORT - (self._worker.cpu - self._spent)
        if left <= 0:
            self._worker.give_way()
        else:
            self._demotion = asyncio.get_running_loop().call_later(max(left, SHORT / 4), self._demote)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
