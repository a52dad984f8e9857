"""RDF files served as they are."""

from pathlib import Path

import pytest

from dalil.base import KnowledgeBase, plain
from dalil.errors import DalilError, ProjectError, SourceError
from dalil.graph.evaluate import Scope, memory
from dalil.graph.merge import merged
from dalil.graph.terms import NamedNode, triple

GRAPHS = "SELECT ?g { GRAPH ?g { } }"
NAMES = "SELECT ?o { ?s ?p ?o }"


def serve(folder: Path, files: dict[str, str], base: str = "") -> KnowledgeBase:
    """The knowledge base of files of that content."""
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    (folder / "project").mkdir()
    made = plain.prepare([folder / name for name in files], base, folder / "project")
    return KnowledgeBase.open(made)


def values(kb: KnowledgeBase, text: str, scope: Scope | None = None) -> list[str]:
    """The first column of an answer, sorted."""
    return sorted(str(next(iter(row.values()))) for row in kb.query(text, scope=scope).rows())


@pytest.mark.parametrize("others", [{}, {"two.trig": "<b> <p> 2 . <urn:g> { <c> <p> 3 }", "none.nt": ""}])
def test_the_files_are_the_default_graph(tmp_path: Path, others: dict[str, str]) -> None:
    """One file or several: what they say in no named graph is the default graph, and counted as such."""
    kb = serve(tmp_path, {"one.ttl": "<a> <p> 1 .", **others})
    assert len(values(kb, NAMES)) == (2 if others else 1)
    assert len(kb.triples_about((tmp_path / "one.ttl").as_uri().replace("one.ttl", "a"))) == 1
    assert any(str(len(values(kb, NAMES))) in str(t.object) for t in kb.meta)


def test_each_file_is_a_named_graph(tmp_path: Path) -> None:
    """A file's graph bears its address, an empty file's too; the graphs of a file keep their names."""
    files = {"one.ttl": "<a> <p> 1 .", "two.trig": "<b> <p> 2 . <urn:g> { <c> <p> 3 }", "no ne.nt": ""}
    kb = serve(tmp_path, files, "https://e.org/")
    named = ["<https://e.org/no%20ne.nt>", "<https://e.org/one.ttl>", "<https://e.org/two.trig>", "<urn:g>"]
    assert values(kb, GRAPHS) == named
    assert values(kb, NAMES, Scope(("urn:g",), ())) != values(kb, NAMES)
    assert values(kb, "SELECT ?s FROM <https://e.org/one.ttl> { ?s ?p ?o }") == ["<https://e.org/a>"]


def test_a_single_file_is_stored_once(tmp_path: Path) -> None:
    """The one graph is the default graph and the named one, and the dump holds each quad once."""
    kb = serve(tmp_path, {"one.nt": "<urn:a> <urn:p> <urn:b> ."}, "https://e.org/")
    assert values(kb, NAMES) == values(kb, "SELECT ?o { GRAPH <https://e.org/one.nt> { ?s ?p ?o } }")
    assert kb.export("nq").decode() == "<urn:a> <urn:p> <urn:b> <https://e.org/one.nt> .\n"


def test_blank_nodes_of_files_are_apart(tmp_path: Path) -> None:
    """The same label in two files is two nodes, in one file it is one."""
    kb = serve(tmp_path, {"a.ttl": "_:x <urn:p> 1 ; <urn:q> 2 .", "b.ttl": "_:x <urn:p> 3 ."})
    assert len(set(values(kb, "SELECT DISTINCT ?s { ?s ?p ?o }"))) == 2


@pytest.mark.parametrize("others", ["", "<urn:c> <urn:p> 9 ."])
def test_several_default_graphs_are_merged(tmp_path: Path, others: str) -> None:
    """A triple that two graphs hold is once in the default graph of both, by the text or the protocol."""
    same = "<urn:a> <urn:p> 1 . "
    kb = serve(tmp_path, {"a.ttl": same, "b.ttl": same + "<urn:b> <urn:p> 2 .", "c.ttl": others})
    a, b, c = kb.graphs
    text = f"SELECT ?s FROM <{a}> FROM <{b}> FROM NAMED <{c}> {{ ?s ?p ?o }}"
    assert values(kb, text) == ["<urn:a>", "<urn:b>"]
    assert values(kb, "SELECT ?s { ?s ?p ?o }", Scope((a, b), (c,))) == ["<urn:a>", "<urn:b>"]
    inside = text.replace("{ ?s ?p ?o }", "{ GRAPH ?g { ?s ?p ?o } }")
    assert values(kb, inside) == (["<urn:c>"] if others else [])


def test_graphs_that_share_nothing_are_read_where_they_are() -> None:
    """The store is copied only where default graphs share a triple."""
    store = memory([], {"urn:g": [triple(NamedNode("urn:a"), "urn:p", "urn:b")], "urn:h": []})
    assert merged(store, Scope(("urn:g", "urn:h"), ()))[0] is store
    assert merged(store, Scope(("urn:g", "urn:g"), ()))[0] is store


@pytest.mark.parametrize("text", ["SELECT * FROM <urn:no> {}", "ASK FROM NAMED <urn:no> {}"])
def test_an_unknown_graph_is_refused(tmp_path: Path, text: str) -> None:
    """FROM names graphs that are here: none is fetched, and none is taken for empty."""
    kb = serve(tmp_path, {"a.ttl": ""})
    with pytest.raises(DalilError, match="urn:no"):
        kb.query(text)
    with pytest.raises(DalilError, match="urn:no"):
        kb.query("ASK {}", scope=Scope((), ("urn:no",)))


def test_bad_files_are_named(tmp_path: Path) -> None:
    """A malformed file is refused with its line, two files of one name by that name, a base by its form."""
    with pytest.raises(SourceError, match=r"a\.ttl:2"):
        serve(tmp_path, {"a.ttl": "<urn:a> <urn:b> 1 .\nb c d"})
    with pytest.raises(ProjectError, match="two files"):
        plain.prepare([tmp_path / "a.ttl", tmp_path / "a.ttl"], "", tmp_path)
    with pytest.raises(ProjectError, match="--base"):
        plain.prepare([tmp_path / "a.ttl"], "file:///", tmp_path)
