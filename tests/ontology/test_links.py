"""Whether links to other datasets are checked and never merge what must stay apart."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph
from rdflib.term import Node

from tests.ontology.reading import ancestors, disjoint_sets

RELATIONS = (OWL.sameAs, SKOS.exactMatch, SKOS.closeMatch, RDFS.seeAlso)
# Where the entries are concepts, which no individual of ours is the same as.
CONCEPT_SCHEMES = re.compile(r"http://(eurovoc\.europa\.eu|metadata\.un\.org/thesaurus)/")


@pytest.fixture(scope="module")
def links(root: Path) -> Graph:
    """The triples of the files of links."""
    merged = Graph()
    for path in sorted((root / "data").glob("links*.ttl")):
        merged.parse(path)
    return merged


@pytest.fixture(scope="module")
def records(root: Path) -> Graph:
    """The triples of the curated records, which say of what class each thing is."""
    return Graph().parse(root / "data" / "records.ttl")


def _links(links: Graph) -> list[tuple[Node, Node]]:
    return [pair for relation in RELATIONS for pair in links.subject_objects(relation)]


def test_44_links_say_where_they_were_seen(links: Graph) -> None:
    """Every entry of another dataset that is linked has its source beside it."""
    assert not [entry for _, entry in _links(links) if (entry, DCTERMS.source, None) not in links]


def test_44_sources_belong_to_links(links: Graph) -> None:
    """Every source given in the file is that of an entry that is linked."""
    assert set(links.subjects(DCTERMS.source)) <= {entry for _, entry in _links(links)}


def test_44_linked_things_exist(links: Graph, records: Graph, merged: Graph) -> None:
    """Everything that is linked is a thing in the records or a term of an ontology."""
    known = {*records.subjects(RDF.type), *merged.subjects(RDF.type)}
    assert not [thing for thing, _ in _links(links) if thing not in known]


def test_45_sameness_is_between_individuals(links: Graph, merged: Graph) -> None:
    """owl:sameAs leads from no term of an ontology and to no concept."""
    entries = [entry for _, entry in links.subject_objects(OWL.sameAs)]
    assert not set(links.subjects(OWL.sameAs)) & set(merged.subjects(RDF.type))
    assert not [entry for entry in entries if CONCEPT_SCHEMES.match(str(entry))]


def test_45_no_two_things_are_one_entry(links: Graph) -> None:
    """No two things of ours are the same as one entry elsewhere: that would merge them."""
    entries = [entry for _, entry in links.subject_objects(OWL.sameAs)]
    assert len(entries) == len(set(entries))


def test_45_things_are_not_of_disjoint_classes(records: Graph, merged: Graph) -> None:
    """No thing in the records is of two classes that are stated to be disjoint."""
    clashes = [pair for group in disjoint_sets(merged) for pair in combinations(sorted(group, key=str), 2)]
    for thing in set(records.subjects(RDF.type)):
        kinds = set(records.objects(thing, RDF.type))
        kinds |= {above for kind in kinds for above in ancestors(merged, kind, RDFS.subClassOf)}
        assert not [pair for pair in clashes if kinds.issuperset(pair)], thing
