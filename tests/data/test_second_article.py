"""A second article beside the first: both answer with their own words, and nothing merges."""

import hashlib
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from dalil import terms
from dalil.base import KnowledgeBase
from dalil.base.assembly import read
from dalil.base.build import build
from dalil.errors import SourceError
from dalil.files import Project
from dalil.graph.terms import NamedNode, Triple
from dalil.ingest.claim import Claim
from tests.base import projects

FIRST, SECOND = "harbour-news", "harbour-letter"
CLOSED = (
    f"<{projects.BASE}id/new-pier> <{projects.BASE}ontology#closedBy> <{projects.BASE}id/harbour-authority>"
)
STANCES = """
PREFIX dalil: <https://w3id.org/dalil/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?article ?stance ?quote {
  { GRAPH ?claim { %(triple)s } }
  UNION { ?claim rdf:subject %(subject)s ; rdf:predicate %(predicate)s ; rdf:object %(object)s }
  ?claim dalil:stance ?stance ; dalil:article ?article ; dalil:quote ?quote
}
ORDER BY ?article
"""


def added(folder: Path) -> Path:
    """The folder, with the letter and the records that it needs added to it."""
    return Path(shutil.copytree(projects.FIXTURES / "second-article", folder, dirs_exist_ok=True))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The new project with its second article, built."""
    return projects.built(added(projects.new(tmp_path_factory.mktemp("data") / "both")))


def stances(kb: KnowledgeBase, triple: Triple) -> dict[str, tuple[str, str]]:
    """Article slug → stance and words of what it says of a triple."""
    names = {"triple": str(triple), "subject": str(triple.subject), "predicate": str(triple.predicate)}
    rows = kb.query(STANCES % {**names, "object": str(triple.object)}).rows()
    return {local(row["article"]): (local(row["stance"]), str(row["quote"])) for row in rows}


def local(term: object) -> str:
    """What follows the last slash or hash of an IRI."""
    return str(term).strip("<>").replace("#", "/").rpartition("/")[2]


def test_a_contradiction_is_answered_with_both_quotes(both: Project) -> None:
    """One article denies what the other asserts: each answers with its own stance and words."""
    subject, predicate, value = (NamedNode(part.strip("<>")) for part in CLOSED.split())
    found = stances(KnowledgeBase.open(both), Triple(subject, predicate, value))
    assert {article: stance for article, (stance, _) in found.items()} == {
        FIRST: "Denied",
        SECOND: "Asserted",
    }
    assert "has not closed" in found[FIRST][1]
    assert "closed the pier on Monday" in found[SECOND][1]


def test_each_voice_speaks_for_itself(both: Project) -> None:
    """The letter's two voices are kept apart, and neither speaks in the first article's claims."""
    voices: defaultdict[str, set[str]] = defaultdict(set)
    for claim in read(both).claims:
        voices[claim.article.folder.name] |= {local(voice) for voice in claim.voices}
    assert voices == {FIRST: {"calm-gazette"}, SECOND: {"mayor", "calm-gazette"}}


def test_one_triple_in_two_articles_is_two_claims(both: Project) -> None:
    """What both say is one fact with two claims, each in a graph of its own."""
    found = by_predicate(read(both).claims)["berths"]
    assert len({claim.iri for claim in found}) == 2
    assert len({claim.triples for claim in found}) == 1
    kb = KnowledgeBase.open(both)
    assert [kb.graph(claim.iri) for claim in found] == [list(claim.triples) for claim in found]


def by_predicate(claims: tuple[Claim, ...]) -> dict[str, list[Claim]]:
    """Local name of a predicate → the claims that use it."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for statement in claim.triples:
            found[local(statement.predicate)].append(claim)
    return found


def test_nothing_merges(both: Project) -> None:
    """Each claim has one article, one sentence and one quote, and each sentence one text."""
    kb = KnowledgeBase.open(both)
    for kind, predicates in (
        (terms.CLAIM, (terms.IN_ARTICLE, terms.IN_SENTENCE, terms.QUOTE, terms.STANCE)),
        (terms.SENTENCE, (terms.IN_ARTICLE, terms.TEXT, terms.NUMBER)),
    ):
        nodes = [row["s"] for row in kb.query(f"SELECT ?s {{ ?s a <{kind}> }}").rows()]
        assert nodes
        for node in nodes:
            about = kb.triples_about(str(getattr(node, "value", "")))
            assert all(sum(t.predicate.value == p for t in about) == 1 for p in predicates)


def test_the_first_article_s_claims_keep_their_names(both: Project, tmp_path: Path) -> None:
    """A second article changes no claim of the first, so that no review is voided by it."""
    alone = read(Project.load(projects.new(tmp_path / "alone"))).claims
    assert {claim.iri for claim in alone} < {claim.iri for claim in read(both).claims}


def test_a_second_text_must_be_another(tmp_path: Path) -> None:
    """A copy of an article, or a second text under the first one's name, is refused: both would merge."""
    folder = projects.new(tmp_path / "first")
    shutil.copytree(folder / "data" / FIRST, folder / "data" / "copy")
    with pytest.raises(SourceError, match=f"of the article in copy|of the article in {FIRST}"):
        build(Project.load(folder), projects.ignore)
    article = folder / "data" / "copy" / "article.ttl"
    article.write_text(article.read_text("utf-8").replace(f"article:{FIRST}", "article:copy"), "utf-8")
    with pytest.raises(SourceError, match="name or the text"):
        build(Project.load(folder), projects.ignore)


DENIAL = "لم يحدث ما قيل هنا."
"""What an article says that denies the real one: «what is said here did not happen»."""


def denying(folder: Path, claim: Claim) -> Path:
    """An article folder that denies the first triple of a claim."""
    folder.mkdir()
    (folder / "source.txt").write_text(f"رد\n\n{DENIAL}\n", "utf-8")
    digest = hashlib.sha256((folder / "source.txt").read_bytes()).hexdigest()
    iri = claim.article.iri.rpartition("/")[0] + "/a-reply"
    head = f"PREFIX dalil: <{terms.DALIL}>\nPREFIX dcterms: <{terms.DCTERMS}>\n"
    (folder / "article.ttl").write_text(
        f'{head}PREFIX rdfs: <{terms.RDFS}>\n<{iri}> a dalil:Article ; dcterms:title "رد"@ar , "Reply"@en ;\n'
        f'    dcterms:language "ar" ; dcterms:hasPart <{iri}#section-0> ;\n'
        f'    dalil:sourceFile "source.txt" ; dalil:sha256 "{digest}" .\n'
        f'<{iri}#section-0> a dalil:Section ; rdfs:label "رد"@ar , "Reply"@en ;\n'
        '    dalil:number 0 ; dalil:heading "رد"@ar .\n',
        "utf-8",
    )
    fact = f'<< {claim.triples[0]} >> dalil:stance dalil:Denied ; dalil:quote "{DENIAL}"@ar .\n'
    (folder / "facts.ttl").write_text(head + fact, "utf-8")
    return folder


def test_the_real_project_takes_a_second_article(root: Path, tmp_path: Path) -> None:
    """Beside the real article, another that denies one of its claims is built, and both answer."""
    folder = tmp_path / "real"
    for name in ("ontology", "data", "queries"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "dalil.toml", folder)
    project = Project.load(folder)
    claim = next(c for c in read(project).claims if c.asserted)
    denying(folder / "data" / "a-reply", claim)
    build(project, projects.ignore)
    found = stances(KnowledgeBase.open(project), claim.triples[0])
    assert found.pop("a-reply") == ("Denied", f'"{DENIAL}"@ar')
    assert {stance for stance, _ in found.values()} == {"Asserted"}
