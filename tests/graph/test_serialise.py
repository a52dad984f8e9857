"""Writing RDF: one order for equal sets, in every format."""

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from dalil.graph.serialise import FORMATS, ntriples, serialise
from dalil.graph.terms import Literal, NamedNode, Quad, Triple

EX = "https://example.org/"
TRIPLES = [
    Triple(NamedNode(EX + s), NamedNode(EX + p), Literal(o)) for s in "cab" for p in "pq" for o in "21"
]
LITERALS = st.builds(Literal, st.text(st.characters(exclude_categories=["Cs"])), language=st.just("ar"))


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_order_and_repetition_do_not_matter(ending: str) -> None:
    """Equal sets of triples are equal bytes, in each format."""
    assert serialise(TRIPLES, ending, {"ex": EX}) == serialise(
        [*reversed(TRIPLES), *TRIPLES], ending, {"ex": EX}
    )


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf", "trig"])
def test_prefixes_shorten_where_the_format_has_them(ending: str) -> None:
    """Turtle, TriG and RDF/XML use the prefixes; N-Triples has none."""
    assert (b"ex:" in serialise(TRIPLES, ending, {"ex": EX})) == (ending != "nt")


def test_a_set_written_under_two_hash_seeds_is_the_same() -> None:
    """No order of Python's sets shows in what is written."""
    program = (
        "from dalil.graph.serialise import serialise\n"
        "from dalil.graph.terms import Literal, NamedNode, Triple\n"
        "node = [NamedNode(f'https://example.org/{n}') for n in range(40)]\n"
        "found = {Triple(a, b, Literal(str(a))) for a in node for b in node}\n"
        "print(serialise(found, 'ttl', {'ex': 'https://example.org/'}).decode())\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs.pop().strip()


def test_ntriples_are_sorted_lines_each_once() -> None:
    """N-Triples text has a line a triple, sorted, and none for no triple."""
    lines = ntriples([*TRIPLES, *TRIPLES]).splitlines()
    assert lines == sorted(f"{t} ." for t in TRIPLES)
    assert ntriples([]) == ""


@given(LITERALS)
def test_other_readers_get_the_literal_back(literal: Literal) -> None:
    """Whatever a literal holds, line ends and quotation marks too, rdflib reads it back unchanged."""
    written = ntriples([Triple(NamedNode(EX), NamedNode(EX), literal)])
    read = rdflib.Graph().parse(data=written, format="nt")
    assert [str(o) for o in read.objects()] == [literal.value]


def test_graph_names_are_kept_where_the_format_has_them(tmp_path: Path) -> None:
    """N-Quads and TriG keep the graph of each quad."""
    quads = [Quad(NamedNode(EX), NamedNode(EX), Literal("1"), NamedNode(EX + "graph"))]
    for ending in ("nq", "trig"):
        file = tmp_path / f"all.{ending}"
        file.write_bytes(serialise(quads, ending, {}))
        assert EX + "graph" in file.read_text("utf-8")
