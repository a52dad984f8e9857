"""Whether every inferred triple of the article's graph is proved down to its sentences and records."""

from collections import Counter

import pytest

from dalil.base import KnowledgeBase
from dalil.base.grounds import CELLS
from dalil.base.labels import Label
from dalil.base.quotation import quotation
from dalil.base.telling import Names, Teller, plain, words
from dalil.errors import NotFoundError
from dalil.graph.dataset import part_iri
from dalil.graph.terms import value
from dalil.ingest.article import read_article
from dalil.reason.checker.check import Checker
from dalil.reason.explained import statement_of
from dalil.reason.proof import Proof, Statement
from dalil.terms import OWL, PHRASE, RDF_NIL, RDF_TYPE
from tests.base import projects
from tests.conftest import ROOT

NIL = f"<{RDF_NIL}>"


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    """The knowledge base of the checkout."""
    return KnowledgeBase.open(projects.built(ROOT))


def named(kb: KnowledgeBase, subject: str, predicate: str, value: str) -> Statement:
    """A triple of the project's things and terms."""
    prefixes = kb.project.prefixes
    return Statement(f"<{prefixes['id']}{subject}>", f"<{predicate}>", f"<{value}>")


def part_of(kb: KnowledgeBase, subject: str, value: str) -> Statement:
    """That one thing of the project is part of another."""
    prefixes = kb.project.prefixes
    return named(kb, subject, prefixes["unct"] + "partOf", prefixes["id"] + value)


def test_every_inferred_triple_is_proved(kb: KnowledgeBase) -> None:
    """The checker accepts the proofs; their leaves are claims, records and axioms, counted apart."""
    checker = Checker(kb.explainer.grounds)
    kinds: Counter[str] = Counter()
    inferred = kb.graph(part_iri(kb.project.base, "inferred"))
    for triple in inferred:
        found = kb.explainer.explain(statement_of(triple))
        assert found.proof is not None
        assert found.proof.rule
        checker.check(found.proof)
        leaves = [leaf for leaf in found.proof.leaves() if leaf.predicate not in CELLS]
        assert sum(found.counts().values()) == len(leaves)
        kinds.update(found.counts())
    assert len(inferred) > 900
    assert min(kinds[kind] for kind in ("claim", "record", "axiom")) > 0


def test_each_claim_leaf_holds_its_quote(kb: KnowledgeBase) -> None:
    """The span of each claim that a proof rests on is where the article has its quote."""
    texts = {a.iri: a.text for a in map(read_article, kb.project.articles())}
    claims: set[str] = set()
    for triple in kb.graph(part_iri(kb.project.base, "inferred")):
        found = kb.explainer.explain(statement_of(triple))
        claims |= {claim for ground in found.grounds.values() for claim in ground.claims}
    assert len(claims) > 100
    for claim in claims:
        told = quotation(kb, claim)
        assert texts[told.article][told.start : told.end] == told.quote
        assert told.quote in told.sentence
        assert told.stance == "Asserted"


def test_an_asserted_triple_shows_its_claims(kb: KnowledgeBase) -> None:
    """What was given is said to be so, with the claims that state it."""
    found = kb.explainer.explain(part_of(kb, "uncct", "unoct"))
    assert found.proof is not None
    assert found.proof.rule == ""
    assert found.ground is not None
    assert found.ground.kind == "claim"
    assert "التابع" in quotation(kb, found.ground.claims[0]).quote


def test_records_and_axioms_have_their_lines(kb: KnowledgeBase) -> None:
    """A leaf that no claim states names its file and line while the files are as they were built."""
    found = kb.explainer.explain(named(kb, "anadolu-agency", RDF_TYPE, "http://xmlns.com/foaf/0.1/Agent"))
    places = sorted(ground.place for ground in found.grounds.values())
    assert [place.partition(":")[0] for place in places] == [
        "records.ttl",
        "unct.ttl",
        "unct.ttl",
        "unct.ttl",
    ]
    file, _, line = places[0].partition(":")
    stated = (ROOT / "data" / file).read_text("utf-8").splitlines()[: int(line)]
    assert "anadolu-agency" in "\n".join(stated[-3:])


def test_what_nothing_mentions_is_refused(kb: KnowledgeBase) -> None:
    """An unknown term is named, with where to look."""
    with pytest.raises(NotFoundError, match="nobody"):
        kb.explainer.explain(part_of(kb, "nobody", "unoct"))


def test_what_does_not_hold_has_no_proof(kb: KnowledgeBase) -> None:
    """A triple of known terms that does not follow."""
    found = kb.explainer.explain(part_of(kb, "united-nations", "unoct"))
    assert found.proof is None
    (near,) = found.near
    assert near.rule == "prp-trp"
    assert near.missing == (part_of(kb, "united-nations", "uncct"),)
    assert found.counts() == {"claim": 0, "record": 0, "axiom": 0}


def test_a_list_is_told_in_what_nearly_holds(kb: KnowledgeBase) -> None:
    """An axiom among the premises that hold names the elements of its list, as in a proof."""
    prefixes = kb.project.prefixes
    council = prefixes["id"] + "security-council"
    found = kb.explainer.explain(named(kb, "anadolu-agency", prefixes["unct"] + "adoptedBy", council))
    teller = Teller("en", kb.names("en"), found.said)
    told = {plain(teller.statement(said)) for said in found.near[0].present}
    assert "“adopted by” follows from the chain “adopted through, then agent”" in told


def test_phrases_speak_of_subject_and_value(kb: KnowledgeBase) -> None:
    """Each phrase of the ontology stands in both languages, has both gaps, and is of a declared property."""
    ontology = kb.graph(part_iri(kb.project.base, "ontology"))
    declared = {t.subject for t in ontology if t.predicate.value == RDF_TYPE}
    said = {t.subject for t in ontology if t.predicate.value == PHRASE}
    assert len(said) > 50
    assert said <= declared
    for subject in map(value, said):
        texts = [kb.phrase(subject, language) for language in ("ar", "en")]
        assert all("{s}" in text and "{o}" in text for text in texts)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_conclusion_reads_as_its_premise(kb: KnowledgeBase, language: str) -> None:
    """No step about the things of the project gives as its reason the very sentence that it concludes."""
    things = f"<{kb.project.prefixes['id']}"
    found = map(statement_of, kb.graph(part_iri(kb.project.base, "inferred")))
    proofs = [kb.explainer.explain(said).proof for said in found if said.subject.startswith(things)]
    teller = Teller(language, kb.names(language))
    repeated: list[str] = []
    for proof in filter(None, proofs):
        reasons = {plain(teller.statement(premise.conclusion)) for premise in proof.premises}
        repeated += {plain(teller.statement(proof.conclusion))} & reasons
    assert len(proofs) > 100
    assert not repeated


def test_a_denied_triple_shows_who_denies_it(kb: KnowledgeBase) -> None:
    """A triple that a claim denies does not hold, and the claim is told."""
    prefixes = kb.project.prefixes
    denied = named(kb, "isil", prefixes["unct"] + "defeatedIn", prefixes["id"] + "ideological-sphere")
    found = kb.explainer.explain(denied)
    assert found.proof is None
    assert [quotation(kb, claim).stance for claim in found.doubts] == ["Denied"]


NAMES = Names(lambda iri: Label(iri, "en"))
GAPS = ("{s}", "{p}", "{o}")
SENTENCES = {
    "en": "A – in: C, because A – in: B and B – in: C and “in” is transitive.",
    "ar": "A – in: C، لأن A – in: B، ولأن B – in: C، ولأن «in» علاقة متعدية.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_step_is_a_sentence(language: str) -> None:
    """A step says what follows and from what, by the names of things."""
    said = [Statement(f"<{s}>", "<in>", f"<{o}>") for s, o in ("AB", "BC")]
    axiom = Statement("<in>", f"<{RDF_TYPE}>", f"<{OWL}TransitiveProperty>")
    proof = Proof(Statement("<A>", "<in>", "<C>"), "prp-trp", tuple(map(Proof, [*said, axiom])))
    teller = Teller(language, NAMES, proof.said())
    assert plain(teller.step(proof)) == SENTENCES[language]


@pytest.mark.parametrize(("language", "said"), [("en", "A is in C"), ("ar", "A داخل C")])
def test_a_phrase_says_a_statement(language: str, said: str) -> None:
    """Where the ontology has words for a property, they stand in place of its name."""
    phrases = {"en": "{s} is in {o}", "ar": "{s} داخل {o}"}
    names = Names(lambda iri: Label(iri, "en"), lambda iri: phrases[language] if iri == "in" else "")
    assert plain(Teller(language, names).statement(Statement("<A>", "<in>", "<C>"))) == said


def test_a_name_that_clings_stands_before_quotation_marks() -> None:
    """An Arabic preposition of one letter is written together with what follows it."""
    names = Names(lambda iri: Label("تابع لـ" if iri == "in" else iri, "ar"))
    assert plain(Teller("ar", names).statement(Statement("<A>", "<in>", "<C>"))) == "A – تابع لـ«C»"


def test_a_chain_is_told_by_its_elements() -> None:
    """An axiom that names a list is told with what stands in it; the cells are not premises of their own."""
    first, rest = CELLS
    chain = Statement("<r>", f"<{OWL}propertyChainAxiom>", "_:a")
    cells = [("_:a", first, "<p>"), ("_:a", rest, "_:b"), ("_:b", first, "<q>"), ("_:b", rest, NIL)]
    premises = [Proof(chain), *(Proof(Statement(*cell)) for cell in cells)]
    proof = Proof(Statement("<x>", "<r>", "<z>"), "prp-spo2", tuple(premises))
    told = plain(Teller("en", NAMES, proof.said()).step(proof))
    assert told == "x – r: z, because “r” follows from the chain “p, then q”."


@pytest.mark.parametrize("cells", [[], [("<b>", CELLS[1], "<a>")]], ids=["no end", "circle"])
def test_a_cell_without_the_rest_of_its_list_is_told_as_any_thing(cells: list[tuple[str, str, str]]) -> None:
    """A proof may hold some cells of a list, or cells that run in a circle: they are told by their names."""
    loop = [("<a>", CELLS[1], "<b>"), ("<b>", CELLS[0], "<p>")] if cells else []
    said = [Statement(*cell) for cell in [("<a>", CELLS[0], "<p>"), *loop, *cells]]
    proof = Proof(Statement("<x>", "<in>", "<a>"), "prp-dom", tuple(map(Proof, said)))
    assert plain(Teller("en", NAMES, proof.said()).statement(proof.conclusion)) == "x – in: a"


def test_a_list_that_two_axioms_share_is_told_in_both() -> None:
    """The list of one axiom may go on with that of another: each is told by its own elements."""
    first, rest = CELLS
    cells = [("_:a", first, "<p>"), ("_:a", rest, "_:b"), ("_:b", first, "<q>"), ("_:b", rest, NIL)]
    chains = [
        Statement(name, f"<{OWL}propertyChainAxiom>", cell) for name, cell in (("<r>", "_:a"), ("<s>", "_:b"))
    ]
    premises = map(Proof, [*chains, *(Statement(*cell) for cell in cells)])
    proof = Proof(Statement("<x>", "<r>", "<z>"), "prp-spo2", tuple(premises))
    teller = Teller("en", NAMES, proof.said())
    told = [plain(teller.statement(chain)) for chain in chains]
    assert told == ["“r” follows from the chain “p, then q”", "“s” follows from the chain “q”"]


def test_the_languages_have_the_same_sentences() -> None:
    """Every sentence stands in both files and speaks of the same terms."""
    english, arabic = words("en"), words("ar")
    assert english.keys() == arabic.keys()
    for table in ("reasons", "statements"):
        assert english[table].keys() == arabic[table].keys()
    for key, text in english["statements"].items():
        other = arabic["statements"][key]
        assert [gap in text for gap in GAPS] == [gap in other for gap in GAPS]
