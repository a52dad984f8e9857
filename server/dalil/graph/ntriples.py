"""RDF files as columns of terms, each term as N-Triples writes it: no Python object for any of them."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO, TypeAlias

from pyoxigraph import RdfFormat, Store, Triple, parse

from dalil.errors import QueryError, SourceError
from dalil.graph.parse import quads
from dalil.graph.terms import Term

Columns: TypeAlias = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""Subjects, predicates and objects."""

_CHUNK = 1 << 16
_HOST = r"//[A-Za-z0-9._~-]*+(?::[0-9]*+)?+(?![^/?#>])"
_IRI_CHARACTER = r"[!$&-;=?-Z_a-z~\u00a0-\ud7ff]"
_IRI_PART = rf"{_IRI_CHARACTER}*+(?:%[0-9A-Fa-f]{{2}}{_IRI_CHARACTER}*+)*+"
_IRI = rf"<[A-Za-z][A-Za-z0-9+.-]*+:(?:{_HOST}|(?!//)){_IRI_PART}(?:#{_IRI_PART})?+>"
_BLANK = r"_:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?"
_CHARACTER = r'[^"\\\x00-\x1f\x7f]'
_STRING = rf'"{_CHARACTER}*+(?:\\[tnr"\\]{_CHARACTER}*+)*+"'
_LANGUAGE = r"@[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
_IMPLICIT = r"<http://www\.w3\.org/(?:2001/XMLSchema#string|1999/02/22-rdf-syntax-ns#(?:dirL|l)angString)>"
_SUFFIX = rf"{_LANGUAGE}|\^\^(?!{_IMPLICIT}){_IRI}"
_STATEMENT = re.compile(
    rf"^({_IRI}|{_BLANK}) ({_IRI}) ({_IRI}|{_BLANK}|{_STRING}(?:{_SUFFIX})?) \.\n", re.MULTILINE
)
"""A statement as canonical N-Triples spells it; what is spelt otherwise goes to the parser."""
_LABEL = re.compile(r'("(?:[^"\\]|\\.)*")|_:')


def file_columns(path: Path, prefix: str = "") -> Iterator[Columns]:
    """The triples of a file, block by block, names of graphs left out, repetitions left in.

    The prefix goes before each label of a blank node. Raises SourceError with file and line.
    """
    blocks = _nt_file(path) if path.suffix == ".nt" else _parsed(quad.triple for _, quad in quads(path))
    return (_labelled(block, prefix) for block in blocks) if prefix else blocks


def text_columns(ntriples: str) -> Iterator[Columns]:
    """The triples of N-Triples text, block by block."""
    return _columns(io.StringIO(ntriples), "")


def fill(store: Store, blocks: Iterable[str]) -> None:
    """Put blocks of N-Triples into the default graph of a store, without an object for any triple."""
    for block in blocks:
        store.bulk_load(block, RdfFormat.N_TRIPLES)


def _nt_file(path: Path) -> Iterator[Columns]:
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as opened:
            yield from _columns(opened, path)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"cannot be read ({error})", file=path, remedy="restore it, in UTF-8") from error


def _columns(opened: TextIO, path: Path | str) -> Iterator[Columns]:
    line = 0
    while lines := opened.read(_CHUNK):
        lines += opened.readline()
        fields = _STATEMENT.split(lines)
        if any(fields[::4]):
            yield from _parsed(_statements(lines, line, path))
            line += lines.count("\n")
        else:
            yield fields[1::4], fields[2::4], fields[3::4]
            line += len(fields) // 4


def triple_columns(triples: Iterable[Triple]) -> Columns:
    """The terms of triples."""
    given = list(triples)
    return [str(t.subject) for t in given], [str(t.predicate) for t in given], [text(t.object) for t in given]


def text(term: Term) -> str:
    """A term as N-Triples writes it."""
    return f"<<( {term} )>>" if isinstance(term, Triple) else str(term)


def read_ntriples(ntriples: str) -> list[Triple]:
    """The triples that N-Triples text states, blank nodes by their labels."""
    return [quad.triple for quad in parse(ntriples, format=RdfFormat.N_TRIPLES)]


def read_term(term: str) -> Term:
    """The term that N-Triples text writes. Raises QueryError where it writes none, or more than one."""
    try:
        found = read_ntriples(f"<urn:s> <urn:p> {term} .")
    except SyntaxError as error:
        raise QueryError(f"{term} is no term of N-Triples", remedy="write <IRI> or a literal") from error
    if len(found) != 1:
        raise QueryError(f"{term} is more than one term", remedy="write <IRI> or a literal")
    return found[0].object


def _statements(lines: str, before: int, path: Path | str) -> Iterator[Triple]:
    """The triples of some lines, which come after `before` others."""
    try:
        for quad in parse(lines, format=RdfFormat.N_TRIPLES):
            yield quad.triple
    except SyntaxError as error:
        reason = str(error.msg).partition(": ")[2] or str(error.msg)
        line = before + (error.lineno or 1)
        raise SourceError(reason, file=path, line=line, remedy="correct the syntax") from error


def _parsed(triples: Iterable[Triple]) -> Iterator[Columns]:
    block: list[Triple] = []
    for triple in triples:
        block.append(triple)
        if len(block) == _CHUNK:
            yield triple_columns(block)
            block = []
    yield triple_columns(block)


def _labelled(block: Columns, prefix: str) -> Columns:
    subjects, predicates, objects = block
    return [_label(term, prefix) for term in subjects], predicates, [_label(term, prefix) for term in objects]


def _label(term: str, prefix: str) -> str:
    """The term with the prefix before each blank node's label, inside triple terms too."""
    if not term.startswith(("_:", "<<(")):
        return term
    return _LABEL.sub(lambda found: found.group(1) or f"_:{prefix}", term)
