"""Articles: the whole text by section, each sentence with the claims that were read from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

from flask import Blueprint, Response

from dalil import terms
from dalil.errors import NotFoundError
from dalil.graph.evaluate import Row
from dalil.query.formats import HTML
from dalil.web import documents, evidence
from dalil.web.cells import language_of, number_of, value_of
from dalil.web.evidence import Proposition
from dalil.web.reader import Reader
from dalil.web.responses import DOCUMENT, PAGE, graph, negotiate, page, reader

blueprint = Blueprint("articles", __name__)


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence that the same claims cover, or none."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A claim below its sentence: what it says, and how sure."""

    iri: str
    stance: str
    said: tuple[Proposition, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence cut into pieces that claims cover and pieces that none does, with its claims in order."""

    fragment: str
    language: str
    pieces: tuple[Piece, ...]
    claims: tuple[Reading, ...]
    is_heading: bool


@dataclass(frozen=True)
class Section:
    """A section with its sentences; its heading is the first of them."""

    iri: str
    fragment: str
    boilerplate: bool
    sentences: tuple[Sentence, ...]


@blueprint.get("/articles")
def articles() -> Response:
    """The articles of the project."""
    negotiate(PAGE)
    found = [value_of(row, "article") for row in reader().rows("articles", {})]
    return page("articles.html", {"articles": found})


@blueprint.get("/article/<path:name>")
def article(name: str) -> Response:
    """The text, or the article's description as RDF."""
    view = reader()
    iri = view.addresses.iri("article", name)
    if not view.kb.triples_about(iri):
        raise NotFoundError(f"there is no article <{iri}>", remedy="choose one listed at /articles")
    format_ = negotiate(DOCUMENT)
    if format_ is not HTML:
        sentences = [value_of(r, "sentence") for r in view.rows("article-sentences", {"_article": iri})]
        return graph(documents.article(view.kb, iri, sentences), format_)
    hidden = {terms.DCTERMS_HAS_PART, terms.RDF_TYPE, terms.RDFS_LABEL, terms.SHA256, terms.SOURCE_FILE}
    about = [f for f in evidence.facts(view, iri, "facts") if f.predicate not in hidden]
    return page(
        "article.html", {"iri": iri, "sections": _sections(view, iri), "about": evidence.grouped(about)}
    )


def _sections(view: Reader, iri: str) -> list[Section]:
    claims = _by(view.rows("article-claims", {"_article": iri}), "sentence")
    sentences = _by(view.rows("article-sentences", {"_article": iri}), "section")
    found = []
    for row in view.rows("article-sections", {"_article": iri}):
        name = value_of(row, "section")
        heading = value_of(row, "heading").strip()
        lines = [
            _sentence(s, _readings(view, claims.get(value_of(s, "sentence"), [])), heading)
            for s in sentences.get(name, [])
        ]
        found.append(Section(name, _fragment(name), value_of(row, "boilerplate") == "true", tuple(lines)))
    return found


def _by(rows: list[Row], name: str) -> dict[str, list[Row]]:
    """The rows by the value of one column, in order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(value_of(row, name), []).append(row)
    return found


def _readings(view: Reader, claims: list[Row]) -> list[tuple[Row, Reading]]:
    return [(row, _reading(view, value_of(row, "claim"), value_of(row, "stance"))) for row in claims]


def _reading(view: Reader, claim: str, stance: str) -> Reading:
    rows = view.rows("claim-triples", {"_claim": claim})
    return Reading(claim, stance, tuple(evidence.proposition(row) for row in rows))


def _sentence(row: Row, claims: list[tuple[Row, Reading]], heading: str) -> Sentence:
    text, start = value_of(row, "text"), number_of(row, "start")
    spans = [(number_of(c, "start") - start, number_of(c, "end") - start, found.iri) for c, found in claims]
    return Sentence(
        fragment=_fragment(value_of(row, "sentence")),
        language=language_of(row["text"]),
        pieces=joined(pieces(text, spans)),
        claims=tuple(found for _, found in claims),
        is_heading=text == heading,
    )


def _fragment(iri: str) -> str:
    return iri.partition("#")[2]


def pieces(text: str, spans: list[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """The text cut where a span begins or ends, each piece with the spans that cover it.

    `spans` are (start, end, claim), half open, in code points of the text; they may overlap.
    """
    inside = {p for start, end, _ in spans for p in (start, end) if 0 < p < len(text)}
    cuts = sorted({0, len(text), *inside})
    return tuple(
        Piece(text[a:b], tuple(claim for start, end, claim in spans if start <= a and b <= end))
        for a, b in pairwise(cuts)
    )


def joined(found: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbouring pieces that claims cover made one, so that the keyboard stops once at each."""
    runs = [list(run) for _, run in groupby(found, key=lambda piece: bool(piece.claims))]
    return tuple(
        Piece("".join(p.text for p in run), tuple(dict.fromkeys(chain.from_iterable(p.claims for p in run))))
        for run in runs
    )
