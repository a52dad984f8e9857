"""The closure against one small case for each rule of OWL 2 Profiles, tables 4 to 9."""

from pathlib import Path

import pytest

from dalil.graph import parse
from dalil.graph.terms import BlankNode, Triple
from dalil.reason import clash
from dalil.reason.closure import Closure, close
from dalil.terms import RDF_FIRST, RDF_REST

CASES = Path(__file__).parents[1] / "fixtures" / "rules"


def graphs(case: Path) -> dict[str, set[Triple]]:
    """Local name of a graph in the case → its triples."""
    found: dict[str, set[Triple]] = {}
    for quad in parse.dataset(case):
        found.setdefault(str(quad.graph_name).strip("<>").rpartition("/")[2], set()).add(quad.triple)
    return found


def cases(kind: str) -> list[Path]:
    """The cases that have a graph of that name."""
    return [path for path in sorted(CASES.glob("*.trig")) if kind in graphs(path)]


def rule(case: Path) -> str:
    """The name of the rule that a case is about."""
    return case.stem.partition(".")[0]


def fired(closure: Closure) -> set[str]:
    """The rules that ended in false."""
    return {found.rule for found in closure.clashes}


@pytest.mark.parametrize("case", cases("conclusions"), ids=lambda path: path.stem)
def test_a_rule_yields_its_conclusions_and_nothing_else(case: Path) -> None:
    """From the premises follow exactly the conclusions, and no contradiction."""
    known = graphs(case)
    assert close(known["premises"]) == Closure(frozenset(known["conclusions"]), ())


@pytest.mark.parametrize("case", cases("clash"), ids=lambda path: path.stem)
def test_a_contradiction_is_found_with_its_triples(case: Path) -> None:
    """The rule ends in false, no other does, and the clash holds the triples that are in the way."""
    known = graphs(case)
    closure = close(known["premises"])
    assert fired(closure) == {rule(case)}
    premises = set(closure.clashes[0].triples)
    assert known["clash"] <= premises
    named = {triple for triple in premises if not isinstance(triple.object, BlankNode)}
    assert named <= known["premises"] | known["clash"] | closure.inferred


@pytest.mark.parametrize("case", cases("clash"), ids=lambda path: path.stem)
def test_one_step_short_there_is_no_contradiction(case: Path) -> None:
    """Without any one of the premises, the cells of lists aside, the rule does not end in false."""
    premises = graphs(case)["premises"]
    for missing in (triple for triple in premises if triple.predicate.value not in {RDF_FIRST, RDF_REST}):
        assert rule(case) not in fired(close(premises - {missing})), missing


def test_sound_data_has_no_clash() -> None:
    """Values, members and lists that are right are not taken for contradictions."""
    assert close(graphs(CASES / "sound.trig")["premises"]).clashes == ()


def test_each_rule_that_ends_in_false_has_a_case() -> None:
    """No query for a clash is there that nothing has ever set off."""
    assert {path.stem for path in clash.rules()} == {rule(case) for case in cases("clash")}
