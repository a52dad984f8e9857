"""A project about something else: built, checked, queried and served with no change in Python."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dalil import terms
from dalil.base import KnowledgeBase
from dalil.base.build import build
from dalil.base.check import check
from dalil.cli import main
from dalil.errors import ClashError, ViolationError
from dalil.files import Project
from dalil.web.app import create_app
from tests.base import projects

FACTS = "data/frost-report/facts.ttl"
BASE = "https://orchard.example/"


@pytest.fixture
def client(orchard: Project) -> FlaskClient:
    """A client of its web application."""
    kb = KnowledgeBase.open(orchard)
    return create_app(lambda: kb).test_client()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project, to be changed."""
    return projects.fixture("orchard", tmp_path / "orchard")


def test_its_article_is_covered(orchard: Project) -> None:
    """Every sentence of the English report has a claim, and every word that matters is covered."""
    found = check(orchard, projects.ignore)
    assert all(coverage.complete for coverage in found.articles)
    assert len(found.claims) == 6


def test_what_follows_is_inferred_by_its_own_ontology(orchard: Project) -> None:
    """The orchard lies in the district, since its ontology makes `lies in` transitive."""
    kb = KnowledgeBase.open(orchard)
    row = f"<{BASE}id/elm-orchard> <{BASE}ontology#liesIn> <{BASE}id/hill-district>"
    assert bool(kb.query(f"ASK {{ GRAPH <{BASE}graph/inferred> {{ {row} }} }}").boolean)


def test_its_question_answers_in_the_terminal(orchard: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The published question gives the words for what is said, and none for what is inferred."""
    assert main(["query", "where-the-orchard-lies", "--project", str(orchard.root)]) == 0
    printed = capsys.readouterr().out
    assert "Green Valley" in printed
    assert "Hill District" in printed


def test_its_question_answers_over_http(client: FlaskClient) -> None:
    """The same question is served as JSON under its name."""
    answer = client.get("/api/where-the-orchard-lies", headers={"Accept": "application/sparql-results+json"})
    rows = answer.get_json(force=True)["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == ["Green Valley", "Hill District"]
    assert ["quote" in row for row in rows] == [True, False]


@pytest.mark.parametrize("path", ["/", "/id/elm-orchard", "/article/frost-report", "/ontology", "/examples"])
def test_its_pages_are_served(client: FlaskClient, path: str) -> None:
    """Home, things, articles, terms and questions have their pages."""
    answer = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
    assert answer.status_code == 200, path
    assert answer.mimetype == "text/html"


def test_what_is_denied_is_told_apart(client: FlaskClient) -> None:
    """The council's emergency is denied: no query finds it asserted, its claim says who denied what."""
    query = (
        f"PREFIX dalil: <{terms.DALIL}> PREFIX rdf: <{terms.RDF}> "
        f"SELECT ?quote {{ ?claim dalil:stance dalil:Denied ; rdf:predicate <{BASE}ontology#declared> ; "
        "dalil:quote ?quote FILTER NOT EXISTS { ?s ?declared ?o FILTER(?declared = "
        f"<{BASE}ontology#declared>) }} }}"
    )
    answer = client.get(
        "/sparql", query_string={"query": query}, headers={"Accept": "application/sparql-results+json"}
    )
    (row,) = json.loads(answer.data)["results"]["bindings"]
    assert row["quote"]["value"] == "The district council has not declared an emergency"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("or:damagedTrees 340", "or:damagedTrees -3", "an integer from 0"),
        (
            "id:green-valley or:liesIn id:hill-district",
            "id:green-valley or:liesIn id:elm-orchard",
            "lies in a district",
        ),
    ],
    ids=["asserted", "closed"],
)
def test_its_own_shapes_refuse(folder: Path, old: str, new: str, said: str) -> None:
    """A number below zero fails before reasoning, an orchard without a district after it."""
    projects.edit(folder / FACTS, old, new)
    with pytest.raises(ViolationError) as caught:
        build(Project.load(folder), projects.ignore)
    assert said in caught.value.report
    assert projects.pointer(folder) is None


def test_its_own_axioms_clash(folder: Path) -> None:
    """A place that speaks contradicts the ontology, by way of what follows from a domain."""
    projects.append(folder / "data/records.ttl", "id:elm-orchard a or:Speaker .")
    with pytest.raises(ClashError, match="cax-dw") as caught:
        build(Project.load(folder), projects.ignore)
    proof = caught.value.report.partition("false [cax-dw]\n")[2]
    assert "[prp-" in proof
    assert "Speaker> [given]" in proof
