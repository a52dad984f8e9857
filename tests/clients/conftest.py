"""A server over the library, as the programs of others meet it."""

from collections.abc import Iterator

import pytest

from tests.base import projects
from tests.web.serving import serving

BASE = "https://example.org/library/"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a library of its own."""
    folder = tmp_path_factory.mktemp("clients") / "project"
    with serving(projects.built(projects.fixture("library", folder))) as url:
        yield url
