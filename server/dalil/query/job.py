"""A query to evaluate and what comes back, as the server and its workers tell them to each other."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from dalil.errors import DalilError, QueryError, RefusedError
from dalil.graph.evaluate import Row, Scope
from dalil.graph.excerpt import read_rows, write_rows
from dalil.graph.terms import Term
from dalil.query import formats
from dalil.query.formats import HTML, Format, NotAcceptableError
from dalil.query.protocol import Operation, TooLargeError

EXCERPT = "excerpt"
"""In place of a file ending: the beginning of the answer, for a page (graph/excerpt.py)."""
NOTHING = ""
"""In place of a file ending: only what kind of answer it is."""

_VOLATILE = re.compile(r"\b(now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
_ERRORS: Mapping[str, type[DalilError]] = {
    error.__name__: error for error in (QueryError, RefusedError, TooLargeError)
}


@dataclass(frozen=True)
class Job:
    """A query with its bound variables and its dataset, and how to write the answer.

    `bindings` holds at most one row of SPARQL's TSV. `default` and `named` are None where the text of the
    query decides. `results` and `graphs` are file endings, EXCERPT or NOTHING: the first for solutions and
    booleans, the second for graphs. `seconds` is the deadline.
    """

    text: str
    bindings: str = ""
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    has_scope: bool = False
    results: str = NOTHING
    graphs: str = NOTHING
    seconds: float = 30.0

    @classmethod
    def of(
        cls, operation: Operation, bindings: Mapping[str, Term], forms: tuple[str, str], most: float
    ) -> "Job":
        """The job for an operation; `forms` are `results` and `graphs`, `most` is the longest deadline."""
        seen = operation.scope
        default, named = (seen.default, seen.named) if seen else (None, None)
        seconds = operation.seconds(most)
        return cls(operation.text, bind(bindings), default, named, seen is not None, *forms, seconds)

    @property
    def scope(self) -> Scope | None:
        """The dataset that the request names; None where the text of the query decides."""
        return Scope(self.default, self.named) if self.has_scope else None

    @property
    def terms(self) -> Row:
        """Variable → term, bound before the evaluation."""
        return read_rows(self.bindings)[0] if self.bindings else {}

    @property
    def is_repeatable(self) -> bool:
        """Whether the same dataset always gives the same answer: no clock and no chance in the text."""
        return _VOLATILE.search(self.text) is None

    def form(self, kind: str) -> str:
        """How an answer of that kind is written."""
        return self.graphs if kind == "triples" else self.results

    def encode(self) -> bytes:
        """As JSON: `decode` reads it."""
        return json.dumps(vars(self), ensure_ascii=False).encode()

    @classmethod
    def decode(cls, encoded: bytes) -> "Job":
        """The job that `encode` wrote."""
        found = json.loads(encoded)
        graphs = {n: tuple(found[n]) if found[n] is not None else None for n in ("default", "named")}
        return cls(**{**found, **graphs})

    @property
    def digest(self) -> str:
        """The hash of the query's text, for the log."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@lru_cache(128)
def forms(accept: str, wanted: str) -> tuple[str, str]:
    """How to write solutions, and how graphs, for a client that sends that Accept and ?format=."""
    return _form(accept, wanted, formats.RESULTS), _form(accept, wanted, formats.GRAPHS)


def _form(accept: str, wanted: str, offered: tuple[Format, ...]) -> str:
    try:
        chosen = formats.choose(accept, wanted, (*offered, HTML))
    except NotAcceptableError:
        return NOTHING
    return EXCERPT if chosen is HTML else chosen.name


def bind(bindings: Mapping[str, Term]) -> str:
    """The bindings as a job holds them."""
    names = sorted(bindings)
    return write_rows(names, [[bindings[name] for name in names]]) if names else ""


def encode_error(error: DalilError) -> bytes:
    """A mistake in a query as JSON: `decode_error` reads it."""
    found = {"message": error.message, "line": error.line, "remedy": error.remedy}
    return json.dumps({"error": type(error).__name__, **found}, ensure_ascii=False).encode()


def decode_error(encoded: bytes) -> DalilError:
    """The mistake that `encode_error` wrote."""
    found: dict[str, Any] = json.loads(encoded)
    kind = _ERRORS[found["error"]]
    return kind(found["message"], line=found["line"], remedy=found["remedy"])
