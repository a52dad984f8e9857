"""What is still missing from a project: coverage, reviews, and what its gates find."""

from dataclasses import dataclass

from dalil.base import gates
from dalil.base.assembly import Knowledge, read
from dalil.base.stages import Progress, Stages
from dalil.files import Project
from dalil.ingest import coverage
from dalil.ingest.article import Article
from dalil.ingest.claim import Claim
from dalil.ingest.coverage import Coverage
from dalil.ingest.review import read_reviews, stale


@dataclass(frozen=True)
class Check:
    """What `dalil check` found: coverage by article, claims to be read again, reviews voided."""

    articles: tuple[Coverage, ...]
    claims: tuple[Claim, ...]
    voided: tuple[str, ...]

    @property
    def unreviewed(self) -> list[Claim]:
        """The claims that nobody has read a second time since they were last edited."""
        return [claim for claim in self.claims if claim.review is None]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        covered = all(found.complete for found in self.articles)
        return covered and not self.unreviewed and not self.voided


def check(project: Project, progress: Progress) -> Check:
    """What is missing from a project that passes its gates.

    Raises the DalilError of the first mistake, ViolationError with the report of the first gate.
    """
    stages = Stages(progress)
    with stages.stage("read"):
        knowledge = read(project)
    gates.pass_all(knowledge, stages)
    return survey(knowledge)


def survey(knowledge: Knowledge) -> Check:
    """The coverage and the reviews of a project, without its gates."""
    return Check(
        articles=tuple(_coverage(article, knowledge) for article in knowledge.articles),
        claims=knowledge.claims,
        voided=tuple(key for article in knowledge.articles for key in _voided(article, knowledge)),
    )


def _coverage(article: Article, knowledge: Knowledge) -> Coverage:
    names = coverage.names_in(knowledge.records, article.language)
    exclusions = coverage.read_exclusions(article)
    return coverage.measure(article, knowledge.claims_of(article), exclusions, names)


def _voided(article: Article, knowledge: Knowledge) -> list[str]:
    return stale(read_reviews(article.folder), (claim.key for claim in knowledge.claims_of(article)))
