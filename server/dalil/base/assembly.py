"""Reading a project: ontology, records, links, articles and their anchored claims."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dalil import terms
from dalil.errors import ClaimError, ProjectError, SourceError
from dalil.files import Project
from dalil.graph import parse
from dalil.graph.terms import NamedNode, Triple, value
from dalil.ingest import article as articles
from dalil.ingest import claim as claims
from dalil.ingest.article import Article
from dalil.ingest.claim import Claim
from dalil.ingest.facts import Draft, read_facts
from dalil.ingest.review import read_reviews

_BUILT_IN = frozenset(
    {
        terms.RDF_TYPE,
        *(terms.RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy")),
        *(terms.OWL + name for name in ("sameAs", "differentFrom", "Thing", "NamedIndividual")),
        terms.OWL_DEPRECATED,
    }
)
"""Terms that records and claims may use undeclared: names, kinds and identity, and what retires a thing."""


@dataclass(frozen=True)
class Knowledge:
    """What a project states before anything is checked or inferred."""

    project: Project
    ontology: tuple[Triple, ...]
    records: tuple[Triple, ...]
    links: tuple[Triple, ...]
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]

    def claims_of(self, article: Article) -> list[Claim]:
        """The claims that an article makes."""
        return [claim for claim in self.claims if claim.article is article]

    def asserted(self) -> Iterator[Triple]:
        """The triples of the asserted claims; those of two claims come twice."""
        return (t for claim in self.claims if claim.asserted for t in claim.triples)

    def premises(self) -> list[Triple]:
        """What is reasoned over: not the descriptions of claims, not links to other datasets."""
        return [*self.ontology, *self.records, *self.asserted()]

    def evidence(self) -> Iterator[Triple]:
        """The descriptions of all claims and of their articles."""
        for article in self.articles:
            yield from articles.describe(article)
        for claim in self.claims:
            yield from claims.describe(claim)


def read(project: Project) -> Knowledge:
    """Everything that a project states, anchored. Raises the DalilError of the first mistake."""
    folders = project.articles()
    if not folders:
        raise ProjectError(
            "there is no article", file=project.root / "data", remedy="add data/<slug>/article.ttl"
        )
    ontology = tuple(t for path in project.ontologies() for t in parse.triples(path))
    declared = declared_in(ontology)
    records = tuple(t for path in project.records() for t in _record(path, declared))
    found = [articles.read_article(folder) for folder in folders]
    _require_apart(found)
    return Knowledge(
        project=project,
        ontology=ontology,
        records=records,
        links=tuple(t for path in project.links() for t in parse.triples(path)),
        articles=tuple(found),
        claims=tuple(claim for a in found for claim in _claims(a, project, declared)),
    )


def declared_in(ontology: Iterable[Triple]) -> set[str]:
    """The terms that an ontology declares."""
    return {value(t.subject) for t in ontology if t.predicate.value == terms.RDF_TYPE}


def undeclared(statement: Triple, declared: Collection[str]) -> Iterator[str]:
    """The predicate, and the class of a type, where they are no terms of the ontology."""
    used = [statement.predicate]
    if statement.predicate.value == terms.RDF_TYPE and isinstance(statement.object, NamedNode):
        used.append(statement.object)
    return (t.value for t in used if t.value not in declared and t.value not in _BUILT_IN)


def _record(path: Path, declared: Collection[str]) -> list[Triple]:
    for line, quad in parse.quads(path):
        _require_declared(quad.triple, declared, path, line)
    return parse.triples(path)


def _claims(article: Article, project: Project, declared: Collection[str]) -> list[Claim]:
    path = article.folder / "facts.ttl"
    drafts = read_facts(path)
    for draft in drafts:
        for statement in draft.triples:
            _require_declared(statement, declared, path, draft.line)
    anchored = [claims.anchor(draft, article, project.base) for draft in drafts]
    _require_distinct(anchored)
    return claims.reviewed(anchored, read_reviews(article.folder))


def _require_apart(found: Iterable[Article]) -> None:
    """Raise SourceError for two articles of one name or one text: their claims would merge."""
    known: dict[str, Article] = {}
    for article in found:
        for mark in (article.iri, article.sha256):
            if mark in known:
                raise SourceError(
                    f"has the name or the text of the article in {known[mark].folder.name}",
                    file=article.folder / "article.ttl",
                    remedy="give it an IRI of its own, or delete one of the folders",
                )
            known[mark] = article


def _require_distinct(anchored: Iterable[Claim]) -> None:
    lines: dict[str, Draft] = {}
    for claim in anchored:
        if claim.iri in lines:
            first = lines[claim.iri]
            raise ClaimError(
                f"the same claim as on line {first.line}: same words, triples, voice and stance",
                file=claim.draft.file,
                line=claim.draft.line,
                remedy="delete one of them",
            )
        lines[claim.iri] = claim.draft


def _require_declared(statement: Triple, declared: Collection[str], path: Path, line: int) -> None:
    for term in undeclared(statement, declared):
        raise SourceError(
            f"<{term}> is no term of the ontology",
            file=path,
            line=line,
            remedy="declare it in ontology/, or correct the name",
        )
