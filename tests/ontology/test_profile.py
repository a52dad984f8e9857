"""Whether the ontologies stay inside OWL 2 RL and OWL 2 DL and are consistent."""

import pytest
from rdflib import OWL, RDF, RDFS, XSD, URIRef

from tests.ontology.reading import Ontology

pytestmark = pytest.mark.java


def test_01_owl_2_rl(findings: dict[str, list[str]]) -> None:
    """The OWL API finds nothing outside OWL 2 RL in any ontology."""
    assert not findings.get("OWL2_RL", [])


def test_01_owl_2_dl(findings: dict[str, list[str]]) -> None:
    """The OWL API finds nothing outside OWL 2 DL in any ontology."""
    assert not findings.get("OWL2_DL", [])


def test_01_consistent(findings: dict[str, list[str]]) -> None:
    """HermiT read axioms, and they do not contradict each other."""
    assert "inconsistent" not in findings
    assert int(findings["axioms"][0]) > 0


def test_01_satisfiable(findings: dict[str, list[str]]) -> None:
    """HermiT finds no class that cannot have a member."""
    assert not findings.get("unsatisfiable", [])


def test_02_no_thing_as_superclass_or_range(ontology: Ontology) -> None:
    """Nothing is put under owl:Thing, as everything is."""
    assert not list(ontology.graph.subjects(RDFS.subClassOf, OWL.Thing))
    assert not list(ontology.graph.subjects(RDFS.range, OWL.Thing))


def test_02_no_union_as_domain_or_range(ontology: Ontology) -> None:
    """Domains and ranges are named, since OWL 2 RL has no union there."""
    ends = [*ontology.graph.objects(None, RDFS.domain), *ontology.graph.objects(None, RDFS.range)]
    assert not [end for end in ends if (end, OWL.unionOf, None) in ontology.graph]


@pytest.mark.parametrize("datatype", [RDF.langString, XSD.date, XSD.gYear])
def test_02_no_datatype_outside_the_owl_map(ontology: Ontology, datatype: URIRef) -> None:
    """No range is a datatype that OWL 2 RL lacks; shapes demand those."""
    assert not [p for p, r in ontology.graph.subject_objects(RDFS.range) if r == datatype]
