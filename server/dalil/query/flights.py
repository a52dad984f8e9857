"""Answers under way and answers kept: equal queries are evaluated once, whole answers answer the next."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable

from dalil.errors import DalilError
from dalil.query.run import LimitError, Run

ENTRY = 8 << 20
"""Bytes of the longest answer that is kept."""
WINDOW = 1 << 20
"""Bytes by which an answer that is not kept may run ahead of its slowest reader."""

OVERHEAD = 12 * 1024
"""Bytes that an answer takes beside its own: measured, with the headers that it is sent with."""

Launch = Callable[[], Awaitable[Run]]


class Flight:
    """One evaluation and its answer, read by any number of clients."""

    def __init__(self, key: Hashable, launch: Launch, flights: "Flights") -> None:
        self.key = key
        self.kind = ""
        self.error: DalilError | None = None
        self.is_over = False
        self.is_whole = False
        self.is_kept = key is not None
        """Whether all of its pieces are there, so that one more client can read them."""
        self.size = 0
        self.claimed = 0
        self.readings: set[Reading] = set()
        self._flights = flights
        self._pieces: list[bytes] = []
        self._first = 0
        self._bell = asyncio.Event()
        self._task = asyncio.create_task(self._fly(launch))

    def drop(self) -> None:
        """Hold its answer no longer."""
        self._pieces = []

    @property
    def body(self) -> bytes | None:
        """The answer in one piece; None where it is not whole, or not held."""
        if not self.is_whole or not self.is_kept or not self._pieces:
            return None
        if len(self._pieces) > 1 and not self.readings:
            self._pieces = [b"".join(self._pieces)]
        return b"".join(self._pieces)

    def piece(self, number: int) -> bytes | None:
        """The piece of that number; None where it is not there yet, or never will be."""
        index = number - self._first
        return self._pieces[index] if index < len(self._pieces) else None

    async def change(self) -> None:
        """Wait for more: a piece, the end, a reader that has caught up."""
        await self._bell.wait()

    def passed(self) -> None:
        """Drop what every reader of an answer that is not kept has read."""
        if not self.is_kept:
            read = min((r.number for r in self.readings), default=self._first) - self._first
            if read:
                del self._pieces[:read]
                self._first += read
                self._ring()

    def leave(self, reading: "Reading") -> None:
        """One reader less; without any, an evaluation under way ends."""
        self.readings.discard(reading)
        if self.readings:
            self.passed()
        elif not self._task.done():
            self._flights.forget(self)
            self._task.cancel()

    async def _fly(self, launch: Launch) -> None:
        try:
            async with await launch() as run:
                self.kind = run.kind
                async for piece in run:
                    await self._add(piece)
            self.is_whole = True
        except DalilError as error:
            self.error = error
        finally:
            self.is_over = True
            if not self.is_whole:
                self._flights.forget(self)
            self._ring()

    async def _add(self, piece: bytes) -> None:
        self._pieces.append(piece)
        self.size += len(piece)
        if self.is_kept and (self.size > ENTRY or not self._flights.claim(self, len(piece))):
            self._flights.forget(self)
            self.is_kept = False
        self._ring()
        while not self.is_kept and sum(map(len, self._pieces)) > WINDOW:
            self.passed()
            await self.change()

    def _ring(self) -> None:
        self._bell.set()
        self._bell = asyncio.Event()


class Reading:
    """One client's way through an answer."""

    def __init__(self, flight: Flight) -> None:
        self.flight = flight
        self.number = 0
        """Of the piece that is read next."""
        flight.readings.add(self)

    async def kind(self) -> str:
        """What kind of answer it is, once its first bytes are there. Raises what went wrong before."""
        while not self.flight.kind:
            await self._more()
        return self.flight.kind

    @property
    def is_over(self) -> bool:
        """Whether the whole answer has been read."""
        return self.flight.is_whole and self.flight.piece(self.number) is None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The pieces of the answer. Raises where it breaks off."""
        while True:
            while (piece := self.flight.piece(self.number)) is not None:
                self.number += 1
                yield piece
                self.flight.passed()
            if self.flight.is_whole:
                return
            await self._more()

    async def _more(self) -> None:
        if self.flight.is_over:
            raise self.flight.error or LimitError("the query was given up", remedy="try again")
        await self.flight.change()

    def leave(self) -> None:
        """Read no further."""
        self.flight.leave(self)


class Flights:
    """The answers of a server by what they answer, within so many bytes; the longest unused go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._by_key: OrderedDict[Hashable, Flight] = OrderedDict()

    @property
    def held(self) -> int:
        """Bytes of the answers that are kept or on the way to it."""
        return self._held

    def board(self, key: Hashable | None, launch: Launch) -> Reading:
        """A reading of the answer to what `key` stands for, which `launch` begins where there is none.

        None stands for what has another answer each time.
        """
        flight = self._by_key.get(key) if key is not None else None
        if flight is None:
            flight = Flight(key, launch, self)
        if key is not None:
            self._by_key[key] = flight
            self._by_key.move_to_end(key)
        return Reading(flight)

    def used(self, flight: Flight) -> None:
        """Remember that the answer was wanted just now."""
        if flight.key in self._by_key:
            self._by_key.move_to_end(flight.key)

    def claim(self, flight: Flight, size: int) -> bool:
        """Whether there is room for so many bytes more; answers that no one reads make way for them."""
        needed = size if flight.claimed else size + OVERHEAD
        while self._held + needed > self._most:
            unread = (f for f in self._by_key.values() if f.is_whole and not f.readings)
            oldest = next(unread, None)
            if oldest is None:
                return False
            self.forget(oldest)
            oldest.drop()
        self._held += needed
        flight.claimed += needed
        return True

    def forget(self, flight: Flight) -> None:
        """Let no one else board it."""
        if self._by_key.get(flight.key) is flight:
            del self._by_key[flight.key]
        self._held -= flight.claimed
        flight.claimed = 0
