"""Who gets the next free worker."""

import asyncio

import pytest

from dalil.errors import BusyError
from dalil.query.line import Line, TooManyError


def _served(waiting: list[str], may: set[str]) -> list[str]:
    """The clients in the order in which places are given to those that wait."""

    async def run() -> list[str]:
        line: Line[int] = Line(100)
        tickets = [(client, line.join(client)) for client in waiting]
        order = []
        for place in range(len(waiting)):
            line.call(place, may.__contains__)
            order += [client for client, ticket in tickets if ticket.done() and ticket.result() == place]
        return order

    return asyncio.run(run())


def test_clients_take_turns() -> None:
    """A client that came with many requests gets one place before the others get theirs, not all."""
    assert _served(["a", "a", "a", "b", "c", "b"], {"a", "b", "c"}) == ["a", "b", "c", "a", "b", "a"]


def test_a_client_that_may_have_no_more_is_passed_over() -> None:
    """Places go to those behind it."""
    assert _served(["a", "b", "a", "b"], {"b"}) == ["b", "b"]


def test_a_request_that_was_given_up_is_passed_over() -> None:
    """Cancelled, and not yet gone from the line, it takes no place from the one behind it."""

    async def run() -> None:
        line: Line[int] = Line(4)
        first, second = line.join("a"), line.join("a")
        first.cancel()
        assert line.call(7, lambda _client: True) == "a"
        assert second.result() == 7

    asyncio.run(run())


def test_the_line_is_bounded() -> None:
    """Half of it is the most that one client can fill; when it is full, everyone is refused."""

    async def run() -> None:
        line: Line[int] = Line(4)
        line.join("a")
        line.join("a")
        with pytest.raises(TooManyError):
            line.join("a")
        line.join("b")
        line.join("c")
        with pytest.raises(BusyError):
            line.join("d")

    asyncio.run(run())


def test_who_leaves_makes_room() -> None:
    """A request that waits no longer is not called, and its place in the line is free."""

    async def run() -> None:
        line: Line[int] = Line(2)
        first, second = line.join("a"), line.join("b")
        line.leave("a", first)
        assert line.call(7, lambda _client: True) == "b"
        assert (first.done(), second.result(), len(line)) == (False, 7, 0)
        assert line.call(8, lambda _client: True) is None

    asyncio.run(run())
