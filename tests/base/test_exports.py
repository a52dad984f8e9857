"""What is exported: the same bytes from equal inputs, and nothing asserted that was denied."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from dalil import terms
from dalil.base import KnowledgeBase
from dalil.files import Project
from dalil.graph.dataset import META, PARTS, part_iri
from dalil.graph.serialise import FORMATS
from dalil.graph.terms import BlankNode, DefaultGraph, NamedNode, Triple, value
from tests.base import projects

GRAPHS = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"
ORCHARD = "https://orchard.example/"


def term(name: str) -> NamedNode:
    """A thing or a term of the orchard."""
    return NamedNode(ORCHARD + name)


DENIED = Triple(term("id/district-council"), term("ontology#declared"), term("id/emergency"))
HEDGED = Triple(term("id/frost"), term("ontology#delays"), term("id/harvest"))


@pytest.fixture(scope="module")
def kb(orchard: Project) -> KnowledgeBase:
    """The knowledge base about the orchard."""
    return KnowledgeBase.open(orchard)


def test_two_builds_export_the_same_bytes(tmp_path: Path) -> None:
    """Two folders and two hash seeds: every format, and the manifest, byte for byte the same."""
    found = []
    for seed in ("1", "2"):
        folder = projects.fixture("orchard", tmp_path / seed / "orchard")
        assert projects.run("build", "--project", str(folder), seed=seed).returncode == 0
        kb = KnowledgeBase.open(Project.load(folder))
        printed = projects.run("export", "--format", "trig", "--project", str(folder), seed=seed).stdout
        assert printed.encode() == kb.export("trig")
        found.append((kb.generation, kb.manifest, {ending: kb.export(ending) for ending in FORMATS}))
    assert found[0] == found[1]
    assert all(found[0][2].values())


def test_blank_nodes_of_the_ontology_survive_with_their_labels(kb: KnowledgeBase) -> None:
    """An expression of the ontology is whole in the store, under labels that tell its file."""
    nodes = {t.subject for t in ox.parse(kb.export("nt"), ox.RdfFormat.N_TRIPLES)}
    labels = {node.value for node in nodes if isinstance(node, BlankNode)}
    assert all(label.startswith(("b-ontology-orchard-", "b-ontology-dalil-")) for label in labels)
    assert sum(label.startswith("b-ontology-orchard-") for label in labels) == 3
    about = kb.triples_about(ORCHARD + "ontology#Event")
    members = [t.object for t in about if t.predicate.value == terms.RDF_FIRST]
    assert sorted(map(str, members)) == [str(term("ontology#Emergency")), str(term("ontology#Event"))]


def test_parts_are_apart_and_make_up_the_default_graph(kb: KnowledgeBase) -> None:
    """In the stored generation too, the parts share no triple and together are the default graph."""
    parts = [kb.graph(part_iri(ORCHARD, name)) for name in PARTS]
    assert all(parts[:4])
    assert max(Counter(t for part in parts for t in part).values()) == 1
    default = {t.triple for t in ox.parse(kb.export("nt"), ox.RdfFormat.N_TRIPLES)}
    assert {t for part in parts for t in part} == default


@pytest.mark.parametrize("proposition", [DENIED, HEDGED], ids=["denied", "hedged"])
def test_what_is_not_asserted_is_in_no_graph(kb: KnowledgeBase, proposition: Triple) -> None:
    """A denied or hedged proposition is a quad of no graph, and its claim's description names its parts."""
    quads = list(ox.parse(kb.export("nq"), ox.RdfFormat.N_QUADS))
    assert proposition not in {quad.triple for quad in quads}
    assert all(proposition not in kb.graph(part_iri(ORCHARD, name)) for name in (*PARTS, META))
    (claim,) = (
        q.subject
        for q in quads
        if q.triple == Triple(q.subject, NamedNode(terms.RDF_PREDICATE), proposition.predicate)
    )
    described = {q.predicate.value: q.object for q in quads if q.subject == claim}
    assert described[terms.RDF_SUBJECT] == proposition.subject
    assert described[terms.RDF_OBJECT] == proposition.object
    assert NamedNode(described[terms.STANCE].value).value in {terms.DENIED, terms.HEDGED}


def test_all_dumps_as_one_union_assert_no_denial(kb: KnowledgeBase) -> None:
    """A client that loads every dump into one graph, graph names dropped, asserts nothing that was denied."""
    union = ox.Store()
    for ending, kind in FORMATS.items():
        union.load(
            kb.export(ending),
            kind,
            to_graph=None if ending in {"nq", "trig", "jsonld"} else ox.DefaultGraph(),
        )
    triples = {quad.triple for quad in union}
    assert not {DENIED, HEDGED} & triples
    assert Triple(term("id/elm-orchard"), term("ontology#liesIn"), term("id/hill-district")) in triples


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf"])
def test_rdflib_reads_every_plain_dump(kb: KnowledgeBase, ending: str) -> None:
    """Another RDF library finds as many triples in each format as the default graph has."""
    kinds = {"ttl": "turtle", "nt": "nt", "rdf": "xml"}
    found = rdflib.Graph().parse(data=kb.export(ending), format=kinds[ending])
    assert len(found) == kb.manifest["triples"]


def test_a_dump_holds_each_quad_once(kb: KnowledgeBase) -> None:
    """N-Quads list the default graph, claims and meta, and no part, line by line without repetition."""
    lines = kb.export("nq").decode().splitlines()
    assert lines == sorted(set(lines))
    graphs = {str(q.graph_name) for q in ox.parse(kb.export("nq"), ox.RdfFormat.N_QUADS)}
    parts = {f"<{part_iri(ORCHARD, name)}>" for name in PARTS}
    assert str(DefaultGraph()) in graphs
    assert f"<{part_iri(ORCHARD, META)}>" in graphs
    assert not graphs & parts


def test_graph_lists_each_claimed_triple_for_its_claims_alone(kb: KnowledgeBase) -> None:
    """`GRAPH ?g` lists a claimed triple once for each claim that makes it, and no part."""
    rows = kb.query(GRAPHS).rows()
    listed = Counter(str(row["g"]).strip("<>") for row in rows)
    assert listed.pop(part_iri(ORCHARD, META)) > 0
    assert all(graph.startswith(ORCHARD + "claim/") for graph in listed)
    assert sum(listed.values()) == len(kb.graph(part_iri(ORCHARD, "asserted"))) == 5


def test_provenance_is_plain_sparql(kb: KnowledgeBase) -> None:
    """The query of the documentation finds the words behind a triple; an inferred one has none."""
    text = (
        "PREFIX dalil: <https://w3id.org/dalil/ns#> SELECT ?quote "
        "{ GRAPH ?claim { ?s ?p ?o } ?claim dalil:quote ?quote }"
    )
    said = {"s": term("id/elm-orchard"), "p": term("ontology#liesIn")}
    direct = text.replace("?s ?p ?o", f"{said['s']} {said['p']} {term('id/green-valley')}")
    inferred = text.replace("?s ?p ?o", f"{said['s']} {said['p']} {term('id/hill-district')}")
    assert [str(r["quote"]) for r in kb.query(direct).rows()] == [
        '"The Elm Orchard lies in the Green Valley"@en'
    ]
    assert kb.query(inferred).rows() == []
    assert bool(kb.query(f"ASK {{ {said['s']} {said['p']} {term('id/hill-district')} }}").boolean)


def test_meta_describes_the_dataset_without_a_clock(kb: KnowledgeBase) -> None:
    """The meta graph counts the parts as the manifest does, and holds no date."""
    meta = kb.graph(part_iri(ORCHARD, META))
    sizes = {value(t.subject): value(t.object) for t in meta if t.predicate.value == terms.VOID_TRIPLES}
    assert sizes[ORCHARD] == str(kb.manifest["triples"])
    assert {n: sizes[part_iri(ORCHARD, n)] for n in PARTS} == {
        n: str(c) for n, c in kb.manifest["parts"].items()
    }
    assert not [t for t in meta if "XMLSchema#date" in str(t)]
