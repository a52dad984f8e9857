"""The explanation of a triple, as a page, JSON and RDF."""

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, parse

from dalil import terms
from tests.web.conftest import BASE, HTML, TURTLE

SEAT = "/explain?s=id:great-square&p=ex:seatOf&o=id:city-library"
GIVEN = "/explain?s=id:city-library&p=ex:seat&o=id:great-square"
DENIED = "/explain?s=id:city-library&p=ex:closedBy&o=id:municipality"
JSON = {"Accept": "application/json"}


def page(client: FlaskClient, path: str, language: str = "en") -> str:
    """The page at a path."""
    response = client.get(path, headers={**HTML, "Accept-Language": language})
    assert response.status_code == 200, response.text
    return response.text


def test_a_proof_stands_on_its_page(client: FlaskClient) -> None:
    """The rule, the axiom and the claim's sentence with the quoted words marked."""
    text = page(client, SEAT)
    assert "prp-inv" in text
    assert "<mark>افتتحت مكتبة المدينة أبوابها في الميدان الكبير</mark>" in text
    assert '<details class="step" open>' in text


def test_a_proof_is_told_in_the_language_of_the_page(client: FlaskClient) -> None:
    """The same in Arabic, words and names."""
    text = page(client, SEAT, "ar")
    assert "لماذا يصح هذا" in text
    assert "لأن" in text


def test_an_inferred_fact_leads_to_its_proof(client: FlaskClient) -> None:
    """Beside the mark of an inferred fact stands a link that answers with the proof of that fact."""
    text = page(client, "/doc/great-square")
    links = [part.partition('"')[0] for part in text.split('class="why" href="')[1:]]
    assert links
    for link in links:
        assert '<section class="proof"' in page(client, link.replace("&amp;", "&"))


def test_a_given_triple_says_so(client: FlaskClient) -> None:
    """It is no inference; its claim is shown."""
    text = page(client, GIVEN)
    assert "This was not inferred" in text
    assert "<mark>" in text


def test_a_denied_triple_shows_the_denial_and_what_is_missing(client: FlaskClient) -> None:
    """It does not hold, and the claim that denies it stands on the page."""
    text = page(client, DENIED)
    assert "Why this is not concluded" in text
    assert "A source denies this" in text
    assert "<mark>ولم تغلق البلدية المكتبة</mark>" in text
    lacking = page(client, "/explain?s=id:old-quarter&p=ex:seatOf&o=id:city-library")
    assert '<li class="missing">' in lacking


def test_another_value_of_the_same_is_told(client: FlaskClient) -> None:
    """A text that nothing bears does not hold; what holds by that property is told, with its proof."""
    asked = "/explain?s=id:city-library&p=skos:prefLabel&o=%22Castle%22@en"
    text = page(client, asked)
    assert "This does hold by the same property" in text
    assert 'href="/explain?s=' in text
    akin = client.get(asked, headers=JSON).get_json()["akin"]
    assert akin
    assert all(said["triple"][1] == "<http://www.w3.org/2004/02/skos/core#prefLabel>" for said in akin)


def test_json_has_the_steps_in_order(client: FlaskClient) -> None:
    """The last step is the conclusion; the claim comes with its quote in its sentence."""
    found = client.get(SEAT, headers=JSON).get_json()
    assert found["counts"] == {"claim": 1, "record": 0, "axiom": 1}
    assert found["proof"][-1]["premises"] == [1, 2]
    (claim,) = [claim for step in found["proof"] for claim in step.get("ground", {}).get("claims", ())]
    assert claim["quote"] in claim["sentence"]


def test_rdf_has_a_node_for_each_step(client: FlaskClient) -> None:
    """Rules, premises and the claim that a given step was derived from, without blank nodes."""
    triples = {q.triple for q in parse(client.get(SEAT, headers=TURTLE).data, format=RdfFormat.TURTLE)}
    steps = {t.subject for t in triples}
    assert len(steps) == 3
    assert all(isinstance(step, NamedNode) for step in steps)
    assert sum(t.predicate.value == terms.RULE for t in triples) == 1
    assert sum(t.predicate.value == terms.PREMISE for t in triples) == 2
    sources = {str(t.object) for t in triples if t.predicate.value == terms.PROV_WAS_DERIVED_FROM}
    assert {source.removeprefix(f"<{BASE}").partition("/")[0] for source in sources} == {"claim", "graph"}


def test_other_proofs_are_on_request(client: FlaskClient) -> None:
    """The page offers them, and ?all= bounds them."""
    body = "/explain?s=id:city-library&p=a&o=ex:Body"
    assert "all=10" in page(client, body)
    found = client.get(f"{body}&all=10", headers=JSON).get_json()
    assert 1 <= len(found["alternatives"]) <= 10
    assert "Other proofs" in page(client, f"{body}&all=10")


def test_without_terms_there_is_a_form(client: FlaskClient) -> None:
    """Three fields to ask about any triple."""
    text = page(client, "/explain")
    assert all(f'name="{name}"' in text for name in "spo")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/explain?s=id:nobody&p=a&o=ex:Body", 404),
        ("/explain?s=id:city-library&p=a", 400),
        ('/explain?s="words"&p=a&o=ex:Body', 400),
        ("/explain?s=_:b&p=a&o=ex:Body", 400),
        ("/explain?s=id:city-library&p=a&o=<a> <b> . <c", 400),
        ("/explain?s=<no iri>&p=a&o=ex:Body", 400),
        (f"{SEAT}&all=many", 400),
        (f"{SEAT}&all=-1", 400),
        (f"{SEAT}&format=csv", 406),
    ],
)
def test_what_cannot_be_explained_is_refused(client: FlaskClient, path: str, status: int) -> None:
    """Unknown terms, terms in wrong places, what is no term, no number or no format: a problem is told."""
    response = client.get(path, headers=JSON)
    assert response.status_code == status
    assert response.get_json()["status"] == status
