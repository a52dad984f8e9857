"""Reading RDF files: lines, labels of blank nodes, and what malformed files get."""

import os
from pathlib import Path

import pytest

from dalil.errors import SourceError
from dalil.graph import parse
from dalil.graph.terms import BlankNode

PREFIXES = "PREFIX ex: <https://example.org/>\n"
LISTS = PREFIXES + "ex:a ex:p ( ex:b ex:c ) .\nex:d ex:p [ ex:q 1 ] .\n"


def written(folder: Path, content: str | bytes, name: str = "some.ttl") -> Path:
    """A file of that content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(path: Path) -> SourceError:
    """The error that reading the file raises."""
    with pytest.raises(SourceError) as caught:
        list(parse.quads(path))
    assert caught.value.file == str(path)
    assert caught.value.remedy
    return caught.value


def test_statements_have_their_line(tmp_path: Path) -> None:
    """Each statement comes with the line on which it ends, comments and blank lines counted."""
    path = written(tmp_path, PREFIXES + "# a comment\n\nex:a ex:p ex:b .\nex:a ex:p\n  ex:c ;\n  ex:q 1 .\n")
    assert [line for line, _ in parse.quads(path)] == [4, 6, 7]


def test_long_lines_count_once(tmp_path: Path) -> None:
    """A line longer than any buffer of the parser is still one line."""
    long = f'ex:a ex:p "{"é" * 200_000}" .\n'
    path = written(tmp_path, PREFIXES + long + "ex:a ex:q 1 .\n")
    assert [line for line, _ in parse.quads(path)] == [2, 3]


def test_a_literal_over_several_lines_is_one_statement(tmp_path: Path) -> None:
    """Line ends of other alphabets inside a literal are no line ends of the file."""
    path = written(tmp_path, PREFIXES + 'ex:a ex:p """x\u2028\x85\x0c\ny""" .\nex:a ex:q 1 .\n')
    assert [line for line, _ in parse.quads(path)] == [3, 4]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (PREFIXES + "\nno:a ex:p ex:b .\n", 3, "prefix no: has not been declared"),
        (PREFIXES + "ex:a ex:p ex:b .\nex:a ex:p .\n", 3, "not a valid RDF object"),
        (PREFIXES + 'ex:a ex:p "open\n', 2, "Unexpected end of file"),
        (PREFIXES + "ex:a ex:p ( ex:b\n", 2, "Unexpected end"),
        (PREFIXES.encode() + b'ex:a ex:p "\xff" .\n', 2, "UTF-8"),
        ((PREFIXES + "ex:a ex:p ex:b .\n").encode("utf-16"), 1, "UTF-8"),
        ("a\0b", 1, "not a valid subject"),
        ("<a> <b> <c> .\n", 1, "No scheme"),
        ("GRAPH <http://g/> { <http://a/> <http://b/> 1 }\n", 1, "not a valid"),
    ],
    ids=["prefix", "object", "literal", "list", "latin-1", "utf-16", "nul", "relative", "trig"],
)
def test_malformed_turtle_is_refused_by_line(
    tmp_path: Path, content: str | bytes, line: int, said: str
) -> None:
    """An error of syntax names the line on which it stands and what is wrong there, in one line."""
    error = refused(written(tmp_path, content))
    assert error.line == line
    assert said in error.message
    assert "\n" not in str(error)


def test_malformed_trig_is_refused_by_line(tmp_path: Path) -> None:
    """TriG is read as Turtle is: an error inside a graph has its line."""
    path = written(tmp_path, PREFIXES + "ex:g {\n ex:a ex:p 1 .\n ex:a ex:p }\n", "some.trig")
    assert refused(path).line == 4


@pytest.mark.parametrize(("name", "content"), [("x.rdf", "<rdf>"), ("x.jsonld", '{"@id":'), ("x.nq", "<a")])
def test_other_formats_are_refused_alike(tmp_path: Path, name: str, content: str) -> None:
    """RDF/XML, JSON-LD and N-Quads that are malformed get the same kind of error."""
    assert refused(written(tmp_path, content, name)).message


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    """The ending decides the format, and an unknown one is told so."""
    assert "ending" in refused(written(tmp_path, "", "some.docx")).message


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A missing file, a folder in its place and a dangling link are told by their reason."""
    (tmp_path / "folder.ttl").mkdir()
    (tmp_path / "dangling.ttl").symlink_to(tmp_path / "nowhere")
    reasons = {name: refused(tmp_path / name).message for name in ("no.ttl", "folder.ttl", "dangling.ttl")}
    assert "No such file" in reasons["no.ttl"]
    assert "directory" in reasons["folder.ttl"]
    assert "No such file" in reasons["dangling.ttl"]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """What would never end is refused, not waited for."""
    os.mkfifo(tmp_path / "pipe.ttl")
    assert refused(tmp_path / "pipe.ttl").message == "is no file"


def test_a_line_beyond_the_parser_is_refused(tmp_path: Path) -> None:
    """A word that outgrows the parser's buffer is told by its line, with a remedy."""
    path = tmp_path / "long.ttl"
    path.write_text("\n# " + "x" * 17_000_000, "utf-8")
    assert refused(path).line == 2


def test_text_keeps_every_code_point(tmp_path: Path) -> None:
    """Text is read as it stands: no-break spaces, carriage returns and byte order marks stay."""
    text = "\ufeffa\u00a0b\r\nc\u200f"
    assert parse.read_text(written(tmp_path, text)) == text


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """A source in another encoding is refused by the byte at which it ceases to be UTF-8."""
    path = written(tmp_path, b"ab\xe9")
    with pytest.raises(SourceError, match="byte 2"):
        parse.read_text(path)


def test_triples_are_sorted_and_the_same_each_time(tmp_path: Path) -> None:
    """Two readings of a file with blank nodes give the same list."""
    path = written(tmp_path, LISTS)
    first = parse.triples(path)
    assert first == parse.triples(path)
    assert first == sorted(first, key=str)


def test_order_and_labels_in_the_file_do_not_matter(tmp_path: Path) -> None:
    """Blank nodes are labelled by what is said of them, so a file says the same in another order."""
    one = written(tmp_path, PREFIXES + "_:x ex:p 1 .\n_:y ex:p 2 .\nex:a ex:q _:x .\n", "a/some.ttl")
    two = written(tmp_path, PREFIXES + "ex:a ex:q _:z .\n_:w ex:p 2 .\n_:z ex:p 1 .\n", "b/a/some.ttl")
    assert parse.triples(one) == parse.triples(two)


@pytest.mark.parametrize(
    ("one", "two"), [("a/article.ttl", "b/article.ttl"), ("a-b/c.ttl", "ab/c.ttl"), ("d/e.x.ttl", "d/ex.ttl")]
)
def test_blank_nodes_of_two_files_never_merge(tmp_path: Path, one: str, two: str) -> None:
    """Blank nodes of two files have different labels, though the files have one name in two folders."""
    labels = [
        {t.subject for t in parse.triples(written(tmp_path, LISTS, name)) if isinstance(t.subject, BlankNode)}
        for name in (one, two)
    ]
    assert all(labels)
    assert not labels[0] & labels[1]
