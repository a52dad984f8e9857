"""Asking queries on behalf of a request: in a worker where the shell runs, else in this process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf

from flask import current_app, request

from dalil.base import KnowledgeBase
from dalil.graph import excerpt
from dalil.graph.evaluate import Scope
from dalil.graph.excerpt import Excerpt
from dalil.graph.terms import Term
from dalil.query import formats, job
from dalil.query.formats import HTML, Format, NotAcceptableError
from dalil.query.job import Job
from dalil.web.responses import negotiate, reader


@dataclass(frozen=True)
class Reply:
    """What kind of answer a query has (job.py), and the answer.

    The content is empty where the shell has it and will send it in place of the response's body.
    """

    kind: str
    content: bytes

    @property
    def offered(self) -> tuple[Format, ...]:
        """The formats for programs that this kind of answer comes in."""
        return formats.GRAPHS if self.kind == "triples" else formats.RESULTS

    def negotiate(self) -> Format:
        """The format for this request; raises NotAcceptableError."""
        return negotiate((*self.offered, HTML))

    def excerpt(self) -> Excerpt:
        """The beginning of an answer that was asked for a page."""
        return excerpt.read(self.content)


Evaluate = Callable[[KnowledgeBase, Job], Reply]


def in_process(kb: KnowledgeBase, asked: Job) -> Reply:
    """The reply of this process itself."""
    return Reply(*kb.answer(asked))


def ask(
    text: str, bindings: Mapping[str, Term], scope: Scope | None = None, seconds: float | None = None
) -> Reply:
    """The reply to a query, in the format that the request prefers; for a page, its beginning.

    `seconds` may be fewer than the server gives a query. Raises what is wrong with the query, and
    LimitError, BusyError, TooManyError.
    """
    asked = _job(text, bindings, scope)
    return _evaluated(
        replace(
            asked,
            results=_ending(formats.RESULTS),
            graphs=_ending(formats.GRAPHS),
            seconds=min(asked.seconds if seconds is None else seconds, asked.seconds),
        )
    )


def begin(text: str, bindings: Mapping[str, Term], seconds: float = inf) -> Excerpt:
    """The beginning of the answer to a query of ours, for a page; `seconds` as in `ask`."""
    asked = _job(text, bindings, None)
    least = min(asked.seconds, seconds)
    return _evaluated(replace(asked, results=job.EXCERPT, graphs=job.EXCERPT, seconds=least)).excerpt()


def triples(text: str, scope: Scope | None, format_: Format) -> bytes:
    """The graph that a query of ours describes; empty where the shell sends it (Reply)."""
    return _evaluated(replace(_job(text, {}, scope), graphs=format_.name)).content


def _evaluated(asked: Job) -> Reply:
    evaluate: Evaluate = current_app.config["DALIL_EVALUATE"]
    return evaluate(reader().kb, asked)


def _job(text: str, bindings: Mapping[str, Term], scope: Scope | None) -> Job:
    seen = scope or Scope()
    return Job(
        text=text,
        bindings=job.bind(bindings),
        default=seen.default,
        named=seen.named,
        has_scope=scope is not None,
        seconds=current_app.config["DALIL_SECONDS"],
    )


def _ending(offered: tuple[Format, ...]) -> str:
    """How to write an answer that comes in those formats."""
    accept, wanted = request.headers.get("Accept", ""), request.args.get("format", "")
    try:
        chosen = formats.choose(accept, wanted, (*offered, HTML))
    except NotAcceptableError:
        return job.NOTHING
    return job.EXCERPT if chosen is HTML else chosen.name
