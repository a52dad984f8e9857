"""Cutting a text into lines and sentences, by position."""

import re
from collections.abc import Iterator

from dalil.ingest.anchor import Span

_END = re.compile(
    r"""
    (?: (?<![A-Z]) \. (?!\d) | [؟?!] )+     # a full stop that ends neither "U." nor "3" of "3.5"
    ["”’»)\]]*                              # with the quotation mark or bracket that it closes
    """,
    re.VERBOSE,
)


def lines(text: str) -> Iterator[Span]:
    """Spans of the lines that hold more than white space, without their line ends."""
    at = 0
    for line in text.splitlines(keepends=True):
        span = trimmed(text, (at, at + len(line)))
        if span[0] < span[1]:
            yield span
        at += len(line)


def sentences(text: str, span: Span) -> Iterator[Span]:
    """Spans of the sentences inside one line, each with its closing mark, in order."""
    start, end = span
    for match in _END.finditer(text, start, end):
        found = trimmed(text, (start, match.end()))
        if any(c.isalnum() for c in text[found[0] : found[1]]):
            yield found
            start = match.end()
    rest = trimmed(text, (start, end))
    if any(c.isalnum() for c in text[rest[0] : rest[1]]):
        yield rest


def trimmed(text: str, span: Span) -> Span:
    """The span without the white space at its ends, no-break spaces included."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
