"""A project that is built once, and copies of it for tests that change something."""

import shutil
from pathlib import Path

import pytest

from dalil.files import Project
from tests.base import projects


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that `dalil new` makes, built; only to be read."""
    folder = projects.new(tmp_path_factory.mktemp("scaffold") / "first")
    projects.built(folder)
    return folder


@pytest.fixture
def folder(once: Path, tmp_path: Path) -> Path:
    """A copy of that project, to be changed."""
    return Path(shutil.copytree(once, tmp_path / "first"))


@pytest.fixture(scope="session")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project about an orchard, built; only to be read."""
    return projects.built(projects.fixture("orchard", tmp_path_factory.mktemp("orchard") / "orchard"))
