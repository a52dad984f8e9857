"""Finding a quote in its text, exactly, or saying why it is not there."""

from difflib import SequenceMatcher
from typing import TypeAlias

from dalil.errors import AnchorError

Span: TypeAlias = tuple[int, int]
"""Half-open range of code points."""

_COPY = "copy the words with `dalil quote WORDS`"


def locate(quote: str, text: str) -> Span:
    """Half-open span of `quote` in `text`, in code points (as oa:start, oa:end).

    Raises AnchorError unless it occurs exactly once: evidence that could be elsewhere is none.
    """
    if not quote.strip():
        raise AnchorError("the quote is empty", remedy=_COPY)
    found = occurrences(quote, text)
    if not found:
        raise AnchorError(f"the quote is not in the text: «{quote}»{_miss(quote, text)}", remedy=_COPY)
    if len(found) > 1:
        raise AnchorError(
            f"the quote stands {len(found)} times in the text: «{quote}»",
            remedy="add dalil:context, a longer text around it that stands once",
        )
    return found[0]


def locate_within(quote: str, context: str | None, text: str) -> Span:
    """Span of `quote` in `text`, looked for inside `context` where there is one."""
    if context is None:
        return locate(quote, text)
    outer, _ = locate(context, text)
    start, end = locate(quote, context)
    return outer + start, outer + end


def occurrences(words: str, text: str) -> list[Span]:
    """Spans of every occurrence of `words`, overlapping ones too, in order."""
    found = []
    at = text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def nearest(quote: str, text: str) -> Span:
    """Span of the stretch of `text` that shares the longest run of characters with `quote`."""
    match = SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
    start = max(0, match.a - match.b)
    return start, min(len(text), start + len(quote))


def _miss(quote: str, text: str) -> str:
    """The nearest text and the first code point at which the quote leaves it."""
    start, end = nearest(quote, text)
    near = text[start:end]
    pairs = enumerate(zip(quote, near, strict=False))
    differing = next((i for i, (mine, theirs) in pairs if mine != theirs), len(near))
    if differing >= min(len(quote), len(near)):
        return f"; nearest is «{near}», which ends before the quote does"
    return (
        f"; nearest is «{near}», which differs at character {differing + 1}: "
        f"U+{ord(quote[differing]):04X} in the quote, U+{ord(near[differing]):04X} in the text"
    )
