"""Whether each query that must return nothing does so on the project, and finds the fault that it is for.

Each fixture holds one fault beside what is right; its first line says which.
"""

from pathlib import Path

import pytest
from pyoxigraph import parse

from dalil.base import gates, queries
from dalil.base.assembly import Knowledge
from dalil.errors import ViolationError
from dalil.files import Project
from dalil.graph.evaluate import Store, memory
from dalil.query import header
from dalil.reason.closure import close
from tests.queries.asking import derived, with_facts
from tests.queries.expectation import ROOT

CHECKS = sorted((ROOT / "queries" / "checks").glob("*.rq"))
FIXTURES = ROOT / "tests" / "fixtures" / "checks"
every_check = pytest.mark.parametrize("check", CHECKS, ids=lambda path: path.stem)


@pytest.fixture(scope="session")
def closed(knowledge: Knowledge) -> Store:
    """The whole project with all that follows, a graph for each claim."""
    dataset = derived(knowledge)
    return memory(dataset.default(), dataset.claims)


def test_every_check_has_a_fixture() -> None:
    """No check goes without a fault that it finds."""
    assert [path.stem for path in CHECKS] == sorted(path.stem for path in FIXTURES.glob("*.trig"))


def test_the_build_runs_every_check() -> None:
    """The gate of the build takes up each check of the project."""
    assert sorted(Project.load(ROOT).checks()) == CHECKS


def test_other_projects_have_only_the_checks_of_the_engine(tmp_path: Path) -> None:
    """A project about something else is not asked about resolutions or outlets."""
    (tmp_path / "dalil.toml").write_bytes((ROOT / "server/dalil/scaffold/dalil.toml").read_bytes())
    inherited = {path.stem for path in Project.load(tmp_path).checks()}
    assert inherited == {path.stem for path in CHECKS if path.stem.startswith("dalil-")}


@every_check
def test_a_header_says_what_a_row_means(check: Path) -> None:
    """A check explains its rows in both languages."""
    summary = header.parse(check.read_text("utf-8"), check).summary
    assert summary["en"].startswith("Each row is ")
    assert summary["ar"].startswith("كل صف ")


@every_check
def test_the_project_has_no_such_fault(check: Path, closed: Store) -> None:
    """A check returns nothing on the project."""
    assert queries.answer(closed, check).rows() == []


@every_check
def test_the_fault_is_found(check: Path) -> None:
    """A check returns the one fault of its fixture, and leaves alone what is right beside it."""
    store = Store()
    store.extend(parse(path=FIXTURES / f"{check.stem}.trig"))
    assert len(queries.answer(store, check).rows()) == 1


def test_a_fault_stops_the_build(knowledge: Knowledge) -> None:
    """The gate refuses what one voice both says and denies, a fault that only the claims' graphs show."""
    faulty = with_facts(knowledge, FIXTURES / "denial.facts.ttl")
    inferred = close(faulty.premises(), faulty.project.reasoner).inferred
    with pytest.raises(ViolationError, match="dalil-denied-and-asserted-in-one-voice") as caught:
        gates.check_closed(faulty, inferred)
    assert caught.value.status == 422
