"""Things, claims and graphs: /id/x sends to its document, the others are documents themselves."""

from urllib.parse import quote

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as Redirect

from dalil import terms
from dalil.base import naming
from dalil.errors import GoneError, NotFoundError
from dalil.graph.terms import value
from dalil.query.formats import HTML, Format
from dalil.web import documents, evidence
from dalil.web.reader import Reader
from dalil.web.responses import DOCUMENT, describes, graph, negotiate, page, reader

blueprint = Blueprint("things", __name__)
_TRIVIAL = {terms.OWL + "Thing", terms.RDFS + "Resource", terms.OWL + "NamedIndividual"}


@blueprint.get("/id/<path:name>")
def identifier(name: str) -> Redirect:
    """A thing is no document: 303 to the one about it, or 404."""
    _known(reader().addresses.iri("id", name))
    return redirect(f"/doc/{quote(name)}", 303)


@blueprint.get("/doc/<path:name>")
def document(name: str) -> Response:
    """What is known of a thing, as a page or as RDF."""
    view = reader()
    iri = view.addresses.iri("id", name)
    _known(iri)
    describes(iri)
    format_ = negotiate(DOCUMENT)
    if format_ is not HTML:
        return _described(iri, format_)
    return page("thing.html", _thing(view, iri))


@blueprint.get("/claim/<path:name>")
def claim(name: str) -> Response:
    """A claim: its quote in its sentence, what it states, who says so."""
    view = reader()
    iri = view.addresses.iri("claim", name)
    _known(iri)
    format_ = negotiate(DOCUMENT)
    if format_ is not HTML:
        return graph([*documents.about(view.kb, iri), *view.kb.graph(iri)], format_)
    rows = view.rows("claim-triples", {"_claim": iri})
    context = {
        "iri": iri,
        "ground": evidence.evidence(view, iri),
        "said": [evidence.proposition(row) for row in rows],
        "notes": [row["note"] for row in view.rows("notes", {"_thing": iri})],
        "reviews": view.rows("reviews", {"_claim": iri}),
    }
    return page("claim.html", context)


@blueprint.get("/graph/<path:name>")
def named_graph(name: str) -> Response:
    """The triples of a part of the dataset, or what describes the dataset (`meta`)."""
    iri = reader().addresses.iri("graph", name)
    found = reader().kb.graph(iri)
    if not found:
        raise NotFoundError(f"there is no graph <{iri}>", remedy="see /.well-known/void for those there are")
    return graph(found, negotiate(DOCUMENT[:-1]))


def _known(iri: str) -> None:
    """Raise NotFoundError for an IRI that nothing describes, GoneError for a thing that is retired."""
    found = reader().kb.triples_about(iri)
    if not found:
        raise naming.unknown(reader().kb, iri)
    said = {(t.predicate.value, value(t.object)) for t in found}
    if said & {(terms.OWL_DEPRECATED, truth) for truth in ("true", "1")}:
        heirs = sorted(held for name, held in said if name == terms.IS_REPLACED_BY)
        remedy = f"see {', '.join(f'<{heir}>' for heir in heirs)}" if heirs else "look for others at /search"
        raise GoneError(f"<{iri}> is retired", remedy=remedy)


def _described(iri: str, format_: Format) -> Response:
    return graph(documents.about(reader().kb, iri), format_)


def _thing(view: Reader, iri: str) -> dict[str, object]:
    """What the page of a thing shows: its kinds and names apart from the other facts."""
    found = evidence.facts(view, iri, "facts")
    kinds = [f for f in found if f.predicate == terms.RDF_TYPE and value(f.value) not in _TRIVIAL]
    named = {*_NAMES, terms.RDF_TYPE, terms.OWL + "sameAs"}
    return {
        "iri": iri,
        "kinds": sorted(kinds, key=lambda fact: fact.origin == "inferred"),
        "names": [f.value for f in found if f.predicate in _OTHER_NAMES],
        "groups": evidence.grouped(f for f in found if f.predicate not in named or _is_link(f, iri)),
        "incoming": evidence.grouped(evidence.facts(view, iri, "incoming")),
        "unasserted": evidence.unasserted(view, iri),
    }


_OTHER_NAMES = frozenset({terms.SKOS_ALT_LABEL, terms.SKOS_HIDDEN_LABEL})
_NAMES = _OTHER_NAMES | {terms.SKOS_PREF_LABEL, terms.RDFS_LABEL}


def _is_link(fact: evidence.Fact, iri: str) -> bool:
    """Whether the fact identifies the thing with another one; every thing is the same as itself."""
    return fact.predicate == terms.OWL + "sameAs" and str(fact.value) != f"<{iri}>"
