"""What bad input gets: one line that names file, line and remedy, exit 2, nothing lost."""

from pathlib import Path

import pytest

from dalil.base import KnowledgeBase
from dalil.files import Project
from tests.base import projects
from tests.cli.calls import refusal

FACTS = "data/harbour-news/facts.ttl"
ARTICLE = "data/harbour-news/article.ttl"
RECORDS = "data/records.ttl"
SOURCE = "data/harbour-news/source.txt"
ONTOLOGY = "ontology/first.ttl"
EXAMPLE = "queries/examples/what-belongs-to-the-port.rq"
CHECK = "queries/checks/none.rq"


QUOTE = '{| dalil:quote "The new pier is part of the Old Harbour"@en |}'


BAD = {
    "quote-absent": (
        (FACTS, f"id:new-pier ex:berths 13 {QUOTE.replace('The new', 'The old')} ."),
        "not in the text",
    ),
    "quote-twice": ((FACTS, 'id:new-pier ex:berths 13 {| dalil:quote "pier"@en |} .'), "stands 4 times"),
    "turtle": ((FACTS, "id:new-pier ex:partOf ."), "not a valid RDF object"),
    "trig-in-turtle": ((RECORDS, "id:graph { id:new-pier a ex:Facility }"), "not a valid"),
    "prefix": (
        (FACTS, f"id:new-pier no:partOf id:old-harbour {QUOTE} ."),
        "prefix no: has not been declared",
    ),
    "prefix-in-records": ((RECORDS, "id:x a no:Facility ."), "prefix no: has not been declared"),
    "property": (
        (FACTS, f"id:new-pier ex:partof id:old-harbour {QUOTE} ."),
        "ontology#partof> is no term",
    ),
    "class": ((RECORDS, "id:x a ex:Facilty ."), "ontology#Facilty> is no term"),
    "misspelt-rdfs": (
        (RECORDS, "id:x <http://www.w3.org/2000/01/rdf-schema#lable> 1 ."),
        "lable> is no term",
    ),
    "no-quote": ((FACTS, "id:new-pier ex:partOf id:port-of-calm ."), "without evidence"),
    "no-words": (
        (FACTS, "id:new-pier ex:berths 3 {| dalil:accordingTo id:calm-gazette |} ."),
        "without a quote",
    ),
    "denied-inside": (
        (FACTS, f"id:new-pier ex:berths 3 {QUOTE[:-2]} ; dalil:stance dalil:Denied |}} ."),
        "is asserted",
    ),
    "reified-without": (
        (FACTS, '<< id:new-pier ex:berths 3 >> dalil:quote "The new pier"@en .'),
        "without a stance",
    ),
    "same-claim": (
        (FACTS, f"id:new-pier ex:partOf id:old-harbour {QUOTE} ."),
        "the same claim as on line 6",
    ),
    "ontology": ((ONTOLOGY, "ex:Pier a owl:Class"), "Unexpected end"),
    "not-utf8": ((RECORDS, "\udcff"), "UTF-8"),
}
"""What is written, and what is said of it; the line is always the last one of the file."""


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_named(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A mistake in a line is told by its file, that line and what is wrong; nothing is committed."""
    (file, text), said = BAD[name]
    path = folder / file
    path.write_bytes(path.read_bytes() + f"{text}\n".encode(errors="surrogateescape"))
    number = len(path.read_bytes().splitlines())
    line = refusal(folder, capsys)
    assert f"{path}:{number}: " in line.text
    assert said in line.text


@pytest.mark.parametrize(
    ("edited", "said"),
    [
        ((SOURCE, "12 berths", "13 berths"), "SHA-256"),
        ((ARTICLE, 'dalil:heading "Old', 'dalil:heading "New'), "0 lines of the text"),
        ((ARTICLE, "a dalil:Section", "a dalil:Part"), "first line"),
        ((EXAMPLE, "SELECT ?facility", "SELECT ?facility {"), "malformed"),
        ((EXAMPLE, "PREFIX ex:", "# PREFIX ex:"), "prefix ex: is not declared"),
        ((EXAMPLE, "#+ summary:", "#+ sumary:"), "unknown field sumary"),
        (("dalil.toml", "[project]", "[project"), "is not TOML"),
        (("dalil.toml", 'base = "https://example.org/first/"', ""), "misspells 'base'"),
        (("dalil.toml", 'reasoner = "dalil"', 'reasoner = "magic"'), "no reasoner 'magic'"),
    ],
    ids=["source", "heading", "section", "sparql", "prefix", "header", "toml", "setting", "reasoner"],
)
def test_a_bad_file_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], edited: tuple[str, str, str], said: str
) -> None:
    """A source that changed, a record, query or setting that is wrong is told by its file."""
    file, old, new = edited
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


def test_the_last_generation_is_served_after_a_refusal(
    folder: Path, once: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a refused build, queries still answer from the generation before."""
    projects.append(folder / FACTS, "id:new-pier ex:partOf .")
    refusal(folder, capsys)
    exports = [KnowledgeBase.open(Project.load(place)).export("nq") for place in (folder, once)]
    assert exports[0] == exports[1]
