"""The Graph Store HTTP Protocol without I/O: which graph a request asks for, or why it gets none."""

from dalil.errors import QueryError, RefusedError
from dalil.graph.terms import named
from dalil.query.protocol import MethodError, Parameters, Request

READS = ("GET", "HEAD", "OPTIONS")
WRITES = ("PUT", "POST", "PATCH", "DELETE")
_HOW = "name one graph: ?default, ?graph=IRI, or its own address below /data/"


def require_reading(method: str) -> None:
    """Raise RefusedError (403) for a method that writes, MethodError (405) for one that is unknown."""
    if method in WRITES:
        raise RefusedError(
            "no token for writing is configured, so this server takes no graphs",
            remedy="read the graph with GET; to change the data, edit its files",
        )
    if method not in READS:
        raise MethodError(method, READS)


def identified(request: Request) -> str | None:
    """The IRI of the graph that a request to the store names (section 4.2); None for the default graph.

    Raises QueryError (400) where it names none, several, or one by a relative IRI.
    """
    parameters = Parameters.of(request.query_string)
    graph, default = parameters.only("graph"), parameters.every("default")
    if bool(graph) == bool(default):
        raise QueryError("the request names no graph" if not graph else "two graphs are named", remedy=_HOW)
    if graph and named(graph) is None:
        raise QueryError(f"{graph} is no absolute IRI", remedy=_HOW)
    return graph or None
