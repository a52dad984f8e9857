"""What the server answers from: the current generation, the workers over it, the answers that are kept."""

import asyncio
import logging
from collections.abc import Coroutine

from dalil.base import KnowledgeBase
from dalil.errors import BusyError, DalilError
from dalil.query.flights import Flights, Reading
from dalil.query.job import Job
from dalil.query.limits import Limits
from dalil.query.pool import Pool
from dalil.query.run import Run
from dalil.web.journal import Journal, gauges
from dalil.web.shelf import Shelf

_LOOK = 0.25
"""Seconds between two looks for a newer generation."""
_GRACE = 2.0
"""Seconds in which requests that were given the former generation ask their queries."""
_LOG = logging.getLogger("dalil")


class Service:
    """A shelf whose generation changes only once there are workers over the next one."""

    def __init__(self, shelf: Shelf, limits: Limits, journal: Journal) -> None:
        self.shelf = shelf
        self.limits = limits
        self.journal = journal
        self.flights = Flights(limits.cache)
        self._pools: dict[str, Pool] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._has_looked = asyncio.Event()

    def figures(self) -> str:
        """What has been done and what is under way, as Prometheus reads it."""
        pools = self._pools.values()
        now = {
            "queries_running": sum(pool.running for pool in pools),
            "queries_waiting": sum(pool.waiting for pool in pools),
            "workers": sum(pool.size for pool in pools),
            "cache_bytes": self.flights.held,
        }
        lines = [*self.journal.figures(), *gauges(now)]
        lines.append(f'dalil_generation{{id="{self.shelf.generation}"}} 1')
        return "".join(f"{line}\n" for line in lines)

    def board(self, generation: str, job: Job, client: str) -> Reading:
        """A reading of the answer to a job over a generation, on behalf of a client."""

        async def launch() -> Run:
            pool = self._pools.get(generation)
            if pool is None:
                raise BusyError("this generation is no longer served", remedy="try again")
            return await pool.run(job, client)

        return self.flights.board((generation, job) if job.is_repeatable else None, launch)

    async def start(self) -> None:
        """Begin to follow the generations: the first has been taken up, or the shelf knows why not."""
        self._spawn(self._follow())
        await self._has_looked.wait()

    async def stop(self) -> None:
        """End the workers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for pool in self._pools.values():
            await pool.close()

    async def _follow(self) -> None:
        while True:
            try:
                pause = await self._look()
            finally:
                self._has_looked.set()
            await asyncio.sleep(pause)

    async def _look(self) -> float:
        """Take up a newer generation, once it can be answered from; seconds until the next look."""
        try:
            newer = await asyncio.to_thread(self.shelf.newer)
            if newer is not None:
                await self._take_up(newer)
        except DalilError as error:
            self.shelf.obstacle = error
            _LOG.warning("%s", error)
            return _GRACE
        return _LOOK

    async def _take_up(self, kb: KnowledgeBase) -> None:
        pool = Pool(kb.folder, kb.project.base, kb.project.prefixes, self.limits)
        former = self._pools
        try:
            await pool.open()
        except BaseException:
            await pool.close()
            raise
        self._pools = {**former, kb.generation: pool}
        self.shelf.put(kb)
        for old in former.values():
            self._spawn(self._retire(old))

    async def _retire(self, pool: Pool) -> None:
        """Close a pool once no one asks it any more."""
        await asyncio.sleep(_GRACE)
        while pool.running or pool.waiting:
            await asyncio.sleep(_LOOK)
        self._pools = {name: p for name, p in self._pools.items() if p is not pool}
        await pool.close()

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
