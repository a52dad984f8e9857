"""How much of an article its claims cover: its sentences, and the words that change what it says."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dalil import terms
from dalil.errors import AnchorError
from dalil.graph import parse
from dalil.graph.terms import Literal, Term, Triple, value
from dalil.ingest.anchor import Span, locate_within
from dalil.ingest.article import Article, Section, Sentence
from dalil.ingest.claim import Claim

_WORDS = Path(__file__).parent / "words"
_PREFIX = {"ar": "[وف]?[بلك]?"}
"""Language → the letters that are written together with the word they precede."""


@dataclass(frozen=True)
class Word:
    """A word that matters, and its kind: number, date, name, negation, modal, attribution and so on."""

    kind: str
    text: str
    sentence: Sentence
    covered: bool


@dataclass(frozen=True)
class SectionCoverage:
    """What is covered of one section."""

    section: Section
    sentences: int
    claimed: int
    words: int
    covered: int


@dataclass(frozen=True)
class Coverage:
    """What is covered of an article, boilerplate left out."""

    article: Article
    sections: tuple[SectionCoverage, ...]
    bare: tuple[Sentence, ...]
    missed: tuple[Word, ...]

    @property
    def complete(self) -> bool:
        """Whether every content sentence has a claim and every word that matters is covered."""
        return not self.bare and not self.missed


def read_exclusions(article: Article) -> list[Span]:
    """Spans of the words that exclusions.ttl keeps out of the count; empty without that file."""
    path = article.folder / "exclusions.ttl"
    if not path.exists():
        return []
    nodes: dict[Term, dict[str, tuple[int, str]]] = {}
    for line, quad in parse.quads(path):
        nodes.setdefault(quad.subject, {})[quad.predicate.value] = (line, value(quad.object))
    return [_excluded(found, article, path) for found in nodes.values()]


def measure(
    article: Article, claims: Sequence[Claim], excluded: Iterable[Span], names: Iterable[str]
) -> Coverage:
    """The coverage of an article by the quotes of its claims; `names` are labels of known things."""
    spans = [claim.span for claim in claims]
    claimed = {article.sentence_at(start) for start, _ in spans}
    headings = [section.heading for section in article.sections]
    covered = [*spans, *excluded, *headings]
    content = [s for s in article.sentences if not s.section.boilerplate]
    words = list(_words(article, content, covered, names))
    bare = [s for s in content if s not in claimed and not s.is_heading and not _inside(s.span, covered)]
    return Coverage(
        article=article,
        sections=tuple(
            _section(section, content, bare, words) for section in article.sections if not section.boilerplate
        ),
        bare=tuple(bare),
        missed=tuple(word for word in words if not word.covered),
    )


def names_in(statements: Iterable[Triple], language: str) -> list[str]:
    """The labels, preferred, alternative and hidden, that the triples give in one language."""
    predicates = {terms.SKOS_PREF_LABEL, terms.SKOS_ALT_LABEL, terms.SKOS_HIDDEN_LABEL}
    return sorted(
        {
            t.object.value
            for t in statements
            if t.predicate.value in predicates
            and isinstance(t.object, Literal)
            and t.object.language == language
        }
    )


def _excluded(found: dict[str, tuple[int, str]], article: Article, path: Path) -> Span:
    line = max(at for at, _ in found.values())
    for needed in (terms.QUOTE, terms.REASON):
        if needed not in found:
            raise AnchorError(f"an exclusion without <{needed}>", file=path, line=line, remedy="add it")
    _, quote = found[terms.QUOTE]
    try:
        return locate_within(quote, found.get(terms.CONTEXT, (0, None))[1], article.text)
    except AnchorError as error:
        raise AnchorError(error.message, file=path, line=line, remedy=error.remedy) from error


def _words(
    article: Article, content: Iterable[Sentence], covered: Sequence[Span], names: Iterable[str]
) -> Iterator[Word]:
    patterns = _patterns(article.language, names)
    for sentence in content:
        for kind, pattern in patterns:
            for match in pattern.finditer(article.text, *sentence.span):
                yield Word(kind, match.group(), sentence, _inside(match.span(), covered))


def _patterns(language: str, names: Iterable[str]) -> list[tuple[str, re.Pattern[str]]]:
    path = _WORDS / f"{language}.toml"
    kinds = tomllib.loads(path.read_text("utf-8")) if path.exists() else {"number": r"\d+"}
    prefix = _PREFIX.get(language, "")
    found = [(kind, re.compile(rf"(?<!\w){prefix}(?:{words})(?!\w)")) for kind, words in kinds.items()]
    longest = sorted((re.escape(n) for n in names), key=len, reverse=True)
    if longest:
        found.append(("name", re.compile(rf"(?<!\w){prefix}(?:{'|'.join(longest)})(?!\w)")))
    return found


def _inside(span: Span, covered: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in covered)


def _section(
    section: Section,
    content: Iterable[Sentence],
    bare: Iterable[Sentence],
    words: Iterable[Word],
) -> SectionCoverage:
    own = [s for s in content if s.section == section and not s.is_heading]
    own_words = [w for w in words if w.sentence.section == section]
    return SectionCoverage(
        section=section,
        sentences=len(own),
        claimed=len(own) - sum(s.section == section for s in bare),
        words=len(own_words),
        covered=sum(w.covered for w in own_words),
    )
