"""Building: everything or nothing, nothing twice, and the last generation safe whatever happens."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dalil.base import KnowledgeBase
from dalil.base.build import build, rebuild
from dalil.base.fingerprint import fingerprint
from dalil.base.stages import NAMES
from dalil.errors import BusyError, DalilError
from dalil.files import Project
from tests.base import projects

FACTS = "data/harbour-news/facts.ttl"
RECORDS = "data/records.ttl"


def test_a_build_passes_every_stage_in_order(tmp_path: Path) -> None:
    """Each stage is told as it begins and timed, and the manifest counts what was built."""
    told: list[str] = []
    made = build(Project.load(projects.new(tmp_path / "first")), told.append)
    assert tuple(told) == NAMES
    assert tuple(made.seconds) == NAMES
    manifest = made.generation.manifest
    assert (manifest["articles"], manifest["claims"], manifest["violations"]) == (1, 4, 0)
    assert manifest["inferences"] == manifest["parts"]["inferred"] > 0
    assert sum(manifest["parts"].values()) == manifest["triples"]


def test_nothing_changed_is_nothing_done(folder: Path) -> None:
    """A second build touches no file and tells no stage; --force makes a generation beside the first."""
    project = Project.load(folder)
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*")}
    told: list[str] = []
    made = build(project, told.append)
    assert made.unchanged
    assert told == []
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*")} == before
    assert rebuild(project, projects.ignore).generation.id == made.generation.id + ".2"
    assert build(project, projects.ignore).unchanged


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("dalil.toml", "A first project", "Another title"),
        (FACTS, "One fact a line", "A fact a line"),
        (RECORDS, "Port of Calm", "Calm Port"),
        ("ontology/first.ttl", "0.1.0", "0.1.1"),
        ("ontology/shapes/facilities.asserted.ttl", "minInclusive 1", "minInclusive 2"),
        ("queries/examples/what-belongs-to-the-port.rq", "directly or indirectly", "by any way"),
        ("data/harbour-news/article.ttl", "Title and text", "All of it"),
    ],
)
def test_an_edit_of_any_input_makes_another_generation(folder: Path, file: str, old: str, new: str) -> None:
    """Whichever file is edited, a comment even, the generation to build has another name."""
    assert fingerprint(Project.load(folder)) == projects.pointer(folder)
    projects.edit(folder / file, old, new)
    assert fingerprint(Project.load(folder)) != projects.pointer(folder)


@pytest.mark.parametrize("name", ["data/links.ttl", "data/records.more.ttl", "queries/checks/none.rq"])
def test_a_new_input_makes_another_generation(folder: Path, name: str) -> None:
    """A file that a build would read changes the name of what is built; a hidden file does not."""
    project = Project.load(folder)
    before = fingerprint(project)
    (folder / "data" / ".swap.ttl").write_text("not Turtle", "utf-8")
    assert fingerprint(project) == before
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("# Nothing yet.\n", "utf-8")
    assert fingerprint(project) != before


def test_the_name_does_not_depend_on_the_place(once: Path, folder: Path) -> None:
    """A project that is copied elsewhere has the same generation."""
    assert fingerprint(Project.load(folder)) == fingerprint(Project.load(once))


@pytest.mark.parametrize("stage", NAMES)
def test_an_interruption_at_any_stage_changes_nothing(folder: Path, stage: str) -> None:
    """Ctrl-C at each stage leaves the pointer, its generation, and no draft."""
    before = projects.pointer(folder)
    projects.edit(folder / RECORDS, "Port of Calm", "Calm Port")

    def interrupt(told: str) -> None:
        if told == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(Project.load(folder), interrupt)
    assert projects.pointer(folder) == before
    assert projects.left_over(folder) == []
    assert bool(KnowledgeBase.open(Project.load(folder)).query("ASK { ?s ?p 'Port of Calm'@en }").boolean)


@pytest.mark.parametrize("stage", ["read", "commit"])
def test_an_edit_during_the_build_commits_nothing(folder: Path, stage: str) -> None:
    """A file that changes while it is built would give a generation that is not what its name says."""
    before = projects.pointer(folder)
    projects.edit(folder / RECORDS, "Port of Calm", "Calm Port")

    def meddle(told: str) -> None:
        if told == stage:
            projects.append(folder / RECORDS, "# edited meanwhile")

    with pytest.raises(BusyError, match="build again"):
        build(Project.load(folder), meddle)
    assert projects.pointer(folder) == before


def break_syntax(folder: Path) -> None:
    """Make the facts no Turtle."""
    projects.append(folder / FACTS, "id:new-pier ex:partOf .")


def break_shape(folder: Path) -> None:
    """Give the pier a number of berths that its shape refuses."""
    projects.edit(folder / FACTS, "ex:berths 12", "ex:berths 0")


def break_closed_shape(folder: Path) -> None:
    """Ask of the closure what does not hold."""
    (folder / "ontology/shapes/all.closed.ttl").write_text(
        "PREFIX ex: <https://example.org/first/ontology#>\nPREFIX sh: <http://www.w3.org/ns/shacl#>\n"
        "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:partOf ; sh:property ex:S-p .\n"
        'ex:S-p sh:path ex:partOf ; sh:maxCount 1 ; sh:message "One at most."@en .\n',
        "utf-8",
    )


def break_consistency(folder: Path) -> None:
    """Say that a place is a body, which the ontology keeps apart."""
    projects.append(folder / RECORDS, "id:new-pier a ex:Agency .")


def break_check(folder: Path) -> None:
    """Add a check query that finds something."""
    (folder / "queries/checks").mkdir()
    (folder / "queries/checks/parts.rq").write_text("SELECT * { ?a ?b ?c } LIMIT 2", "utf-8")


BREAKS = [break_syntax, break_shape, break_closed_shape, break_consistency, break_check]


@pytest.mark.parametrize("harm", BREAKS)
def test_a_refused_build_leaves_the_last_generation(
    folder: Path, once: Path, harm: Callable[[Path], None]
) -> None:
    """Whatever gate refuses, the generation before stands, is current, and reads as it did."""
    harm(folder)
    before = projects.pointer(folder)
    with pytest.raises(DalilError):
        build(Project.load(folder), projects.ignore)
    assert projects.pointer(folder) == before == projects.pointer(once)
    assert projects.left_over(folder) == []
    exports = [KnowledgeBase.open(Project.load(place)).export("trig") for place in (folder, once)]
    assert exports[0] == exports[1]


def test_a_file_name_that_is_no_text_is_no_obstacle(folder: Path) -> None:
    """A stray file whose name is not UTF-8 counts as an input like any other."""
    before = fingerprint(Project.load(folder))
    (folder / "data/harbour-news" / os.fsdecode(b"\xff.txt")).write_text("", "utf-8")
    assert fingerprint(Project.load(folder)) != before
