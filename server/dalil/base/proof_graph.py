"""Explanations as RDF: each step of a proof a node with its triple, its rule and premises, or its source."""

from collections.abc import Iterator
from itertools import count

from dalil import terms
from dalil.base.explanation import Explanation
from dalil.graph.dataset import part_iri
from dalil.graph.ntriples import read_term
from dalil.graph.terms import Literal, NamedNode, Triple, triple
from dalil.reason.proof import Proof, Statement

_GRAPHS = {"record": "record", "axiom": "ontology"}


def described(found: Explanation, document: str, base: str) -> Iterator[Triple]:
    """The steps of all proofs, named `document`#1 and so on; the last of each proof has the conclusion.

    A given step was derived from its claims, or from the graph of records or of the ontology.
    """
    numbers = count(1)
    for proof in found.proofs:
        nodes: dict[int, NamedNode] = {}
        for part in proof.parts():
            nodes[id(part)] = NamedNode(f"{document}#{next(numbers)}")
            yield from _step(part, nodes)
            if not part.rule and part.conclusion:
                yield from _given(nodes[id(part)], part.conclusion, found, base)


def _step(part: Proof, nodes: dict[int, NamedNode]) -> Iterator[Triple]:
    node = nodes[id(part)]
    yield triple(node, terms.RDF_TYPE, terms.PROOF_STEP)
    if part.conclusion:
        for predicate, term in zip(_STATEMENT, part.conclusion, strict=True):
            yield triple(node, predicate, read_term(term))
    if part.rule:
        yield triple(node, terms.RULE, Literal(part.rule))
    for premise in part.premises:
        yield triple(node, terms.PREMISE, nodes[id(premise)])


def _given(node: NamedNode, statement: Statement, found: Explanation, base: str) -> Iterator[Triple]:
    ground = found.grounds[statement]
    for claim in ground.claims:
        yield triple(node, terms.PROV_WAS_DERIVED_FROM, claim)
    if ground.kind in _GRAPHS:
        yield triple(node, terms.PROV_WAS_DERIVED_FROM, part_iri(base, _GRAPHS[ground.kind]))
    if ground.place:
        yield triple(node, terms.PLACE, Literal(ground.place))


_STATEMENT = (terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT)
