"""The array engine against two others on random graphs: owlrl, and the tables themselves, applied plainly."""

from hypothesis import HealthCheck, given, settings

from dalil.graph.terms import NamedNode
from dalil.reason.closure import close
from dalil.reason.triviality import is_trivial
from dalil.terms import RDFS
from tests.reason import oracle
from tests.reason.graphs import Graph, graphs, has_key

RANDOM = settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
BELOW = {NamedNode(RDFS + "subClassOf"), NamedNode(RDFS + "subPropertyOf")}
ALIKE = {"dt-diff": "eq-diff1", "cls-maxqc1": "cls-maxqc2"}
"""Rules that name one contradiction: dt-diff concludes owl:differentFrom, of which eq-diff1 makes false;
both rules for a cardinality of none fire where the class is owl:Thing and the value is said to be one."""


def below_themselves(graph: Graph) -> Graph:
    """The conclusions by the tables that a class or a property is below itself."""
    rows, _ = oracle.close(graph)
    return frozenset(t for t in oracle.in_rdf(rows) if t.predicate in BELOW and t.subject == t.object)


@RANDOM
@given(graphs.filter(lambda graph: not has_key(graph)))
def test_owlrl_concludes_the_same(graph: Graph) -> None:
    """The same triples follow, and the same rules end in false, but for the faults that are named.

    Graphs with a key are left out; and owlrl is told what is below itself, which it passes over.
    """
    ours, theirs = close(graph, "dalil"), close(graph | below_themselves(graph), "owlrl")
    assert ours.inferred == theirs.inferred
    assert {clash.rule for clash in ours.clashes} == {clash.rule for clash in theirs.clashes}


@RANDOM
@given(graphs)
def test_the_tables_conclude_the_same(graph: Graph) -> None:
    """The same triples follow, and the same rules end in false, keys among them."""
    ours = close(graph, "dalil")
    rows, rules = oracle.close(graph)
    follows = oracle.in_rdf(rows) - graph
    assert ours.inferred == {triple for triple in follows if not is_trivial(triple)}
    assert {ALIKE.get(clash.rule, clash.rule) for clash in ours.clashes} == {ALIKE.get(r, r) for r in rules}
