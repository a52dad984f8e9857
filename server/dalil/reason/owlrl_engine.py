"""The closure by owlrl, a rule engine that is slow and plain: no other module knows of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

import rdflib
from owlrl.Namespaces import ERRNS
from owlrl.OWLRL import OWLRL_Semantics

from dalil.errors import ReasonerError
from dalil.graph.exchange import foreign_graph, native, native_node
from dalil.graph.terms import BlankNode, Literal, NamedNode, Term, Triple
from dalil.reason import clash, inert
from dalil.reason.consequences import Consequences
from dalil.reason.statistics import Statistics
from dalil.terms import OWL

_SAME_AS = NamedNode(OWL + "sameAs")
_HAS_KEY = NamedNode(OWL + "hasKey")
_CARDINALITIES = {NamedNode(OWL + "maxCardinality"), NamedNode(OWL + "maxQualifiedCardinality")}


def consequences(premises: AbstractSet[Triple]) -> Consequences:
    """Every triple that owlrl derives, premises and trivial ones among them, and the clashes.

    Left out are the triples of generalised RDF that it derives, with a literal as subject or a blank
    node as predicate. owlrl's own search for clashes is not used: it skips the last member of lists.
    Raises ReasonerError for axioms that it would get wrong.
    """
    _refuse(premises)
    live, rest = inert.split(premises)
    derived = set(_triples(_closed(live)))
    closed = derived.union(inert.replaced(rest, _equals(derived)))
    return Consequences(closed, clash.find(premises | closed), Statistics())


def _closed(live: AbstractSet[Triple]) -> rdflib.Graph:
    graph = foreign_graph(live)
    try:
        OWLRL_Semantics(graph, axioms=False, daxioms=False).closure()
    except ValueError as error:
        raise ReasonerError(
            f"owlrl cannot read an axiom: {error}", remedy="end each list of the ontology in rdf:nil"
        ) from error
    for message in set(graph.subjects(predicate=ERRNS.error)):
        graph.remove((message, None, None))
    return graph


def _refuse(premises: Iterable[Triple]) -> None:
    for subject, predicate, value in premises:
        if predicate == _HAS_KEY:
            raise ReasonerError(
                f"owlrl merges things that do not share their key, and {subject} has owl:hasKey",
                remedy="remove the axiom and let a shape check that the key is unique",
            )
        if predicate in _CARDINALITIES and not isinstance(value, Literal):
            raise ReasonerError(
                f"{predicate} of {subject} is {value}, which is no number",
                remedy='write "1"^^xsd:nonNegativeInteger',
            )


def _triples(graph: rdflib.Graph) -> Iterator[Triple]:
    """The graph's triples, without those that RDF allows only when generalised."""
    for subject, predicate, value in graph:
        if isinstance(predicate, rdflib.URIRef) and not isinstance(subject, rdflib.Literal):
            yield Triple(native_node(subject), NamedNode(predicate), native(value))


def _equals(derived: Iterable[Triple]) -> Mapping[Term, AbstractSet[Term]]:
    """Term → the terms that are sameAs it; equality is complete by then (eq-ref, eq-sym, eq-trans)."""
    equals: defaultdict[Term, set[Term]] = defaultdict(set)
    for subject, predicate, value in derived:
        if predicate == _SAME_AS and isinstance(value, NamedNode | BlankNode):
            equals[subject].add(value)
    return equals
