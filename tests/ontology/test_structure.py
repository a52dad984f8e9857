"""Whether hierarchies, domains, inverses and disjointness are well made."""

from itertools import combinations

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection

from tests.ontology.reading import SCHEMA, Ontology, ancestors, disjoint_sets, local

FOAF_PERSON = URIRef("http://xmlns.com/foaf/0.1/Person")
# Properties that may have any subject, or any value, with the reason; a property of literals that no
# OWL 2 RL datatype fits says schema:rangeIncludes, one of several kinds of subject schema:domainIncludes.
ANY_SUBJECT = {
    "quote": "claims and exclusions quote alike",
    "context": "claims and exclusions quote alike",
    "article": "claims, sections and sentences lie in articles",
    "section": "claims and sentences lie in sections",
    "number": "sections and sentences are numbered apart",
    "start": "sections and sentences have a span",
    "end": "sections and sentences have a span",
}
ANY_VALUE = {
    "about": "something may be left unsaid of anything",
    "missing": "the value is a property, and OWL 2 DL has no class of properties",
    "accordingTo": "a voice is an agent or a document; as a list it is the chain of voices",
    "possiblyAccordingTo": "a voice is an agent or a document",
    "voice": "a voice is an agent or a document",
    "speaker": "a voice is an agent or a document",
    "quote": "the language is the article's: a tagged literal, for which OWL 2 RL has no range",
    "context": "the language is the article's",
    "text": "the language is the article's",
    "heading": "the language is the article's",
    "reason": "a tagged literal",
}
HIERARCHIES = [RDFS.subClassOf, RDFS.subPropertyOf]
ENDS = {RDFS.domain: (SCHEMA.domainIncludes, ANY_SUBJECT), RDFS.range: (SCHEMA.rangeIncludes, ANY_VALUE)}


@pytest.mark.parametrize("relation", HIERARCHIES)
def test_05_no_cycles(merged: Graph, relation: URIRef) -> None:
    """No class and no property is, in the end, below itself."""
    below = set(merged.subjects(relation))
    assert not [term for term in below if term in ancestors(merged, term, relation)]


@pytest.mark.parametrize("relation", [RDFS.domain, RDFS.range])
def test_06_one_domain_and_range_at_most(ontology: Ontology, relation: URIRef) -> None:
    """A property has one domain and one range at most, since several would mean their intersection."""
    assert not [p for p in ontology.properties if len(list(ontology.graph.objects(p, relation))) > 1]


@pytest.mark.parametrize("relation", ENDS)
def test_07_domain_and_range_or_a_reason(ontology: Ontology, relation: URIRef) -> None:
    """A property states or inherits its ends, says what they include, or is listed with a reason."""
    includes, listed = ENDS[relation]
    graph = ontology.graph
    missing = []
    for term in ontology.own(OWL.ObjectProperty, OWL.DatatypeProperty):
        line = [term, *ancestors(graph, term, RDFS.subPropertyOf)]
        stated = any((p, r, None) in graph for p in line for r in (relation, includes))
        if not stated and local(term) not in listed:
            missing.append(term)
    assert not missing


def test_07_listed_reasons_are_needed(ontologies: list[Ontology]) -> None:
    """The lists of exceptions name no property that is gone or that states its domain or range by now."""
    for relation, (_, listed) in ENDS.items():
        stated = {t for o in ontologies for t in o.graph.subjects(relation)}
        silent = {local(t) for o in ontologies for t in o.properties if t not in stated}
        assert not set(listed) - silent


def test_08_top_classes_are_disjoint(ontology: Ontology) -> None:
    """Every class with nothing of ours above it but with some below is disjoint from some other class."""
    graph, own = ontology.graph, set(ontology.classes)
    stated = set().union(*disjoint_sets(graph))
    tops = {c for c in own if not set(graph.objects(c, RDFS.subClassOf)) & own}
    parents = {c for c in tops if own & set(graph.subjects(RDFS.subClassOf, c))}
    assert stated
    assert not [c for c in parents if not stated & {c, *ancestors(graph, c, RDFS.subClassOf)}]


def test_08_no_class_under_two_disjoint_ones(merged: Graph) -> None:
    """No named class lies below two classes that are stated to be disjoint."""
    clashes = [pair for group in disjoint_sets(merged) for pair in combinations(sorted(group, key=str), 2)]
    lines = {c: {c, *ancestors(merged, c, RDFS.subClassOf)} for c in merged.subjects(RDFS.subClassOf)}
    assert not [(c, pair) for c, line in lines.items() for pair in clashes if line.issuperset(pair)]


def test_09_inverses_fit(ontology: Ontology) -> None:
    """An inverse is another object property, and swaps domain and range where both state them."""
    graph = ontology.graph
    for one, other in graph.subject_objects(OWL.inverseOf):
        assert one != other
        assert (one, RDF.type, OWL.SymmetricProperty) not in graph
        for here, there in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            ends = {graph.value(one, here), graph.value(other, there)} - {None}
            assert len(ends) <= 1, (one, other, ends)


def test_10_inverses_are_stated_once(ontology: Ontology) -> None:
    """A pair of inverses is stated once; where none is, it is waived, as SPARQL has `^`."""
    pairs = [frozenset(pair) for pair in ontology.graph.subject_objects(OWL.inverseOf)]
    members = [term for pair in pairs for term in pair]
    assert len(pairs) == len(set(pairs))
    assert len(members) == len(set(members))


@pytest.mark.parametrize("kind", [OWL.SymmetricProperty, OWL.TransitiveProperty])
def test_11_symmetric_and_transitive_ends(ontology: Ontology, kind: URIRef) -> None:
    """A symmetric or transitive property has its domain as its range."""
    graph = ontology.graph
    for term in graph.subjects(RDF.type, kind):
        assert graph.value(term, RDFS.domain) == graph.value(term, RDFS.range), term


@pytest.mark.parametrize("relation", [OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs])
def test_12_no_equivalent_names(ontology: Ontology, relation: URIRef) -> None:
    """No named term is equated with another name: terms of others are refined, not renamed."""
    pairs = ontology.graph.subject_objects(relation)
    assert not [pair for pair in pairs if all(isinstance(term, URIRef) for term in pair)]


def test_16_no_recursive_definitions(ontology: Ontology) -> None:
    """No class is used in the expression that defines it."""
    graph = ontology.graph
    for term, expression in graph.subject_objects(OWL.equivalentClass):
        assert term not in set(graph.transitive_objects(expression, None)) - {expression}, term


def test_16_chains_have_two_links(ontology: Ontology) -> None:
    """A property chain has two links at least; with one it would be a subproperty."""
    for _, chain in ontology.graph.subject_objects(OWL.propertyChainAxiom):
        assert len(Collection(ontology.graph, chain)) > 1


def test_17_no_unconnected_classes(ontology: Ontology) -> None:
    """Every class is above or below another, or is the domain or range of a property."""
    graph = ontology.graph
    ends = (RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.allValuesFrom, OWL.someValuesFrom)
    tied = {o for relation in ends for o in graph.objects(None, relation)}
    assert not [c for c in ontology.classes if c not in tied and (c, RDFS.subClassOf, None) not in graph]


def test_36_own_classes_refine_known_ones(ontology: Ontology) -> None:
    """The ontology puts classes of its own under those of other vocabularies."""
    graph, own = ontology.graph, set(ontology.classes)
    supers = {o for c in own for o in graph.objects(c, RDFS.subClassOf) if isinstance(o, URIRef)}
    assert supers - own


def test_39_roles_are_not_kinds_of_person(merged: Graph, ontologies: list[Ontology]) -> None:
    """No class is below foaf:Person: office holders, fighters and returnees are roles that persons have."""
    own = [c for o in ontologies for c in o.classes]
    assert not [c for c in own if FOAF_PERSON in ancestors(merged, c, RDFS.subClassOf)]


def test_41_classes_are_not_parts(merged: Graph, ontologies: list[Ontology]) -> None:
    """No class stands in a relation between individuals, such as being a unit of an organisation."""
    relations = {p for o in ontologies for p in o.own(OWL.ObjectProperty)}
    classes = {c for o in ontologies for c in o.classes}
    assert not [t for t in merged if t[0] in classes and t[1] in relations]
