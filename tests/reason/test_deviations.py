"""Where owlrl departs from OWL 2 RL/RDF: each fault by name, to explain differences between the engines."""

from pathlib import Path
from typing import Final

import pytest
from owlrl.Namespaces import ERRNS
from owlrl.OWLRL import OWLRL_Semantics

from dalil.graph import parse
from dalil.graph.exchange import foreign_graph, foreign_triple
from dalil.graph.terms import Triple
from dalil.reason.closure import close

DEVIATIONS: Final = sorted((Path(__file__).parents[1] / "fixtures" / "deviations").glob("*.trig"))


def graph(case: Path, name: str) -> frozenset[Triple]:
    """The triples of one graph of a case."""
    return frozenset(
        quad.triple for quad in parse.dataset(case) if str(quad.graph_name).strip("<>").endswith(f"/{name}")
    )


@pytest.mark.parametrize("case", DEVIATIONS, ids=lambda path: path.stem)
def test_owlrl_errs_as_it_is_said_to(case: Path) -> None:
    """The other engine alone misses what follows or concludes what does not, or reports no contradiction."""
    closed = foreign_graph(graph(case, "given"))
    OWLRL_Semantics(closed, axioms=False, daxioms=False).closure()
    missed = [triple for triple in graph(case, "follows") if foreign_triple(triple) not in closed]
    wrong = [triple for triple in graph(case, "spurious") if foreign_triple(triple) in closed]
    assert set(missed) == graph(case, "follows")
    assert set(wrong) == graph(case, "spurious")
    assert not list(closed.subjects(predicate=ERRNS.error))


@pytest.mark.parametrize("case", DEVIATIONS, ids=lambda path: path.stem)
def test_our_engine_does_not_err_there(case: Path) -> None:
    """Our engine concludes what follows and not what does not, and finds the contradiction of that rule."""
    closure = close(graph(case, "given"), "dalil")
    follows, spurious = graph(case, "follows"), graph(case, "spurious")
    assert follows <= closure.inferred
    assert not spurious & closure.inferred
    expected = set() if follows or spurious else {case.stem.partition(".")[0]}
    assert {clash.rule for clash in closure.clashes} == expected
