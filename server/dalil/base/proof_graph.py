"""Proofs as RDF: each step a node with its triple, its rule and premises, or its source."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from dalil import terms
from dalil.base.grounds import Ground
from dalil.graph.ntriples import read_term
from dalil.graph.terms import Literal, NamedNode, Triple, triple
from dalil.reason.proof import Proof, Statement


def described(
    proofs: Iterable[Proof], grounds: Mapping[Statement, Ground], document: str
) -> Iterator[Triple]:
    """The steps of proofs, named `document`#1 and so on; the last of each proof has the conclusion.

    A last step that ends in false is a contradiction. A given step was derived from its claims, or from
    the graph that has it.
    """
    numbers = count(1)
    for proof in proofs:
        nodes: dict[int, NamedNode] = {}
        for part in proof.parts():
            nodes[id(part)] = NamedNode(f"{document}#{next(numbers)}")
            yield from _step(part, nodes)
            if not part.rule and part.conclusion:
                yield from _given(nodes[id(part)], grounds[part.conclusion])


def _step(part: Proof, nodes: dict[int, NamedNode]) -> Iterator[Triple]:
    node = nodes[id(part)]
    yield triple(node, terms.RDF_TYPE, terms.PROOF_STEP if part.conclusion else terms.CONTRADICTION)
    if part.conclusion:
        for predicate, term in zip(_STATEMENT, part.conclusion, strict=True):
            yield triple(node, predicate, read_term(term))
    if part.rule:
        yield triple(node, terms.RULE, Literal(part.rule))
    for premise in part.premises:
        yield triple(node, terms.PREMISE, nodes[id(premise)])


def _given(node: NamedNode, ground: Ground) -> Iterator[Triple]:
    for source in filter(None, (*ground.claims, ground.graph)):
        yield triple(node, terms.PROV_WAS_DERIVED_FROM, source)
    if ground.place:
        yield triple(node, terms.PLACE, Literal(ground.place))


_STATEMENT = (terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT)
