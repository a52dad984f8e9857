"""What bad input gets: one line that names file, line and remedy, exit 2, nothing lost."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from dalil.base import KnowledgeBase
from dalil.cli import main
from dalil.files import Project
from tests.base import projects

FACTS = "data/harbour-news/facts.ttl"
ARTICLE = "data/harbour-news/article.ttl"
RECORDS = "data/records.ttl"
SOURCE = "data/harbour-news/source.txt"
ONTOLOGY = "ontology/first.ttl"
EXAMPLE = "queries/examples/what-belongs-to-the-port.rq"
CHECK = "queries/checks/none.rq"
QUOTE = '{| dalil:quote "The new pier is part of the Old Harbour"@en |}'


@dataclass(frozen=True)
class Line:
    """What `dalil` said in its last line on standard error, and what stood before it."""

    text: str
    before: str

    def __post_init__(self) -> None:
        assert re.match(r"dalil: .+\. Remedy: .+", self.text), self.text


def refusal(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Line:
    """The line that `dalil build`, or the command given, ends with; nothing committed has changed."""
    before = projects.pointer(folder)
    capsys.readouterr()
    assert main([*(words or ("build",)), "--project", str(folder)]) == 2
    written = capsys.readouterr().err.splitlines()
    said = [line for line in written if not re.match(r"\[\d/\d\] ", line)]
    assert projects.pointer(folder) == before
    assert projects.left_over(folder) == []
    return Line(said[-1], "\n".join(said[:-1]))


def added(file: str, text: str) -> tuple[str, str, str]:
    """An edit that writes one more line at the end of a file."""
    return file, "", text


BAD = {
    "quote-absent": (added(FACTS, f"id:new-pier ex:berths 13 {QUOTE.replace('The new', 'The old')} ."), "not in the text"),
    "quote-twice": (added(FACTS, 'id:new-pier ex:berths 13 {| dalil:quote "pier"@en |} .'), "stands 4 times"),
    "turtle": (added(FACTS, "id:new-pier ex:partOf ."), "not a valid RDF object"),
    "trig-in-turtle": (added(RECORDS, "id:graph { id:new-pier a ex:Facility }"), "not a valid"),
    "prefix": (added(FACTS, f"id:new-pier no:partOf id:old-harbour {QUOTE} ."), "prefix no: has not been declared"),
    "prefix-in-records": (added(RECORDS, "id:x a no:Facility ."), "prefix no: has not been declared"),
    "property": (added(FACTS, f"id:new-pier ex:partof id:old-harbour {QUOTE} ."), "ontology#partof> is no term"),
    "class": (added(RECORDS, "id:x a ex:Facilty ."), "ontology#Facilty> is no term"),
    "misspelt-rdfs": (added(RECORDS, "id:x <http://www.w3.org/2000/01/rdf-schema#lable> 1 ."), "lable> is no term"),
    "no-quote": (added(FACTS, "id:new-pier ex:partOf id:port-of-calm ."), "without evidence"),
    "no-words": (added(FACTS, "id:new-pier ex:berths 3 {| dalil:accordingTo id:calm-gazette |} ."), "without a quote"),
    "denied-inside": (added(FACTS, f"id:new-pier ex:berths 3 {QUOTE[:-2]} ; dalil:stance dalil:Denied |}} ."), "is asserted"),
    "reified-without": (added(FACTS, '<< id:new-pier ex:berths 3 >> dalil:quote "The new pier"@en .'), "without a stance"),
    "same-claim": (added(FACTS, f"id:new-pier ex:partOf id:old-harbour {QUOTE} ."), "the same claim as on line 6"),
    "ontology": (added(ONTOLOGY, "ex:Pier a owl:Class"), "Unexpected end"),
    "not-utf8": (added(RECORDS, "\udcff"), "UTF-8"),
}
"""What is written, and what is said of it; the line is always the last one of the file."""


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_named(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A mistake in a line is told by its file, that line and what is wrong; nothing is committed."""
    (file, _, text), said = BAD[name]
    path = folder / file
    path.write_bytes(path.read_bytes() + f"{text}\n".encode(errors="surrogateescape"))
    number = len(path.read_bytes().splitlines())
    line = refusal(folder, capsys)
    assert f"{path}:{number}: " in line.text
    assert said in line.text


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (SOURCE, "12 berths", "13 berths", "SHA-256"),
        (ARTICLE, 'dalil:heading "Old', 'dalil:heading "New', "0 lines of the text"),
        (ARTICLE, "a dalil:Section", "a dalil:Part", "first line"),
        (EXAMPLE, "SELECT ?facility", "SELECT ?facility {", "malformed"),
        (EXAMPLE, "PREFIX ex:", "# PREFIX ex:", "prefix ex: is not declared"),
        (EXAMPLE, "#+ summary:", "#+ sumary:", "unknown field sumary"),
        ("dalil.toml", "[project]", "[project", "is not TOML"),
        ("dalil.toml", 'base = "https://example.org/first/"', "", "misspells 'base'"),
        ("dalil.toml", 'reasoner = "owlrl"', 'reasoner = "magic"', "no reasoner 'magic'"),
    ],
    ids=["source", "heading", "section", "sparql", "prefix", "header", "toml", "setting", "reasoner"],
)
def test_a_bad_file_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], *, file: str, old: str, new: str, said: str
) -> None:
    """A source that changed, a record, query or setting that is wrong is told by its file."""
    projects.edit(folder / file, old, new)
    line = refusal(folder, capsys)
    assert Path(file).name in line.text
    assert said in line.text


@pytest.mark.parametrize("text", ["SELECT * {\n ?s ?p", "SELECT * { ?s no:p ?o }"], ids=["syntax", "prefix"])
def test_a_malformed_check_is_named(folder: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    """A check query that cannot be parsed is told by its file and line before anything is reasoned."""
    (folder / CHECK).parent.mkdir()
    (folder / CHECK).write_text(text, "utf-8")
    assert f"{CHECK}:" in refusal(folder, capsys).text


def test_a_violation_comes_with_its_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A shape that is violated prints the focus node, the value and the message before the last line."""
    projects.edit(folder / FACTS, "ex:berths 12", "ex:berths 0")
    line = refusal(folder, capsys)
    assert "1 violation of the shapes" in line.text
    for part in ("id/new-pier", "0", "an integer from 1", "FacilityShape-berths"):
        assert part in line.before


def test_a_shape_that_is_malformed_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A shape that says nothing sensible is told by its file."""
    shapes = "ontology/shapes/facilities.asserted.ttl"
    projects.edit(folder / shapes, "sh:minInclusive 1", 'sh:pattern "("')
    assert "facilities.asserted.ttl" in refusal(folder, capsys).text


def test_a_clash_comes_with_its_triples(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Data that contradict the ontology are refused with the rule and the triples that clash."""
    projects.append(folder / RECORDS, "id:new-pier a ex:Agency .")
    line = refusal(folder, capsys)
    for text in (line.text, line.before):
        assert "cax-dw" in text
        for part in ("ontology#Facility", "ontology#Agency", "disjointWith", "id/new-pier"):
            assert part in text


def test_a_check_that_finds_something_shows_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A check query that returns rows is named, and its rows stand before the line."""
    (folder / CHECK).parent.mkdir()
    (folder / CHECK).write_text("SELECT ?berths { ?s <https://example.org/first/ontology#berths> ?berths }", "utf-8")
    line = refusal(folder, capsys)
    assert "none.rq returns 1 row" in line.text
    assert "?berths" in line.before
    assert "12" in line.before


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("data", "there is no article"),
        ("data/harbour-news", "there is no article"),
        (ARTICLE, "article.ttl: cannot be read"),
        (FACTS, "facts.ttl: cannot be read"),
        (SOURCE, "source.txt: cannot be read"),
        ("ontology", "there is no ontology"),
        ("dalil.toml", "there is no dalil.toml"),
    ],
)
@pytest.mark.parametrize("how", ["missing", "folder", "dangling"])
def test_what_is_missing_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], *, gone: str, said: str, how: str
) -> None:
    """A file or folder that is gone, a folder in its place or a dangling link gets its name and a remedy."""
    path = folder / gone
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    if how == "folder":
        path.mkdir()
    elif how == "dangling":
        path.symlink_to(folder / "nowhere")
    line = refusal(folder, capsys)
    assert said in line.text or "cannot be read" in line.text
    assert gone.partition("/")[0] in line.text


@pytest.mark.parametrize("place", ["data", "ontology", "ontology/shapes", "queries/examples", "data/harbour-news"])
def test_a_file_in_place_of_a_folder_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    """A file where a folder belongs is no empty folder: a gate would be lost without a word."""
    shutil.rmtree(folder / place)
    (folder / place).write_text("in the way", "utf-8")
    line = refusal(folder, capsys)
    assert place.partition("/")[0] in line.text


def test_no_such_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A project folder that does not exist, or is a file, is named with the command that makes one."""
    assert "dalil new" in refusal(tmp_path / "none", capsys).text
    (tmp_path / "file").write_text("", "utf-8")
    assert "dalil new" in refusal(tmp_path / "file", capsys).text


def test_the_last_generation_is_served_after_a_refusal(
    folder: Path, once: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a refused build, queries still answer from the generation before."""
    projects.append(folder / FACTS, "id:new-pier ex:partOf .")
    refusal(folder, capsys)
    exports = [KnowledgeBase.open(Project.load(place)).export("nq") for place in (folder, once)]
    assert exports[0] == exports[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("query", "SELECT * {\n ?s ?p"), "line 2: the query is malformed"),
        (("query", "SELECT * { ?s no:p ?o }"), "prefix no: is not declared"),
        (("query", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), "SERVICE is refused"),
        (("query", "no-such-example"), "no example named"),
        (("query", "missing.rq"), "missing.rq: cannot be read"),
        (("query", "what-belongs-to-the-port", "--set", "x"), "--set x has no value"),
        (("query", "ASK { ?s ?p ?o }", "--format", "ttl"), "cannot be written as ttl"),
        (("query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"), "cannot be written as csv"),
        (("quote", "no such words"), "no article holds"),
        (("review", "0123456789abcdef"), "no claim 0123456789abcdef"),
        (("export", "--output", "/nowhere/x.nq"), "cannot be written"),
        (("serve", "--port", "70000"), "cannot be listened on"),
        (("serve", "--host", "no.such.host.invalid"), "cannot be listened on"),
    ],
)
def test_a_command_that_cannot_says_why(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    """Whatever the command, what it cannot do is one line with a remedy, and exit 2."""
    assert said in refusal(folder, capsys, *words).text


def test_a_malformed_query_file_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A query file that is malformed is told by its name and line."""
    file = folder / "bad.rq"
    file.write_text("SELECT *\n{ ?s ?p", "utf-8")
    assert f"{file}:2: " in refusal(folder, capsys, "query", str(file)).text


@pytest.mark.parametrize("command", ["query", "export", "serve"])
def test_what_is_not_built_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    """A project without a generation is told to be built first."""
    folder = projects.new(tmp_path / "first")
    words = (command, "ASK { ?s ?p ?o }") if command == "query" else (command,)
    assert "dalil build" in refusal(folder, capsys, *words).text
