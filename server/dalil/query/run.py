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
from dalil.query.channel import Channel
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

    def __init__(self, channel: Channel, hello: Mapping[str, int]) -> None:
        self.channel = channel
        self.number = hello["number"]
        """Of the keeper that has forked it."""
        self.has_given_way = False
        """Whether its thread runs at low priority."""
        self._thread = hello["thread"]
        self.is_worn = False
        """Whether it will not answer another query."""
        credentials = channel.socket.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        self._process = int.from_bytes(credentials[:4], "little")
        self._descriptor = os.pidfd_open(self._process)

    @property
    def is_alive(self) -> bool:
        """Whether it has not left yet."""
        return self.channel.is_open

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
        self.channel.send(wire.frame(wire.RENEW))
        received = await self.channel.receive()
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
        self.channel.close()
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def hand(self, job: Job) -> bool:
        """Give it a query; whether it was still there to take it."""
        self.channel.send(wire.frame(wire.JOB, job.encode()))
        return self.channel.is_open


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
        self._timers = [asyncio.get_running_loop().call_later(SHORT, self._lasts)]

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
        for timer in self._timers:
            timer.cancel()
        if not self._is_over:
            self._worker.kill()
        self._give_back()

    async def _receive(self) -> bytes | None:
        """The next piece of the answer; None where it is whole."""
        while received := await self._worker.channel.receive():
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

    def _lasts(self) -> None:
        """See to a query that is not over at once: it may not outlive its deadline, nor hold up others."""
        left = self._job.seconds + _GRACE - SHORT
        self._timers.append(asyncio.get_running_loop().call_later(left, self._worker.kill))
        self._demote()

    def _demote(self) -> None:
        """Let the worker give way once the query has used its share of CPU; look again until then."""
        left = SHORT - (self._worker.cpu - self._spent)
        if left <= 0:
            self._worker.give_way()
        else:
            again = asyncio.get_running_loop().call_later(max(left, SHORT / 4), self._demote)
            self._timers[0] = again

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
