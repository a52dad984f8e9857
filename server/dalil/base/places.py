"""Where the project's files state what a gate found wrong: file and line, for who must mend it."""

from collections.abc import Iterator

from dalil.base.assembly import Knowledge
from dalil.graph import parse
from dalil.graph.terms import Triple
from dalil.ingest import claim as claims
from dalil.validate.report import Report, Violation


def located(found: Report, knowledge: Knowledge, language: str) -> str:
    """The report, a violation a line, each behind the place of what it is about."""
    stated = list(_stated(knowledge))
    lines = [(_place(violation, stated), violation.text(language)) for violation in found.violations]
    return "\n".join(f"{place}: {text}" if place else text for place, text in lines)


def _place(violation: Violation, stated: list[tuple[Triple, str]]) -> str:
    """Place of the very triple, else of the first one about the focus node; empty where there is none."""
    about = [(triple, place) for triple, place in stated if triple.subject == violation.focus]
    exact = [
        (triple, place)
        for triple, place in about
        if triple.predicate.value == violation.path and violation.value in {None, triple.object}
    ]
    return next((place for _, place in [*exact, *about]), "")


def _stated(knowledge: Knowledge) -> Iterator[tuple[Triple, str]]:
    """What the files state with its `file:line`: facts and their evidence, then records and ontology."""
    for claim in knowledge.claims:
        for triple in [*claim.triples, *claims.describe(claim)]:
            yield triple, claim.draft.place
    project = knowledge.project
    articles = [article.folder / "article.ttl" for article in knowledge.articles]
    for path in [*project.records(), *articles, *project.ontologies()]:
        for line, quad in parse.quads(path):
            yield quad.triple, f"{path.name}:{line}"
