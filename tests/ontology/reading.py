"""The authored ontologies and the uses of their terms, read for the tests in this folder."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

ROOT = Path(__file__).parents[2]
NODE_MODULES = Path(__file__).parent / "node_modules"
VANN = Namespace("http://purl.org/vocab/vann/")
SCHEMA = Namespace("https://schema.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
KINDS = (OWL.Class, *PROPERTY_KINDS)
# What these vocabularies mean is built into OWL and SHACL: nobody declares it.
BUILT_IN = (str(RDF), str(RDFS), str(OWL), str(XSD), str(SH))


@dataclass(frozen=True)
class Ontology:
    """One ontology file and the terms that it defines."""

    path: Path

    @cached_property
    def graph(self) -> Graph:
        """The triples of the file."""
        return Graph().parse(self.path)

    @cached_property
    def iri(self) -> Node:
        """The ontology's own IRI."""
        return next(self.graph.subjects(RDF.type, OWL.Ontology))

    @cached_property
    def namespace(self) -> str:
        """The namespace of its terms, as its header gives it."""
        return str(self.graph.value(self.iri, VANN.preferredNamespaceUri))

    def own(self, *kinds: URIRef) -> list[URIRef]:
        """Its own terms of any of `kinds`, sorted."""
        found = {s for kind in kinds for s in self.graph.subjects(RDF.type, kind)}
        return sorted(s for s in found if isinstance(s, URIRef) and s.startswith(self.namespace))

    @cached_property
    def classes(self) -> list[URIRef]:
        """Its own classes, sorted."""
        return self.own(OWL.Class)

    @cached_property
    def properties(self) -> list[URIRef]:
        """Its own properties, sorted."""
        return self.own(*PROPERTY_KINDS)

    @cached_property
    def individuals(self) -> list[URIRef]:
        """Its own individuals, sorted, without the agents that its header describes."""
        typed = {s for s, kind in self.graph.subject_objects(RDF.type) if kind not in KINDS}
        agents = {s for s, kind in self.graph.subject_objects(RDF.type) if str(kind).startswith(SCHEMA)}
        own = {s for s in typed - agents if isinstance(s, URIRef) and s.startswith(self.namespace)}
        return sorted(own - {*self.classes, *self.properties})

    @cached_property
    def terms(self) -> list[URIRef]:
        """Its own classes, properties and individuals, sorted."""
        return sorted({*self.classes, *self.properties, *self.individuals})

    @cached_property
    def declared(self) -> set[str]:
        """Every term, own or foreign, that the file declares."""
        return {str(s) for kind in KINDS for s in self.graph.subjects(RDF.type, kind)} | set(
            map(str, self.terms)
        )


def ontology_files() -> list[Path]:
    """The ontology files: those in ontology/ that declare an owl:Ontology."""
    found = sorted((ROOT / "ontology").glob("*.ttl"))
    return [path for path in found if "owl:Ontology" in path.read_text("utf-8")]


def data_files() -> list[Path]:
    """The authored RDF files besides the ontologies: shapes, records, links, facts, article records."""
    found = [*(ROOT / "ontology").glob("*/*.ttl"), *(ROOT / "data").rglob("*.ttl")]
    return sorted(found)


def queries() -> list[Path]:
    """The query files of the project and of the package."""
    return sorted(p for folder in ("queries", "server") for p in (ROOT / folder).rglob("*.rq"))


def union(ontologies: Iterable[Ontology]) -> Graph:
    """The triples of all the ontologies together."""
    merged = Graph()
    for ontology in ontologies:
        merged += ontology.graph
    return merged


def shapes() -> Graph:
    """The triples of all shape files."""
    merged = Graph()
    for path in sorted((ROOT / "ontology" / "shapes").glob("*.ttl")):
        merged.parse(path)
    return merged


def nodes(path: Path) -> Iterator[str]:
    """Each IRI that the triples of a Turtle 1.2 file name, quoted triples included."""
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        yield from _iris(quad.triple)


def _iris(triple: ox.Triple) -> Iterator[str]:
    for node in triple:
        if isinstance(node, ox.NamedNode):
            yield node.value
        elif isinstance(node, ox.Triple):
            yield from _iris(node)


def predicates_and_types(path: Path) -> Iterator[str]:
    """Each IRI that a Turtle 1.2 file uses as a predicate or as a type, quoted triples included."""
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        yield from _used(quad.triple)


def _used(triple: ox.Triple) -> Iterator[str]:
    yield triple.predicate.value
    if triple.predicate.value == str(RDF.type) and isinstance(triple.object, ox.NamedNode):
        yield triple.object.value
    if isinstance(triple.object, ox.Triple):
        yield from _used(triple.object)


def named_in(text: str) -> set[str]:
    """The IRIs of the prefixed names and the full IRIs in the text of a SPARQL query."""
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*"|(?m:^\s*#.*$)', " ", text)
    prefixes = dict(re.findall(r"(?i)PREFIX\s+([\w-]*):\s*<([^>]*)>", bare))
    body = re.sub(r"(?i)PREFIX\s+[\w-]*:\s*<[^>]*>", " ", bare)
    names = re.findall(r"(?<![\w:?$<])([\w-]*):(\w[\w-]*)", re.sub(r"<[^<>\s]*>", " ", body))
    full = set(re.findall(r"<([^<>\s]+)>", body))
    return full | {prefixes[prefix] + name for prefix, name in names if prefix in prefixes}


def ancestors(graph: Graph, node: Node, relation: URIRef) -> set[Node]:
    """Everything that `relation` leads to from `node` in one step or more."""
    seen: set[Node] = set()
    waiting = list(graph.objects(node, relation))
    while waiting:
        step = waiting.pop()
        if step not in seen:
            seen.add(step)
            waiting.extend(graph.objects(step, relation))
    return seen


def disjoint_sets(graph: Graph) -> list[set[Node]]:
    """The sets of classes that are stated to be pairwise disjoint."""
    lists = [
        set(Collection(graph, members))
        for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses)
        for members in graph.objects(axiom, OWL.members)
    ]
    return lists + [{a, b} for a, b in graph.subject_objects(OWL.disjointWith)]


def literals(graph: Graph, term: Node, relation: URIRef) -> list[Literal]:
    """The literals that a property gives a term."""
    return [value for value in graph.objects(term, relation) if isinstance(value, Literal)]


def texts(graph: Graph, term: Node, relation: URIRef) -> dict[str, list[str]]:
    """The values of a property by language; an untagged value stands under the empty string."""
    found: dict[str, list[str]] = {}
    for value in literals(graph, term, relation):
        found.setdefault(value.language or "", []).append(str(value))
    return found


def local(term: str) -> str:
    """The part of an IRI after its last `#` or `/`."""
    return re.split(r"[#/]", term)[-1]


LABEL, DEFINITION = RDFS.label, SKOS.definition
