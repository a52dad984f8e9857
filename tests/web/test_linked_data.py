"""IRIs and documents: who is redirected, what RDF holds, what is gone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from flask.testing import FlaskClient

from dalil.base import KnowledgeBase
from dalil.graph import parse
from dalil.graph.dataset import PARTS
from dalil.graph.dumps import NAMES
from dalil.query import formats
from dalil.query.formats import Format
from tests.web.conftest import BASE, HTML, TURTLE

RDFLIB = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld", "nq": "nquads", "trig": "trig"}


def graph(client: FlaskClient, path: str) -> rdflib.Graph:
    """The Turtle document at that path."""
    response = client.get(path, headers=TURTLE)
    assert response.status_code == 200, response.text
    return rdflib.Graph().parse(data=response.text, format="turtle")


def rdf_triples(text: str) -> set[str]:
    """The lines of an N-Triples document without their final full stop."""
    return {line.removesuffix(" .") for line in text.splitlines()}


def test_a_thing_sends_to_its_document(client: FlaskClient) -> None:
    """A thing is no document: its IRI answers 303, whatever is asked for."""
    for headers in (HTML, TURTLE):
        response = client.get("/id/city-library", headers=headers)
        assert response.status_code == 303
        assert response.headers["Location"] == "/doc/city-library"


@pytest.mark.parametrize(
    "path", ["/id/nothing", "/doc/nothing", "/claim/nothing", "/article/nothing", "/graph/nothing"]
)
@pytest.mark.parametrize("ending", ["", "%20x", "%3C", "%22", "%00", "%FF"])
def test_what_is_not_known_is_404(client: FlaskClient, path: str, ending: str) -> None:
    """An IRI below the base that nothing describes is not found, nor is what makes no IRI."""
    assert client.get(path + ending).status_code == 404


@pytest.mark.parametrize("path", ["/id/citi-library", "/doc/citi-library"])
def test_a_misspelt_name_is_told_with_what_is_meant(client: FlaskClient, path: str) -> None:
    """404 names the things that are spelt nearly so."""
    assert "did you mean id:city-library" in json.loads(client.get(path).data)["remedy"]


@pytest.mark.parametrize("path", ["/id/reading-room", "/doc/reading-room"])
def test_a_retired_thing_is_410(client: FlaskClient, path: str) -> None:
    """A thing with owl:deprecated is gone, as RDF and as a page, and what replaces it is named."""
    for headers in (TURTLE, HTML):
        response = client.get(path, headers=headers)
        assert response.status_code == 410
        assert f"{BASE}id/city-library" in response.text
    assert client.get(path.replace("reading-room", "book-cart")).status_code == 410


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("format_", formats.GRAPHS)
@pytest.mark.parametrize("path", ["/doc/city-library", "/ontology", "/article/library-news"])
def test_documents_come_in_every_graph_format(client: FlaskClient, path: str, format_: Format) -> None:
    """Each format parses with another library, and holds what the Turtle holds."""
    response = client.get(path, headers={"Accept": format_.media})
    assert response.content_type == format_.content_type
    found = rdflib.Dataset(default_union=True).parse(data=response.text, format=RDFLIB[format_.name])
    assert len(found) == len(graph(client, path))
    assert client.get(f"{path}?format={format_.name}", headers=HTML).data == response.data


def test_a_document_is_about_its_thing(client: FlaskClient) -> None:
    """The document of a thing has the thing as its subject, both kinds of type, and a link back to it."""
    found = graph(client, "/doc/city-library")
    thing = rdflib.URIRef(f"{BASE}id/city-library")
    types = {str(o) for o in found.objects(thing, rdflib.RDF.type)}
    assert {f"{BASE}ontology#Library", f"{BASE}ontology#Body"} <= types
    assert set(found.subjects()) == {thing}
    links = client.get("/doc/city-library", headers=TURTLE).headers.getlist("Link")
    assert f'<{thing}>; rel="describes"' in links


def test_a_claim_document_has_its_evidence_and_its_statement(
    client: FlaskClient, claim_of: Callable[[str], str]
) -> None:
    """The selectors that are named after the claim come along, and so does what it asserts."""
    path = claim_of("12000")
    found = graph(client, path)
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    assert found.value(rdflib.URIRef(f"{BASE[:-1]}{path}#quote"), oa.exact) == rdflib.Literal(
        "تضم المكتبة 12000 كتاب", lang="ar"
    )
    assert (rdflib.URIRef(f"{BASE}id/city-library"), rdflib.URIRef(f"{BASE}ontology#books"), None) in found


def test_a_denied_claim_document_asserts_nothing(client: FlaskClient, claim_of: Callable[[str], str]) -> None:
    """The document of a denied claim describes the proposition and does not state it."""
    found = graph(client, claim_of("تغلق"))
    assert (None, rdflib.URIRef(f"{BASE}ontology#closedBy"), None) not in found
    assert (None, rdflib.RDF.predicate, rdflib.URIRef(f"{BASE}ontology#closedBy")) in found


def test_the_ontology_document_is_the_ontology(client: FlaskClient) -> None:
    """It has one owl:Ontology, its own; the vocabulary of claims has a document of its own."""
    for path, iri in (("/ontology", f"{BASE}ontology"), ("/ns", "https://w3id.org/dalil/ns")):
        found = graph(client, path)
        assert {str(s) for s in found.subjects(rdflib.RDF.type, rdflib.OWL.Ontology)} == {iri}
    terms = {str(s) for s in graph(client, "/ontology").subjects(rdflib.RDFS.isDefinedBy, None)}
    assert f"{BASE}ontology#Library" in terms
    assert not any(term.startswith("https://w3id.org/dalil/ns#") for term in terms)


def test_an_ontology_document_loses_no_axiom(client: FlaskClient, root: Path) -> None:
    """Every triple of the vocabulary's file is in its document, anonymous axioms among them."""
    written = parse.triples(root / "ontology" / "dalil.ttl")
    served = rdf_triples(client.get("/ns", headers={"Accept": "application/n-triples"}).text)
    assert {str(t) for t in written if "_:" not in str(t)} <= served
    assert sum("_:" in str(t) for t in written) == sum("_:" in t for t in served)


def test_the_version_iri_answers(client: FlaskClient) -> None:
    """The version that is served answers like the ontology; another version is not found."""
    assert client.get("/ontology/1.0.0", headers=TURTLE).data == client.get("/ontology", headers=TURTLE).data
    assert client.get("/ontology/0.9.0").status_code == 404


def test_the_parts_of_the_dataset_can_be_read(client: FlaskClient) -> None:
    """Each part that has triples is a graph with an address."""
    sizes = {name: client.get(f"/graph/{name}", headers=TURTLE).status_code for name in PARTS}
    assert sizes == dict.fromkeys(PARTS, 200)
    assert client.get("/graph/none", headers=TURTLE).status_code == 404
    assert client.get("/graph/asserted", headers=HTML).status_code == 406


def test_void_says_where_everything_is(client: FlaskClient) -> None:
    """The description names the endpoint and the dumps under this server's address."""
    found = graph(client, "/.well-known/void")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    assert str(found.value(rdflib.URIRef(BASE), void.sparqlEndpoint)) == "http://localhost/sparql"
    dumps = {str(o) for o in found.objects(rdflib.URIRef(BASE), void.dataDump)}
    assert dumps == {f"http://localhost/{name}" for name in NAMES}


def test_examples_are_published(client: FlaskClient) -> None:
    """Every query is a sh:SPARQLExecutable whose IRI leads to its answer or its description."""
    found = graph(client, "/.well-known/sparql-examples")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    names = {str(s) for s in found.subjects(rdflib.RDF.type, sh.SPARQLExecutable)}
    assert names == {f"{BASE}query/{name}" for name in ("seat", "is-closed", "books")}
    assert client.get("/query/seat", headers=HTML).headers["Location"] == "/api/seat"
    assert client.get("/query/seat", headers=TURTLE).headers["Location"] == "/.well-known/sparql-examples"


def test_a_generation_has_a_permanent_link(client: FlaskClient, kb: KnowledgeBase) -> None:
    """The current generation is described, one no longer served is gone, no generation is not found."""
    assert kb.generation in client.get(f"/generation/{kb.generation}", headers=HTML).text
    assert client.get("/generation/0123456789abcdef").status_code == 410
    assert client.get("/generation/latest").status_code == 404


def test_json_ld_is_json(client: FlaskClient) -> None:
    """JSON-LD documents need no remote context."""
    body = client.get("/doc/city-library?format=jsonld").text
    assert "@context" not in body
    assert json.loads(body)
