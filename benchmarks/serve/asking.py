"""Single requests to a server on loopback: a query, a file to take in, whether it answers."""

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Final, TypeAlias

READY: Final = Path(__file__).with_name("queries") / "ready.rq"
RESULTS: Final = "application/sparql-results+json"
_SECONDS: Final = 60
_LOADING: Final = 600
_TYPES: Final = {".nt": "application/n-triples", ".nq": "application/n-quads"}
Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


class AnswerError(Exception):
    """A server gave no result to a query."""


def ask(endpoint: str, query: str) -> "Json":
    """The JSON results of a query. Raises AnswerError."""
    request = urllib.request.Request(address(endpoint, query), headers={"Accept": RESULTS})  # noqa: S310 (loopback)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as response:  # noqa: S310 (loopback)
            found: Json = json.load(response)
    except urllib.error.HTTPError as error:
        raise AnswerError(f"status {error.code}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise AnswerError(type(error).__name__) from error
    return found


def address(endpoint: str, query: str) -> str:
    """The address that asks the query by GET; the endpoint may have parameters of its own."""
    mark = "&" if "?" in endpoint else "?"
    return f"{endpoint}{mark}{urllib.parse.urlencode({'query': query})}"


def answers(endpoint: str) -> bool:
    """Whether a server answers there."""
    try:
        ask(endpoint, READY.read_text("utf-8"))
    except AnswerError:
        return False
    return True


def upload(url: str, data: Path) -> None:
    """Puts a file into a server that takes its data by POST, triples into the default graph."""
    place = f"{url}?default" if data.suffix == ".nt" else url
    headers = {"Content-Type": _TYPES[data.suffix], "Content-Length": str(data.stat().st_size)}
    with data.open("rb") as body:
        request = urllib.request.Request(place, body, headers)  # noqa: S310 (loopback)
        urllib.request.urlopen(request, timeout=_LOADING).close()  # noqa: S310 (loopback)
