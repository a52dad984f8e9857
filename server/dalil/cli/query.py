"""`dalil query`: an answer in the terminal, from a file, a published name, or the words given."""

import argparse
import re
import sys
from collections.abc import Collection
from pathlib import Path

from dalil.base import KnowledgeBase, naming
from dalil.cli import console, options
from dalil.errors import QueryError
from dalil.graph.evaluate import RESULT_FORMATS, Answer
from dalil.graph.parse import read_text
from dalil.graph.serialise import FORMATS
from dalil.graph.terms import Literal, NamedNode, Term

SUMMARY = "evaluate a SPARQL query: a file, a published example by name, or the query itself"
EXAMPLE = "dalil query what-a-resolution-asks --set resolution=id:resolution-2462 --format csv"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    parser.add_argument(
        "query",
        help="a file, the name of an example, SPARQL text (which need not declare prefixes), or - for stdin",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="bind the parameter ?_NAME of an example",
    )
    formats = sorted({*RESULT_FORMATS, *FORMATS, "table"})
    parser.add_argument("--format", choices=formats, help="default: table, or ttl for graphs")


def run(arguments: argparse.Namespace) -> int:
    """Print the answer."""
    kb = KnowledgeBase.open(options.load(arguments))
    answer, bound = _answer(kb, arguments)
    ending = arguments.format or ("ttl" if answer.triples is not None else "table")
    allowed = FORMATS if answer.triples is not None else {**RESULT_FORMATS, "table": None}
    if ending not in allowed:
        raise QueryError(
            f"this answer cannot be written as {ending}",
            remedy=f"choose one of {', '.join(sorted(allowed))}",
        )
    if ending == "table":
        _print(kb, answer, bound)
    else:
        console.write([answer.serialise(ending, kb.project.prefixes)], None)
    return 0


def _answer(kb: KnowledgeBase, arguments: argparse.Namespace) -> tuple[Answer, Collection[str]]:
    """The answer, and the variables whose value was chosen."""
    given = dict(_pair(text) for text in arguments.set)
    if re.fullmatch(r"\w[\w-]*", arguments.query):
        example = kb.catalogue.find(arguments.query)
        bindings = naming.bind(kb, example, given)
        return kb.query(example.text, bindings), bindings
    if given:
        raise QueryError("only a published example has parameters", remedy="name one")
    if arguments.query.endswith(".rq"):
        return _from_file(kb, Path(arguments.query)), ()
    return _typed(kb, sys.stdin.read() if arguments.query == "-" else arguments.query), ()


def _from_file(kb: KnowledgeBase, file: Path) -> Answer:
    try:
        return kb.query(read_text(file))
    except QueryError as error:
        raise QueryError(error.message, file=file, line=error.line, remedy=error.remedy) from error


def _typed(kb: KnowledgeBase, text: str) -> Answer:
    """The answer to a query that may use the prefixes of the project without declaring them."""
    declared = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in kb.project.prefixes.items())
    try:
        return kb.query(f"{declared}\n{text}")
    except QueryError as error:
        raise QueryError(error.message, line=max(error.line - 1, 0), remedy=error.remedy) from error


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise QueryError(f"--set {text} has no value", remedy="write --set NAME=VALUE")
    return name, value


def _print(kb: KnowledgeBase, answer: Answer, bound: Collection[str]) -> None:
    if answer.boolean is not None:
        print("true" if answer.boolean else "false")
        return
    names = [name for name in answer.variables if name not in bound]
    rows = answer.rows()
    cells = [tuple(_cell(kb, row.get(name)) for name in names) for row in rows]
    console.table([f"?{name}" for name in names], cells)


def _cell(kb: KnowledgeBase, term: Term | None) -> str:
    """A literal's text, an IRI shortened by the project's prefixes, other terms as SPARQL writes them."""
    if isinstance(term, NamedNode):
        return kb.project.short(term.value)
    return term.value if isinstance(term, Literal) else str(term or "")
