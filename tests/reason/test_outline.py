"""Whether a proof is outlined whole, each step once."""

from dalil.reason.explained import explain
from dalil.reason.outline import outline
from dalil.terms import OWL, RDF_TYPE, RDFS
from tests.reason.statements import fact


def test_a_contradiction_is_outlined_by_its_steps() -> None:
    """False, then the two memberships, one of them by the rule that yields it, and the axiom."""
    graph = [
        fact("C", OWL + "disjointWith", "D"),
        fact("a", RDF_TYPE, "C"),
        fact("a", "p", "b"),
        fact("p", RDFS + "domain", "D"),
    ]
    (proof,) = explain(graph).clashes()
    lines = list(outline(proof))
    assert lines[0] == "false [cax-dw]"
    assert sorted(line.rpartition("[")[2] for line in lines[1:]) == ["given]"] * 4 + ["prp-dom]"]
    assert {len(line) - len(line.lstrip()) for line in lines} == {0, 2, 4}


def test_a_step_that_is_used_twice_is_outlined_once() -> None:
    """The second time it is named, and its premises are not repeated."""
    graph = [
        fact("a", "p", "b"),
        fact("p", RDFS + "domain", "C"),
        fact("C", RDFS + "subClassOf", "D"),
        fact("C", RDFS + "subClassOf", "E"),
        fact("D", OWL + "disjointWith", "E"),
    ]
    (proof,) = explain(graph).clashes()
    lines = list(outline(proof))
    assert sum("[prp-dom]" in line for line in lines) == 1
    assert sum("[prp-dom, above]" in line for line in lines) == 1
