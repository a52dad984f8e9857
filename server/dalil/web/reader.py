"""A knowledge base as one reader sees it: names in their language, addresses of this server."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dalil import terms
from dalil.base import KnowledgeBase, labels
from dalil.base.labels import Label
from dalil.base.language import direction, preference
from dalil.graph.evaluate import Row
from dalil.graph.terms import BlankNode, Literal, NamedNode, Term, Triple
from dalil.web.addresses import Addresses, safe_link
from dalil.web.cells import number_of, value_of


@dataclass
class Reader:
    """One request's view: a generation of the knowledge base, a language, and the words of the pages."""

    kb: KnowledgeBase
    language: str
    words: Mapping[str, str]
    _names: dict[str, Label] = field(default_factory=dict)

    @cached_property
    def addresses(self) -> Addresses:
        """Where this server answers for the project's IRIs."""
        return Addresses(self.kb.project.base, self.kb.project.ontology)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages in which a name is looked for, the preferred first."""
        return preference(self.language)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`: of the page."""
        return direction(self.language)

    def graph(self, part: str) -> str:
        """The IRI of a part of the dataset, such as `inferred`."""
        return self.addresses.iri("graph", part)

    def rows(self, page: str, bindings: Mapping[str, Term | str]) -> list[Row]:
        """The solutions of the query behind a page; a `str` is an IRI."""
        bound = {n: NamedNode(v) if isinstance(v, str) else v for n, v in bindings.items()}
        return self.kb.page(page, bound)

    def class_counts(self) -> dict[str, int]:
        """Class → how many things it has, in the order of the query."""
        rows = self.rows("class-counts", {"_things": self.addresses.iri("id", "")})
        return {value_of(row, "class"): number_of(row, "count") for row in rows}

    def label(self, iri: str) -> Label:
        """The name of a thing or a term in the reader's language, by the one fallback."""
        if iri not in self._names:
            self._names[iri] = self.label_in(iri, self.languages)
        return self._names[iri]

    def label_in(self, iri: str, languages: tuple[str, ...]) -> Label:
        """The name for a reader of those languages."""
        return self.kb.label(iri, languages)

    def others(self, iri: str) -> list[Label]:
        """The names in the project's other languages, where there are any."""
        rest = [tag for tag in self.kb.project.languages if tag != self.label(iri).language]
        found = [self.label_in(iri, (tag,)) for tag in rest]
        return [label for label in found if label.language and not label.fallback]

    def title(self) -> str:
        """The project's title in the reader's language."""
        return self.in_language(self.kb.project.title)

    def in_language(self, texts: Mapping[str, str]) -> str:
        """The text for the reader out of language → text."""
        found = [texts[tag] for tag in self.languages if tag in texts]
        return found[0] if found else next(iter(texts.values()), "")

    def tag_of(self, texts: Mapping[str, str]) -> str:
        """The language of the text that `in_language` chooses."""
        return next((tag for tag in self.languages if tag in texts), next(iter(texts), ""))

    def heading(self, name: str) -> Label:
        """The title of an answer's column, or of a parameter: the project's, else the pages' own.

        Without either, the name of the variable in words, which are English.
        """
        plain = name.removeprefix("_")
        titles = self.kb.catalogue.columns.get(plain, {})
        if titles:
            tag = self.tag_of(titles)
            return Label(titles[tag], tag, fallback=tag != self.language)
        word = self.words.get(f"column_{plain}")
        return Label(word, self.language) if word else Label(labels.local_name(plain), "en")

    def link(self, iri: str) -> str | None:
        """Where a click leads: to this server for its own IRIs, outwards for others, None if unsafe."""
        return self.addresses.local(iri) or safe_link(iri)

    def is_local(self, iri: str) -> bool:
        """Whether this server answers for the IRI."""
        return self.addresses.local(iri) is not None

    def kind(self, term: Term) -> str:
        """How a page shows a term: `iri`, `literal`, `truth`, `unnamed` or `statement`."""
        if isinstance(term, Literal) and term.datatype.value == terms.XSD_BOOLEAN:
            return "truth"
        names = {NamedNode: "iri", Literal: "literal", BlankNode: "unnamed", Triple: "statement"}
        return names[type(term)]
