"""The store alone, asked in this process without code of ours: what it gets wrong is its own doing."""

from collections.abc import Sequence

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    serialize,
)

from dalil.graph.clauses import dataset_clause
from dalil.graph.parse import document
from tests.w3c.sparql.manifest import path
from tests.w3c.sparql.server import Reply

NOTHING = "file:///dev/null"


class Bare:
    """The engine, given for each query a store that holds nothing but the dataset of the query."""

    def __init__(self) -> None:
        self.nothing = NOTHING

    def ask(self, query: str, accept: str, default: Sequence[str], named: Sequence[str]) -> Reply:
        """What the engine answers; 400 where it refuses the query."""
        media = accept.partition(",")[0]
        clause = dataset_clause(query)
        try:
            outcome = _store(default, named or (clause.graphs if clause else ())).query(query)
            if isinstance(outcome, QuerySolutions | QueryBoolean):
                kind = QueryResultsFormat.from_media_type(media) or QueryResultsFormat.XML
                return _reply(kind.media_type, outcome.serialize(format=kind))
            return _reply("text/turtle", serialize(outcome, format=RdfFormat.TURTLE))
        except (SyntaxError, RuntimeError, ValueError) as error:
            return Reply(400, {}, str(error).encode())


def _store(default: Sequence[str], named: Sequence[str]) -> Store:
    store = Store()
    for iri in default:
        if iri != NOTHING:
            store.extend(document(path(iri), iri))
    for iri in named:
        store.add_graph(NamedNode(iri))
        if iri.startswith("file:"):
            store.load(path=path(iri), base_iri=iri, to_graph=NamedNode(iri))
    return store


def _reply(media: str, body: bytes | None) -> Reply:
    return Reply(200, {"content-type": media}, body or b"")
