"""sparq-rdf, a store and reasoner in Rust: JSON results are its fastest way to read everything out."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

import sparq

from benchmarks.reason.peers.stages import run

EVERYTHING: Final = Path(__file__).with_name("everything.rq").read_text("utf-8")
_ROW: Final = re.compile(r'\{"s":(\{.*?\}),"p":(\{.*?\}),"o":(\{.*?\})\}')


def load(source: Path) -> sparq.Graph:
    """The file as a graph in memory."""
    return sparq.Graph.load(str(source), format="ntriples")


def reason(graph: sparq.Graph) -> sparq.Graph:
    """The same graph, closed."""
    graph.reason("owl")
    return graph


def read(graph: sparq.Graph) -> str:
    """The closure as SPARQL JSON results."""
    return str(graph.query_json(EVERYTHING))


def write(text: str, target: Path) -> None:
    """Writes the closure as N-Triples."""
    with target.open("w", encoding="utf-8") as file:
        for row in _ROW.finditer(text):
            file.write(f"{_term(row[1])} {_term(row[2])} {_term(row[3])} .\n")


@lru_cache(maxsize=1 << 20)
def _term(text: str) -> str:
    """A term of SPARQL JSON as N-Triples writes it."""
    term = json.loads(text)
    if term["type"] != "literal":
        return f"<{term['value']}>" if term["type"] == "uri" else f"_:{term['value']}"
    value = json.dumps(term["value"], ensure_ascii=False)
    if "xml:lang" in term:
        return f"{value}@{term['xml:lang']}"
    return f"{value}^^<{term['datatype']}>" if "datatype" in term else value


if __name__ == "__main__":
    run(load, reason, read, write)
