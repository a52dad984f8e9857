"""What the endpoint and the dataset are, as linked data, under the address that a client uses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dalil import terms
from dalil.graph.dataset import part_iri
from dalil.graph.terms import NamedNode, Triple, triple
from dalil.query.formats import GRAPHS, RESULTS, Format

_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "jsonld": "JSON-LD",
    "nq": "N-Quads",
    "trig": "TriG",
}
"""Short name of a format → its name in W3C's registry of format IRIs."""


RULES: Mapping[str, str] = {
    "defaultEntailmentRegime": terms.ENTAILMENT + "OWL-RDF-Based",
    "supportedEntailmentProfile": terms.OWL_PROFILE + "RL",
}
AS_STATED: Mapping[str, str] = {"defaultEntailmentRegime": terms.ENTAILMENT + "Simple"}
"""What the service says of inference: the rules of OWL 2 RL, or none."""


@dataclass(frozen=True)
class Dataset:
    """What is served: its IRI ending in a slash, its listed graphs, what it says of itself, its inference."""

    base: str
    graphs: Sequence[str]
    meta: Iterable[Triple]
    regime: Mapping[str, str]


def describe_service(endpoint: str, served: Dataset) -> list[Triple]:
    """The service at `endpoint` (SPARQL 1.1 Service Description), with its dataset."""
    service, dataset = NamedNode(endpoint), NamedNode(served.base)
    default = NamedNode(part_iri(served.base, "default"))
    return [
        _sd(service, "endpoint", endpoint),
        triple(service, terms.RDF_TYPE, terms.SD + "Service"),
        *(_sd(service, "supportedLanguage", terms.SD + name) for name in ("SPARQL10Query", "SPARQL11Query")),
        *(_sd(service, "resultFormat", _format(f)) for f in (*RESULTS, *GRAPHS)),
        *(_sd(service, name, iri) for name, iri in served.regime.items()),
        _sd(service, "defaultDataset", dataset.value),
        triple(dataset, terms.RDF_TYPE, terms.SD + "Dataset"),
        _sd(dataset, "defaultGraph", default.value),
        triple(default, terms.RDF_TYPE, terms.SD + "Graph"),
        *(found for iri in served.graphs for found in _named_graph(dataset, iri)),
        *served.meta,
    ]


def _named_graph(dataset: NamedNode, iri: str) -> Iterator[Triple]:
    graph = NamedNode(iri)
    yield _sd(dataset, "namedGraph", iri)
    yield triple(graph, terms.RDF_TYPE, terms.SD + "NamedGraph")
    yield _sd(graph, "name", iri)


def describe_dataset(address: str, base: str, meta: Iterable[Triple], dumps: Sequence[str]) -> list[Triple]:
    """What `meta` says of the dataset, with where it is served: below `address`, ending in a slash."""
    dataset, endpoint = NamedNode(base), NamedNode(f"{address}sparql")
    return [
        *meta,
        triple(dataset, terms.VOID + "sparqlEndpoint", endpoint),
        triple(endpoint, terms.RDF_TYPE, terms.DCAT + "DataService"),
        triple(endpoint, terms.DCAT + "endpointURL", endpoint),
        triple(endpoint, terms.DCAT + "servesDataset", dataset),
        *(found for dump in dumps for found in _distribution(dataset, address + dump)),
    ]


def _distribution(dataset: NamedNode, dump: str) -> list[Triple]:
    """A dump as VoID and DCAT describe it; its media type by the ending."""
    format_ = next(f for f in GRAPHS if f.name == dump.rsplit(".", 1)[1])
    return [
        triple(dataset, terms.VOID + "dataDump", dump),
        triple(dataset, terms.DCAT + "distribution", dump),
        triple(NamedNode(dump), terms.RDF_TYPE, terms.DCAT + "Distribution"),
        triple(NamedNode(dump), terms.DCAT + "downloadURL", dump),
        triple(NamedNode(dump), terms.DCAT + "mediaType", terms.MEDIA_TYPES + format_.media),
        triple(NamedNode(dump), terms.DCTERMS_LICENSE, terms.CC_BY),
    ]


def _sd(subject: NamedNode, name: str, value: str) -> Triple:
    return triple(subject, terms.SD + name, value)


def _format(format_: Format) -> str:
    return terms.FORMATS + _FORMAT_NAMES[format_.name]
