"""An article: its text, its record, and its sections and sentences by position."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from dalil import terms
from dalil.errors import AnchorError, SourceError
from dalil.graph import parse
from dalil.graph.terms import Literal, NamedNode, Triple, integer, is_tag, triple, value
from dalil.ingest.anchor import Span
from dalil.ingest.sentence import lines, sentences

_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True)
class Section:
    """A stretch of an article from its heading to the next one."""

    iri: str
    number: int
    heading: Span
    span: Span
    boilerplate: bool


@dataclass(frozen=True)
class Sentence:
    """A sentence or a heading of an article; numbers run through the article from 1."""

    iri: str
    number: int
    span: Span
    section: Section

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of its section."""
        return self.span == self.section.heading


@dataclass(frozen=True)
class Article:
    """A source with everything that is known of it as a document."""

    iri: str
    folder: Path
    text: str
    sha256: str
    language: str
    record: tuple[Triple, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds that code point, or the last one that begins before it."""
        return self.sentences[max(bisect_right(self.sentences, position, key=_start) - 1, 0)]

    def quote(self, span: Span) -> str:
        """The words at that span."""
        return self.text[span[0] : span[1]]

    def literal(self, text: str) -> Literal:
        """A literal in the article's language."""
        return Literal(text, language=self.language)


def read_article(folder: Path) -> Article:
    """The article that lies in a folder as article.ttl and its source file.

    Raises SourceError where the record is incomplete or the source is not the one it describes,
    AnchorError where a heading is no line of the source.
    """
    path = folder / "article.ttl"
    record = parse.triples(path)
    iri = _only(_nodes(record, terms.ARTICLE, path), "dalil:Article", path)
    source = _source(record, iri, path)
    content = parse.read_bytes(source)
    text = parse.read_text(source)
    digest = hashlib.sha256(content).hexdigest()
    recorded = _value(record, iri, terms.SHA256, path)
    if digest != recorded:
        raise SourceError(
            f"is not the text that was annotated: its SHA-256 is {digest}, {path.name} records {recorded}",
            file=source,
            remedy="restore the text, or annotate the new one in a folder of its own",
        )
    sections = _sections(record, text, path)
    return Article(
        iri=iri,
        folder=folder,
        text=text,
        sha256=digest,
        language=_language(record, iri, path),
        record=tuple(record),
        sections=sections,
        sentences=_sentences(iri, text, sections),
    )


def describe(article: Article) -> list[Triple]:
    """The article's record with the positions of its sections and the text of its sentences."""
    found = list(article.record)
    for section in article.sections:
        node = NamedNode(section.iri)
        found += _place(node, section.span)
    for sentence in article.sentences:
        node = NamedNode(sentence.iri)
        found += [
            triple(node, terms.RDF_TYPE, terms.SENTENCE),
            triple(node, terms.NUMBER, integer(sentence.number)),
            triple(node, terms.TEXT, article.literal(article.quote(sentence.span))),
            triple(node, terms.IN_SECTION, sentence.section.iri),
            triple(node, terms.IN_ARTICLE, article.iri),
            *_place(node, sentence.span),
        ]
    return found


def _place(node: NamedNode, span: Span) -> list[Triple]:
    return [
        triple(node, terms.START, integer(span[0])),
        triple(node, terms.END, integer(span[1])),
    ]


def _sections(record: list[Triple], text: str, path: Path) -> tuple[Section, ...]:
    """The sections in the order of the text; each ends where the next one begins."""
    nodes = _nodes(record, terms.SECTION, path)
    placed = sorted((_heading(record, iri, text, path), iri) for iri in nodes)
    _require_whole([heading for heading, _ in placed], text, path)
    ends = [heading[0] for heading, _ in placed[1:]] + [len(text)]
    return tuple(
        Section(
            iri=iri,
            number=_number(record, iri, path),
            heading=heading,
            span=(heading[0], end),
            boilerplate="true" in _values(record, iri, terms.BOILERPLATE),
        )
        for (heading, iri), end in zip(placed, ends, strict=True)
    )


def _require_whole(headings: list[Span], text: str, path: Path) -> None:
    """Raise SourceError unless each line lies in one section: the first one heads the first."""
    if headings[:1] != list(lines(text))[:1]:
        raise SourceError(
            "describes no section that begins with the first line of the text",
            file=path,
            remedy="add a dalil:Section whose dalil:heading is that line",
        )
    for before, heading in pairwise(headings):
        if before == heading:
            raise SourceError(
                f"describes two sections with the heading «{text[slice(*heading)]}»",
                file=path,
                remedy="delete one of them",
            )


def _source(record: list[Triple], iri: str, path: Path) -> Path:
    """The source file, which lies beside the record: elsewhere no build would see it change."""
    name = _value(record, iri, terms.SOURCE_FILE, path)
    if Path(name).name != name:
        raise SourceError(
            f"names the source «{name}», which is no file of its folder",
            file=path,
            remedy="copy the text into the folder and give its name alone",
        )
    return path.parent / name


def _language(record: list[Triple], iri: str, path: Path) -> str:
    tag = _value(record, iri, terms.DCTERMS_LANGUAGE, path)
    if not is_tag(tag):
        wrong = f"has the dcterms:language «{tag}», which is no language tag"
        raise SourceError(wrong, file=path, remedy='write a tag such as "ar" or "en"')
    return tag


def _number(record: list[Triple], iri: str, path: Path) -> int:
    written = _value(record, iri, terms.NUMBER, path)
    if not _NUMBER.fullmatch(written):
        raise SourceError(
            f"has the dalil:number «{written}» at <{iri}>", file=path, remedy="write an integer from 0"
        )
    return int(written)


def _heading(record: list[Triple], iri: str, text: str, path: Path) -> Span:
    heading = _value(record, iri, terms.HEADING, path)
    found = [span for span in lines(text) if text[span[0] : span[1]] == heading.strip()]
    if len(found) != 1:
        raise AnchorError(
            f"the heading of <{iri}> is {len(found)} lines of the text: «{heading}»",
            file=path,
            remedy="write the line as it stands, without the spaces at its ends",
        )
    return found[0]


def _sentences(iri: str, text: str, sections: Iterable[Section]) -> tuple[Sentence, ...]:
    spans = [
        (found, section)
        for section in sections
        for line in lines(text)
        if section.span[0] <= line[0] < section.span[1]
        for found in ([line] if line == section.heading else sentences(text, line))
    ]
    return tuple(
        Sentence(f"{iri}#sentence-{number}", number, span, section)
        for number, (span, section) in enumerate(spans, start=1)
    )


def _start(sentence: Sentence) -> int:
    return sentence.span[0]


def _nodes(record: list[Triple], kind: str, path: Path) -> list[str]:
    """IRIs of the nodes of that class; raises SourceError for one that has none."""
    found = [t.subject for t in record if t.predicate.value == terms.RDF_TYPE and value(t.object) == kind]
    for node in found:
        if not isinstance(node, NamedNode):
            raise SourceError(
                f"describes a <{kind}> without a name", file=path, remedy="write an IRI in place of [ ]"
            )
    return [value(node) for node in found]


def _values(record: list[Triple], iri: str, predicate: str) -> list[str]:
    return [value(t.object) for t in record if t.subject == NamedNode(iri) and t.predicate.value == predicate]


def _value(record: list[Triple], iri: str, predicate: str, path: Path) -> str:
    return _only(_values(record, iri, predicate), f"<{predicate}> of <{iri}>", path)


def _only(found: list[str], what: str, path: Path) -> str:
    if len(found) != 1:
        raise SourceError(
            f"has {len(found)} times {what}, where one is needed", file=path, remedy="state it once"
        )
    return found[0]
