"""One query in a real worker: its first rows, its deadline, its memory, its priority."""

import asyncio
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from dalil.graph.generation import Generation
from dalil.query.job import Job
from dalil.query.limits import MIB
from dalil.query.pool import Pool
from dalil.query.run import LimitError
from tests.query.conftest import LIMITS, LONG, RUNAWAY, SIZE, answer, over, processes, until, whole


def test_the_deadline_ends_a_query(made: Generation) -> None:
    """It is told at the deadline, and another worker takes the place."""

    async def work(pool: Pool) -> None:
        began = time.monotonic()
        with pytest.raises(LimitError, match=r"longer than 0\.5 seconds"):
            await pool.run(Job(RUNAWAY, results="csv", seconds=0.5), "a")
        assert 0.4 < time.monotonic() - began < 1
        assert await answer(pool, "ASK {}") == b"true"

    over(made, replace(LIMITS, workers=1), work)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g",
        f"SELECT * {{ {' '.join(f'BIND({n} AS ?x{n})' for n in range(8000))} }}",
    ],
)
def test_a_query_that_outgrows_its_worker_is_told_so(made: Generation, text: str) -> None:
    """Too much memory and too deep a recursion end the worker, not the server."""

    async def work(pool: Pool) -> None:
        with pytest.raises(LimitError, match="256 MiB"):
            await answer(pool, text)
        assert await answer(pool, "ASK {}") == b"true"

    over(made, replace(LIMITS, workers=1, memory=256 * MIB), work)


def test_rows_come_before_the_last_is_found(made: Generation) -> None:
    """Of an answer that has no end in sight the first bytes arrive, and its worker is freed by leaving."""

    async def work(pool: Pool) -> None:
        run = await pool.run(Job(LONG, results="csv"), "a")
        async with run:
            pieces = aiter(run)
            assert (await anext(pieces)).startswith(b"a,b,c")
            assert len(await anext(pieces)) > 10_000
        assert await answer(pool, "ASK {}") == b"true"

    over(made, replace(LIMITS, workers=1), work)


def test_an_answer_that_breaks_off_is_an_error(made: Generation) -> None:
    """Killed midway, the pieces end with an error and never with an end."""

    async def work(pool: Pool) -> None:
        with pytest.raises(LimitError, match="longer"):
            await whole(await pool.run(Job(LONG, results="csv", seconds=0.3), "a"))

    over(made, LIMITS, work)


def test_what_a_query_costs_lowers_its_priority(made: Generation) -> None:
    """After a tenth of a second of CPU it gives way; the next one does not, in the same process."""
    pairs = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"

    async def work(pool: Pool) -> None:
        await answer(pool, "ASK {}")
        before = processes(made.folder)
        running = asyncio.create_task(answer(pool, pairs))
        await until(lambda: 19 in _priorities(made))
        assert await running == b"n\r\n%d\r\n" % SIZE**2
        assert await answer(pool, "ASK {}") == b"true"
        assert _priorities(made) == {0}
        assert processes(made.folder) == before

    over(made, replace(LIMITS, workers=1), work)


def _priorities(made: Generation) -> set[int]:
    """The nice values of all threads of keeper and workers."""
    threads = [t for pid in processes(made.folder) for t in Path(f"/proc/{pid}/task").iterdir()]
    return {os.getpriority(os.PRIO_PROCESS, int(thread.name)) for thread in threads}
