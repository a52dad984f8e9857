"""Claims: what a source states, where, in whose voice; their identity and their description."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dalil import terms
from dalil.errors import AnchorError
from dalil.graph.terms import Literal, NamedNode, Term, Triple, integer, triple, value
from dalil.ingest.anchor import Span, locate_within
from dalil.ingest.article import Article
from dalil.ingest.facts import Draft
from dalil.ingest.review import Review

CONTEXT_LENGTH = 32
"""Code points of text that a quote selector shows before and after its quote."""


@dataclass(frozen=True)
class Claim:
    """One statement that an article makes, anchored in its text."""

    iri: str
    article: Article
    span: Span
    triples: tuple[Triple, ...]
    stance: str
    voices: tuple[str, ...]
    possible_voices: tuple[str, ...]
    notes: tuple[Literal, ...]
    draft: Draft
    review: Review | None = None

    @property
    def quote(self) -> str:
        """The words of the article that make the claim."""
        return self.article.quote(self.span)

    @property
    def asserted(self) -> bool:
        """Whether the article, or the voice it cites, states the triples as so."""
        return self.stance == terms.ASSERTED

    @property
    def key(self) -> str:
        """The hash that names the claim: what a review confirms."""
        return self.iri.rsplit("/", 1)[-1]


def anchor(draft: Draft, article: Article, base: str) -> Claim:
    """The claim that a draft makes of its article; claims are named below `base`.

    Raises AnchorError, with the draft's file and line, unless its quote stands there once.
    """
    quote = draft.text(terms.QUOTE) or ""
    try:
        span = locate_within(quote, draft.text(terms.CONTEXT), article.text)
    except AnchorError as error:
        raise AnchorError(error.message, file=draft.file, line=draft.line, remedy=error.remedy) from error
    triples = tuple(sorted(set(draft.triples), key=str))
    voices = tuple(map(value, draft.evidence[terms.ACCORDING_TO]))
    digest = identity([article.sha256, str(span[0]), str(span[1])], map(str, triples), voices, [draft.stance])
    return Claim(
        iri=f"{base}claim/{digest}",
        article=article,
        span=span,
        triples=triples,
        stance=draft.stance,
        voices=voices,
        possible_voices=tuple(map(value, draft.evidence[terms.POSSIBLY_ACCORDING_TO])),
        notes=tuple(sorted(_literals(draft.evidence[terms.SKOS_NOTE]), key=str)),
        draft=draft,
    )


def identity(*groups: Iterable[str]) -> str:
    """Sixteen hexadecimal digits over groups of texts; no two different inputs encode alike.

    Each text stands behind its length in bytes, each group behind its number of texts.
    """
    digest = hashlib.sha256()
    for group in groups:
        parts = [text.encode() for text in group]
        digest.update(b"%d;" % len(parts))
        for part in parts:
            digest.update(b"%d:%b" % (len(part), part))
    return digest.hexdigest()[:16]


def reviewed(claims: Iterable[Claim], reviews: dict[str, Review]) -> list[Claim]:
    """The claims, each with the review of its hash where there is one."""
    return [replace(claim, review=reviews.get(claim.key)) for claim in claims]


def describe(claim: Claim) -> list[Triple]:
    """The claim's description: quote, place, voices, stance, review; not what it asserts."""
    node = NamedNode(claim.iri)
    sentence = claim.article.sentence_at(claim.span[0])
    found = [
        triple(node, terms.RDF_TYPE, terms.CLAIM),
        triple(node, terms.QUOTE, claim.article.literal(claim.quote)),
        triple(node, terms.STANCE, claim.stance),
        triple(node, terms.IN_ARTICLE, claim.article.iri),
        triple(node, terms.IN_SECTION, sentence.section.iri),
        triple(node, terms.IN_SENTENCE, sentence.iri),
        triple(node, terms.PROV_WAS_DERIVED_FROM, claim.article.iri),
        *(triple(node, terms.SKOS_NOTE, note) for note in claim.notes),
        *(triple(node, terms.POSSIBLY_ACCORDING_TO, v) for v in claim.possible_voices),
        *_attribution(claim),
        *_target(claim),
    ]
    if not claim.asserted:
        found += _proposition(node, claim.triples[0])
    if claim.review is not None:
        found += _review(claim, claim.review)
    return found


def _attribution(claim: Claim) -> list[Triple]:
    node, found = NamedNode(claim.iri), []
    for position, voice in enumerate(claim.voices, start=1):
        step = NamedNode(f"{claim.iri}#voice-{position}")
        found += [
            triple(node, terms.ACCORDING_TO, voice),
            triple(node, terms.ATTRIBUTION, step),
            triple(step, terms.RDF_TYPE, terms.ATTRIBUTION_STEP),
            triple(step, terms.POSITION, integer(position)),
            triple(step, terms.VOICE, voice),
        ]
    return found + [triple(node, terms.SPEAKER, voice) for voice in claim.voices[-1:]]


def _target(claim: Claim) -> list[Triple]:
    """The Web Annotation target: the article with a position and a quote selector."""
    node, text = NamedNode(claim.iri), claim.article.text
    target, position, quote = (NamedNode(f"{claim.iri}#{name}") for name in ("target", "position", "quote"))
    start, end = claim.span
    literal = claim.article.literal
    return [
        triple(node, terms.OA_HAS_TARGET, target),
        triple(target, terms.RDF_TYPE, terms.OA_SPECIFIC_RESOURCE),
        triple(target, terms.OA_HAS_SOURCE, claim.article.iri),
        triple(target, terms.OA_HAS_SELECTOR, position),
        triple(target, terms.OA_HAS_SELECTOR, quote),
        triple(position, terms.RDF_TYPE, terms.OA_POSITION_SELECTOR),
        triple(position, terms.OA_START, integer(start)),
        triple(position, terms.OA_END, integer(end)),
        triple(quote, terms.RDF_TYPE, terms.OA_QUOTE_SELECTOR),
        triple(quote, terms.OA_EXACT, literal(text[start:end])),
        triple(quote, terms.OA_PREFIX, literal(text[max(0, start - CONTEXT_LENGTH) : start])),
        triple(quote, terms.OA_SUFFIX, literal(text[end : end + CONTEXT_LENGTH])),
    ]


def _proposition(node: NamedNode, statement: Triple) -> list[Triple]:
    return [
        triple(node, terms.RDF_SUBJECT, statement.subject),
        triple(node, terms.RDF_PREDICATE, statement.predicate),
        triple(node, terms.RDF_OBJECT, statement.object),
    ]


def _review(claim: Claim, review: Review) -> list[Triple]:
    node = NamedNode(f"{claim.iri}#review")
    return [
        triple(NamedNode(claim.iri), terms.HAS_REVIEW, node),
        triple(node, terms.RDF_TYPE, terms.REVIEW),
        triple(node, terms.REVIEWED_ON, Literal(review.date, datatype=NamedNode(terms.XSD_DATE))),
        triple(node, terms.OUTCOME, review.outcome),
    ]


def _literals(found: Iterable[Term]) -> list[Literal]:
    return [term for term in found if isinstance(term, Literal)]
