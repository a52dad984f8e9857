"""The workers of one dataset, as the server sees them: who is free, who waits, who has to be ended."""

import asyncio
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dalil.errors import BusyError, StorageError
from dalil.query.channel import Channel
from dalil.query.charge import Charge, Keeper
from dalil.query.job import Job
from dalil.query.limits import Limits
from dalil.query.line import Line
from dalil.query.run import Run, Worker

_BACKLOG = 64
_PATIENCE = 2.0
"""Seconds that a keeper gets to end its workers."""
_PAUSE = 0.1
_LONGEST_PAUSE = 5.0
"""Seconds between the end of a keeper and the next one: none at first, then more each time."""


class Pool:
    """A keeper and its workers over the generation in a folder."""

    def __init__(self, folder: Path, base: str, prefixes: Mapping[str, str], limits: Limits) -> None:
        self._limits = limits
        self._home = Path(tempfile.mkdtemp(prefix="dalil-"))
        self._charge = Charge(
            address=str(self._home / "socket"),
            number=0,
            folder=str(folder),
            base=base,
            prefixes=dict(prefixes),
            workers=limits.workers,
            memory=limits.memory,
            budget=limits.budget,
        )
        self._number = 0
        self._lifeline: Channel | None = None
        self._workers: set[Worker] = set()
        self._renewing: set[asyncio.Task[None]] = set()
        self._channels: set[Channel] = set()
        self._idle: list[Worker] = []
        self._running: Counter[str] = Counter()
        self._line: Line[Worker] = Line(limits.queue)
        self._ready: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._tending: asyncio.Task[None] | None = None
        self._server: asyncio.Server | None = None

    @property
    def waiting(self) -> int:
        """Queries that wait for a worker."""
        return len(self._line)

    @property
    def size(self) -> int:
        """Workers that are there."""
        return len(self._workers)

    @property
    def running(self) -> int:
        """Queries that are being evaluated."""
        return self._running.total()

    async def open(self) -> int:
        """Start the keeper; the quads that it holds in memory, -1 where they stay on disk.

        Raises StorageError where it cannot begin.
        """
        self._server = await asyncio.get_running_loop().create_unix_server(
            lambda: Channel(self._greet, self._channels), self._charge.address, backlog=_BACKLOG
        )
        self._tending = asyncio.create_task(self._tend())
        return await self._ready

    async def close(self) -> None:
        """End the keeper and its workers; running queries break off."""
        await self._end_keeper()
        if self._server is not None:
            self._server.close()
        for worker in self._workers:
            worker.kill()
            worker.dismiss()
        for channel in self._channels:
            channel.close()
        await asyncio.gather(*self._renewing, *(c.closed() for c in self._channels), return_exceptions=True)
        shutil.rmtree(self._home, ignore_errors=True)

    async def _end_keeper(self) -> None:
        """Let the keeper end its workers and itself, so that none of them comes any more."""
        if self._tending is None:
            return
        if self._lifeline is None:
            self._tending.cancel()
        else:
            self._lifeline.close()
            self._lifeline = None
        await asyncio.wait([self._tending], timeout=_PATIENCE)
        self._tending.cancel()
        await asyncio.gather(self._tending, return_exceptions=True)

    async def run(self, job: Job, client: str) -> Run:
        """The evaluation of a job, begun: its kind is known, and that its first bytes are there.

        Raises what is wrong with the query, BusyError or TooManyError where there is no place for it,
        LimitError where it died.
        """
        while not (worker := await self._place(client)).hand(job):
            self._give_back(worker, client)
        run = Run(worker, job, self._limits, lambda: self._give_back(worker, client))
        await run.begin()
        return run

    async def _place(self, client: str) -> Worker:
        if self._may(client) and (worker := self._free()):
            self._running[client] += 1
            return worker
        ticket = self._line.join(client)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await ticket
        except (TimeoutError, asyncio.CancelledError) as error:
            if ticket.done() and not ticket.cancelled():
                self._give_back(ticket.result(), client)
            if isinstance(error, TimeoutError):
                raise BusyError("no worker was free in time", remedy="try again in some seconds") from None
            raise
        finally:
            self._line.leave(client, ticket)

    def _may(self, client: str) -> bool:
        """Whether a client may have one more worker: one at least stays for the others."""
        return self._running[client] < max(1, self._limits.workers - 1)

    def _free(self) -> Worker | None:
        """The worker that was busy last, whose memory is warm; None where all are busy."""
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                return worker
            self._dismiss(worker)
        return None

    def _give_back(self, worker: Worker, client: str) -> None:
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        if worker.has_given_way and worker.is_alive and not worker.is_worn:
            renewing = asyncio.get_running_loop().create_task(self._renew(worker))
            self._renewing.add(renewing)
            renewing.add_done_callback(self._renewing.discard)
        else:
            self._take_back(worker)

    async def _renew(self, worker: Worker) -> None:
        await worker.renew()
        self._take_back(worker)

    def _take_back(self, worker: Worker) -> None:
        if worker.is_worn or not worker.is_alive or worker.number < self._number:
            self._dismiss(worker)
        else:
            self._idle.append(worker)
        self._call()

    def _dismiss(self, worker: Worker) -> None:
        self._workers.discard(worker)
        worker.dismiss()

    def _call(self) -> None:
        """Let those who wait begin, as long as there are workers and clients that may have one."""
        while len(self._line) and (worker := self._free()):
            client = self._line.call(worker, self._may)
            if client is None:
                self._idle.append(worker)
                return
            self._running[client] += 1

    def _greet(self, channel: Channel, greeting: bytes) -> None:
        """Take up a worker, or hear from the keeper that it has loaded the dataset."""
        hello = json.loads(greeting)
        if "quads" in hello:
            self._relieve(channel, hello)
            return
        with suppress(ProcessLookupError):
            worker = Worker(channel, hello)
            self._workers.add(worker)
            self._take_back(worker)

    def _relieve(self, lifeline: Channel, hello: Mapping[str, int]) -> None:
        """Let the workers of an earlier keeper go: those of this one are there in a moment."""
        self._lifeline = lifeline
        self._number = hello["number"]
        for worker in self._idle:
            self._dismiss(worker)
        self._idle.clear()
        if not self._ready.done():
            self._ready.set_result(hello["quads"])

    async def _tend(self) -> None:
        """Keep a keeper: start it, and another one when it ends. Its workers go on meanwhile."""
        pause = 0.0
        while True:
            await asyncio.sleep(pause)
            self._charge = replace(self._charge, number=self._charge.number + 1)
            keeper = Keeper.start(self._charge)
            try:
                await keeper.ended()
            finally:
                keeper.end()
            if self._ready.done() and self._lifeline is None:
                return
            if not self._ready.done():
                self._ready.set_exception(StorageError("the keeper of the workers could not begin"))
                return
            pause = min(pause * 2 or _PAUSE, _LONGEST_PAUSE)
