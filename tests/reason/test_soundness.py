"""Counter-cases to each of the 78 rules of OWL 2 RL/RDF: one step short of firing, nothing follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from dalil.graph import parse
from dalil.graph.terms import Triple
from dalil.reason.closure import close
from dalil.reason.reasoner import reason_triples
from dalil.reason.triviality import is_trivial

CASES: Final = Path(__file__).parents[1] / "fixtures" / "soundness"
RULES: Final = {4: 9, 5: 20, 6: 19, 7: 5, 8: 5, 9: 20}
"""Table of OWL 2 Profiles → how many rules it has, some of which it writes as schemes."""


@dataclass(frozen=True)
class Counter:
    """Premises one step short, the step, what follows after it, and what never does."""

    case: set[Triple] = field(default_factory=set)
    step: set[Triple] = field(default_factory=set)
    head: set[Triple] = field(default_factory=set)
    never: set[Triple] = field(default_factory=set)


@cache
def counters(table: int) -> Mapping[str, Counter]:
    """Rule → its counter-case, for a table of OWL 2 Profiles."""
    found: dict[str, Counter] = {}
    for quad in parse.dataset(CASES / f"table-{table}.trig"):
        kind, rule = str(quad.graph_name).strip("<>").split("/")[-2:]
        getattr(found.setdefault(rule, Counter()), kind).add(quad.triple)
    return found


EVERY: Final = [(table, rule) for table in RULES for rule in sorted(counters(table))]
FIRING: Final = [(table, rule) for table, rule in EVERY if counters(table)[rule].step]


@pytest.mark.parametrize(("table", "count"), RULES.items())
def test_each_rule_has_a_counter_case(table: int, count: int) -> None:
    """The tables have 78 rules in all, and each has its case."""
    assert len(counters(table)) == count


@pytest.mark.parametrize(("table", "rule"), EVERY)
def test_one_step_short_nothing_follows(table: int, rule: str) -> None:
    """What the rule would conclude does not follow, and there is no contradiction."""
    counter = counters(table)[rule]
    closure = close(counter.case)
    assert closure.clashes == ()
    assert not (counter.head | counter.never) & (counter.case | closure.inferred)


@pytest.mark.parametrize(("table", "rule"), FIRING)
def test_the_missing_step_fires_the_rule(table: int, rule: str) -> None:
    """With the step the rule concludes its head or ends in false: the case was one step short, no more."""
    counter = counters(table)[rule]
    closure = close(counter.case | counter.step)
    assert {clash.rule for clash in closure.clashes} == (set() if counter.head else {rule})
    assert {t for t in counter.head if not is_trivial(t)} <= closure.inferred
    assert not counter.never & (counter.case | closure.inferred)


@pytest.mark.parametrize(("table", "rule"), EVERY)
def test_trivial_conclusions_are_answered_no_sooner(table: int, rule: str) -> None:
    """Asked triple by triple, trivial ones too, the engine agrees: false before the step, true after it."""
    counter = counters(table)[rule]
    before, after = reason_triples(counter.case), reason_triples(counter.case | counter.step)
    assert not [triple for triple in counter.head | counter.never if before.holds(triple)]
    assert not [triple for triple in counter.head if not after.holds(triple)]
    assert not [triple for triple in counter.never if after.holds(triple)]


def test_rules_without_a_step_hold_everywhere() -> None:
    """Only the rules without premises have no step: nothing makes them fire on more than they do."""
    silent = {rule for _, rule in EVERY} - {rule for _, rule in FIRING}
    assert silent == {"eq-ref", "prp-ap", "cls-thing", "cls-nothing1", "dt-type1"}
