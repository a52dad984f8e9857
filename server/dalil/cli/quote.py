"""`dalil quote`: words as an article spells them, to paste into facts.ttl."""

import argparse

from dalil.cli import options
from dalil.errors import AnchorError
from dalil.ingest.anchor import Span, occurrences
from dalil.ingest.article import Article, read_article
from dalil.ingest.quote import find

SUMMARY = "find words in the articles however they are spelled, and print the exact quote"
EXAMPLE = "dalil quote وفقا لفرانس"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    options.as_json(parser)
    parser.add_argument("words", nargs="+", help="the words to look for")


def run(arguments: argparse.Namespace) -> int:
    """Print each place where the words stand. Raises AnchorError where there is none."""
    words = " ".join(arguments.words)
    articles = [read_article(folder) for folder in options.load(arguments).articles()]
    found = [(article, span) for article in articles for span in find(words, article.text)]
    if not found:
        raise AnchorError(f"no article holds «{words}»", remedy="try fewer words")
    if arguments.json:
        options.print_json([_values(article, span) for article, span in found])
    else:
        for article, span in found:
            _print(article, span)
    return 0


def _values(article: Article, span: Span) -> dict[str, object]:
    return {
        "article": article.iri,
        "quote": article.quote(span),
        "start": span[0],
        "end": span[1],
        "sentence": article.quote(article.sentence_at(span[0]).span),
        "times": len(occurrences(article.quote(span), article.text)),
    }


def _print(article: Article, span: Span) -> None:
    quote = article.quote(span)
    times = len(occurrences(quote, article.text))
    print(f"dalil:quote {article.literal(quote)}")
    if times > 1:
        print(f"  stands {times} times: add dalil:context with a longer text that stands once")
    sentence = article.sentence_at(span[0])
    print(f"  {article.folder.name}, sentence {sentence.number}: {article.quote(sentence.span)}")
