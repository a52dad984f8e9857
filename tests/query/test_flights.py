"""Answers that are shared and kept."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from dalil.errors import QueryError
from dalil.graph.generation import Generation
from dalil.query.flights import ENTRY, OVERHEAD, WINDOW, Flights, Reading
from dalil.query.job import Job
from dalil.query.limits import MIB
from dalil.query.pool import Pool
from dalil.query.run import Run
from tests.query.conftest import LIMITS, LONG, PAIRS, over, processes, until

Board = Callable[[str], Reading]
Work = Callable[[Flights, Board, list[str]], Awaitable[None]]


def _aboard(made: Generation, most: int, work: Work) -> None:
    """Do some work with flights over real workers; `work` gets the texts that were evaluated, too."""

    async def run(pool: Pool) -> None:
        flights, launched = Flights(most), list[str]()

        def board(text: str) -> Reading:
            async def launch() -> Run:
                launched.append(text)
                return await pool.run(Job(text, results="csv"), "a")

            return flights.board(text, launch)

        await work(flights, board, launched)

    over(made, replace(LIMITS, workers=3), run)


async def _all(reading: Reading) -> bytes:
    try:
        return b"".join([piece async for piece in reading])
    finally:
        reading.leave()


def test_equal_queries_at_once_are_evaluated_once(made: Generation) -> None:
    """Ten clients get the same bytes from one evaluation, and so does the next one."""

    async def work(flights: Flights, board: Board, launched: list[str]) -> None:
        answers = await asyncio.gather(*(_all(board(PAIRS)) for _ in range(10)))
        assert {*answers, await _all(board(PAIRS))} == {answers[0]}
        assert launched == [PAIRS]
        assert flights.held == len(answers[0]) + OVERHEAD

    _aboard(made, 16 * MIB, work)


def test_who_leaves_takes_nothing_from_the_others(made: Generation) -> None:
    """The client that asked first leaves at once; the second one gets the whole answer."""

    async def work(_flights: Flights, board: Board, launched: list[str]) -> None:
        first, second = board(PAIRS), board(PAIRS)
        first.leave()
        assert len(await _all(second)) > 40_000
        assert launched == [PAIRS]

    _aboard(made, 16 * MIB, work)


def test_the_last_one_to_leave_ends_the_evaluation(made: Generation) -> None:
    """Without readers the worker at work is ended, and nothing is held."""

    async def work(flights: Flights, board: Board, _launched: list[str]) -> None:
        reading = board(LONG)
        await reading.kind()
        before = processes(made.folder)
        reading.leave()
        await until(lambda: before - processes(made.folder) != set())
        assert flights.held == 0

    _aboard(made, 16 * MIB, work)


def test_long_answers_stream_in_bounded_memory(made: Generation) -> None:
    """Past its limit an answer is not kept, and runs ahead of its reader by a window at most."""

    async def work(flights: Flights, board: Board, launched: list[str]) -> None:
        reading = board(LONG)
        read = 0
        async for piece in reading:
            read += len(piece)
            assert reading.flight.size <= read + ENTRY + WINDOW
            if read > 3 * ENTRY:
                break
        assert (reading.flight.is_kept, flights.held) == (False, 0)
        again = board(LONG)
        await again.kind()
        assert launched == [LONG, LONG]
        again.leave()
        reading.leave()

    _aboard(made, 16 * MIB, work)


def test_the_longest_unused_answers_make_way(made: Generation) -> None:
    """Within the bytes that may be held, the answer that was wanted last stays."""

    async def work(flights: Flights, board: Board, launched: list[str]) -> None:
        texts = [f"SELECT ({n} AS ?x) {{ }}" for n in range(4)]
        for text in (texts[0], texts[1], texts[0], texts[2], texts[0], texts[1]):
            await _all(board(text))
        assert launched == [texts[0], texts[1], texts[2], texts[1]]
        assert flights.held <= 2 * OVERHEAD + MIB // 64

    _aboard(made, 2 * OVERHEAD + 100, work)


def test_mistakes_reach_every_reader_and_are_not_kept(made: Generation) -> None:
    """Each reader of a malformed query is told, and the next one asks anew."""

    async def work(flights: Flights, board: Board, launched: list[str]) -> None:
        readings = [board("SELECT"), board("SELECT")]
        for reading in readings:
            with pytest.raises(QueryError):
                await reading.kind()
            reading.leave()
        with pytest.raises(QueryError):
            await board("SELECT").kind()
        assert (launched, flights.held) == (["SELECT", "SELECT"], 0)

    _aboard(made, 16 * MIB, work)
