"""Whether every term is named and defined, in Arabic and in English, once in each."""

import re
import unicodedata
from collections import Counter

import pytest
from rdflib import OWL, RDFS, SKOS, Literal, URIRef

from tests.ontology.reading import DEFINITION, LABEL, PROPERTY_KINDS, Ontology, literals, texts

BIDI_CONTROLS = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
ONCE = {"ar": 1, "en": 1}
WRITTEN = (RDFS.label, RDFS.comment, SKOS.definition, SKOS.altLabel, SKOS.prefLabel, SKOS.note, SKOS.example)


def _repeated(ontology: Ontology, terms: list[URIRef], relation: URIRef) -> list[tuple[str, str]]:
    values = [
        (language, value)
        for term in terms
        for language, found in texts(ontology.graph, term, relation).items()
        for value in found
    ]
    return sorted(text for text, count in Counter(values).items() if count > 1)


def _counts(ontology: Ontology, relation: URIRef) -> dict[str, dict[str, int]]:
    """The terms that do not have exactly one value a language."""
    found = {
        str(term): {tag: len(values) for tag, values in texts(ontology.graph, term, relation).items()}
        for term in ontology.terms
    }
    return {term: counts for term, counts in found.items() if counts != ONCE}


@pytest.mark.parametrize("kinds", [(OWL.Class,), PROPERTY_KINDS], ids=["classes", "properties"])
def test_14_labels_are_distinct(ontology: Ontology, kinds: tuple[URIRef, ...]) -> None:
    """No two classes, and no two properties, share a label in one language."""
    assert not _repeated(ontology, ontology.own(*kinds), LABEL)


def test_14_labels_are_distinct_across_kinds(ontology: Ontology) -> None:
    """No class, property or individual shares its label with another term of the ontology."""
    assert not _repeated(ontology, ontology.terms, LABEL)


def test_15_no_synonyms(ontology: Ontology) -> None:
    """No term's other name is the label of another term."""
    labels = {value: term for term in ontology.terms for value in ontology.graph.objects(term, LABEL)}
    others = [(t, v) for t in ontology.terms for v in ontology.graph.objects(t, SKOS.altLabel)]
    assert not [(term, value) for term, value in others if labels.get(value, term) != term]


def test_23_25_one_label_a_language(ontology: Ontology) -> None:
    """Every term has exactly one label in Arabic and one in English, and none without a language."""
    assert not _counts(ontology, LABEL)


def test_24_one_definition_a_language(ontology: Ontology) -> None:
    """Every term has exactly one definition in Arabic and one in English."""
    assert not _counts(ontology, DEFINITION)


def test_24_definition_is_the_comment(ontology: Ontology) -> None:
    """skos:definition and rdfs:comment say the same, as browsers read one or the other."""
    graph = ontology.graph
    differing = [
        t for t in ontology.terms if set(graph.objects(t, DEFINITION)) != set(graph.objects(t, RDFS.comment))
    ]
    assert not differing


def test_24_definitions_are_distinct(ontology: Ontology) -> None:
    """No two terms share a definition in one language."""
    assert not _repeated(ontology, ontology.terms, DEFINITION)


def test_24_definitions_are_sentences(ontology: Ontology) -> None:
    """A definition ends with a full stop and says more than the label does."""
    for term in ontology.terms:
        labels = {str(label).rstrip(".") for label in ontology.graph.objects(term, LABEL)}
        for definition in map(str, ontology.graph.objects(term, DEFINITION)):
            assert definition.endswith("."), (term, definition)
            assert definition.rstrip(".") not in labels, (term, definition)


def test_23_arabic_is_arabic(ontology: Ontology) -> None:
    """Texts tagged Arabic have Arabic letters, and labels tagged English have none."""
    for term in ontology.terms:
        for relation in (LABEL, DEFINITION):
            for value in literals(ontology.graph, term, relation):
                arabic = re.search("[\u0621-\u064a]", value) is not None
                assert arabic or value.language != "ar", (term, value)
                assert not arabic or relation != LABEL or value.language != "en", (term, value)


@pytest.mark.parametrize("relation", WRITTEN)
def test_26_clean_text(ontology: Ontology, relation: URIRef) -> None:
    """Texts are in NFC, without bidi controls, tabs, line ends, or spaces at their edges."""
    for subject, value in ontology.graph.subject_objects(relation):
        assert isinstance(value, Literal), (subject, value)
        assert value == Literal(unicodedata.normalize("NFC", value), lang=value.language), (subject, value)
        assert not re.search(BIDI_CONTROLS + r"|[\t\r\n]|^\s|\s$|\s\s", value), (subject, value)
