"""reasonable, a reasoner in Rust: it reads Turtle files and returns rdflib terms."""

from pathlib import Path
from typing import TypeAlias

import reasonable
from rdflib.term import Node

from benchmarks.reason.peers.stages import run

Triples: TypeAlias = list[tuple[Node, Node, Node]]


def load(source: Path) -> reasonable.PyReasoner:
    """A reasoner that holds the triples of the file, which must be called Turtle."""
    turtle = source.with_suffix(".ttl")
    turtle.unlink(missing_ok=True)
    turtle.symlink_to(source.name)
    reasoner = reasonable.PyReasoner()
    reasoner.load_file(str(turtle))
    return reasoner


def reason(reasoner: reasonable.PyReasoner) -> Triples:
    """The closure: reasoning and handing the triples over are one call."""
    return list(reasoner.reason())


def read(triples: Triples) -> str:
    """The closure as N-Triples."""
    return "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in triples)


def write(text: str, target: Path) -> None:
    """Writes the closure."""
    target.write_text(text, "utf-8")


if __name__ == "__main__":
    run(load, reason, read, write)
