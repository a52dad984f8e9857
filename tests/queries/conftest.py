"""The project's knowledge and what answers from it, each made once."""

import pytest

from dalil.base.assembly import Knowledge, read
from dalil.files import Project
from tests.queries.asking import Respondent, respondent
from tests.queries.expectation import ROOT


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """What the project states."""
    return read(Project.load(ROOT))


@pytest.fixture(scope="session")
def project_answers(knowledge: Knowledge) -> Respondent:
    """The one who answers from the whole project."""
    return respondent(knowledge)
