"""Which generation requests get."""

from pathlib import Path

import pytest

from dalil.base.build import rebuild
from dalil.errors import NotBuiltError
from dalil.files import Project
from dalil.web.shelf import Shelf
from tests.base import projects


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A library of this test alone."""
    return projects.built(projects.fixture("library", tmp_path / "project"))


def test_the_same_generation_is_opened_once(project: Project) -> None:
    """While nothing is built, every request gets the same knowledge base."""
    shelf = Shelf(project)
    assert shelf.current() is shelf.current()


def test_a_newer_generation_replaces_the_one_held(project: Project) -> None:
    """After a build the next request gets the new one; who holds the old one can still read it."""
    shelf = Shelf(project)
    old = shelf.current()
    article = project.root / "data" / "records.ttl"
    article.write_text(article.read_text("utf-8") + "# More.\n", "utf-8")
    made = rebuild(project, projects.ignore)
    assert shelf.current().generation == made.generation.id != old.generation
    assert old.page("articles")


def test_the_last_good_generation_goes_on_being_served(project: Project) -> None:
    """A pointer to a generation that is not there changes nothing for readers."""
    shelf = Shelf(project)
    held = shelf.current()
    (project.var / "current").write_text("0000000000000000\n", "utf-8")
    assert shelf.current() is held


def test_without_any_generation_there_is_nothing_to_serve(project: Project) -> None:
    """Before the first build a request is told to build."""
    (project.var / "current").unlink()
    with pytest.raises(NotBuiltError):
        Shelf(project).current()
