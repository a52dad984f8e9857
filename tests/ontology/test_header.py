"""Whether each ontology says what it is, for every browser of ontologies that reads it."""

import re

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, Literal, URIRef

from tests.ontology.reading import SCHEMA, VANN, Ontology, texts

MOD_STATUS = URIRef("https://w3id.org/mod#status")
BILINGUAL = (DCTERMS.title, RDFS.label, DCTERMS.abstract, DCTERMS.description)
MINIMUM = (DCTERMS.license, OWL.versionIRI, DCTERMS.creator, DCTERMS.created, VANN.preferredNamespaceUri)
RECOMMENDED = (VANN.preferredNamespacePrefix, OWL.versionInfo, DCTERMS.bibliographicCitation)
DETAILED = (DCTERMS.publisher, DCTERMS.issued, DCTERMS.modified, MOD_STATUS)
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_04_one_ontology(ontology: Ontology) -> None:
    """The file declares exactly one ontology, with the IRI that its terms' namespace extends."""
    assert list(ontology.graph.subjects(RDF.type, OWL.Ontology)) == [ontology.iri]
    assert ontology.namespace == f"{ontology.iri}#"


def test_22_namespace_and_prefix(ontology: Ontology) -> None:
    """The file binds the preferred prefix to the preferred namespace and to no other."""
    prefix = str(ontology.graph.value(ontology.iri, VANN.preferredNamespacePrefix))
    text = ontology.path.read_text("utf-8")
    assert re.findall(rf"(?im)^\s*@?prefix\s+{prefix}:\s*<([^>]*)>", text) == [ontology.namespace]


@pytest.mark.parametrize("relation", BILINGUAL)
def test_28_titles_and_descriptions(ontology: Ontology, relation: URIRef) -> None:
    """The header's texts stand once in Arabic and once in English."""
    found = texts(ontology.graph, ontology.iri, relation)
    assert {language: len(values) for language, values in found.items()} == {"ar": 1, "en": 1}


@pytest.mark.parametrize("relation", MINIMUM)
def test_28_minimum(ontology: Ontology, relation: URIRef) -> None:
    """The header has what FOOPS! counts as the minimum."""
    assert list(ontology.graph.objects(ontology.iri, relation))


@pytest.mark.parametrize("relation", RECOMMENDED)
def test_29_recommended(ontology: Ontology, relation: URIRef) -> None:
    """The header has what FOOPS! recommends."""
    assert list(ontology.graph.objects(ontology.iri, relation))


@pytest.mark.parametrize("relation", DETAILED)
def test_30_detailed(ontology: Ontology, relation: URIRef) -> None:
    """The header has the details that are known; a DOI is not, as none is registered."""
    assert list(ontology.graph.objects(ontology.iri, relation))


@pytest.mark.parametrize("relation", [DCTERMS.creator, DCTERMS.publisher])
def test_30_agents_are_described(ontology: Ontology, relation: URIRef) -> None:
    """Creator and publisher are described in the file, since WIDOCO fetches nothing."""
    for agent in ontology.graph.objects(ontology.iri, relation):
        assert list(ontology.graph.objects(agent, SCHEMA.name))


def test_31_licence(ontology: Ontology) -> None:
    """The licence is the IRI of CC BY 4.0, the one in LICENSES/."""
    assert list(ontology.graph.objects(ontology.iri, DCTERMS.license)) == [LICENCE]


def test_32_version(ontology: Ontology) -> None:
    """The version IRI is one, is not the ontology's IRI, and ends in the version."""
    [version] = ontology.graph.objects(ontology.iri, OWL.versionInfo)
    [iri] = ontology.graph.objects(ontology.iri, OWL.versionIRI)
    assert iri == URIRef(f"{ontology.iri}/{version}")


def test_32_dates_are_ordered(ontology: Ontology) -> None:
    """An ontology is created before it is issued, and modified last."""
    relations = (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)
    dates = [str(ontology.graph.value(ontology.iri, relation)) for relation in relations]
    assert dates == sorted(dates)


def test_33_persistent_iri(ontology: Ontology) -> None:
    """The ontology's IRI lies under a service of permanent identifiers."""
    assert str(ontology.iri).startswith("https://w3id.org/")


def test_35_prefix_is_free(ontology: Ontology) -> None:
    """The prefix is none of those that Linked Open Vocabularies gives to others."""
    prefix = ontology.graph.value(ontology.iri, VANN.preferredNamespacePrefix)
    assert prefix not in {Literal("ct"), Literal("un"), Literal("uco")}
