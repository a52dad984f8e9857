"""A choice of the W3C's SPARQL tests against a server over a project, with claims and reasoning."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

import pytest

from tests.base import projects
from tests.w3c.sparql.manifest import Case
from tests.w3c.sparql.server import Endpoint
from tests.w3c.sparql.test_sparql import HANDLERS, QUERIED, REASONS
from tests.w3c.suites import SPARQL, absent
from tests.web.serving import serving

pytestmark = pytest.mark.skipif(not SPARQL.exists(), reason=absent(SPARQL))
FOLDERS: Final = ("syntax-query", "service-description")
"""Folders of tests that bring no data."""


def _chosen() -> list[Case]:
    """Tests of syntax, of the description and of the protocol's refusals, but for the excluded ones."""
    found = [case for case in QUERIED.get("sparql11", []) if case.iri not in REASONS]
    return [c for c in found if c.name.startswith(FOLDERS) or c.name.startswith("protocol-bad_query")]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """A server over the library, whose graph of assertions stands for the empty one."""
    project = projects.built(projects.fixture("library", tmp_path_factory.mktemp("library") / "project"))
    with serving(project) as url:
        found = Endpoint(urlsplit(url).port or 0, f"{project.base}graph/asserted")
        yield found
        found.close()


@pytest.mark.parametrize("case", _chosen(), ids=lambda case: case.name)
def test_a_project_is_served_by_the_same_protocol(case: Case, endpoint: Endpoint) -> None:
    """What the plain server does, the server over a project does."""
    HANDLERS[case.kind](case, endpoint)
