"""The SHACL gate: pySHACL in, a report out; no other module knows of it."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pyshacl
import rdflib
from pyparsing import ParseBaseException
from pyshacl.errors import ReportableRuntimeError
from rdflib.namespace import SH
from rdflib.term import Node

from dalil.errors import SourceError
from dalil.graph import parse
from dalil.graph.exchange import foreign_graph, native, native_node
from dalil.graph.terms import Literal, Resource, Triple
from dalil.validate.path import path_text
from dalil.validate.report import Report, Violation, report
from dalil.validate.target import resolved

_NETWORK: Final = re.compile(r"\b(SERVICE|FROM|LOAD)\b", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(r"\{[$?](this|value|path)\}")


def check(data: Iterable[Triple], files: Iterable[Path]) -> Report:
    """The report on the data by the shapes in those files together.

    Raises SourceError with the name of the file whose shapes are malformed.
    """
    premises = list(data)
    shapes = {file: parse.triples(file) for file in files}
    try:
        return validate(premises, (t for found in shapes.values() for t in found))
    except SourceError:
        for file, found in shapes.items():
            _blame(file, premises, found)
        raise


def validate(data: Iterable[Triple], shapes: Iterable[Triple]) -> Report:
    """The report on the data by the shapes, with SPARQL constraints and targets, without inference.

    Nothing is fetched: owl:imports is not followed. Raises SourceError where the shapes are malformed
    or a query of theirs names another source.
    """
    premises, given = list(data), list(shapes)
    _refuse_network(foreign_graph(given))
    described = foreign_graph(resolved(given, premises))
    results = _results(foreign_graph(premises), described)
    found = results.objects(predicate=SH.result)
    return report(_violation(results, described, result) for result in found)


def _blame(file: Path, data: list[Triple], shapes: list[Triple]) -> None:
    try:
        validate(data, shapes)
    except SourceError as error:
        raise SourceError(error.message, file=file, remedy=error.remedy) from error


def _refuse_network(shapes: rdflib.Graph) -> None:
    for query in ("select", "ask", "construct", "update"):
        for node, text in shapes.subject_objects(SH[query]):
            if word := _NETWORK.search(str(text)):
                raise SourceError(
                    f"the query of {node} uses {word.group()}",
                    remedy="ask of the data alone: shapes reach no other source",
                )


def _results(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    logging.getLogger("pyshacl-validate").disabled = True  # it repeats on stderr what it then raises
    try:
        _, results, _ = pyshacl.validate(
            data, shacl_graph=shapes, advanced=True, inference="none", inplace=True
        )
    except (ReportableRuntimeError, ParseBaseException, re.error, ValueError) as error:
        # A ValueError is rdflib's word for a list that goes round.
        raise _malformed(error) from error
    if not isinstance(results, rdflib.Graph):
        raise _malformed(results)
    return results


def _malformed(reason: object) -> SourceError:
    first = str(reason).partition("\nFor reference")[0]
    return SourceError(f"the shapes are malformed: {first}", remedy="correct the shape or its query")


def _violation(results: rdflib.Graph, shapes: rdflib.Graph, result: Node) -> Violation:
    """The result as ours; pySHACL's own texts stand in where no shape has a message."""

    def value(name: str) -> Node | None:
        return results.value(result, SH[name])

    focus, node, path = value("focusNode"), value("value"), value("resultPath")
    source = value("sourceConstraint") or value("sourceShape")
    messages = (
        list(shapes.objects(source, SH.message))
        or list(shapes.objects(value("sourceShape"), SH.message))
        or list(results.objects(result, SH.resultMessage))
    )
    names = {"this": focus, "value": node, "path": path}
    known = {name: str(term) for name, term in names.items() if term is not None}
    return Violation(
        focus=_focus(focus),
        path="" if path is None else path_text(results, path),
        value=None if node is None else native(node),
        shape=str(source),
        severity=str(value("resultSeverity")),
        message=dict(sorted(_texts(messages, known))),
        component=str(value("sourceConstraintComponent")),
    )


def _focus(term: Node | None) -> Resource | Literal:
    if term is None:
        raise ValueError("a validation result has a focus node")
    found = native(term)
    return found if isinstance(found, Literal) else native_node(term)


def _texts(messages: Iterable[Node], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for message in sorted(messages, key=repr):
        tag = message.language if isinstance(message, rdflib.Literal) else None
        yield tag or "", _PLACEHOLDER.sub(lambda m: known.get(m.group(1), m.group()), str(message))
