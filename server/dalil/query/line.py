"""Who waits for a worker: the clients in turn, the requests of each in the order in which they came."""

from asyncio import Future, get_running_loop
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Generic, TypeVar

from dalil.errors import BusyError, DalilError

_Place = TypeVar("_Place")


class TooManyError(DalilError):
    """More requests of one client than may wait at once."""

    status = 429


class Line(Generic[_Place]):
    """A bounded queue that no client can fill alone: half of it at most is one client's."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: OrderedDict[str, deque[Future[_Place]]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def join(self, client: str) -> "Future[_Place]":
        """A future that will hold a place. Raises BusyError (all wait too long), TooManyError (this one)."""
        if len(self) >= self._most:
            raise BusyError("too many queries are waiting", remedy="try again in some seconds")
        mine = self._waiting.setdefault(client, deque())
        if len(mine) >= max(1, self._most // 2):
            raise TooManyError("too many of your queries are waiting", remedy="send fewer at once")
        mine.append(future := get_running_loop().create_future())
        return future

    def leave(self, client: str, future: "Future[_Place]") -> None:
        """Wait no longer."""
        mine = self._waiting.get(client)
        if mine is not None and future in mine:
            mine.remove(future)
            self._forget(client)

    def call(self, place: _Place, may: Callable[[str], bool]) -> str | None:
        """Give the place to the next client that may have one; which one that is.

        A request that was given up a moment ago, and has yet to leave, is passed over.
        """
        for client, mine in self._waiting.items():
            ticket = next((ticket for ticket in mine if not ticket.done()), None)
            if ticket is not None and may(client):
                ticket.set_result(place)
                self._waiting.move_to_end(client)
                self.leave(client, ticket)
                return client
        return None

    def _forget(self, client: str) -> None:
        if not self._waiting[client]:
            del self._waiting[client]
