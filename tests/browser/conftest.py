"""One browser and one server for all browser tests."""

from collections.abc import Iterator

import pytest

from tests.base import projects
from tests.browser.chromium import Tab, browser, executable
from tests.web.serving import serving


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the library project."""
    folder = projects.fixture("library", tmp_path_factory.mktemp("browser") / "project")
    with serving(projects.built(folder)) as url:
        yield url


@pytest.fixture(scope="session")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A tab of Chromium."""
    path = executable()
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with browser(path, tmp_path_factory.mktemp("profile")) as found:
        yield found
