"""What the benchmark of reasoners rests on: data that repeat, a comparison that sees, a chart that is SVG."""

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

from pyoxigraph import RdfFormat, parse

from benchmarks.reason import chart, closures, nemo_program, university
from dalil.reason.reasoner import reason_ntriples

LINE = "<http://example.org/{}> <http://example.org/p> <http://example.org/y> .\n"
TYPE = "<http://example.org/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{}> .\n"


def test_the_generator_repeats_itself(tmp_path: Path) -> None:
    """The same number of departments gives the same bytes, no line twice, and RDF that parses."""
    one, other = tmp_path / "one.nt", tmp_path / "other.nt"
    assert university.write(1, one) == university.write(1, other)
    assert one.read_bytes() == other.read_bytes()
    assert set(Counter(one.read_text("utf-8").splitlines()).values()) == {1}
    assert len(list(parse(path=one, format=RdfFormat.N_TRIPLES))) == one.read_bytes().count(b"\n")


def test_the_generated_data_are_consistent_and_imply_much() -> None:
    """No rule ends in false over the data, and more follows than was said."""
    text = university.schema() + "".join(university.statements(1))
    reasoned = reason_ntriples(text)
    assert reasoned.clashes == ()
    assert reasoned.count() > text.count("\n")


def test_the_comparison_tells_what_lacks_and_what_is_too_many(tmp_path: Path) -> None:
    """One triple missing and two too many are told so, and equal closures differ in nothing."""
    left, right = tmp_path / "left.nt", tmp_path / "right.nt"
    left.write_text(LINE.format("a") + LINE.format("b") + LINE.format("c"), "utf-8")
    right.write_text(LINE.format("a") + LINE.format("d"), "utf-8")
    assert closures.difference(closures.read(left), closures.read(right)) == "−1 +2"
    assert closures.difference(closures.read(left), closures.read(left)) == ""


def test_the_comparison_leaves_trivial_triples_out(tmp_path: Path) -> None:
    """Membership in owl:Thing is no difference, membership in a class is one."""
    empty, thing, ship = (tmp_path / name for name in ("empty.nt", "thing.nt", "ship.nt"))
    empty.write_text("", "utf-8")
    thing.write_text(TYPE.format("http://www.w3.org/2002/07/owl#Thing"), "utf-8")
    ship.write_text(TYPE.format("http://example.org/Ship"), "utf-8")
    assert closures.difference(closures.read(thing), closures.read(empty)) == ""
    assert closures.difference(closures.read(ship), closures.read(empty)) == "−0 +1"


def test_the_chart_shows_each_series() -> None:
    """The chart is XML with one line and one label for each engine."""
    text = chart.svg("Time", {"A": [(1e4, 0.1), (1e6, 9)], "B": [(1e4, 30)]})
    drawn = ET.fromstring(text)  # noqa: S314 (the chart is our own)
    assert len(drawn.findall("{*}polyline")) == 2
    assert {"A", "B", "10,000"} <= {label.text for label in drawn.findall("{*}text")}


def test_the_rules_for_nemo_are_those_of_the_schema() -> None:
    """The program for Nemo has a rule for each compiled one that can hold, and for each merge."""
    reasoned = reason_ntriples(university.schema())
    lines = nemo_program.program(reasoned).splitlines()
    assert sum(line.endswith(" .") for line in lines) > len(reasoned.program.merges) + 100
    assert not [line for line in lines if "None" in line]
