"""Whether terms used are declared, terms declared are used, and terms of others exist there."""

import json
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection

from dalil import terms as engine
from tests.ontology import reading
from tests.ontology.reading import BUILT_IN, NODE_MODULES, SH, Ontology

IS_DEFINED_BY = RDFS.isDefinedBy
TERM_STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
REPLACED_BY = URIRef("http://purl.org/dc/terms/isReplacedBy")
KNOWN_TERMS = Path(__file__).parent / "known-terms.ttl"
# Predicates whose objects do not count as used: they describe the term or set it apart from others.
DESCRIBING = {RDF.type, IS_DEFINED_BY, OWL.disjointWith, RDF.first, RDF.rest, OWL.members, OWL.inverseOf}


def _own(ontologies: list[Ontology]) -> dict[str, Ontology]:
    return {ontology.namespace: ontology for ontology in ontologies}


def _lists_in_use(graph: Graph) -> set[str]:
    """The members of lists that say what a term is, apart from those of disjoint classes."""
    kinds = (OWL.unionOf, OWL.intersectionOf, OWL.oneOf, OWL.propertyChainAxiom, OWL.hasKey)
    heads = [head for kind in kinds for head in graph.objects(None, kind)]
    return {str(member) for head in heads for member in Collection(graph, head)}


def _used_in_ontologies(graph: Graph) -> set[str]:
    objects = {str(o) for _, p, o in graph if p not in DESCRIBING}
    types = {str(o) for s, o in graph.subject_objects(RDF.type)}
    return objects | types | {str(p) for p in graph.predicates()} | _lists_in_use(graph)


@cache
def _used_elsewhere() -> frozenset[str]:
    """Every IRI named in data, shapes, queries, and the engine's list of terms."""
    data = {iri for path in reading.data_files() for iri in reading.nodes(path)}
    queries = {iri for path in reading.queries() for iri in reading.named_in(path.read_text("utf-8"))}
    return frozenset(data | queries | set(_engine_terms()))


def _used(merged: Graph) -> set[str]:
    """Every IRI in use; an inverse is used where its other half is."""
    used = _used_in_ontologies(merged) | _used_elsewhere()
    pairs = [{str(one), str(other)} for one, other in merged.subject_objects(OWL.inverseOf)]
    return used.union(*(pair for pair in pairs if pair & used))


def _engine_terms() -> list[str]:
    """The IRIs in the engine's module of terms."""
    values = (value for name, value in vars(engine).items() if name.isupper())
    return [iri for value in values for iri in ([value] if isinstance(value, str) else value)]


@cache
def _vocabularies() -> dict[str, frozenset[str]]:
    """The terms of each vocabulary by its namespace: npm copies, and the table of known terms."""
    found: dict[str, frozenset[str]] = {}
    for package in sorted((NODE_MODULES / "@vocabulary").glob("*/package.json")):
        namespace = json.loads(package.read_text("utf-8"))["vocabulary"]["namespace"]
        copy = ox.parse(path=next(package.parent.glob("*.nq")), format=ox.RdfFormat.N_QUADS)
        subjects = {q.subject.value for q in copy if isinstance(q.subject, ox.NamedNode)}
        found[namespace] = frozenset(s for s in subjects if s.startswith(namespace))
    found["https://schema.org/"] = frozenset(
        term.replace("http:", "https:", 1) for term in found.get("http://schema.org/", ())
    )
    known = Graph().parse(KNOWN_TERMS)
    for term, vocabulary in known.subject_objects(IS_DEFINED_BY):
        found[str(vocabulary)] = found.get(str(vocabulary), frozenset()) | {str(term)}
    return found


@pytest.fixture(scope="module")
def vocabularies() -> dict[str, frozenset[str]]:
    """The terms of each foreign vocabulary; skips where their copies are not installed."""
    if not (NODE_MODULES / "@vocabulary").is_dir():
        pytest.skip("the copies of vocabularies are missing: install npm, and make test fetches them")
    return _vocabularies()


def test_03_used_terms_are_declared(ontologies: list[Ontology]) -> None:
    """Every predicate and class in data, shapes and ontologies is declared in an ontology, or built in."""
    declared = set().union(*(o.declared for o in ontologies))
    files = [*reading.ontology_files(), *reading.data_files()]
    used = {(iri, path.name) for path in files for iri in reading.predicates_and_types(path)}
    assert not sorted(u for u in used if u[0] not in declared and not u[0].startswith(BUILT_IN))


def test_03_own_names_are_declared(ontologies: list[Ontology]) -> None:
    """Every name in our namespaces that data, shapes, queries or code speak of is a declared term."""
    own = _own(ontologies)
    for namespace, ontology in own.items():
        named = {iri for iri in _used_elsewhere() if iri.startswith(namespace) and iri != namespace}
        agents = {str(s) for s in ontology.graph.subjects()}
        assert not sorted(named - ontology.declared - agents)


def test_03_declared_terms_are_used(ontologies: list[Ontology], merged: Graph) -> None:
    """Every term of ours is used: in data, a shape, a query, the engine, or the meaning of another term."""
    used = _used(merged)
    assert not sorted(str(t) for o in ontologies for t in o.terms if str(t) not in used)


def test_03_foreign_declarations_are_used(ontology: Ontology, merged: Graph) -> None:
    """Every foreign term that an ontology declares is used somewhere."""
    foreign = {iri for iri in ontology.declared if not iri.startswith(ontology.namespace)}
    assert not sorted(foreign - _used(merged))


def test_21_nothing_minted_in_foreign_namespaces(
    ontologies: list[Ontology], vocabularies: dict[str, frozenset[str]]
) -> None:
    """Every term of others that an ontology declares or uses exists in its vocabulary."""
    unknown = set()
    for ontology in ontologies:
        named = ontology.declared | set(reading.predicates_and_types(ontology.path))
        foreign = {iri for iri in named if not iri.startswith(tuple(_own(ontologies)))}
        unknown |= {iri for iri in foreign if not _exists(iri, vocabularies)}
    assert not sorted(unknown)


def _exists(iri: str, vocabularies: dict[str, frozenset[str]]) -> bool:
    return any(iri in found for namespace, found in vocabularies.items() if iri.startswith(namespace))


def test_21_foreign_terms_in_shapes_and_data_exist(vocabularies: dict[str, frozenset[str]]) -> None:
    """Every IRI in data, shapes and queries that lies in a known vocabulary's namespace exists there."""
    foreign = {iri for iri in _used_elsewhere() if iri.startswith(tuple(vocabularies))}
    bare = set(vocabularies) | {namespace.rstrip("#/") for namespace in vocabularies}
    assert not sorted(iri for iri in foreign - bare if not _exists(iri, vocabularies))


def test_21_foreign_terms_say_where_they_are_defined(ontology: Ontology) -> None:
    """Every foreign term that is declared has a label and the IRI of the vocabulary that defines it."""
    graph = ontology.graph
    foreign = [URIRef(iri) for iri in sorted(ontology.declared) if not iri.startswith(ontology.namespace)]
    for relation in (RDFS.label, IS_DEFINED_BY):
        assert not [term for term in foreign if (term, relation, None) not in graph]


def test_27_terms_say_where_they_are_defined(ontology: Ontology) -> None:
    """Every own term names this ontology, and no other, as the place of its definition."""
    graph = ontology.graph
    assert not [t for t in ontology.terms if list(graph.objects(t, IS_DEFINED_BY)) != [ontology.iri]]


def test_27_terms_have_a_status(ontology: Ontology) -> None:
    """Every own term has one status, of the four that the vocabulary of statuses has."""
    allowed = {Literal(word) for word in ("unstable", "testing", "stable", "archaic")}
    for term in ontology.terms:
        [status] = ontology.graph.objects(term, TERM_STATUS)
        assert status in allowed, (term, status)


def test_27_deprecated_terms_have_heirs(ontology: Ontology) -> None:
    """A deprecated term is marked with a boolean, names what replaces it, and is used nowhere."""
    for term, mark in ontology.graph.subject_objects(OWL.deprecated):
        assert mark == Literal("true", datatype=XSD.boolean)
        assert (term, REPLACED_BY, None) in ontology.graph
        assert str(term) not in _used_elsewhere()


def test_no_cardinality_twice(merged: Graph) -> None:
    """No property's values are counted both by OWL, which merges them, and by SHACL, which refuses them."""
    functional = set(merged.subjects(RDF.type, OWL.FunctionalProperty))
    limits = (OWL.maxCardinality, OWL.maxQualifiedCardinality, OWL.cardinality)
    limited = {merged.value(r, OWL.onProperty) for limit in limits for r in merged.subjects(limit)}
    shapes = reading.shapes()
    counting = {shape for count in (SH.maxCount, SH.minCount) for shape in shapes.subjects(count)}
    counted = {shapes.value(shape, SH.path) for shape in counting}
    assert not (functional | limited) & counted
