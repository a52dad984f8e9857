"""What search engines ask for: which pages there are, and which are not worth a visit."""

from flask import Blueprint, Response, render_template

from dalil.errors import NotFoundError
from dalil.web.cells import value_of
from dalil.web.reader import Reader
from dalil.web.responses import public_url, reader

blueprint = Blueprint("sitemap", __name__)
MOST = 50_000
"""Addresses in one file (sitemaps.org)."""
_PAGES = ("/", "/examples", "/things", "/articles", "/ontology", "/ns", "/sparql", "/conformance")
_XML = "application/xml; charset=utf-8"


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Pages and documents may be read; answers to queries, of which there is no end, are left out."""
    text = render_template("robots.txt", sitemap=public_url("/sitemap.xml"))
    return Response(text, content_type="text/plain; charset=utf-8")


@blueprint.get("/sitemap.xml")
def index() -> Response:
    """The files that list the pages."""
    files = range(1, -(-len(_addresses(reader())) // MOST) + 1)
    return _listed("sitemaps.xml", [f"/sitemap-{number}.xml" for number in files])


@blueprint.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """The addresses in one file, counted from 1."""
    found = _addresses(reader())[(number - 1) * MOST : number * MOST] if number else []
    if not found:
        raise NotFoundError(f"there is no sitemap {number}", remedy="see /sitemap.xml")
    return _listed("sitemap.xml", found)


def _listed(template: str, paths: list[str]) -> Response:
    return Response(render_template(template, addresses=map(public_url, paths)), content_type=_XML)


def _addresses(view: Reader) -> list[str]:
    """The paths of all pages: those of the site, questions, articles, things."""
    things = view.addresses.iri("id", "")
    named = [
        *(value_of(row, "article") for row in view.rows("articles", {})),
        *(value_of(row, "thing") for row in view.rows("documents", {"_things": things})),
    ]
    paths = [view.addresses.local(iri) or "" for iri in named]
    documents = [f"/doc/{path.removeprefix('/id/')}" if path.startswith("/id/") else path for path in paths]
    return [*_PAGES, *(f"/api/{example.name}" for example in view.kb.catalogue), *documents]
