"""The published questions: their list, their answers at /api/<name>, their identifiers."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Redirect

from dalil.base import naming
from dalil.errors import BusyError
from dalil.graph.terms import NamedNode, Term
from dalil.query.catalogue import Example
from dalil.query.formats import HTML, Format
from dalil.query.protocol import Operation
from dalil.query.run import LimitError
from dalil.web.answers import ask, begin
from dalil.web.responses import DOCUMENT, PAGE, data, negotiate, page, reader
from dalil.web.tables import table

blueprint = Blueprint("api", __name__)
_OF_THE_ANSWER = frozenset({"format", "lang"})
"""What an address says of the form of the answer; all else is asked of the question."""
_PATIENCE = 1
"""Seconds in which the things that a field offers must be found."""


@blueprint.get("/examples")
def examples() -> Response:
    """The questions by topic."""
    negotiate(PAGE)
    return page("examples.html", {"topics": reader().kb.catalogue.topics()})


@blueprint.get("/query/<name>")
def identifier(name: str) -> Redirect:
    """A published query by its IRI: 303 to its answer, or to its description for RDF."""
    reader().kb.catalogue.find(name)
    if negotiate(DOCUMENT) is HTML:
        return redirect(f"/api/{quote(name)}", 303)
    return redirect("/.well-known/sparql-examples", 303)


@blueprint.get("/api/<name>")
def answer(name: str) -> Response:
    """Run a published query; ?name=value binds the variable ?_name."""
    view = reader()
    example = view.kb.catalogue.find(name)
    bindings = naming.bind(view.kb, example, _given())
    reply = ask(Operation(example.text), bindings)
    format_ = reply.negotiate()
    if format_ is not HTML:
        return data(reply.content, format_)
    context = {
        "example": example,
        "values": {**example.header.defaults, **_given()},
        "choices": {name: _choices(example, bindings, name) for name in example.parameters},
        "table": table(view, reply.excerpt(), bindings),
        "links": [(f, _link(example, f)) for f in reply.offered],
    }
    return page("answer.html", context)


def _choices(example: Example, bindings: Mapping[str, Term], name: str) -> dict[str, str]:
    """Things for which the question has an answer when that parameter is free: as it is written → by name."""
    view = reader()
    freed = {variable: term for variable, term in bindings.items() if variable != f"_{name}"}
    try:
        rows = begin(example.text, freed, _PATIENCE).rows
    except (LimitError, BusyError):
        return {}  # nothing is offered, and the field takes whatever is written
    found = {term.value for row in rows if isinstance(term := row.get(f"_{name}"), NamedNode)}
    return {view.kb.project.short(iri): view.label(iri).text for iri in sorted(found)}


def _given() -> dict[str, str]:
    """The values that the address gives to parameters of the question."""
    return {name: value for name, value in request.args.items() if name not in _OF_THE_ANSWER}


def _link(example: Example, format_: Format) -> str:
    return f"/api/{quote(example.name)}?{urlencode(_given() | {'format': format_.name})}"
