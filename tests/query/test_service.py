"""The descriptions of the endpoint and of the dataset."""

from dalil import terms
from dalil.graph.dataset import PARTS
from dalil.graph.terms import NamedNode, triple
from dalil.query import service
from dalil.query.formats import GRAPHS, RESULTS

ENDPOINT = "https://e.org/sparql"
BASE = "https://e.org/"
META = [triple(NamedNode(BASE), terms.RDF_TYPE, terms.VOID_DATASET)]


def test_the_service_states_its_address_and_formats() -> None:
    """sd:endpoint is the address asked, and there is one sd:resultFormat for each format served."""
    found = service.describe_service(ENDPOINT, BASE, META)
    assert triple(NamedNode(ENDPOINT), terms.SD + "endpoint", ENDPOINT) in found
    formats = {t.object for t in found if t.predicate.value == terms.SD + "resultFormat"}
    assert len(formats) == len(RESULTS) + len(GRAPHS)


def test_the_service_names_every_part_of_the_dataset() -> None:
    """Each part is a named graph of the default dataset, and what meta says comes along."""
    found = service.describe_service(ENDPOINT, BASE, META)
    named = {t.object for t in found if t.predicate.value == terms.SD + "namedGraph"}
    assert named == {NamedNode(f"{BASE}graph/{name}") for name in (*PARTS, "meta")}
    assert META[0] in found


def test_the_dataset_says_where_it_is_served() -> None:
    """VoID names the endpoint and the dumps under the address that the client used."""
    found = service.describe_dataset("https://h/", BASE, META, ["dump.nq"])
    assert {t.object for t in found[1:]} == {NamedNode("https://h/sparql"), NamedNode("https://h/dump.nq")}
