"""The SPARQL 1.1 Protocol without I/O: the parts of an HTTP request in, an operation or a refusal out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from dalil.errors import DalilError, QueryError, RefusedError
from dalil.graph.clauses import unescaped
from dalil.graph.evaluate import Scope
from dalil.query.formats import charset, media_type

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "OPTIONS", "POST")
_SECONDS = re.compile(r"\d{1,6}(\.\d{1,6})?", re.ASCII)
MAX_QUERY = 1_000_000
"""Code points of the longest query that is read."""


class MethodError(DalilError):
    """A method that this address does not know; `allowed` lists those it does."""

    status = 405

    def __init__(self, method: str, allowed: Iterable[str]) -> None:
        self.allowed = tuple(allowed)
        names = ", ".join(self.allowed)
        super().__init__(f"the method {method} is not allowed here", remedy=f"use one of {names}")


class MediaTypeError(DalilError):
    """A body whose Content-Type is not one that the protocol names."""

    status = 415


class TooLargeError(DalilError):
    """A query or a body that is longer than the server reads."""

    status = 413


@dataclass(frozen=True)
class Request:
    """What the protocol reads of an HTTP request: the query string still encoded, the body raw."""

    method: str
    query_string: str = ""
    content_type: str = ""
    body: bytes = b""


@dataclass(frozen=True)
class Operation:
    """A query to answer; an empty text asks for the description of the service.

    `default_graphs` and `named_graphs` are IRIs in the order given, empty where the request names none.
    `format` is what ?format= says, empty where it says nothing. `timeout` is in seconds, None where the
    request leaves it to the server.
    """

    text: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""
    timeout: float | None = None

    @property
    def scope(self) -> Scope | None:
        """The dataset that the request names, None where it names none (SPARQL 1.1 Protocol, 2.1.4)."""
        if not self.default_graphs and not self.named_graphs:
            return None
        return Scope(self.default_graphs, self.named_graphs)

    def seconds(self, most: float) -> float:
        """The deadline: what the request asks for, where the server allows so much."""
        return most if self.timeout is None else min(self.timeout, most)


@dataclass
class Parameters:
    """Decoded name-value pairs in order; names that the protocol does not know stay unread."""

    pairs: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, encoded: str) -> "Parameters":
        """The parameters of a query string. Raises QueryError."""
        return cls(_pairs(encoded))

    def every(self, name: str) -> tuple[str, ...]:
        """The values of that name."""
        return tuple(value for key, value in self.pairs if key == name)

    def first(self, name: str) -> str:
        """The first value; SPARQLWrapper gives `format` twice, by its name and by its media type."""
        return next(iter(self.every(name)), "")

    def only(self, name: str) -> str:
        """The value of that name, empty where there is none. Raises QueryError where there are several."""
        found = self.every(name)
        if len(found) > 1:
            raise QueryError(f"the parameter {name} is given {len(found)} times", remedy="give it once")
        return found[0] if found else ""


def read(request: Request) -> Operation:
    """The operation that the request asks for (SPARQL 1.1 Protocol, 2.1 and 2.2).

    Raises QueryError (400), RefusedError (403), MethodError (405), TooLargeError (413) or MediaTypeError
    (415). Whether the query calls another server is asked where it is evaluated, within its deadline.
    """
    if request.method not in METHODS:
        raise MethodError(request.method, METHODS)
    address = Parameters.of(request.query_string)
    if request.method != "POST":
        return _operation(address.only("query"), address, address)
    return _posted(request, address)


def encode(operation: Operation) -> str:
    """The query string by which a GET asks for the operation: what `read` takes apart again."""
    pairs = [
        ("query", operation.text),
        *(("default-graph-uri", iri) for iri in operation.default_graphs),
        *(("named-graph-uri", iri) for iri in operation.named_graphs),
        ("format", operation.format),
        ("timeout", "" if operation.timeout is None else f"{operation.timeout:.6f}"),
    ]
    return urlencode([(name, value) for name, value in pairs if value])


def _posted(request: Request, address: Parameters) -> Operation:
    kind = media_type(request.content_type)
    if charset(request.content_type) not in {"", "utf-8", "us-ascii"}:
        raise MediaTypeError("a body is read in UTF-8 alone", remedy="send it so, with charset=utf-8")
    if kind == FORM:
        form = Parameters([*address.pairs, *_pairs(_utf8(request.body))])
        return _operation(form.only("query"), form, form)
    if kind == QUERY:
        if address.every("query"):
            raise QueryError("the query stands in the address and in the body", remedy="give it once")
        return _operation(_utf8(request.body), address, address)
    if kind == UPDATE:
        raise _no_updates()
    raise MediaTypeError(
        f"a body of type {kind or 'none'} is not read here", remedy=f"send {QUERY} or {FORM}"
    )


def _operation(text: str, address: Parameters, options: Parameters) -> Operation:
    if address.every("update"):
        raise _no_updates()
    if len(text) > MAX_QUERY:
        raise TooLargeError(f"the query is longer than {MAX_QUERY} characters", remedy="split the query")
    return Operation(
        text=text,
        default_graphs=options.every("default-graph-uri"),
        named_graphs=options.every("named-graph-uri"),
        format=options.first("format"),
        timeout=_seconds(options.only("timeout")),
    )


def _seconds(text: str) -> float | None:
    """The number of seconds that ?timeout= asks for. Raises QueryError."""
    if not text:
        return None
    if not _SECONDS.fullmatch(text) or not float(text):
        raise QueryError(f"{text} is no number of seconds", remedy="write a timeout such as 10 or 0.5")
    return float(text)


def _no_updates() -> RefusedError:
    return RefusedError(
        "no token for writing is configured, so this server takes no updates",
        remedy="send a query; to change the data, edit the project's files and build again",
    )


def _pairs(encoded: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError as error:
        raise QueryError("a parameter is not percent-encoded UTF-8", remedy="encode it as UTF-8") from error
    except ValueError as error:
        raise QueryError("there are more than 1000 parameters", remedy="send fewer") from error


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(
            f"the body is not UTF-8 at byte {error.start}", remedy="encode it as UTF-8"
        ) from error


_GAP = r"(?:\s|\#[^\n\r]*+[\n\r])*+"
_CALLED = r"(?:<[^<>{}\s]*+>|[?$]\w++|[^\s<>{}\"'():]*+:[^\s<>{}]*+)"
_FEDERATION = re.compile(
    rf"[?$]\w++|:\w++|"  # a variable or a local name may hold the word
    rf"(?P<service>service{_GAP}(?:silent{_GAP})?{_CALLED}{_GAP}\{{)",
    re.IGNORECASE,
)
_BUDGET = 2_000_000_000
"""Characters that looking for SERVICE may read: about two seconds in the worst text."""


def refuse_federation(text: str) -> None:
    """Raise RefusedError where the query may call another server (`SERVICE term { … }`).

    Looked for in the raw text, strings and comments included: where a string begins depends on the
    parser, so a reading that skips strings can be deceived, and a query that merely speaks of such a
    call is rare. Code point escapes are resolved first.
    Raises TooLargeError for a text that could not be searched in time.
    """
    plain = unescaped(text)
    calls = plain.lower().count("service")
    if not calls:
        return
    if calls * len(plain) > _BUDGET:
        raise TooLargeError("the query says SERVICE too often to be checked", remedy="split the query")
    if any(found["service"] for found in _FEDERATION.finditer(plain)):
        raise RefusedError(
            "SERVICE is refused: this server calls no other server",
            remedy="query both servers from your side and join the answers there",
        )
