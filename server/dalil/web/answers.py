"""Asking queries on behalf of a request: in a worker where the shell runs, else in this process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import current_app

from dalil.base import KnowledgeBase
from dalil.graph import excerpt
from dalil.graph.excerpt import Excerpt
from dalil.graph.terms import Term
from dalil.query import formats, job
from dalil.query.formats import HTML, Format
from dalil.query.job import Job
from dalil.query.protocol import Operation
from dalil.web.responses import negotiate, preference, reader


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
        return formats.of_kind(self.kind)

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


def ask(operation: Operation, bindings: Mapping[str, Term]) -> Reply:
    """The reply to a query, in the format that the request prefers; for a page, its beginning.

    Raises what is wrong with the query, and LimitError, BusyError, TooManyError.
    """
    return _evaluated(operation, bindings, job.forms(*preference()))


def begin(text: str, bindings: Mapping[str, Term], seconds: float | None = None) -> Excerpt:
    """The beginning of the answer to a query of ours, for a page; `seconds` as in Operation.timeout."""
    return _evaluated(Operation(text, timeout=seconds), bindings, (job.EXCERPT, job.EXCERPT)).excerpt()


def triples(operation: Operation, format_: Format) -> bytes:
    """The graph that a query of ours describes; empty where the shell sends it (Reply)."""
    return _evaluated(operation, {}, (job.NOTHING, format_.name)).content


def _evaluated(operation: Operation, bindings: Mapping[str, Term], forms: tuple[str, str]) -> Reply:
    evaluate: Evaluate = current_app.config["DALIL_EVALUATE"]
    asked = Job.of(operation, bindings, forms, current_app.config["DALIL_SECONDS"])
    return evaluate(reader().kb, asked)
