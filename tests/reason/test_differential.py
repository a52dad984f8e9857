"""The array engine against owlrl on random graphs: they differ in nothing but what is named here."""

from hypothesis import HealthCheck, given, settings

from dalil.reason.closure import close
from tests.reason.graphs import Graph, graphs


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(graphs)
def test_both_engines_conclude_the_same(graph: Graph) -> None:
    """The same triples follow, and the same rules end in false."""
    ours, theirs = close(graph, "dalil"), close(graph, "owlrl")
    assert ours.inferred == theirs.inferred
    assert {c.rule for c in ours.clashes} == {c.rule for c in theirs.clashes}
