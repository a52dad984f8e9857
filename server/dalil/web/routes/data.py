"""/data: the graphs of the dataset, whole, by the Graph Store HTTP Protocol; for reading."""

from flask import Blueprint, Response, request

from dalil import files
from dalil.errors import NotFoundError
from dalil.graph.parse import read_text
from dalil.query import formats, graph_store, protocol
from dalil.query.formats import HTML
from dalil.query.protocol import Operation
from dalil.web.answers import triples
from dalil.web.responses import DOCUMENT, PAGE, data, negotiate, page, public_url, reader

blueprint = Blueprint("data", __name__)
_EVERY_METHOD = [*graph_store.READS, *graph_store.WRITES]


@blueprint.route("/data", methods=_EVERY_METHOD)
def store() -> Response:
    """The default graph (`?default`), or the one that `?graph=` names; a list of them for people."""
    if request.method == "OPTIONS":
        return _options()
    graph_store.require_reading(request.method)
    if not {"default", "graph"} & request.args.keys() and negotiate(DOCUMENT) is HTML:
        negotiate(PAGE)  # of the list itself there is nothing but the page
        return page("graphs.html", {})
    asked = protocol.Request(request.method, request.query_string.decode("ascii", "replace"))
    iri = graph_store.identified(asked)
    return _graph(() if iri is None else _known(iri))


@blueprint.route("/data/<path:name>", methods=_EVERY_METHOD)
def graph(name: str) -> Response:
    """The graph whose IRI is this address, or the project's address of the same name (section 4.1)."""
    if request.method == "OPTIONS":
        return _options()
    graph_store.require_reading(request.method)
    return _graph(_known(public_url(f"/data/{name}"), f"{reader().kb.project.base}{name}"))


def _known(*candidates: str) -> tuple[str]:
    """The first of the graphs that exists, alone. Raises NotFoundError."""
    found = next((iri for iri in candidates if reader().kb.has_graph(iri)), None)
    if found is None:
        raise NotFoundError(
            f"there is no graph {candidates[0]}", remedy="name one that the description of /sparql lists"
        )
    return (found,)


def _graph(graphs: tuple[str, ...]) -> Response:
    """The default graph of a dataset of those graphs; of the whole one where there are none."""
    format_ = negotiate(formats.GRAPHS)
    asked = Operation(read_text(files.page("graph")), default_graphs=graphs)
    return data(triples(asked, format_), format_)


def _options() -> Response:
    return Response(headers={"Allow": ", ".join(graph_store.READS)})
