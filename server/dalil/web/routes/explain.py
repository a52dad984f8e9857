"""Why a triple holds, or why the premises contradict each other, as a page, JSON or RDF."""

import json
from collections.abc import Iterable
from functools import partial

from flask import Blueprint, Response, request

from dalil.base.proof_graph import described
from dalil.base.proof_json import Writer
from dalil.base.question import asked, document
from dalil.base.telling import Names, Teller
from dalil.errors import QueryError
from dalil.query.formats import GRAPHS, HTML, Format
from dalil.reason.proof import Statement
from dalil.web.proofs import Parts, Shown
from dalil.web.reader import Reader
from dalil.web.responses import data, graph, negotiate, page, public_url, reader

blueprint = Blueprint("explain", __name__)
JSON = Format("json", "application/json", "JSON")
OFFERED = (HTML, JSON, *(f for f in GRAPHS if f.name in {"ttl", "nt", "rdf", "jsonld"}))
"""A client that takes anything gets the page; JSON is not JSON-LD here."""


@blueprint.get("/explain")
def explain() -> Response:
    """The explanation of the triple of ?s, ?p and ?o, with at most ?all other proofs; without any, a form."""
    view = reader()
    words = {name: request.args.get(name, "").strip() for name in "spo"}
    if not any(words.values()):
        negotiate((HTML,))
        return page("explain.html", {"words": words, "shown": None, "others": 0})
    format_ = negotiate(OFFERED)
    if missing := next((name for name, word in words.items() if not word), None):
        raise QueryError(f"?{missing} is missing", remedy="give subject, predicate and object: ?s, ?p and ?o")
    statement = asked(words["s"], words["p"], words["o"], view.kb.project.prefixes)
    others = _others()
    found = view.kb.explainer.explain(statement, others)
    teller = _teller(view, found.said)
    if format_ is JSON:
        return _json(Writer(view.kb, teller).written(found))
    if format_ is not HTML:
        return graph(described(found.proofs, found.grounds, _document(statement)), format_)
    shown = Shown(view, teller, found)
    return page("explain.html", {"words": words, "shown": shown, "others": others})


@blueprint.get("/contradictions")
def contradictions() -> Response:
    """The proofs that end in false: a build has none, plain files may."""
    view = reader()
    format_ = negotiate(OFFERED)
    found = view.kb.explainer.contradictions()
    teller = _teller(view, found.said)
    if format_ is JSON:
        return _json(Writer(view.kb, teller).contradictions(found))
    if format_ is not HTML:
        return graph(described(found.proofs, found.grounds, public_url("/contradictions")), format_)
    parts = Parts(view, teller, found.grounds)
    shown = [parts.part(proof) for proof in found.proofs]
    return page("contradictions.html", {"found": shown, "complete": found.complete})


def _document(statement: Statement) -> str:
    return document(statement, public_url("/"))


def _others() -> int:
    wanted = request.args.get("all", "0")
    if not (wanted.isascii() and wanted.isdigit()):
        raise QueryError(
            f"all={wanted} is no number of proofs", remedy="write a whole number, such as all=10"
        )
    return int(wanted[:6])


def _teller(view: Reader, said: Iterable[Statement]) -> Teller:
    phrase = partial(view.kb.phrase, language=view.language)
    return Teller(view.language, Names(view.label, phrase), said)


def _json(value: object) -> Response:
    return data(json.dumps(value, ensure_ascii=False).encode(), JSON)
