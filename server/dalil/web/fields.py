"""Header fields that answers have in common, whichever door they leave by: names and values, no request."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias
from urllib.parse import quote_from_bytes

from dalil.query import formats
from dalil.query.formats import Format

Field: TypeAlias = tuple[str, str]

OPEN: Final[Sequence[Field]] = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Link, Content-Disposition, Retry-After"),
    ("X-Content-Type-Options", "nosniff"),
)
"""What every answer has: pages of other origins may read it, and nobody guesses its type."""
BY_FORMAT: Final[Field] = ("Vary", "Accept")
_HARMLESS: Final = "!$%&'()*+,/:;=?@[]|"
"""What may stand in a query string as the client wrote it, in a header as in a page."""
REVALIDATED: Final[Field] = ("Cache-Control", "no-cache")


def tag(*parts: str) -> str:
    """The ETag of what depends on those parts, the generation first, without its quotation marks."""
    return ".".join(parts)


def variants(
    path: str, query: bytes, offered: Sequence[Format], chosen: Format | None
) -> list[tuple[Format, str]]:
    """The other formats of what was read at a path with that query string, each with its address.

    None for what comes as a page alone.
    """
    if len(offered) < len(formats.RESULTS):
        return []
    asked = [part for part in query.split(b"&") if part and not part.startswith(b"format=")]
    start = f"{path}?{quote_from_bytes(b'&'.join([*asked, b'format=']), _HARMLESS)}"
    return [(format_, start + format_.name) for format_ in offered if format_ is not chosen]


def links(origin: str, others: Iterable[tuple[Format, str]]) -> Iterator[Field]:
    """The same in other formats, and the description of the dataset (RFC 8288)."""
    for format_, address in others:
        yield "Link", f'<{origin}{address}>; rel="alternate"; type="{format_.media}"'
    yield "Link", f'<{origin}/.well-known/void>; rel="describedby"'
