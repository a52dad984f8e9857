"""The whole dataset as files: streamed from the disk, resumable, the same bytes for one generation."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from flask import Blueprint, Response, request

from dalil.errors import NotFoundError
from dalil.graph import dumps
from dalil.query import formats
from dalil.web.responses import reader

blueprint = Blueprint("dumps", __name__)
_FORMATS = {format_.name: format_ for format_ in formats.GRAPHS}
_CHUNK = 1 << 16


class _Chunks(Iterator[bytes]):
    """The pieces of a file, which is opened by who reads the first: an answer to HEAD opens none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = 0
        self._file: BinaryIO | None = None

    def __next__(self) -> bytes:
        if self._file is None:
            self._file = self._path.open("rb")
            self._file.seek(self._at)
        if chunk := self._file.read(_CHUNK):
            return chunk
        self.close()
        raise StopIteration

    def seekable(self) -> bool:
        """True: a range begins where it begins, without reading what lies before."""
        return True

    def seek(self, start: int) -> None:
        """Begin at that byte."""
        self._at = start

    def tell(self) -> int:
        """The byte to begin at."""
        return self._at

    def close(self) -> None:
        """Close the file, if it was opened."""
        if self._file is not None:
            self._file.close()


@blueprint.get("/<any('dump', 'dump-1.2'):stem>.<ending>")
def dump(stem: str, ending: str) -> Response:
    """A dump, or the ranges of it that the request names (RFC 9110, 14)."""
    name = f"{stem}.{ending}"
    if name not in dumps.NAMES:
        raise NotFoundError(f"there is no {name}", remedy=f"ask for one of {', '.join(dumps.NAMES)}")
    kb = reader().kb
    path = kb.dump(name)
    response = Response(_Chunks(path), content_type=_content_type(stem, ending), direct_passthrough=True)
    response.content_length = path.stat().st_size
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.set_etag(f"{kb.generation}.{name}")
    response.cache_control.no_cache = True
    response.make_conditional(request, accept_ranges=True, complete_length=response.content_length)
    return response


def _content_type(stem: str, ending: str) -> str:
    """The media type, which says so where the file is RDF 1.2 (RDF 1.2 Turtle, 7)."""
    format_ = _FORMATS[ending]
    version = "; version=1.2" if stem == dumps.RDF_12 else ""
    return f"{format_.media}{version}; charset=utf-8"
