"""The second reading of each claim: data/<article>/review.ttl, written by `dalil review`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dalil import terms
from dalil.errors import SourceError
from dalil.graph import parse
from dalil.graph.generation import writing
from dalil.graph.serialise import serialise
from dalil.graph.terms import Literal, NamedNode, triple, value

FILE = "review.ttl"
_OPENING = b"# The second reading of each claim: written by `dalil review`, voided by an edit of the claim.\n"


@dataclass(frozen=True)
class Review:
    """When a claim was read again, and what came of it (IRI of a dalil:ReviewOutcome)."""

    date: str
    outcome: str


def read_reviews(folder: Path) -> dict[str, Review]:
    """Claim hash → its review; empty where nothing has been reviewed yet. Raises SourceError."""
    path = folder / FILE
    if not path.exists():
        return {}
    found: dict[str, dict[str, str]] = {}
    for statement in parse.triples(path):
        key = value(statement.subject).rsplit("/", 1)[-1]
        found.setdefault(key, {})[statement.predicate.value] = value(statement.object)
    try:
        return {
            key: Review(values[terms.REVIEWED_ON], values[terms.OUTCOME]) for key, values in found.items()
        }
    except KeyError as error:
        raise SourceError(
            f"lacks <{error.args[0]}> for a claim", file=path, remedy="record it with `dalil review`"
        ) from error


def write_reviews(
    folder: Path, reviews: Mapping[str, Review], base: str, prefixes: Mapping[str, str]
) -> None:
    """Replace the reviews of an article by those given, sorted by hash."""
    day = NamedNode(terms.XSD_DATE)
    statements = [
        found
        for key, review in reviews.items()
        for found in (
            triple(
                NamedNode(f"{base}claim/{key}"),
                terms.REVIEWED_ON,
                Literal(review.date, datatype=day),
            ),
            triple(NamedNode(f"{base}claim/{key}"), terms.OUTCOME, review.outcome),
        )
    ]
    used = {name: iri for name, iri in prefixes.items() if name in {"claim", "dalil", "xsd"}}
    draft = folder / f".{FILE}.draft"
    with writing(folder / FILE):
        draft.write_bytes(_OPENING + serialise(statements, "ttl", used))
        draft.replace(folder / FILE)


def stale(reviews: Iterable[str], claims: Iterable[str]) -> list[str]:
    """Hashes of reviews whose claim has been edited or removed since, sorted."""
    return sorted(set(reviews) - set(claims))
