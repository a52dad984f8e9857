"""The dataset's description of itself: VoID and DCAT, without a clock."""

from collections.abc import Iterator

from dalil import terms
from dalil.base.assembly import Knowledge
from dalil.graph.dataset import PARTS, Dataset, part_iri
from dalil.graph.terms import Literal, NamedNode, Triple, integer, triple

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def describe(knowledge: Knowledge, dataset: Dataset) -> Iterator[Triple]:
    """The triples of the meta graph: the dataset, its parts with their sizes, its sources."""
    project = knowledge.project
    node = NamedNode(project.base)
    yield triple(node, terms.RDF_TYPE, terms.VOID_DATASET)
    yield triple(node, terms.RDF_TYPE, terms.DCAT_DATASET)
    for language, text in sorted(project.title.items()):
        yield triple(node, terms.DCTERMS_TITLE, Literal(text, language=language))
    for language, text in sorted(project.description.items()):
        yield triple(node, terms.DCTERMS_DESCRIPTION, Literal(text, language=language))
    yield triple(node, terms.DCTERMS_LICENSE, LICENCE)
    yield triple(node, terms.VOID_URI_SPACE, Literal(project.base))
    yield triple(node, terms.VOID_VOCABULARY, project.ontology)
    yield triple(node, terms.VOID_TRIPLES, integer(sum(map(len, dataset.parts.values()))))
    for article in knowledge.articles:
        yield triple(node, terms.PROV_WAS_DERIVED_FROM, article.iri)
    for name in PARTS:
        part = NamedNode(part_iri(project.base, name))
        yield triple(node, terms.VOID_SUBSET, part.value)
        yield triple(part, terms.RDF_TYPE, terms.VOID_DATASET)
        yield triple(part, terms.VOID_TRIPLES, integer(len(dataset.parts[name])))
