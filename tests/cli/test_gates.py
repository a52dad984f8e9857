"""What data that its gates refuse gets: the report, one line, exit 2, nothing committed."""

from pathlib import Path

import pytest

from tests.base import projects
from tests.cli.calls import refusal

FACTS = "data/harbour-news/facts.ttl"
RECORDS = "data/records.ttl"
CHECK = "queries/checks/none.rq"


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
    (folder / CHECK).write_text(
        "SELECT ?berths { ?s <https://example.org/first/ontology#berths> ?berths }", "utf-8"
    )
    line = refusal(folder, capsys)
    assert "none.rq returns 1 row" in line.text
    assert "?berths" in line.before
    assert "12" in line.before
