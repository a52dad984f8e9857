"""Which triples make the document of an IRI: what is about it, and about what has its name in it."""

from collections.abc import Iterable

from dalil import terms
from dalil.base import KnowledgeBase
from dalil.graph.terms import BlankNode, Literal, NamedNode, Resource, Term, Triple, value


def about(kb: KnowledgeBase, iri: str) -> list[Triple]:
    """The triples about an IRI and about the IRIs with a fragment that they lead to."""
    found: dict[str, list[Triple]] = {}
    pending = [iri]
    while pending:
        node = pending.pop()
        if node not in found:
            found[node] = kb.triples_about(node)
            objects = (value(triple.object) for triple in found[node])
            pending += [part for part in objects if part.startswith(f"{iri}#")]
    return [triple for triples in found.values() for triple in triples]


def article(kb: KnowledgeBase, iri: str, sentences: Iterable[str]) -> list[Triple]:
    """The triples about an article, its sections and its sentences."""
    return [*about(kb, iri), *(t for sentence in sentences for t in kb.triples_about(sentence))]


def ontology(triples: Iterable[Triple], iri: str) -> list[Triple]:
    """The triples of the ontology `iri` out of a graph that holds several ontologies.

    Terms of other vocabularies that are declared beside it stay; terms and axioms of the other
    ontologies in the graph go.
    """
    held = list(triples)
    others = _ontologies(held) - {iri}
    below = _axioms(held)
    return [t for t in held if not _belongs(t.subject, below, others) or _belongs(t.subject, below, {iri})]


def _ontologies(triples: Iterable[Triple]) -> set[str]:
    kind = NamedNode(terms.OWL + "Ontology")
    return {value(t.subject) for t in triples if t.object == kind and t.predicate.value == terms.RDF_TYPE}


def _belongs(subject: Term, below: dict[str, set[str]], ontologies: set[str]) -> bool:
    """Whether the node, or for a blank one any term in the axiom that it is part of, is theirs."""
    names = below[subject.value] if isinstance(subject, BlankNode) else {value(subject)}
    return any(name == o or name.startswith((f"{o}#", f"{o}/")) for name in names for o in ontologies)


def _axioms(triples: Iterable[Triple]) -> dict[str, set[str]]:
    """Blank node → the IRIs that it, or blank nodes joined to it, stand beside."""
    beside: dict[str, set[Resource]] = {}
    for triple in triples:
        for node, other in ((triple.subject, triple.object), (triple.object, triple.subject)):
            if isinstance(node, BlankNode) and not isinstance(other, Literal | Triple):
                beside.setdefault(node.value, set()).add(other)
    return {node: _component(node, beside) for node in beside}


def _component(node: str, beside: dict[str, set[Resource]]) -> set[str]:
    seen, names, pending = {node}, set(), [node]
    while pending:
        for other in beside[pending.pop()]:
            if not isinstance(other, BlankNode):
                names.add(other.value)
            elif other.value not in seen:
                seen.add(other.value)
                pending.append(other.value)
    return names
