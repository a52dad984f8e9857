"""The published questions: their list, their answers at /api/<name>, their identifiers."""

from urllib.parse import quote, urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Redirect

from dalil.query.catalogue import Example
from dalil.query.formats import HTML, Format
from dalil.web.answers import ask
from dalil.web.responses import DOCUMENT, PAGE, data, negotiate, page, reader
from dalil.web.tables import table

blueprint = Blueprint("api", __name__)


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
    bindings = example.bindings(request.args, view.kb.project.prefixes)
    reply = ask(example.text, bindings)
    format_ = reply.negotiate()
    if format_ is not HTML:
        return data(reply.content, format_)
    context = {
        "example": example,
        "values": {**example.header.defaults, **_given(example)},
        "table": table(view, reply.excerpt(), bindings),
        "links": [(f, _link(example, f)) for f in reply.offered],
    }
    return page("answer.html", context)


def _given(example: Example) -> dict[str, str]:
    return {name: request.args[name] for name in example.parameters if name in request.args}


def _link(example: Example, format_: Format) -> str:
    return f"/api/{quote(example.name)}?{urlencode(_given(example) | {'format': format_.name})}"
