"""Real workers: what they answer, what ends them, and who takes their place."""

import asyncio
import os
import signal
import time
from dataclasses import replace

import pytest

from dalil.errors import BusyError, QueryError, RefusedError
from dalil.graph.generation import Generation
from dalil.query.job import EXCERPT, Job, bind
from dalil.query.pool import Pool
from tests.query.conftest import (
    LIMITS,
    PAIRS,
    RUNAWAY,
    SIZE,
    answer,
    keeper,
    over,
    processes,
    until,
    whole,
)


@pytest.mark.parametrize("budget", [LIMITS.budget, 0])
def test_answers_are_the_same_from_memory_and_from_disk(made: Generation, budget: int) -> None:
    """Within the budget the dataset is in memory, beyond it on disk; blank nodes keep their labels."""

    async def work(pool: Pool) -> None:
        rows = (await answer(pool, PAIRS)).decode().splitlines()
        assert rows[1:] == [f"urn:{n},{n}" for n in range(SIZE)]
        assert await answer(pool, "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }") == (
            '_:b7 <urn:says> "قال"@ar .\n'.encode()
        )

    over(made, replace(LIMITS, budget=budget), work)


def test_the_budget_decides_where_the_dataset_is(made: Generation) -> None:
    """The keeper says how many quads it holds, and -1 where it holds none."""

    async def held(budget: int) -> int:
        pool = Pool(made.folder, "", {}, replace(LIMITS, budget=budget))
        try:
            return await pool.open()
        finally:
            await pool.close()

    assert asyncio.run(held(LIMITS.budget)) == SIZE + 1
    assert asyncio.run(held(0)) == -1


def test_a_job_binds_chooses_formats_and_excerpts(made: Generation) -> None:
    """Terms are bound before the evaluation; the kind of answer decides how it is written."""
    subject = {"s": Job("", bind({})).terms.get("s")}

    async def work(pool: Pool) -> None:
        bound = Job("SELECT ?o { ?s <urn:number> ?o }", "?o\n7\n", results="csv")
        run = await pool.run(bound, "a")
        assert (run.kind, await whole(run)) == ("solutions", b"o\r\n7\r\n")
        run = await pool.run(Job("ASK {}", results="json", graphs="nt"), "a")
        assert (run.kind, await whole(run)) == ("boolean", b'{"head":{},"boolean":true}')
        run = await pool.run(Job(PAIRS, results=EXCERPT), "a")
        assert b'"total": 4000' in await whole(run)

    assert subject == {"s": None}
    over(made, LIMITS, work)


def test_mistakes_cost_no_worker(made: Generation) -> None:
    """A malformed and a federated query are told by their own errors, and the worker goes on."""

    async def work(pool: Pool) -> None:
        await answer(pool, "ASK {}")
        before = processes(made.folder)
        with pytest.raises(QueryError) as caught:
            await answer(pool, "SELECT * {\n ?s ?p }")
        assert caught.value.line == 2
        with pytest.raises(RefusedError):
            await answer(pool, "SELECT * { SERVICE <http://127.0.0.1:9/> { } }")
        assert processes(made.folder) == before

    over(made, LIMITS, work)


def test_a_killed_worker_is_replaced(made: Generation) -> None:
    """Killed while they wait, they cost at most the query that they were just given."""

    async def work(pool: Pool) -> None:
        assert await answer(pool, "ASK {}") == b"true"
        for worker in processes(made.folder) - {keeper(made.folder)}:
            os.kill(worker, signal.SIGKILL)
        found = await asyncio.gather(*(answer(pool, "ASK {}") for _ in range(20)), return_exceptions=True)
        assert found.count(b"true") >= 20 - LIMITS.workers
        assert await answer(pool, "ASK {}") == b"true"

    over(made, LIMITS, work)


def test_a_killed_keeper_is_replaced_and_its_workers_go_on(made: Generation) -> None:
    """Queries are answered all the while; then the workers are those of the new keeper."""

    async def work(pool: Pool) -> None:
        assert await answer(pool, "ASK {}") == b"true"
        before = processes(made.folder)
        os.kill(keeper(made.folder), signal.SIGKILL)

        def replaced() -> bool:
            now = processes(made.folder)
            return len(now) == 3 and not now & before

        while not replaced():
            assert await answer(pool, "ASK {}") == b"true"

    over(made, LIMITS, work)


def test_one_client_leaves_a_worker_to_the_others(made: Generation) -> None:
    """However many queries one client sends, another one is answered meanwhile."""

    async def work(pool: Pool) -> None:
        greedy = [asyncio.create_task(answer(pool, RUNAWAY, "greedy")) for _ in range(5)]
        await until(lambda: pool.waiting == 4)
        assert await answer(pool, "ASK {}", "modest") == b"true"
        for task in greedy:
            task.cancel()
        await asyncio.gather(*greedy, return_exceptions=True)
        assert (pool.running, pool.waiting) == (0, 0)

    over(made, LIMITS, work)


def test_no_worker_is_lost_with_those_who_leave(made: Generation) -> None:
    """A client gives up all of its queries at once; there is a worker for each of two others."""

    async def work(pool: Pool) -> None:
        await until(lambda: pool.size == 2)
        leaving = [asyncio.create_task(answer(pool, RUNAWAY, "leaving")) for _ in range(3)]
        await until(lambda: pool.waiting == 2)
        for task in leaving:
            task.cancel()
        left = await asyncio.gather(*leaving, return_exceptions=True)
        assert [type(error) for error in left] == [asyncio.CancelledError] * 3
        running = asyncio.create_task(answer(pool, RUNAWAY, "one"))
        assert await answer(pool, "ASK {}", "another") == b"true"
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    over(made, LIMITS, work)


def test_who_waits_too_long_is_told(made: Generation) -> None:
    """A query that gets no worker within the deadline is refused as busy."""

    async def work(pool: Pool) -> None:
        running = asyncio.create_task(answer(pool, RUNAWAY, "a"))
        await until(lambda: pool.running == 1)
        with pytest.raises(BusyError):
            await answer(pool, "ASK {}", "b")
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    over(made, replace(LIMITS, workers=1, seconds=1), work)


def test_workers_end_with_the_pool(made: Generation) -> None:
    """Nothing is left running once the pool is closed, a runaway query neither."""

    async def work(pool: Pool) -> None:
        running = asyncio.create_task(answer(pool, RUNAWAY))
        running.add_done_callback(asyncio.Task.exception)
        await until(lambda: pool.running == 1)

    over(made, LIMITS, work)
    end = time.monotonic() + 20
    while processes(made.folder):
        assert time.monotonic() < end


def test_chance_differs_between_workers(made: Generation) -> None:
    """Forked from one process, two workers draw different identifiers."""

    async def work(pool: Pool) -> None:
        text = "SELECT (STRUUID() AS ?x) { }"
        runs = [await pool.run(Job(text, results="csv"), client) for client in "ab"]
        assert len({await whole(run) for run in runs}) == 2

    over(made, LIMITS, work)
