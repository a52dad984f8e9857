"""A query at the endpoint without the application: its job, and the header fields of its answer.

Most requests are such queries, and the application in its thread takes longer over one than a worker does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from a2wsgi.asgi_typing import HTTPScope
from werkzeug.sansio.utils import get_host

from dalil.base import KnowledgeBase
from dalil.query import formats, job, protocol
from dalil.query.formats import HTML
from dalil.query.job import Job
from dalil.query.protocol import Request
from dalil.web import fields
from dalil.web.bridge import query_string
from dalil.web.fields import Field
from dalil.web.kept import JUDGED, LONGEST

PATH: Final = "/sparql"
_METHODS: Final = frozenset({"GET", "HEAD", "POST"})
_READ: Final = (b"host", b"accept", b"content-type")
_LEFT: Final = JUDGED | {b"if-none-match"}
"""Headers of which the application judges."""


@dataclass(frozen=True)
class Question:
    """A query as it was asked; `address` is the query string, None where it was posted."""

    kb: KnowledgeBase
    job: Job
    origin: str
    address: bytes | None

    def is_offered(self, kind: str) -> bool:
        """Whether an answer of that kind comes in a format that the client takes."""
        return self.job.form(kind) != job.NOTHING

    def fields(self, kind: str) -> Iterator[Field]:
        """The header fields of the answer, which is of that kind."""
        offered = formats.of_kind(kind)
        chosen = next(f for f in offered if f.name == self.job.form(kind))
        yield "Content-Type", chosen.content_type
        yield from fields.OPEN
        yield fields.BY_FORMAT
        if self.address is None:
            yield from fields.links(self.origin, ())
        else:
            others = fields.variants(PATH, self.address, (*offered, HTML), chosen)
            yield from fields.links(self.origin, others)
            yield "ETag", f'"{fields.tag(self.kb.generation, chosen.name)}"'
            yield fields.REVALIDATED


def read(kb: KnowledgeBase, scope: HTTPScope, body: bytes, most: float) -> Question | None:
    """The query that a request asks for programs, with a deadline of so many seconds at most.

    None where the application has to answer, also where a header is given twice. Raises what is wrong with
    the request.
    """
    is_short = len(scope["query_string"]) + len(body) <= LONGEST
    if scope["path"] != PATH or scope["method"] not in _METHODS or not is_short:
        return None
    given = dict(scope["headers"])
    if len(given) < len(list(scope["headers"])) or not _LEFT.isdisjoint(given):
        return None
    host, accept, kind = (given.get(name, b"").decode("latin-1") for name in _READ)
    operation = protocol.read(Request(scope["method"], query_string(scope), kind, body))
    forms = job.forms(accept, operation.format)
    if not host or not operation.text or job.EXCERPT in forms:
        return None
    address = None if scope["method"] == "POST" else scope["query_string"]
    asked = Job.of(operation, {}, forms, most)
    return Question(kb, asked, _origin(scope.get("scheme", "http"), host), address)


@lru_cache(128)
def _origin(scheme: str, host: str) -> str:
    """The address of this server as the client knows it."""
    return f"{scheme}://{get_host(scheme, host)}".rstrip("/")
