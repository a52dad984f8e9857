"""What a request in the shell and the application in its thread have between them."""

import asyncio
from dataclasses import dataclass, field

from flask import request

from dalil.base import KnowledgeBase
from dalil.errors import DalilError
from dalil.query.flights import Reading
from dalil.query.job import EXCERPT, Job
from dalil.web.answers import Reply
from dalil.web.service import Service

KEY = "dalil.exchange"
"""Where it lies in the ASGI scope."""


@dataclass
class Exchange:
    """A request: its client's address, whether the client has left, and the answers that it reads."""

    service: Service
    client: str
    loop: asyncio.AbstractEventLoop
    has_left: bool = False
    answer: Reading | None = None
    """What is sent in place of the body of the response."""
    readings: list[Reading] = field(default_factory=list)
    query: str = ""
    """The hash of the query that the client asked last."""
    refusal: DalilError | None = None
    """What is wrong with the query, where it has been asked already: the application words it."""

    def ask(self, kb: KnowledgeBase, job: Job) -> Reply:
        """The reply to a job, for the thread of the application: waits until its first bytes are there."""
        return asyncio.run_coroutine_threadsafe(self._ask(kb, job), self.loop).result()

    async def begin(self, kb: KnowledgeBase, job: Job) -> tuple[Reading, str]:
        """The answer of a worker to a job, and its kind, once its first bytes are there.

        Raises what is wrong with the query, and LimitError, BusyError, TooManyError.
        """
        reading = self.service.board(kb.generation, job, self.client)
        self.readings.append(reading)
        self.query = job.digest
        if self.has_left:
            reading.leave()
        return reading, await reading.kind()

    async def _ask(self, kb: KnowledgeBase, job: Job) -> Reply:
        if self.refusal is not None:
            raise self.refusal
        reading, kind = await self.begin(kb, job)
        if job.form(kind) == EXCERPT:
            return Reply(kind, b"".join([piece async for piece in reading]))
        self.answer = reading
        return Reply(kind, b"")

    def leave(self) -> None:
        """The client is gone: read no further."""
        self.has_left = True
        self.close()

    def close(self) -> None:
        """Read no further."""
        for reading in self.readings:
            reading.leave()


def dispatched(kb: KnowledgeBase, job: Job) -> Reply:
    """The reply of a worker, by way of the shell in which this request runs."""
    exchange: Exchange = request.environ["asgi.scope"][KEY]
    return exchange.ask(kb, job)
