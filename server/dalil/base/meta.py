"""The dataset's description of itself, without a clock: VoID, DCAT, its queries and prefixes."""

from collections.abc import Iterable, Iterator

from dalil import terms
from dalil.base import partitions
from dalil.base.assembly import Knowledge
from dalil.base.partitions import Partitions
from dalil.files import Project
from dalil.graph.dataset import META, PARTS, Dataset, part_iri
from dalil.graph.terms import Literal, NamedNode, Triple, integer, triple, value
from dalil.query import catalogue

_LANGUAGE = "en"
"""Of the names and comments that editors read, where there is one in it."""


def describe(knowledge: Knowledge, dataset: Dataset) -> Iterator[Triple]:
    """The triples of the meta graph: the dataset, its parts, sources, partitions, queries and prefixes."""
    project = knowledge.project
    node = NamedNode(project.base)
    yield triple(node, terms.RDF_TYPE, terms.VOID_DATASET)
    yield triple(node, terms.RDF_TYPE, terms.DCAT_DATASET)
    for language, text in sorted(project.title.items()):
        yield triple(node, terms.DCTERMS_TITLE, Literal(text, language=language))
    for language, text in sorted(project.description.items()):
        yield triple(node, terms.DCTERMS_DESCRIPTION, Literal(text, language=language))
    yield triple(node, terms.DCTERMS_LICENSE, terms.CC_BY)
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
    yield from _schema(project, dataset)
    yield from catalogue.describe(catalogue.load(project.examples()), project.base, _LANGUAGE)
    yield from catalogue.declarations(project.prefixes.items(), project.base)


def _schema(project: Project, dataset: Dataset) -> Iterator[Triple]:
    """The partitions by class and property, with one name for each class and property in them.

    Query editors join the names of both classes and of the property: names in two languages would give
    them each partition eight times.
    """
    spaces = (f"{project.ontology}#", terms.DALIL)
    found = Partitions(dataset.default(), spaces)
    yield from partitions.describe(found, project.base, part_iri(project.base, META))
    names = _names(dataset.default())
    for iri in sorted({*found.entities, *(name for _, name in found.triples)} & names.keys()):
        yield triple(NamedNode(iri), terms.RDFS_LABEL, names[iri])


def _names(triples: Iterable[Triple]) -> dict[str, Literal]:
    """IRI → its label: the English one where there is one, else the first by language and letters."""
    found: dict[str, list[Literal]] = {}
    for one in triples:
        if one.predicate.value == terms.RDFS_LABEL and isinstance(one.object, Literal):
            found.setdefault(value(one.subject), []).append(one.object)
    return {iri: min(labels, key=_rank) for iri, labels in found.items()}


def _rank(label: Literal) -> tuple[bool, str, str]:
    return label.language != _LANGUAGE, label.language or "", label.value
