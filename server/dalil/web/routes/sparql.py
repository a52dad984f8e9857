"""/sparql: the query endpoint, its description, and a form for people."""

from flask import Blueprint, Response, request

from dalil.graph.evaluate import Scope
from dalil.query import protocol, service
from dalil.query.formats import HTML
from dalil.query.protocol import Operation
from dalil.web.answers import ask
from dalil.web.responses import DOCUMENT, data, graph, negotiate, page, public_url, reader
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
    return _answer(operation) if operation.text else _description()


def _description() -> Response:
    format_ = negotiate(DOCUMENT)
    if format_ is HTML:
        return page("sparql.html", {"text": "", "table": None, "links": ()})
    kb = reader().kb
    regime = service.AS_STATED if kb.is_plain else service.RULES
    served = service.Dataset(kb.project.base, kb.graphs, kb.meta, regime)
    return graph(service.describe_service(public_url("/sparql"), served), format_)


def _answer(operation: Operation) -> Response:
    reply = ask(operation.text, {}, _scope(operation), operation.timeout)
    format_ = reply.negotiate()
    if format_ is not HTML:
        return data(reply.content, format_)
    shown = table(reader(), reply.excerpt(), ())
    links = [(f, _link(operation, f.name)) for f in reply.offered]
    return page("sparql.html", {"text": operation.text, "table": shown, "links": links})


def _scope(operation: Operation) -> Scope | None:
    """The dataset that the request names, None where it names none (SPARQL 1.1 Protocol, 2.1.4)."""
    if not operation.default_graphs and not operation.named_graphs:
        return None
    return Scope(operation.default_graphs, operation.named_graphs)


def _link(operation: Operation, format_: str) -> str:
    wanted = Operation(operation.text, operation.default_graphs, operation.named_graphs, format_)
    return f"/sparql?{protocol.encode(wanted)}"
