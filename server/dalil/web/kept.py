"""Requests whose answers are kept, with the headers that the application gave them the first time."""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from a2wsgi.asgi_typing import HTTPScope, Send

from dalil.query.flights import Flight
from dalil.web.bridge import Header

_MOST = 5_000
LONGEST = 16_384
"""Bytes of the longest query string and body of a request that is remembered."""
JUDGED = frozenset({b"if-match", b"content-encoding"})
"""Headers of a request for which the application may refuse it."""
_SELECTING = JUDGED | {b"host", b"accept", b"accept-encoding", b"content-type"}
"""Headers of a request that its answer and the headers of this depend on."""
_OF_BODY = frozenset({b"content-type", b"content-length", b"content-disposition"})


@dataclass(frozen=True)
class Answer:
    """An answer that was sent before."""

    flight: Flight
    headers: Sequence[Header]
    query: str
    """The hash of its query."""

    async def send(self, scope: HTTPScope, send: Send) -> None:
        """Send it again, or 304 where the client has it."""
        body = self.flight.body or b""
        if _has(scope, self.headers):
            headers = [(name, value) for name, value in self.headers if name not in _OF_BODY]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            body = b""
        else:
            headers = [*self.headers, (b"content-length", b"%d" % len(body))]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
        is_silent = scope["method"] == "HEAD"
        await send({"type": "http.response.body", "body": b"" if is_silent else body, "more_body": False})


class Kept:
    """Answers by request, the longest unused forgotten first. Their bytes are held by the flights alone."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()

    def key(self, generation: str, scope: HTTPScope, body: bytes) -> Hashable | None:
        """What tells requests with different answers apart; None for one that is not remembered."""
        method, query = scope["method"], scope["query_string"]
        if method not in {"GET", "HEAD", "POST"} or len(query) + len(body) > LONGEST:
            return None
        selecting = tuple(header for header in scope["headers"] if header[0] in _SELECTING)
        return generation, method == "POST", scope.get("scheme"), scope["path"], query, body, selecting

    def find(self, key: Hashable | None) -> Answer | None:
        """The answer to a request, as long as its bytes are there."""
        found = self._answers.get(key)
        if found is None:
            return None
        if found.flight.body is None:
            del self._answers[key]
            return None
        self._answers.move_to_end(key)
        return found

    def put(self, key: Hashable | None, answer: Answer) -> None:
        """Remember how a request was answered."""
        if key is not None and answer.flight.is_kept:
            self._answers[key] = answer
            while len(self._answers) > _MOST:
                self._answers.popitem(last=False)


def _has(scope: HTTPScope, headers: Sequence[Header]) -> bool:
    """Whether the client's copy has the ETag of the answer (RFC 9110, 13.1.2)."""
    wanted = [value for name, value in scope["headers"] if name == b"if-none-match"]
    if not wanted or scope["method"] == "POST":
        return False
    tags = {tag.strip().removeprefix(b"W/") for tag in b",".join(wanted).split(b",")}
    return any(name == b"etag" and (value in tags or b"*" in tags) for name, value in headers)
