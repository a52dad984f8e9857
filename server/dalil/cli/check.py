"""`dalil check`: the gates without a commit, then what is still missing."""

import argparse
from collections.abc import Iterator

from dalil.base.check import Check, check
from dalil.cli import console, options
from dalil.errors import ViolationError
from dalil.ingest.coverage import Coverage

SUMMARY = "pass the gates without committing; coverage by section, bare sentences, unreviewed claims"
EXAMPLE = "dalil check --json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    options.as_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check, print what was found; 1 where anything is missing or violated."""
    project = options.load(arguments)
    try:
        with console.progress() as progress:
            found = check(project, progress)
    except ViolationError as error:
        if arguments.json:
            options.print_json({"complete": False, "error": str(error), "report": error.report})
        else:
            print(error.report)
        return 1
    if arguments.json:
        options.print_json(_values(found))
    else:
        _print(found)
    return 0 if found.complete else 1


def _values(found: Check) -> dict[str, object]:
    return {
        "complete": found.complete,
        "articles": [_article_values(article) for article in found.articles],
        "claims": len(found.claims),
        "unreviewed": [claim.key for claim in found.unreviewed],
        "voided": list(found.voided),
    }


def _article_values(found: Coverage) -> dict[str, object]:
    return {
        "article": found.article.iri,
        "sections": [
            {
                "section": s.section.number,
                "sentences": s.sentences,
                "claimed": s.claimed,
                "words": s.words,
                "covered": s.covered,
            }
            for s in found.sections
        ],
        "bare": [found.article.quote(s.span) for s in found.bare],
        "missed": [{"kind": w.kind, "word": w.text, "sentence": w.sentence.number} for w in found.missed],
    }


def _print(found: Check) -> None:
    for article in found.articles:
        print(article.article.iri)
        console.table(
            ("section", "sentences", "with a claim", "words that matter", "covered"), _rows(article)
        )
        for sentence in article.bare:
            print(f"No claim: {article.article.quote(sentence.span)}")
        for word in article.missed:
            print(f"Not covered: {word.kind} «{word.text}» in sentence {word.sentence.number}")
    for claim in found.unreviewed:
        print(f"Not reviewed: {claim.key} ({claim.draft.place})")
    for key in found.voided:
        print(f"Review voided by an edit: {key}")
    reviewed = len(found.claims) - len(found.unreviewed)
    print(f"{len(found.claims)} claims, all anchored; {reviewed} reviewed")


def _rows(found: Coverage) -> Iterator[tuple[str, ...]]:
    for s in found.sections:
        numbers = (s.section.number, s.sentences, s.claimed, s.words, s.covered)
        yield tuple(str(number) for number in numbers)
