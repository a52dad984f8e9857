"""owlrl over rdflib: the reference, slow and plain."""

from pathlib import Path

import rdflib
from owlrl.OWLRL import OWLRL_Semantics

from benchmarks.reason.peers.stages import run


def load(source: Path) -> rdflib.Graph:
    """The file as an rdflib graph."""
    return rdflib.Graph(bind_namespaces="none").parse(source, format="nt")


def reason(graph: rdflib.Graph) -> rdflib.Graph:
    """The same graph, closed, without axiomatic triples."""
    OWLRL_Semantics(graph, axioms=False, daxioms=False).closure()
    return graph


def read(graph: rdflib.Graph) -> str:
    """The closure as N-Triples, which rdflib writes for generalised triples too."""
    return graph.serialize(format="nt")


def write(text: str, target: Path) -> None:
    """Writes the closure."""
    target.write_text(text, "utf-8")


if __name__ == "__main__":
    run(load, reason, read, write)
