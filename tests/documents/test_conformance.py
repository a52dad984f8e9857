"""Whether what the server shows at /conformance is what the suites say."""

import json
from collections import Counter
from importlib.metadata import version

import pytest

from dalil.files import packaged
from tests.w3c.owl2 import test_owl2
from tests.w3c.sparql import test_sparql
from tests.w3c.suites import OWL2, SPARQL, absent

PARAMETERS = [*test_owl2.parameters(), *test_sparql.parameters()]


@pytest.mark.skipif(not (OWL2.exists() and SPARQL.exists()), reason=absent(SPARQL))
def test_the_summary_is_current() -> None:
    """It counts each test of each suite, excluded or passed; `make conformance` writes it anew."""
    expected = Counter((mark.args[2], outcome) for mark, outcome in _outcomes())
    summary = json.loads(packaged("conformance.json").read_text("utf-8"))
    found = {(suite, name): n for suite, counts in summary["suites"].items() for name, n in counts.items()}
    assert found == expected
    assert summary["version"] == version("dalil")
    excluded = {(each["test"], each["kind"]) for each in summary["excluded"]}
    assert excluded == {mark.args[:2] for mark, outcome in _outcomes() if outcome == "inapplicable"}


def _outcomes() -> list[tuple[pytest.Mark, str]]:
    """The mark of each test, and how it has to end."""
    marks = [
        [mark.mark for mark in each.marks if isinstance(mark, pytest.MarkDecorator)] for each in PARAMETERS
    ]
    return [(found[0], "passed" if len(found) == 1 else "inapplicable") for found in marks]
