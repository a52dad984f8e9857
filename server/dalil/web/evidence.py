"""What stands beside a fact: its sentence with the quoted words, whose voice, and how sure."""

from collections.abc import Iterable
from dataclasses import dataclass

from dalil import terms
from dalil.base.question import document
from dalil.graph.evaluate import Row
from dalil.graph.ntriples import text
from dalil.graph.terms import Term
from dalil.reason.proof import Statement
from dalil.web.cells import language_of, number_of, value_of
from dalil.web.reader import Reader

STANCES = {terms.ASSERTED: "asserted", terms.HEDGED: "hedged", terms.DENIED: "denied"}
"""Stance → the word that pages and style sheets use for it."""


@dataclass(frozen=True)
class Evidence:
    """One claim as a page quotes it: the sentence in three pieces, the quoted words in the middle."""

    claim: str
    before: str
    quote: str
    after: str
    language: str
    stance: str
    article: str
    section: str
    sentence: str
    voices: tuple[str, ...]
    possible_voices: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Fact:
    """A statement of a thing beside its grounds; `origin` is `claim`, `record`, `link` or `inferred`.

    `value` is what the thing is joined to; for an incoming fact, its subject. `explanation` is the address
    of its proof.
    """

    predicate: str
    value: Term
    origin: str
    evidence: tuple[Evidence, ...]
    explanation: str


@dataclass(frozen=True)
class Group:
    """The facts under one property, those with evidence first."""

    predicate: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Proposition:
    """What a claim says without asserting it, or asserts: one triple."""

    subject: Term
    predicate: Term
    object: Term


def evidence(reader: Reader, claim: str) -> Evidence | None:
    """The evidence of a claim, None where no claim has that IRI."""
    rows = reader.rows("claim", {"_claim": claim})
    return _evidence(reader, claim, rows[0]) if rows else None


def _evidence(reader: Reader, claim: str, row: Row) -> Evidence:
    quote = value_of(row, "quote")
    sentence = value_of(row, "text") or quote
    start, end = number_of(row, "start"), number_of(row, "end")
    offset = number_of(row, "sentenceStart") if "sentenceStart" in row else start
    return Evidence(
        claim=claim,
        before=sentence[: start - offset],
        quote=quote,
        after=sentence[end - offset :],
        language=language_of(row["quote"]),
        stance=value_of(row, "stance"),
        article=value_of(row, "article"),
        section=value_of(row, "section"),
        sentence=value_of(row, "sentence"),
        voices=_values(reader.rows("voices", {"_claim": claim}), "voice"),
        possible_voices=_values(reader.rows("possible-voices", {"_claim": claim}), "voice"),
        start=start,
        end=end,
    )


def facts(reader: Reader, iri: str, page: str) -> list[Fact]:
    """The facts in which a thing is the subject (page `facts`) or the value (page `incoming`).

    One fact a triple, with every claim that states it.
    """
    bindings = {"_thing": iri, "_inferred": reader.graph("inferred"), "_links": reader.graph("links")}
    if page == "incoming":
        bindings["_evidence"] = reader.graph("evidence")
    by_triple: dict[tuple[str, str], list[Row]] = {}
    for row in reader.rows(page, bindings):
        by_triple.setdefault((value_of(row, "property"), str(_other(row))), []).append(row)
    return [_fact(reader, iri, rows) for rows in by_triple.values()]


def _other(row: Row) -> Term:
    """What a fact joins the thing to: its value, or for an incoming fact its subject."""
    return row["value"] if "value" in row else row["subject"]


def _fact(reader: Reader, iri: str, rows: list[Row]) -> Fact:
    claims = dict.fromkeys(value_of(row, "claim") for row in rows if "claim" in row)
    grounds = [evidence(reader, claim) for claim in claims]
    return Fact(
        predicate=value_of(rows[0], "property"),
        value=_other(rows[0]),
        origin="claim" if claims else _origin(rows[0]),
        evidence=tuple(ground for ground in grounds if ground is not None),
        explanation=document(_statement(iri, rows[0]), "/"),
    )


def _statement(iri: str, row: Row) -> Statement:
    """The triple of a fact about a thing, as proofs write it."""
    predicate = f"<{value_of(row, 'property')}>"
    if "value" in row:
        return Statement(f"<{iri}>", predicate, text(row["value"]))
    return Statement(text(row["subject"]), predicate, f"<{iri}>")


def _origin(row: Row) -> str:
    """Where a fact that no claim states comes from."""
    if value_of(row, "inferred") == "true":
        return "inferred"
    return "link" if value_of(row, "linked") == "true" else "record"


def grouped(found: Iterable[Fact]) -> list[Group]:
    """The facts by property; properties with evidence come first, inferred facts last."""
    order = {"claim": 0, "record": 1, "link": 2, "inferred": 3}
    by_property: dict[str, list[Fact]] = {}
    for fact in sorted(found, key=lambda f: order[f.origin]):
        by_property.setdefault(fact.predicate, []).append(fact)
    return [Group(predicate, tuple(facts)) for predicate, facts in by_property.items()]


def unasserted(reader: Reader, iri: str) -> list[tuple[Evidence, Proposition]]:
    """Hedged and denied claims about a thing, each with the triple that nothing asserts."""
    rows = reader.rows("unasserted", {"_thing": iri})
    found = [(evidence(reader, value_of(row, "claim")), proposition(row)) for row in rows]
    return [(ground, said) for ground, said in found if ground is not None]


def proposition(row: Row) -> Proposition:
    """The triple of a row with subject, predicate and object."""
    return Proposition(row["subject"], row["predicate"], row["object"])


def _values(rows: Iterable[Row], name: str) -> tuple[str, ...]:
    return tuple(value_of(row, name) for row in rows)
