"""The array engine against two others on random graphs: owlrl, and the tables themselves, applied plainly."""

from collections.abc import Iterable
from itertools import product

from hypothesis import given

from dalil.graph.terms import Literal, NamedNode
from dalil.reason.closure import close
from dalil.reason.reasoner import reason_triples
from dalil.reason.triviality import is_trivial
from dalil.terms import RDFS
from tests.reason import oracle
from tests.reason.graphs import RANDOM, THINGS, Graph, graphs, has_key, mixed_graphs

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
    assert_agree(graph)


@RANDOM
@given(mixed_graphs)
def test_the_tables_conclude_the_same_of_things_that_are_literals(graph: Graph) -> None:
    """The same triples follow, and the same rules end in false, where a thing is sameAs a literal."""
    assert_agree(graph)


def assert_agree(graph: Graph) -> None:
    """That the engine and the tables come to the same triples and contradictions.

    What differs since its value does (dt-diff) is answered and not listed.
    """
    ours, asked = close(graph, "dalil"), reason_triples(graph)
    rows, rules = oracle.close(graph)
    follows = oracle.in_rdf(rows) - graph
    values = {row[2] for row in rows if row[1] == oracle.SAME and isinstance(row[0], Literal)}
    by_value = {t for t in follows if t.predicate == oracle.DIFFERENT and {t.subject, t.object} <= values}
    assert ours.inferred | by_value == {t for t in follows if not is_trivial(t)} | by_value
    assert {t for t in comparisons(rows) if asked.holds(t)} == {
        t for t in follows | graph if t.predicate == oracle.DIFFERENT
    }
    assert contradicted(clash.rule for clash in ours.clashes) == contradicted(rules)


def comparisons(rows: Iterable[oracle.Row]) -> Graph:
    """That each two things and values of a graph are different, where RDF can say so."""
    terms = {term for row in rows for term in row if isinstance(term, Literal) or term in THINGS}
    return oracle.in_rdf((one, oracle.DIFFERENT, other) for one, other in product(terms, terms))


def contradicted(rules: Iterable[str]) -> set[str]:
    """The rules under one name each; two values that are one are in wrong datatypes by that alone."""
    found = {ALIKE.get(rule, rule) for rule in rules}
    return found - {"dt-not-type"} if "eq-diff1" in found else found
