"""Why the premises contradict each other, as a page, JSON and RDF; and proofs over plain files."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from dalil import terms
from dalil.base import KnowledgeBase, knowledge, plain
from dalil.web.app import create_app
from tests.web.conftest import HTML, TURTLE

FILES = "https://e.org/files/"
JSON = {"Accept": "application/json"}
SCHEMA = """
    PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    <Cat> rdfs:subClassOf <Animal> ; owl:disjointWith <Stone> . <Stone> rdfs:label "حجر"@ar .
"""


@pytest.fixture
def files(tmp_path: Path) -> FlaskClient:
    """A client of a server over two plain files, of which the second contradicts the first."""
    return over(tmp_path, {"schema.ttl": SCHEMA, "tom & co.ttl": "<tom> a <Cat> , <Stone> ."})


def over(folder: Path, texts: dict[str, str]) -> FlaskClient:
    """A client of a server over plain files: name → text."""
    paths = [folder / name for name in texts]
    for path in paths:
        path.write_text(texts[path.name], "utf-8")
    (folder / "project").mkdir()
    kb = KnowledgeBase.open(plain.prepare(paths, FILES, folder / "project"))
    return create_app(lambda: kb).test_client(use_cookies=False)


def asked(subject: str, predicate: str, value: str) -> dict[str, str]:
    """The parameters that ask for a triple of the files."""
    return {"s": FILES + subject, "p": predicate, "o": FILES + value}


@pytest.mark.parametrize(("language", "words"), [("ar", "المقدمات متناقضة"), ("en", "contradict each other")])
def test_a_contradiction_is_proved_on_its_page(files: FlaskClient, language: str, words: str) -> None:
    """The rule and each premise with the file that states it, in the language of the page."""
    text = files.get("/contradictions", query_string={"lang": language}, headers=HTML).text
    assert words in text
    assert "cax-dw" in text
    assert text.count("tom &amp; co.ttl") == 2
    assert text.count("schema.ttl") == 1


def test_json_ends_in_no_triple(files: FlaskClient) -> None:
    """The last step has a rule and no triple; each given step names its file."""
    found = files.get("/contradictions", headers=JSON).get_json()
    (proof,) = found["contradictions"]
    assert found["complete"]
    assert (proof[-1]["triple"], proof[-1]["rule"]) == (None, "cax-dw")
    grounds = [step["ground"] for step in proof if "ground" in step]
    assert {ground["kind"] for ground in grounds} == {"given"}
    assert sorted(g["place"] for g in grounds) == ["schema.ttl", "tom & co.ttl", "tom & co.ttl"]


def test_rdf_has_a_node_of_its_own_kind(files: FlaskClient) -> None:
    """The last step is a contradiction; the others are steps that were derived from the files' graphs."""
    body = files.get("/contradictions", headers=TURTLE).data
    triples = [quad.triple for quad in parse(body, format=RdfFormat.TURTLE)]
    kinds = [t.object.value for t in triples if t.predicate.value == terms.RDF_TYPE]
    assert sorted(kinds) == sorted([terms.CONTRADICTION, *[terms.PROOF_STEP] * 3])
    sources = {t.object.value for t in triples if t.predicate.value == terms.PROV_WAS_DERIVED_FROM}
    assert sources == {f"{FILES}schema.ttl", f"{FILES}tom%20%26%20co.ttl"}


def test_what_does_not_contradict_itself_says_so(client: FlaskClient) -> None:
    """A build refuses contradictions, so a project that is served has none."""
    assert "does not contradict itself" in client.get("/contradictions?lang=en", headers=HTML).text
    assert client.get("/contradictions", headers=JSON).get_json() == {"contradictions": [], "complete": True}


def test_plain_files_are_proved_from(files: FlaskClient) -> None:
    """A conclusion over plain files, which are not served closed, rests on the triples in them."""
    question = asked("tom", "a", "Animal")
    found = files.get("/explain", query_string=question, headers=JSON).get_json()
    assert found["counts"] == {"given": 2}
    text = files.get("/explain", query_string=question, headers=HTML).text
    assert "cax-sco" in text
    assert "tom &amp; co.ttl" in text


def test_a_step_that_is_used_often_is_told_once(tmp_path: Path) -> None:
    """Where each step rests four times on the next, the page grows with the steps, not with their uses."""
    lines = [
        f"<A{k}> owl:intersectionOf ( <B{k}> <C{k}> <D{k}> <E{k}> ) ."
        + "".join(f"<A{k + 1}> rdfs:subClassOf <{name}{k}> ." for name in "BCDE")
        for k in range(6)
    ]
    client = over(tmp_path, {"one.ttl": SCHEMA + "".join(lines) + "<x> a <A6> ."})
    text = client.get("/explain", query_string=asked("x", "a", "A0"), headers=HTML).text
    assert text.count('<details class="step"') == 6 * 5


def test_a_step_about_what_has_no_name_leads_nowhere(tmp_path: Path) -> None:
    """A proof deeper than the page links to the page of a step, unless nobody can ask about that step."""
    named = "".join(f"<C{k}> rdfs:subClassOf <C{k + 1}> ." for k in range(20)) + "<x> a <C0> ."
    blank = "".join(f"_:c{k} rdfs:subClassOf _:c{k + 1} ." for k in range(20))
    text = f"{SCHEMA}{named}{blank} <y> a _:c0 . _:c20 rdfs:subClassOf <Top> ."
    client = over(tmp_path, {"one.ttl": text})
    for name, top, linked in (("x", "C20", True), ("y", "Top", False)):
        text = client.get("/explain", query_string=asked(name, "a", top), headers=HTML).text
        links = [part.partition('"')[0] for part in text.split('value-line"><a href="/explain?')[1:]]
        answers = [client.get("/explain?" + link.replace("&amp;", "&"), headers=JSON) for link in links]
        assert bool(links) is linked
        assert all(answer.status_code == 200 for answer in answers)


def test_a_triple_as_a_value_is_told(tmp_path: Path) -> None:
    """A triple term has no name: it stands as N-Triples writes it."""
    said = "<https://e.org/files/x> <https://e.org/files/p> <https://e.org/files/y>"
    text = SCHEMA + "<a> <says> <<( <x> <p> <y> )>> . <says> rdfs:domain <Saying> ."
    client = over(tmp_path, {"one.ttl": text})
    found = client.get("/explain", query_string=asked("a", "a", "Saying"), headers=JSON).get_json()
    assert any(said in step["sentence"] for step in found["proof"])


def test_what_follows_may_be_too_much(tmp_path: Path) -> None:
    """A chain whose transitive closure has billions of triples is refused, each time at once."""
    chain = "".join(f"<n{k}> <p> <n{k + 1}> ." for k in range(20_000))
    client = over(tmp_path, {"one.ttl": f"{SCHEMA}{chain} <p> a owl:TransitiveProperty ."})
    for path in ("/contradictions", "/explain?s=https://e.org/files/n0&p=a&o=https://e.org/files/n1"):
        problem = client.get(path, headers=JSON)
        assert problem.status_code == 400
        assert "prp-trp" in problem.get_json()["detail"]


def test_plain_files_may_be_too_large(files: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """More triples than are closed while somebody waits: refused, with what to do instead."""
    monkeypatch.setattr(knowledge, "MOST", 4)
    problem = files.get("/explain", query_string=asked("tom", "a", "Animal"), headers=JSON)
    assert problem.status_code == 403
    assert "dalil close" in problem.get_json()["remedy"]
