"""The descriptions of the endpoint and of the dataset."""

from dalil import terms
from dalil.graph.terms import NamedNode, triple
from dalil.query import service
from dalil.query.formats import GRAPHS, RESULTS

ENDPOINT = "https://e.org/sparql"
BASE = "https://e.org/"
GRAPHS_SERVED = [f"{BASE}graph/asserted", f"{BASE}graph/meta"]
META = [triple(NamedNode(BASE), terms.RDF_TYPE, terms.VOID_DATASET)]

SERVED = service.Dataset(BASE, GRAPHS_SERVED, META, service.RULES)


def test_the_service_states_its_address_and_formats() -> None:
    """sd:endpoint is the address asked, and there is one sd:resultFormat for each format served."""
    found = service.describe_service(ENDPOINT, SERVED)
    assert triple(NamedNode(ENDPOINT), terms.SD + "endpoint", ENDPOINT) in found
    formats = {t.object for t in found if t.predicate.value == terms.SD + "resultFormat"}
    assert len(formats) == len(RESULTS) + len(GRAPHS)


def test_the_service_names_the_listed_graphs() -> None:
    """Each listed graph is a named graph of the default dataset, and what meta says comes along."""
    found = service.describe_service(ENDPOINT, SERVED)
    named = {t.object for t in found if t.predicate.value == terms.SD + "namedGraph"}
    assert named == set(map(NamedNode, GRAPHS_SERVED))
    assert META[0] in found


def test_the_dataset_says_where_it_is_served() -> None:
    """VoID names the endpoint and the dumps under the address that the client used."""
    found = service.describe_dataset("https://h/", BASE, META, ["dump.nq"])
    said = {(t.predicate.value, t.object) for t in found if t.subject == NamedNode(BASE)}
    assert (terms.VOID + "sparqlEndpoint", NamedNode("https://h/sparql")) in said
    assert (terms.VOID + "dataDump", NamedNode("https://h/dump.nq")) in said
    media = terms.MEDIA_TYPES + "application/n-quads"
    assert triple(NamedNode("https://h/dump.nq"), terms.DCAT + "mediaType", media) in found
