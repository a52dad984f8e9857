"""The ontology documents: /ontology and /ns, their versions, and the page that explains their terms."""

from dataclasses import dataclass

from flask import Blueprint, Response

from dalil import terms
from dalil.errors import NotFoundError
from dalil.graph.evaluate import Row
from dalil.graph.terms import Literal, NamedNode
from dalil.query.formats import HTML
from dalil.web import documents
from dalil.web.cells import value_of
from dalil.web.reader import Reader
from dalil.web.responses import DOCUMENT, graph, negotiate, page, reader

blueprint = Blueprint("ontology", __name__)


@dataclass(frozen=True)
class Branch:
    """A class with its subclasses; a class with two parents stands below each."""

    iri: str
    children: tuple["Branch", ...]


@dataclass(frozen=True)
class Property:
    """A property with what it joins; the tuples hold IRIs."""

    iri: str
    kind: str
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    parents: tuple[str, ...]


@blueprint.get("/ontology", defaults={"root": "ontology", "version": ""})
@blueprint.get("/ontology/<version>", defaults={"root": "ontology"})
@blueprint.get("/ns", defaults={"root": "ns", "version": ""})
@blueprint.get("/ns/<version>", defaults={"root": "ns"})
def ontology(root: str, version: str) -> Response:
    """An ontology document, by its IRI or by the IRI of the version that is served."""
    view = reader()
    iri = view.addresses.ontology_iri(root)
    header = view.rows("ontology-header", {"_graph": view.graph("ontology"), "_ontology": iri})
    if version:
        _require_version(header, view.addresses.ontology_iri(root, version))
    format_ = negotiate(DOCUMENT)
    if format_ is not HTML:
        return graph(documents.ontology(view.kb.graph(view.graph("ontology")), iri), format_)
    return page("ontology.html", _context(view, iri, header) | {"canonical": f"/{root}"})


def _require_version(header: list[Row], wanted: str) -> None:
    """Raise NotFoundError unless the header names that version."""
    versions = [value_of(r, "value") for r in header if value_of(r, "property") == terms.OWL + "versionIRI"]
    if wanted not in versions:
        raise NotFoundError(f"there is no version <{wanted}>", remedy=f"see {', '.join(versions) or '/'}")


def _context(view: Reader, iri: str, header: list[Row]) -> dict[str, object]:
    bindings = {"_graph": view.graph("ontology"), "_ontology": iri}
    classes = _edges(view.rows("classes", bindings), "class")
    individuals = _edges(view.rows("individuals", bindings), "individual", "class")
    return {
        "iri": iri,
        "hidden": {terms.RDF_TYPE, terms.RDFS_LABEL},
        "header": [(value_of(r, "property"), r["value"]) for r in header],
        "tree": tree(classes),
        "classes": classes,
        "properties": _properties(view.rows("properties", bindings)),
        "individuals": individuals,
        "texts": _texts(view.rows("definitions", bindings)),
        "counts": view.class_counts(),
    }


def _edges(rows: list[Row], node: str, other: str = "parent") -> dict[str, list[str]]:
    """Node → the others that it is joined to, sorted."""
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(value_of(row, node), set()).update({value_of(row, other)} - {""})
    return {iri: sorted(others) for iri, others in sorted(found.items())}


def tree(parents: dict[str, list[str]]) -> tuple[Branch, ...]:
    """The classes as a forest: roots are those without a parent among them."""
    roots = [iri for iri, above in parents.items() if not set(above) & parents.keys()]
    return tuple(_branch(root, parents, frozenset()) for root in roots)


def _branch(iri: str, parents: dict[str, list[str]], above: frozenset[str]) -> Branch:
    """The class with what is below it; a class above itself is not entered again."""
    path = above | {iri}
    below = [child for child, over in parents.items() if iri in over and child not in path]
    return Branch(iri, tuple(_branch(child, parents, path) for child in below))


def _properties(rows: list[Row]) -> list[Property]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(value_of(row, "property"), []).append(row)
    return [
        Property(
            iri=iri,
            kind=value_of(group[0], "kind"),
            domains=_distinct(group, "domain"),
            ranges=_distinct(group, "range"),
            parents=_distinct(group, "parent"),
        )
        for iri, group in found.items()
    ]


def _distinct(rows: list[Row], name: str) -> tuple[str, ...]:
    """The IRIs in a column, sorted; class expressions without a name are left out."""
    return tuple(sorted({t.value for row in rows if isinstance(t := row.get(name), NamedNode)}))


def _texts(rows: list[Row]) -> dict[str, dict[str, list[Literal]]]:
    """Term → property → its definitions, examples or notes."""
    found: dict[str, dict[str, list[Literal]]] = {}
    for row in rows:
        if isinstance(text := row["text"], Literal):
            texts = found.setdefault(value_of(row, "term"), {})
            texts.setdefault(value_of(row, "property"), []).append(text)
    return found
