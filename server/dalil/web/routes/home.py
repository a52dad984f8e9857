"""The way in: what this is, an answer with its evidence, the questions; search; things by class."""

from flask import Blueprint, Response, request

from dalil import terms
from dalil.errors import NotFoundError
from dalil.query.catalogue import Example
from dalil.web.answers import begin
from dalil.web.cells import number_of, value_of
from dalil.web.reader import Reader
from dalil.web.responses import PAGE, negotiate, page, reader
from dalil.web.tables import Table, table

blueprint = Blueprint("home", __name__)
_SAMPLE = 5
"""Rows of the example answer on the first page."""
_HITS = 100
"""Names, and sentences, that a search shows."""


@blueprint.get("/")
def home() -> Response:
    """What this is, in one screen."""
    negotiate(PAGE)
    view = reader()
    if view.kb.is_plain:
        return page("plain.html", {})
    example = view.kb.catalogue.featured()
    context = {
        "example": example,
        "table": _answer(view, example) if example else None,
        "sample": _SAMPLE,
        "totals": _totals(view),
        "topics": view.kb.catalogue.topics(),
        "articles": [value_of(row, "article") for row in view.rows("articles", {})],
    }
    return page("home.html", context)


@blueprint.get("/search")
def search() -> Response:
    """Things and terms whose name has the words of ?text=, and sentences that have them."""
    negotiate(PAGE)
    view = reader()
    text = request.args.get("text", "").strip()
    names = [hit for hit in view.kb.name_index.find(text) if view.is_local(hit.iri)]
    found = {"names": names, "sentences": view.kb.sentence_index.find(text)}
    return page("search.html", {"text": text, "found": found, "most": _HITS})


@blueprint.get("/things")
def things() -> Response:
    """The classes of the ontology with the number of things in each."""
    negotiate(PAGE)
    view = reader()
    counts = view.class_counts().items()
    return page("things.html", {"counts": [(i, n) for i, n in counts if _own(view, i)]})


@blueprint.get("/things/<root>/<name>")
def members(root: str, name: str) -> Response:
    """The things of one class, named by its ontology (`ontology` or `ns`) and its local name."""
    negotiate(PAGE)
    view = reader()
    iri = f"{view.addresses.ontology_iri(root)}#{name}"
    if root not in {"ontology", "ns"} or not view.kb.triples_about(iri):
        raise NotFoundError(f"there is no class {name}", remedy="choose one listed at /things")
    found = [value_of(row, "thing") for row in view.rows("members", {"_class": iri})]
    ordered = sorted(set(found), key=lambda thing: view.label(thing).text)
    return page("class.html", {"iri": iri, "things": ordered})


def _own(view: Reader, iri: str) -> bool:
    return iri.startswith((f"{view.addresses.ontology}#", terms.DALIL))


def _answer(view: Reader, example: Example) -> Table:
    bindings = example.bindings({}, view.kb.project.prefixes)
    return table(view, begin(example.text, bindings), bindings)


def _totals(view: Reader) -> dict[str, int]:
    rows = view.rows("totals", {})
    counts = {value_of(row, "class"): number_of(row, "count") for row in rows}
    return {
        "articles_count": counts.get(terms.ARTICLE, 0),
        "sentences_count": counts.get(terms.SENTENCE, 0),
        "claims_count": counts.get(terms.CLAIM, 0),
        "questions_count": len(view.kb.catalogue),
    }
