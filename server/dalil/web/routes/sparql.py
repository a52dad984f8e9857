"""/sparql: the query endpoint, its description, and a form for people."""

from collections.abc import Mapping

from flask import Blueprint, Response, g, request

from dalil import files
from dalil.graph.parse import read_text
from dalil.query import protocol, service
from dalil.query.formats import HTML
from dalil.query.protocol import Operation
from dalil.web.answers import ask
from dalil.web.responses import DOCUMENT, data, graph, negotiate, page, public_url, reader, tell_problems_on
from dalil.web.tables import table

blueprint = Blueprint("sparql", __name__)
_EVERY_METHOD = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
"""Methods that reach the protocol, which refuses those that it does not know."""


@blueprint.route("/sparql", methods=_EVERY_METHOD)
def sparql() -> Response:
    """Answer a query; without one, describe the service."""
    if request.method == "OPTIONS":
        return Response(headers={"Allow": ", ".join(protocol.METHODS)})
    operation = protocol.read(
        protocol.Request(
            method=request.method,
            query_string=request.query_string.decode("ascii", "replace"),
            content_type=request.headers.get("Content-Type", ""),
            body=request.get_data(cache=False),
        )
    )
    g.wanted = operation.format
    return _answer(operation) if operation.text else _description()


def _description() -> Response:
    format_ = negotiate(DOCUMENT)
    if format_ is HTML:
        return page("sparql.html", _editor(_sample()))
    kb = reader().kb
    regime = service.AS_STATED if kb.is_plain else service.RULES
    served = service.Dataset(kb.project.base, kb.graphs, kb.meta, regime)
    return graph(service.describe_service(public_url("/sparql"), served), format_)


def _answer(operation: Operation) -> Response:
    tell_problems_on("sparql.html", _editor(operation.text))
    reply = ask(operation, {})
    format_ = reply.negotiate()
    if format_ is not HTML:
        return data(reply.content, format_)
    shown = table(reader(), reply.excerpt(), ())
    links = [(f, _link(operation, f.name)) for f in reply.offered]
    return page("sparql.html", _editor(operation.text) | {"table": shown, "links": links})


def _editor(text: str) -> dict[str, object]:
    """What the page shows of a query: its text, and the prefixes at hand."""
    return {"text": text, "prefixes": _declarations(reader().kb.project.prefixes)}


def _sample() -> str:
    """A query to begin with, below the prefixes of the project's own names, or all where it has none."""
    project = reader().kb.project
    own = {name: iri for name, iri in project.prefixes.items() if iri.startswith(project.base)}
    text = read_text(files.page("sample-plain" if reader().kb.is_plain else "sample"))
    return _declarations(own or project.prefixes) + "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith("#+")
    )


def _declarations(prefixes: Mapping[str, str]) -> str:
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())


def _link(operation: Operation, format_: str) -> str:
    wanted = Operation(operation.text, operation.default_graphs, operation.named_graphs, format_)
    return f"/sparql?{protocol.encode(wanted)}"
