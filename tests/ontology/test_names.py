"""Whether the local names of terms follow one style and stay valid when labels change."""

import re

from rdflib import RDFS, URIRef

from tests.ontology.reading import Ontology, ancestors, local

MERGED = {"And", "Or", "Misc", "Miscellaneous", "Other", "Others", "Various"}
TECHNOLOGY = {"Owl", "Rdf", "Turtle", "Json", "Xml", "Sparql", "Iri", "Uri"}


def _words(term: URIRef) -> set[str]:
    return set(re.findall(r"[A-Z][a-z0-9]*", local(term)[:1].upper() + local(term)[1:]))


def test_13_no_merged_ideas(ontology: Ontology) -> None:
    """No class is a pair of ideas or a rest of them."""
    assert not [c for c in ontology.classes if _words(c) & MERGED]


def test_15_no_property_for_being(ontology: Ontology) -> None:
    """No property stands for rdf:type or rdfs:subClassOf."""
    assert not [p for p in ontology.properties if local(p).lower() in {"is", "isa", "type", "kindof"}]


def test_18_classes_are_upper_camel(ontology: Ontology) -> None:
    """Classes are named in UpperCamel, in ASCII."""
    assert not [c for c in ontology.classes if not re.fullmatch(r"[A-Z][A-Za-z0-9]+", local(c))]


def test_18_properties_are_lower_camel(ontology: Ontology) -> None:
    """Properties are named in lowerCamel, in ASCII."""
    assert not [p for p in ontology.properties if not re.fullmatch(r"[a-z][A-Za-z0-9]+", local(p))]


def test_18_individuals_are_one_word(ontology: Ontology) -> None:
    """Individuals are named in one style, in ASCII: letters and digits, or words joined by hyphens."""
    style = r"[A-Za-z][A-Za-z0-9]*(-[a-z0-9]+)*"
    assert not [i for i in ontology.individuals if not re.fullmatch(style, local(i))]


def test_19_programme_is_not_software(ontologies: list[Ontology]) -> None:
    """A plan of action and a computer program, one word in Arabic, are never one class under another."""
    for ontology in ontologies:
        plans = [c for c in ontology.classes if "Programme" in _words(c)]
        software = [c for c in ontology.classes if "Software" in _words(c)]
        for term in plans:
            assert not set(software) & ancestors(ontology.graph, term, RDFS.subClassOf)
        for term in software:
            assert not set(plans) & ancestors(ontology.graph, term, RDFS.subClassOf)


def test_20_no_file_extensions(ontology: Ontology) -> None:
    """No IRI ends like a file."""
    names = [str(ontology.iri), *map(str, ontology.terms)]
    assert not [name for name in names if re.search(r"\.(ttl|owl|rdf|html|jsonld|xml)$", name)]


def test_38_no_technology_in_names(ontology: Ontology) -> None:
    """No term is named after how it is stored."""
    assert not [t for t in ontology.terms if _words(t) & TECHNOLOGY]
