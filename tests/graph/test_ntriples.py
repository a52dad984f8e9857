"""Columns of terms: whatever a literal holds, it comes back as it went; errors name file and line."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.errors import SourceError
from dalil.graph.ntriples import Columns, file_columns, read_ntriples, text_columns, triple_columns
from dalil.graph.terms import BlankNode, Literal, NamedNode, Term, Triple
from dalil.terms import RDF_REIFIES, XSD

SUBJECT, PREDICATE = NamedNode("http://example.org/s"), NamedNode("http://example.org/p")
TYPED = [NamedNode(XSD + name) for name in ("integer", "string", "token", "date")]
HOSTILE: list[Term] = [
    Literal(""),
    Literal('"'),
    Literal("\\"),
    Literal('\\" .\n<http://example.org/x> '),
    Literal("a\tb\nc\rd\x00\x01\x1f\x7f\x08\x0c\u0085\u2028"),
    Literal("دليل \U0001f54a"),
    Literal("one", language="ar"),
    Literal("one", language="en-gb"),
    Literal("@en"),
    Literal("^^<http://example.org/x>"),
    Literal(" . "),
    Literal("01", datatype=TYPED[0]),
    Literal("same", datatype=TYPED[1]),
    Literal("x", datatype=NamedNode("http://example.org/لون")),
    NamedNode("http://example.org/%D8%AF"),
    NamedNode("http://example.org/دليل"),
    NamedNode("urn:x"),
    BlankNode("b.1-x"),
    BlankNode("0"),
]


def lines(blocks: Iterable[Columns]) -> str:
    """The blocks as N-Triples."""
    return "".join(f"{s} {p} {o} .\n" for block in blocks for s, p, o in zip(*block, strict=True))


def written(folder: Path, content: str, name: str = "some.nt") -> Path:
    """A file of that content."""
    path = folder / name
    path.write_text(content, "utf-8")
    return path


@pytest.mark.parametrize("term", HOSTILE, ids=ascii)
def test_hostile_terms_come_back(term: Term) -> None:
    """Quotes, escapes, controls, tags, datatypes and labels survive the way through text and columns."""
    triple = Triple(SUBJECT, PREDICATE, term)
    text = lines([triple_columns([triple])])
    assert lines(text_columns(text)) == text
    assert read_ntriples(text) == [triple]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_any_text_comes_back(texts: list[str]) -> None:
    """Whatever characters literals hold, reading what was written gives the same triples."""
    triples = [Triple(SUBJECT, PREDICATE, Literal(text)) for text in texts]
    text = lines([triple_columns(triples)])
    assert read_ntriples(lines(text_columns(text))) == triples


@given(st.lists(st.sampled_from(HOSTILE)), st.booleans())
def test_one_odd_line_changes_no_other(terms: list[Term], odd: bool) -> None:
    """Lines that are spelt as the standard allows and not as we write them are read to the same terms."""
    text = lines([triple_columns(Triple(SUBJECT, PREDICATE, term) for term in terms)])
    spelt = (
        '# a comment\n\n  <http://example.org/s>\t<http://example.org/p> "\\u0061"@EN  .\r\n' if odd else ""
    )
    expected = '<http://example.org/s> <http://example.org/p> "a"@en .\n' if odd else ""
    assert lines(text_columns(spelt + text)) == expected + text


def test_a_last_line_needs_no_end() -> None:
    """The last statement counts although no newline follows it."""
    assert lines(text_columns("<a:s> <a:p> <a:o> .")) == "<a:s> <a:p> <a:o> .\n"


def test_a_string_is_spelt_without_its_datatype() -> None:
    """The two spellings of a plain string are one term."""
    assert lines(text_columns(f'<a:s> <a:p> "x"^^<{XSD}string> .\n')) == '<a:s> <a:p> "x" .\n'


@pytest.mark.parametrize(
    "line",
    [
        '<a:s> <a:p> "x .',
        "<s> <a:p> <a:o> .",
        '<a:s> <a:p> "x"@_ .',
        '"x" <a:p> <a:o> .',
        "<a:s> <a:p> <a:%zz> .",
        "<http://a:b:c/> <a:p> <a:o> .",
        "<a:s#b#c> <a:p> <a:o> .",
        '<a:s> <a:p> "x"@a .',
        '<a:s> <a:p> "x"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> .',
    ],
)
def test_malformed_lines_are_named(tmp_path: Path, line: str) -> None:
    """An error gives the file and the line, in the first block and in a later one."""
    before = '<a:s> <a:p> "some words" .\n' * 20_000
    for number, text in ((1, line), (20_001, before + line)):
        path = written(tmp_path, text + "\n")
        with pytest.raises(SourceError) as caught:
            list(file_columns(path))
        assert (caught.value.file, caught.value.line) == (str(path), number)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A file in another encoding is refused, not guessed at."""
    path = tmp_path / "latin.nt"
    path.write_bytes(b'<a:s> <a:p> "\xe9" .\n')
    with pytest.raises(SourceError, match="UTF-8"):
        list(file_columns(path))


def test_blocks_join_to_the_whole(tmp_path: Path) -> None:
    """A file of many blocks is read to its last line."""
    text = "".join(f'<a:s{n}> <a:p> "{n}" .\n' for n in range(30_000))
    blocks = list(file_columns(written(tmp_path, text)))
    assert len(blocks) > 1
    assert lines(blocks) == text


def test_other_formats_are_read_too(tmp_path: Path) -> None:
    """Turtle gives the same columns as N-Triples, graph names of TriG fall away."""
    turtle = written(tmp_path, "<a:s> <a:p> <a:o>, 'x' .", "some.ttl")
    trig = written(tmp_path, "<a:g> { <a:s> <a:p> <a:o>, 'x' }", "some.trig")
    assert (
        lines(file_columns(turtle)) == lines(file_columns(trig)) == '<a:s> <a:p> <a:o> .\n<a:s> <a:p> "x" .\n'
    )


def test_blank_nodes_of_a_file_get_its_prefix(tmp_path: Path) -> None:
    """Labels are told apart by file, inside triple terms too, and text that looks like one is left alone."""
    text = f'_:b <a:p> "_:b" .\n_:b <{RDF_REIFIES}> <<( _:b <a:p> "_:c \\" _:d" )>> .\n'
    found = lines(file_columns(written(tmp_path, text), "f1-"))
    assert found == text.replace("_:b <", "_:f1-b <")
