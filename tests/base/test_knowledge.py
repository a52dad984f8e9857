"""The knowledge base as pages and endpoints read it."""

from pathlib import Path

import pytest

from dalil.base import KnowledgeBase
from dalil.base.build import rebuild
from dalil.base.check import check
from dalil.base.queries import require_sound
from dalil.errors import NotBuiltError, QueryError, RefusedError, SourceError
from dalil.files import Project
from dalil.graph.evaluate import EVERYTHING, Scope
from dalil.graph.terms import NamedNode
from dalil.ingest.review import Review, write_reviews
from dalil.terms import CONFIRMED
from tests.base import projects

ALL = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"


def test_nothing_is_open_before_it_is_built(tmp_path: Path) -> None:
    """A project without a generation is refused with the command that builds one."""
    project = Project.load(projects.new(tmp_path / "first"))
    with pytest.raises(NotBuiltError, match="dalil build"):
        KnowledgeBase.open(project)


def test_an_open_generation_stays_what_it_is(folder: Path) -> None:
    """A newer build makes the open one old, not different."""
    project = Project.load(folder)
    kb = KnowledgeBase.open(project)
    before = kb.export("ttl")
    projects.edit(folder / "data/records.ttl", "Port of Calm", "Calm Port")
    rebuild(project, projects.ignore)
    assert KnowledgeBase.open(project).generation != kb.generation
    assert kb.export("ttl") == before
    assert KnowledgeBase.open(project).export("ttl") != before


def test_a_newer_generation_is_noticed(folder: Path) -> None:
    """A knowledge base knows whether the pointer has moved on since it was opened."""
    project = Project.load(folder)
    old = KnowledgeBase.open(project)
    rebuild(project, projects.ignore)
    assert [kb.is_current for kb in (old, KnowledgeBase.open(project))] == [False, True]


def test_pages_bind_their_parameters(orchard: Project) -> None:
    """A page's query answers for the term that is bound."""
    kb = KnowledgeBase.open(orchard)
    iri = orchard.base + "id/elm-orchard"
    found = {t.predicate.value for t in kb.triples_about(iri)}
    assert orchard.ontology + "#liesIn" in found
    text = "SELECT ?s ?o { ?s <" + orchard.ontology + "#liesIn> ?o } ORDER BY ?o"
    assert len(kb.query(text, {"s": NamedNode(iri)}).rows()) == 2


def test_a_scope_of_the_protocol_is_obeyed(orchard: Project) -> None:
    """The dataset that the protocol asks for replaces the usual one, parts and all."""
    kb = KnowledgeBase.open(orchard)
    part = orchard.base + "graph/record"
    assert {str(r["g"]) for r in kb.query(ALL, scope=Scope(named=(part,))).rows()} == {f"<{part}>"}
    usual, everything = (len(kb.query(ALL, scope=scope).rows()) for scope in (None, EVERYTHING))
    assert everything == usual + 5


def test_no_query_calls_another_server(orchard: Project) -> None:
    """SERVICE is refused below the web as well: no query of a terminal or a file reaches the network."""
    with pytest.raises(RefusedError):
        KnowledgeBase.open(orchard).query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_the_catalogue_is_the_project_s(orchard: Project) -> None:
    """The published queries are the files of the project."""
    assert [e.name for e in KnowledgeBase.open(orchard).catalogue] == ["where-the-orchard-lies"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("SELECT * { ?s ?p ?o }", SourceError),
        ("#+ summary:\n#+   en: All\nSELECT * {\n ?s ?p }", QueryError),
        ("#+ summary:\n#+   en: All\nSELECT * {\n SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", QueryError),
    ],
    ids=["header", "syntax", "service"],
)
def test_an_unsound_query_is_blamed_by_its_file(
    folder: Path, text: str, error: type[SourceError | QueryError]
) -> None:
    """An example without header, malformed, or calling another server is refused by name."""
    file = folder / "queries/examples/bad.rq"
    file.write_text(text, "utf-8")
    with pytest.raises(error) as caught:
        require_sound(Project.load(folder))
    assert caught.value.file == str(file)


def test_a_check_says_what_is_missing(folder: Path) -> None:
    """Every claim of a new project is covered and awaits its second reading."""
    found = check(Project.load(folder), projects.ignore)
    assert all(coverage.complete for coverage in found.articles)
    assert len(found.unreviewed) == len(found.claims) == 4
    assert not found.complete


def test_reviews_complete_a_project_until_an_edit(folder: Path) -> None:
    """Once each claim is confirmed the project is complete; an edit of one claim voids its review alone."""
    project = Project.load(folder)
    keys = [claim.key for claim in check(project, projects.ignore).claims]
    reviews = {key: Review("2024-05-06", CONFIRMED) for key in keys}
    write_reviews(folder / "data/harbour-news", reviews, project.base, project.prefixes)
    assert check(project, projects.ignore).complete
    projects.edit(folder / "data/harbour-news/facts.ttl", "ex:berths 12", "ex:berths 13")
    found = check(project, projects.ignore)
    assert len(found.voided) == len(found.unreviewed) == 1
    assert set(found.voided) < set(keys)
    assert not found.complete


def test_questions_are_those_of_the_generation(folder: Path) -> None:
    """An edit of a published query reaches no reader before a build has checked it."""
    project = projects.built(folder)
    for path in project.examples():
        path.write_text("SELECT {", "utf-8")
    assert [example.name for example in KnowledgeBase.open(project).catalogue]
