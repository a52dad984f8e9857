"""`dalil review`: the second reading of claims, one beside its sentence at a time, and its record."""

import argparse
from datetime import UTC, datetime

from dalil import terms
from dalil.base.assembly import Knowledge, read
from dalil.base.check import survey
from dalil.cli import options
from dalil.errors import ClaimError
from dalil.ingest.claim import Claim
from dalil.ingest.review import Review, read_reviews, write_reviews

SUMMARY = "list the claims that await a second reading, or record what came of it"
EXAMPLE = "dalil review --outcome Confirmed 1f0c3f5f2f6d9a31"
_OUTCOMES = {"Confirmed": terms.CONFIRMED, "Corrected": terms.CORRECTED}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    options.as_json(parser)
    parser.add_argument("claims", nargs="*", metavar="HASH", help="claims that have been read again")
    parser.add_argument(
        "--outcome", choices=sorted(_OUTCOMES), default="Confirmed", help="what came of the reading"
    )
    parser.add_argument("--drop-voided", action="store_true", help="forget reviews of edited claims")


def run(arguments: argparse.Namespace) -> int:
    """Record the reviews that are named, else list what awaits one; 1 where anything does."""
    knowledge = read(options.load(arguments))
    if arguments.claims or arguments.drop_voided:
        _require_known(arguments.claims, knowledge)
        _record(knowledge, arguments)
        return 0
    waiting = survey(knowledge).unreviewed
    if arguments.json:
        options.print_json([_values(claim) for claim in waiting])
    else:
        for claim in waiting:
            print("\n  ".join(f"{key}: {value}" for key, value in _values(claim).items()))
        print(f"{len(waiting)} of {len(knowledge.claims)} claims await a second reading")
    return 1 if waiting else 0


def _values(claim: Claim) -> dict[str, object]:
    sentence = claim.article.sentence_at(claim.span[0])
    return {
        "claim": claim.key,
        "place": claim.draft.place,
        "sentence": claim.article.quote(sentence.span),
        "quote": claim.quote,
        "triples": [str(statement) for statement in claim.triples],
        "stance": claim.stance.rpartition("#")[2],
        "according to": list(claim.voices),
        "possibly according to": list(claim.possible_voices),
        "notes": [note.value for note in claim.notes],
    }


def _require_known(keys: list[str], knowledge: Knowledge) -> None:
    known = {claim.key for claim in knowledge.claims}
    for key in keys:
        if key not in known:
            raise ClaimError(f"there is no claim {key}", remedy="list those that wait with `dalil review`")


def _record(knowledge: Knowledge, arguments: argparse.Namespace) -> None:
    """Write the reviews of each article, today's for the claims named."""
    today = Review(datetime.now(UTC).date().isoformat(), _OUTCOMES[arguments.outcome])
    project = knowledge.project
    for article in knowledge.articles:
        own = {claim.key for claim in knowledge.claims_of(article)}
        found = read_reviews(article.folder)
        kept = {key: review for key, review in found.items() if key in own or not arguments.drop_voided}
        reviews = kept | {key: today for key in arguments.claims if key in own}
        if reviews != found:
            write_reviews(article.folder, reviews, project.base, project.prefixes)
        print(f"{article.folder}: {len(reviews)} of {len(own)} claims have been read a second time")
