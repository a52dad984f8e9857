"""The closure against the published rule cases: one tiny input for each rule, with what follows from it."""

import runpy
from typing import Any, Final, TypeAlias

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from dalil.reason.reasoner import reason_triples
from tests.w3c.suites import LAB, absent

CASES: Final = LAB / "rule_cases.py"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason=absent(CASES))
Case: TypeAlias = tuple[str, str, str]
"""Name of the rule, premises and conclusions in Turtle; the conclusion BOT is a contradiction."""


def read(prefixes: str, text: str) -> frozenset[Triple]:
    """The triples of a Turtle text."""
    return frozenset(quad.triple for quad in parse(prefixes + text, format=RdfFormat.TURTLE))


PUBLISHED: Final[dict[str, Any]] = runpy.run_path(str(CASES)) if CASES.exists() else {"PFX": "", "R": []}


@pytest.mark.parametrize("case", PUBLISHED["R"], ids=lambda case: case[0])
def test_a_published_case_is_closed(case: Case) -> None:
    """The conclusions follow, trivial ones among them, or the rule of the case ends in false."""
    name, premises, conclusions = case
    reasoned = reason_triples(read(PUBLISHED["PFX"], premises))
    if conclusions == "BOT":
        assert {clash.rule for clash in reasoned.clashes} == {name.partition("(")[0]}
    else:
        wanted = read(PUBLISHED["PFX"], conclusions)
        assert not [triple for triple in wanted if not reasoned.holds(triple)]
        assert reasoned.clashes == ()


def test_the_published_cases_are_all_there() -> None:
    """There are 80 cases."""
    assert len(PUBLISHED["R"]) == 80
