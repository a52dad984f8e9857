"""The gate: what a report says, what it refuses, and that it fetches nothing."""

from pathlib import Path

import pytest

from dalil import terms
from dalil.errors import SourceError
from dalil.graph import parse
from dalil.graph.serialise import ntriples
from dalil.graph.terms import BlankNode, Literal, NamedNode, Triple, integer, triple
from dalil.terms import SH
from dalil.validate import gate
from dalil.validate.report import Report

FIXTURES = Path(__file__).parents[1] / "fixtures" / "gate"
SOUND = FIXTURES / "sound.ttl"
MALFORMED = sorted(FIXTURES.glob("malformed.*.ttl"))


def named(local: str) -> NamedNode:
    """A node of the test data."""
    return NamedNode(f"http://example.org/{local}")


def data() -> list[Triple]:
    """A ship of length 20 that reaches a port, and a ship without a length."""
    return [
        triple(named("dhow"), terms.RDF_TYPE, named("Ship")),
        triple(named("dhow"), named("length").value, integer(20)),
        triple(named("dhow"), named("reaches").value, named("aden")),
        triple(named("raft"), terms.RDF_TYPE, named("Ship")),
    ]


def checked() -> Report:
    """The report on the data by the sound shapes."""
    return gate.check(data(), [SOUND])


def test_a_result_names_what_a_reader_needs() -> None:
    """Focus node, path, value, shape, severity and component stand in each violation."""
    found = {v.shape.rpartition("/")[2]: v for v in checked().violations}
    assert set(found) == {"length", "port", "received", "long"}
    assert (found["length"].focus, found["length"].path) == (named("raft"), named("length").value)
    assert found["length"].component == SH + "MinCountConstraintComponent"
    assert found["length"].severity == SH + "Violation"
    assert (found["port"].focus, found["port"].value) == (named("dhow"), named("aden"))


def test_a_path_is_told_as_sparql_writes_it() -> None:
    """A path of several steps, inverses and repetitions reads as a SPARQL property path."""
    found = next(v for v in checked().violations if v.shape.endswith("received"))
    p, q = named("reaches").value, named("near").value
    assert found.path == f"<{p}>/^<{p}>/(<{q}>|<{p}>)/(<{q}>)*/(<{p}>)+/(<{q}>)?"


def test_messages_keep_their_languages_and_name_the_value() -> None:
    """Placeholders of a SPARQL constraint are filled in each language."""
    found = next(v for v in checked().violations if v.shape.endswith("long"))
    assert found.message == {
        "ar": "طول http://example.org/dhow هو 20",
        "en": "http://example.org/dhow has http://example.org/length of 20",
    }


def test_a_readable_line_is_in_the_language_asked_for() -> None:
    """Arabic for Arabic readers, English for English ones and where a language is unknown."""
    report = checked()
    assert "طول http://example.org/dhow هو 20" in report.text("ar")
    assert "has http://example.org/length of 20" in report.text("en")
    assert report.text("fr") == report.text("en")
    assert len(report.text("ar").splitlines()) == len(report.violations)


def test_a_report_is_rdf_without_blank_nodes() -> None:
    """The report graph holds a result for each violation, each with an IRI."""
    report = checked()
    results = [t for t in report.graph if t.predicate.value == SH + "result"]
    assert len(results) == len(report.violations)
    assert not [
        t for t in report.graph if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)
    ]
    assert Literal(value=False) in {t.object for t in report.graph if t.predicate.value == SH + "conforms"}


def test_a_report_is_the_same_each_time() -> None:
    """Two validations of the same data give the same report in the same order."""
    assert ntriples(checked().graph) == ntriples(checked().graph)
    assert checked().violations == checked().violations


def test_nothing_wrong_is_a_report_that_conforms() -> None:
    """Data that no shape is about conforms, and the report says so."""
    report = gate.check([triple(named("salt"), terms.RDF_TYPE, named("Cargo"))], [SOUND])
    assert report.conforms
    assert report.text("en") == ""
    assert {t.object for t in report.graph if t.predicate.value == SH + "conforms"} == {Literal(value=True)}


@pytest.mark.parametrize("file", MALFORMED, ids=lambda path: path.stem)
def test_malformed_shapes_are_refused_by_file(file: Path) -> None:
    """The error names the file that is wrong, beside one that is right, and a remedy."""
    with pytest.raises(SourceError, match=r"Remedy: ") as caught:
        gate.check(data(), [SOUND, file])
    assert caught.value.file == str(file)
    assert "\n" not in str(caught.value)


def test_malformed_shapes_are_refused_without_a_file_too() -> None:
    """Shapes that come over HTTP have no file; the error is told all the same."""
    with pytest.raises(SourceError, match="malformed"):
        gate.validate(data(), parse.triples(FIXTURES / "malformed.path.ttl"))


def test_every_kind_of_malformed_shape_is_tried() -> None:
    """There are fixtures for syntax, paths, numbers, patterns, queries, targets and other sources."""
    kinds = {"count", "from", "list", "path", "pattern", "query", "service", "syntax", "target"}
    assert {path.stem.partition(".")[2] for path in MALFORMED} == kinds


def test_imports_are_not_followed() -> None:
    """Shapes that import another file are judged by what they hold themselves."""
    imports = triple(named("shapes"), terms.OWL + "imports", NamedNode("http://192.0.2.1/shapes.ttl"))
    shapes = [*parse.triples(SOUND), imports]
    assert gate.validate(data(), shapes).violations == checked().violations


def test_a_refusal_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """The error is told once, by whoever catches it; the gate itself writes to no stream."""
    with pytest.raises(SourceError):
        gate.check(data(), [FIXTURES / "malformed.count.ttl"])
    assert capfd.readouterr() == ("", "")
