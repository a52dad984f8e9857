"""Formats of answers, and which of them a request gets (RFC 9110, 12.5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from dalil.errors import DalilError


class NotAcceptableError(DalilError):
    """A request for formats of which none is offered; the message lists what there is."""

    status = 406


@dataclass(frozen=True)
class Format:
    """A format: its short name (also its file ending), its media type, other media types that mean it."""

    name: str
    media: str
    label: str
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type with its charset: every format here is UTF-8 text."""
        return f"{self.media}; charset=utf-8"


HTML = Format("html", "text/html", "HTML", ("application/xhtml+xml",))

JSON = Format("json", "application/sparql-results+json", "JSON", ("application/json",))
XML = Format("xml", "application/sparql-results+xml", "XML", ("application/xml", "text/xml"))
CSV = Format("csv", "text/csv", "CSV")
TSV = Format("tsv", "text/tab-separated-values", "TSV")
RESULTS = (JSON, XML, CSV, TSV)
"""Formats of SELECT and ASK answers, the preferred first."""

TURTLE = Format("ttl", "text/turtle", "Turtle", ("application/x-turtle", "turtle", "n3"))
N_TRIPLES = Format("nt", "application/n-triples", "N-Triples", ("text/plain", "ntriples", "n-triples"))
_XML = ("application/xml", "text/xml", "xml")
RDF_XML = Format("rdf", "application/rdf+xml", "RDF/XML", (*_XML, "rdfxml", "rdf+xml"))
JSON_LD = Format("jsonld", "application/ld+json", "JSON-LD", ("application/json", "json", "json-ld"))
N_QUADS = Format("nq", "application/n-quads", "N-Quads", ("nquads", "n-quads"))
TRIG = Format("trig", "application/trig", "TriG")
GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD, N_QUADS, TRIG)
"""Formats of graphs, the preferred first."""


def of_kind(kind: str) -> tuple[Format, ...]:
    """The formats for programs in which an answer of that kind comes (evaluate.Answer)."""
    return GRAPHS if kind == "triples" else RESULTS


@dataclass(frozen=True)
class _Range:
    """A media range of an Accept header with its weight."""

    media: str
    quality: float

    def precision(self, media: str) -> int:
        """How exactly the range names the media type: 3 exact, 2 by kind, 1 any, 0 not at all."""
        if self.media == media:
            return 3
        if self.media == f"{media.partition('/')[0]}/*":
            return 2
        return 1 if self.media == "*/*" else 0


def media_type(header: str) -> str:
    """The media type of a Content-Type header, lower case, without its parameters."""
    return header.partition(";")[0].strip().lower()


def charset(header: str) -> str:
    """The charset of a Content-Type header, lower case; empty where it names none."""
    found = (part.partition("=") for part in header.split(";")[1:])
    named = (value for name, _, value in found if name.strip().lower() == "charset")
    return next(named, "").strip().strip('"').lower()


def choose(accept: str, wanted: str, offered: Sequence[Format]) -> Format:
    """The offered format that ?format= (`wanted`) names, else the one that Accept prefers.

    Of equally welcome formats the one offered first. Raises NotAcceptableError.
    """
    if wanted:
        return _named(wanted, offered)
    ranges = _ranges(accept) or [_Range("*/*", 1.0)]
    qualities = [_quality(ranges, format_) for format_ in offered]
    best = max(qualities)
    if best > 0:
        return offered[qualities.index(best)]
    raise _unavailable(f"none of {accept} is available", offered)


def _named(wanted: str, offered: Sequence[Format]) -> Format:
    name = media_type(wanted)
    for format_ in offered:
        if name in {format_.name, format_.media, *format_.aliases}:
            return format_
    raise _unavailable(f"there is no format {wanted} here", offered)


def _quality(ranges: Sequence[_Range], format_: Format) -> float:
    """The weight of a format: that of its best-liked media type, each judged by its most precise range."""
    medias = [format_.media, *(alias for alias in format_.aliases if "/" in alias)]
    return max(_media_quality(ranges, media) for media in medias)


def _media_quality(ranges: Sequence[_Range], media: str) -> float:
    precision, quality = max((r.precision(media), r.quality) for r in ranges)
    return quality if precision else 0.0


def _ranges(accept: str) -> list[_Range]:
    return [_Range(*weighed(part)) for part in accept.split(",") if part.strip()]


def weighed(part: str) -> tuple[str, float]:
    """What one member of an Accept header names, lower case, and its quality (RFC 9110, 12.4.2)."""
    name, *parameters = [piece.strip().lower() for piece in part.split(";")]
    weights = [p.partition("=")[2] for p in parameters if p.startswith("q=")]
    return name, _weight(weights[0]) if weights else 1.0


def _weight(text: str) -> float:
    """A quality from 0 to 1; one that is no number refuses what it stands at, as if it were 0."""
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _unavailable(message: str, offered: Sequence[Format]) -> NotAcceptableError:
    there = ", ".join(f"{format_.media} (?format={format_.name})" for format_ in offered)
    return NotAcceptableError(message, remedy=f"ask for one of {there}")
