"""What the endpoint and the dataset are, as linked data, under the address that a client uses."""

from collections.abc import Iterable, Sequence

from dalil import terms
from dalil.graph.dataset import META, PARTS, part_iri
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


def describe_service(endpoint: str, base: str, meta: Iterable[Triple]) -> list[Triple]:
    """The service at `endpoint` (SPARQL 1.1 Service Description), with the dataset that `meta` describes."""
    service, dataset = NamedNode(endpoint), NamedNode(base)
    default = NamedNode(part_iri(base, "default"))
    found = [
        _sd(service, "endpoint", endpoint),
        triple(service, terms.RDF_TYPE, terms.SD + "Service"),
        _sd(service, "supportedLanguage", terms.SD + "SPARQL11Query"),
        _sd(service, "defaultEntailmentRegime", terms.ENTAILMENT + "OWL-RDF-Based"),
        _sd(service, "supportedEntailmentProfile", terms.OWL_PROFILE + "RL"),
        _sd(service, "defaultDataset", base),
        triple(dataset, terms.RDF_TYPE, terms.SD + "Dataset"),
        _sd(dataset, "defaultGraph", default.value),
        triple(default, terms.RDF_TYPE, terms.SD + "Graph"),
    ]
    found += [_sd(service, "resultFormat", _format(f)) for f in (*RESULTS, *GRAPHS)]
    for name in (*PARTS, META):
        part = part_iri(base, name)
        found += [
            _sd(dataset, "namedGraph", part),
            triple(NamedNode(part), terms.RDF_TYPE, terms.SD + "NamedGraph"),
            _sd(NamedNode(part), "name", part),
        ]
    return [*found, *meta]


def describe_dataset(address: str, base: str, meta: Iterable[Triple], dumps: Sequence[str]) -> list[Triple]:
    """What `meta` says of the dataset, with where it is served: below `address`, ending in a slash."""
    dataset = NamedNode(base)
    return [
        *meta,
        triple(dataset, terms.VOID + "sparqlEndpoint", f"{address}sparql"),
        *(triple(dataset, terms.VOID + "dataDump", address + dump) for dump in dumps),
    ]


def _sd(subject: NamedNode, name: str, value: str) -> Triple:
    return triple(subject, terms.SD + name, value)


def _format(format_: Format) -> str:
    return terms.FORMATS + _FORMAT_NAMES[format_.name]
