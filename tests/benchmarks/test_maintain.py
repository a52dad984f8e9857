"""What the benchmark of maintenance rests on: changes that repeat, figures in their columns."""

from pathlib import Path

from benchmarks.maintain import cases, report
from benchmarks.reason import university
from dalil.reason.maintain.maintained import maintain_triples


def test_the_changes_are_of_triples_that_are_there(tmp_path: Path) -> None:
    """Each is a triple of the input or of the clique, and a second run makes the same ones."""
    source = tmp_path / "one.nt"
    university.write(1, source)
    made = cases.cases(source, 20)
    assert made == cases.cases(source, 20)
    given = {*source.read_text("utf-8").splitlines(), *(f"{triple} ." for triple in cases.clique())}
    assert {f"{t} ." for case in made for change in case.changes for t in change} <= given
    assert [len(case.changes) for case in made] == [20, 10, 10, 10, 5]


def test_the_clique_is_one_class() -> None:
    """Its first thing is the same as its last, until a link goes."""
    maintained = maintain_triples(cases.clique())
    links = [triple for triple in cases.clique() if triple.predicate.value.endswith("sameAs")]
    assert len(maintained.apply(removed=links[-1:]).retracted) > cases.CLIQUE


def test_figures_are_those_of_the_slowest_too() -> None:
    """The median, the 99th of a hundred, the slowest, and how many were closed anew for which reason."""
    seconds = [place / 1000 for place in range(100)]
    made = report.measurement("99k", "add", seconds, {"": 98, "time": 2})
    assert (round(made.median), round(made.ninety_nine), round(made.most)) == (50, 98, 99)
    assert made.anew == "2 time"
