"""Which generation requests get."""

from pathlib import Path

import pytest

from dalil.base.build import rebuild
from dalil.errors import BusyError, NotBuiltError
from dalil.files import Project
from dalil.web.shelf import Shelf
from tests.base import projects


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A library of this test alone."""
    return projects.built(projects.fixture("library", tmp_path / "project"))


@pytest.fixture
def shelf(project: Project) -> Shelf:
    """A shelf that holds the library's generation."""
    shelf = Shelf(project)
    newest = shelf.newer()
    assert newest is not None
    shelf.put(newest)
    return shelf


def test_the_generation_held_is_not_opened_again(shelf: Shelf) -> None:
    """While nothing is built there is nothing newer, and every request gets the same knowledge base."""
    assert shelf.newer() is None
    assert shelf.current() is shelf.current()


def test_a_newer_generation_is_offered_and_taken_up(shelf: Shelf, project: Project) -> None:
    """After a build there is a newer one; who holds the old one can still read it."""
    old = shelf.current()
    article = project.root / "data" / "records.ttl"
    article.write_text(article.read_text("utf-8") + "# More.\n", "utf-8")
    made = rebuild(project, projects.ignore)
    newer = shelf.newer()
    assert newer is not None
    assert shelf.generation == old.generation
    shelf.put(newer)
    assert shelf.current().generation == shelf.generation == made.generation.id != old.generation
    assert old.page("articles")


def test_the_last_good_generation_goes_on_being_served(shelf: Shelf, project: Project) -> None:
    """A pointer to a generation that is not there changes nothing for readers."""
    held = shelf.current()
    (project.var / "current").write_text("0000000000000000\n", "utf-8")
    with pytest.raises(NotBuiltError):
        shelf.newer()
    assert shelf.current() is held


def test_before_there_is_anything_to_serve_requests_are_told_why(project: Project) -> None:
    """While the server starts it is busy; without a generation the reader is told to build."""
    shelf = Shelf(project)
    with pytest.raises(BusyError):
        shelf.current()
    (project.var / "current").unlink()
    with pytest.raises(NotBuiltError) as caught:
        shelf.newer()
    shelf.obstacle = caught.value
    with pytest.raises(NotBuiltError):
        shelf.current()
