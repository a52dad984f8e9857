"""Reading RDF files: triples with the line that they stand on, errors that name file and line."""

import io
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse

from dalil.errors import SourceError
from dalil.graph.terms import Triple


class _Lines(io.BytesIO):
    """A file that hands out one line at a time, so that the parser's progress is a line number."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.number = 0
        self._at_start = True

    def read(self, size: int | None = -1, /) -> bytes:
        found = self.readline(size)
        self.number += bool(found) and self._at_start
        self._at_start = found.endswith(b"\n")
        return found


def quads(path: Path) -> Iterator[tuple[int, Quad]]:
    """Each statement of an RDF file with the line on which the parser completed it, from 1.

    Blank nodes keep the labels of the parser, which differ at each run. Raises SourceError.
    """
    lines = _Lines(read_bytes(path).removeprefix(BOM_UTF8))
    with _telling(path, lines):
        for quad in parse(lines, format=_readable(path, lines)):
            yield lines.number, quad


def document(path: Path, iri: str) -> Iterator[Quad]:
    """The quads of an RDF file whose address is that IRI: relative IRIs are resolved against it.

    Blank nodes are apart from those of every other file. Raises SourceError.
    """
    lines = _Lines(read_bytes(path).removeprefix(BOM_UTF8))
    with _telling(path, lines):
        yield from parse(lines, format=_readable(path, lines), base_iri=iri, rename_blank_nodes=True)


@contextmanager
def _telling(path: Path, lines: _Lines) -> Iterator[None]:
    """Turn the parser's refusals into SourceError with the line."""
    try:
        yield
    except MemoryError as error:
        raise SourceError(
            "holds a word or comment that is too long to be read",
            file=path,
            line=lines.number,
            remedy="break it into lines",
        ) from error
    except SyntaxError as error:
        raise SourceError(
            _reason(error),
            file=path,
            line=min(error.lineno or lines.number, lines.number),
            remedy="correct the syntax",
        ) from error


def dataset(path: Path) -> list[Quad]:
    """The quads of an RDF file, sorted, blank nodes labelled by RDFC-1.0 after folder and file."""
    found = Dataset(quad for _, quad in quads(path))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    folder = path.absolute().parent.name
    prefix = f"b-{_plain(folder)}-{_plain(path.stem)}-"
    return sorted((_labelled(quad, prefix) for quad in found), key=str)


def triples(path: Path) -> list[Triple]:
    """The triples of an RDF file as `dataset` orders and labels them, graph names left out."""
    return [quad.triple for quad in dataset(path)]


def read_bytes(path: Path) -> bytes:
    """What the file holds; raises SourceError where it cannot be read, or is a pipe or a device."""
    try:
        if not S_ISREG(mode := path.stat().st_mode) and not S_ISDIR(mode):
            raise SourceError("is no file", file=path, remedy="put a regular file in its place")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(
            f"cannot be read ({reason})", file=path, remedy="restore the file or its permissions"
        ) from error


def read_text(path: Path) -> str:
    """What the UTF-8 file holds, code point by code point; raises SourceError."""
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"is not UTF-8 at byte {error.start}", file=path, remedy="save it as UTF-8"
        ) from error


def _readable(path: Path, lines: _Lines) -> RdfFormat:
    """The format of the file. Raises SourceError for XML whose entities the parser would expand.

    A few lines of entities become gigabytes, and the parser has no limit for them.
    """
    found = _format(path)
    if found == RdfFormat.RDF_XML and b"<!doctype" in lines.getvalue().lower():
        raise SourceError(
            "declares a document type", file=path, remedy="write the entities out and delete the DOCTYPE"
        )
    return found


def _format(path: Path) -> RdfFormat:
    found = RdfFormat.from_extension(path.suffix.lstrip("."))
    if found is None:
        raise SourceError(
            "is no RDF file by its ending", file=path, remedy="name it .ttl, .trig, .nt, .nq or .rdf"
        )
    return found


def _reason(error: SyntaxError) -> str:
    """The parser's message without the position, which stands before it in ours."""
    head, _, tail = str(error.msg).partition(": ")
    return tail if head.startswith("Parser error") and tail else str(error.msg)


def _plain(name: str) -> str:
    """The name in ASCII letters and digits, other characters as `_hex_`: no two names read alike."""
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}_" for c in name)


def _labelled(quad: Quad, prefix: str) -> Quad:
    subject, found = quad.subject, quad.object
    if isinstance(subject, BlankNode):
        subject = BlankNode(prefix + subject.value)
    if isinstance(found, BlankNode):
        found = BlankNode(prefix + found.value)
    return Quad(subject, quad.predicate, found, quad.graph_name)
