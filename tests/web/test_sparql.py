"""/sparql and /api: queries over HTTP, in process."""

import json
from html import unescape
from urllib.parse import urlencode

import pytest
import rdflib
from flask.testing import FlaskClient

from dalil.query import formats
from dalil.query.formats import Format
from dalil.query.protocol import Request
from tests.web.conftest import BASE, HTML

SEATS = f"SELECT ?body ?place {{ ?body <{BASE}ontology#seat> ?place }}"
GRAPH = f"CONSTRUCT {{ ?s <{BASE}ontology#seat> ?o }} {{ ?s <{BASE}ontology#seat> ?o }}"


def test_a_query_is_answered_alike_in_three_ways(client: FlaskClient) -> None:
    """GET, a posted form and a posted query get the same answer."""
    answers = {
        client.get("/sparql", query_string={"query": SEATS, "ac": "1"}).data,
        client.post("/sparql", data={"query": SEATS}).data,
        client.post("/sparql", data=SEATS, content_type="application/sparql-query").data,
    }
    assert len(answers) == 1
    rows = json.loads(answers.pop())["results"]["bindings"]
    assert [row["place"]["value"] for row in rows] == [f"{BASE}id/great-square"]


@pytest.mark.parametrize("format_", formats.RESULTS)
@pytest.mark.parametrize("query", [SEATS, "ASK {}"])
def test_results_come_in_every_format(client: FlaskClient, format_: Format, query: str) -> None:
    """SELECT and ASK answer in the format of Accept, ?format= says the same, and each names its charset."""
    accepted = client.get("/sparql", query_string={"query": query}, headers={"Accept": format_.media})
    asked = client.get("/sparql", query_string={"query": query, "format": format_.name})
    assert accepted.data == asked.data
    assert accepted.content_type == asked.content_type == format_.content_type


def test_a_posted_form_names_its_format(client: FlaskClient) -> None:
    """format= in a posted form counts as it does in an address, before Accept."""
    answer = client.post("/sparql", data={"query": SEATS, "format": "csv"}, headers={"Accept": "*/*"})
    assert answer.content_type == formats.CSV.content_type


@pytest.mark.parametrize("format_", formats.GRAPHS)
def test_graphs_come_in_every_format(client: FlaskClient, format_: Format) -> None:
    """CONSTRUCT answers in every graph format."""
    response = client.get("/sparql", query_string={"query": GRAPH}, headers={"Accept": format_.media})
    assert response.content_type == format_.content_type
    assert b"great-square" in response.data


@pytest.mark.parametrize(
    ("query", "graphs", "expected"),
    [
        ("ASK { ?s ?p ?o }", {"named-graph-uri": f"{BASE}graph/record"}, "false"),
        ("ASK { ?s ?p 12000 }", {"default-graph-uri": f"{BASE}graph/asserted"}, "true"),
        ("ASK { GRAPH ?g { ?s ?p 12000 } }", {"named-graph-uri": f"{BASE}graph/record"}, "false"),
        ("ASK { GRAPH ?g { ?s ?p 12000 } }", {}, "true"),
    ],
)
def test_the_request_may_name_the_dataset(
    client: FlaskClient, query: str, graphs: dict[str, str], expected: str
) -> None:
    """Graphs named by the protocol are the dataset of the query, and nothing else is."""
    answer = client.get("/sparql", query_string={"query": query, **graphs})
    assert json.dumps(json.loads(answer.data)["boolean"]) == expected


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (Request("GET", "query=SELECT"), 400),
        (Request("GET", urlencode({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"})), 403),
        (Request("GET", "update=CLEAR+ALL"), 403),
        (Request("POST", "", "application/sparql-update", b"CLEAR ALL"), 403),
        (Request("PUT", "", "text/turtle", b""), 405),
        (Request("POST", "", "text/plain", b"ASK {}"), 415),
        (Request("GET", urlencode({"query": "ASK {}", "format": "pdf"})), 406),
        (Request("POST", "", "application/sparql-query", b"#" * 1_000_001), 413),
        (Request("POST", "", "application/sparql-query", b"#" * 4_000_001), 413),
    ],
)
def test_refusals_are_problem_documents(client: FlaskClient, sent: Request, status: int) -> None:
    """Every refusal is application/problem+json with its status, what is wrong and what helps."""
    response = client.open(
        "/sparql",
        method=sent.method,
        query_string=sent.query_string,
        content_type=sent.content_type or None,
        data=sent.body,
    )
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    problem = json.loads(response.data)
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["instance"] == "/sparql"


def test_a_syntax_error_names_its_place(client: FlaskClient) -> None:
    """400 tells the line and what the parser expected."""
    problem = json.loads(client.get("/sparql", query_string={"query": "SELECT ?s {\n ?s ?p }"}).data)
    assert "line 2" in problem["detail"]
    assert "expected" in problem["detail"]


def test_a_refused_method_lists_the_allowed_ones(client: FlaskClient) -> None:
    """405 comes with Allow."""
    assert client.delete("/sparql").headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_without_a_query_the_service_describes_itself(client: FlaskClient) -> None:
    """RDF asked: sd:endpoint is the address under which the client reached it."""
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    found = rdflib.Graph().parse(data=response.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    endpoint = rdflib.URIRef("http://localhost/sparql")
    assert found.value(endpoint, sd.endpoint) == endpoint


def test_a_person_gets_a_form_and_a_table(client: FlaskClient) -> None:
    """HTML asked: the form holds the query, the table links things by name, downloads keep the query."""
    page = client.post("/sparql", data={"query": SEATS}, headers=HTML).text
    assert "&lt;https://example.org/library/ontology#seat&gt;" in page
    assert '<a href="/id/great-square">' in page
    assert f"/sparql?{urlencode({'query': SEATS, 'format': 'csv'})}".replace("&", "&amp;") in page


def test_the_editor_opens_with_a_query_that_answers(client: FlaskClient) -> None:
    """The form begins with the project's prefixes and a query that has rows; other queries are at hand."""
    page = client.get("/sparql?lang=en", headers=HTML).text
    text = unescape(page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])
    assert f"PREFIX id: <{BASE}id/>" in text
    assert json.loads(client.post("/sparql", data={"query": text}).data)["results"]["bindings"]
    assert "PREFIX skos: &lt;http://www.w3.org/2004/02/skos/core#&gt;" in page
    assert '<a href="/sparql?query=' in page


def test_a_mistake_leaves_the_query_in_the_editor(client: FlaskClient) -> None:
    """The page of a malformed query has its status, the query as it was sent, and the line of the mistake."""
    sent = "ASK {\r\n ?s ex:seat ?o\r\n}"
    response = client.post("/sparql?lang=en", data={"query": sent}, headers=HTML)
    assert response.status_code == 400
    assert f'required aria-invalid="true" aria-describedby="problem">{sent}</textarea>' in response.text
    assert '<span class="number">2</span> <mark> ?s ex:seat ?o' in response.text
    assert f"add PREFIX ex: &lt;{BASE}ontology#&gt;" in response.text


def test_an_undeclared_prefix_is_told_with_the_line_to_add(client: FlaskClient) -> None:
    """Queries declare what they use, as everywhere; the refusal of one has the declaration to add."""
    asked = {"query": "ASK { ?s ex:seat ?o }"}
    problem = json.loads(client.get("/sparql", query_string=asked).data)
    assert problem["remedy"] == f"add PREFIX ex: <{BASE}ontology#>"
    other = json.loads(client.get("/sparql", query_string={"query": "ASK { ?s no:p ?o }"}).data)
    assert other["remedy"] == "add its PREFIX line"


def test_a_published_query_is_an_address(client: FlaskClient) -> None:
    """/api/<name> answers in the formats of its form, parameters bound as terms."""
    answer = json.loads(client.get("/api/seat").data)["results"]["bindings"]
    assert answer[0]["place"]["value"] == f"{BASE}id/great-square"
    other = client.get("/api/seat", query_string={"library": "id:municipality"})
    assert json.loads(other.data)["results"]["bindings"] == []
    everyone = client.get("/api/seat", query_string={"library": ""})
    assert len(json.loads(everyone.data)["results"]["bindings"]) == 1
    assert json.loads(client.get("/api/is-closed").data)["boolean"] is False
    assert "12000" in client.get("/api/books?format=nt").text


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("libary=id:city-library", 400, "did you mean library?"),
        ("library=id:citi-library", 404, "did you mean id:city-library"),
        ("library=City Library", 404, "did you mean id:city-library"),
    ],
)
def test_a_question_asked_wrongly_is_not_answered(
    client: FlaskClient, asked: str, status: int, said: str
) -> None:
    """A parameter or a thing that there is not gets no answer to another question, but what may be meant."""
    response = client.get(f"/api/seat?{asked}")
    assert response.status_code == status
    assert said in json.loads(response.text)["remedy"]


@pytest.mark.parametrize(
    ("value", "status"),
    [("} DELETE {", 404), ("<urn:x> } #", 404), ('" . ?s ?p ?o . #', 404), ("id:a b", 400)],
)
def test_a_parameter_cannot_become_part_of_the_query(client: FlaskClient, value: str, status: int) -> None:
    """A hostile value is a term like another, which names nothing, or no IRI: never text of the query."""
    response = client.get("/api/seat", query_string={"library": value})
    assert response.status_code == status
    assert value in json.loads(response.data)["detail"] or status == 400


def test_cells_that_begin_like_formulas_stay_data(client: FlaskClient) -> None:
    """CSV keeps `=1+1` as it is, and the page that offers the download warns."""
    query = 'SELECT ?x { BIND("=1+1" AS ?x) }'
    assert b"=1+1" in client.get("/sparql", query_string={"query": query, "format": "csv"}).data
    assert (
        "spreadsheet"
        in client.get(
            "/sparql", query_string={"query": query}, headers={**HTML, "Accept-Language": "en"}
        ).text
    )


def test_an_unknown_query_is_not_found(client: FlaskClient) -> None:
    """404 says where the names are listed."""
    problem = json.loads(client.get("/api/nothing").data)
    assert (problem["status"], "/examples" in problem["remedy"]) == (404, True)
