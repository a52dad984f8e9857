"""Building a generation: read, check, reason, check again, commit; all of it or nothing."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dalil.base import gates, meta
from dalil.base.assembly import Knowledge, read
from dalil.base.fingerprint import fingerprint, is_built_from
from dalil.base.stages import Progress, Stages
from dalil.errors import BusyError
from dalil.files import Project
from dalil.graph import dumps, generation
from dalil.graph.dataset import Dataset
from dalil.graph.generation import Generation
from dalil.graph.parse import read_bytes
from dalil.graph.terms import Triple
from dalil.reason.statistics import Statistics


@dataclass(frozen=True)
class Built:
    """A generation, the seconds of its stages and what each rule yielded; nothing had changed without any."""

    generation: Generation
    seconds: Mapping[str, float]
    rules: Statistics

    @property
    def unchanged(self) -> bool:
        """Whether the generation stood already."""
        return not self.seconds


def build(project: Project, progress: Progress) -> Built:
    """The generation of the project as it is now, built unless it is current already.

    Raises a DalilError and leaves the current generation as it was, whatever is wrong.
    """
    newest = generation.current_id(project.var)
    if newest and is_built_from(newest, project):
        return Built(generation.find(project.var, newest), {}, Statistics())
    return rebuild(project, progress)


def rebuild(project: Project, progress: Progress) -> Built:
    """The generation of the project as it is now, built from the beginning."""
    with generation.building(project.var):
        stages = Stages(progress)
        name = fingerprint(project)
        dataset, manifest = derive(project, stages)
        with stages.stage("commit"):
            questions = {path.name: read_bytes(path) for path in project.questions()}
            _require_still(project, name)

            def furnish(folder: Path) -> None:
                dumps.write(generation.with_files(folder, questions), dataset, project.prefixes)

            made = generation.commit(project.var, name, dataset.stored(), manifest, furnish)
        _log(project, made, stages)
    return Built(made, stages.seconds, stages.rules)


def _require_still(project: Project, name: str) -> None:
    """Raise BusyError where a file has changed since it was read: the name would not be its own."""
    if fingerprint(project) != name:
        raise BusyError("a file changed while it was being built", file=project.root, remedy="build again")


def derive(project: Project, stages: Stages) -> tuple[Dataset, Mapping[str, Any]]:
    """The dataset of a project and its manifest, checked, in memory only."""
    with stages.stage("read"):
        knowledge = read(project)
    inferred = gates.pass_all(knowledge, stages)
    dataset = assemble(knowledge, inferred)
    return dataset, _manifest(knowledge, dataset)


def assemble(knowledge: Knowledge, inferred: Iterable[Triple]) -> Dataset:
    """The dataset that holds the knowledge and what was inferred from it, part by part."""
    parts = {
        "ontology": knowledge.ontology,
        "record": knowledge.records,
        "asserted": knowledge.asserted(),
        "inferred": inferred,
        "evidence": knowledge.evidence(),
        "links": knowledge.links,
    }
    claims = {c.iri: c.triples for c in knowledge.claims if c.asserted}
    bare = Dataset.of(knowledge.project.base, parts, claims, ())
    return replace(bare, meta=frozenset(meta.describe(knowledge, bare)))


def _manifest(knowledge: Knowledge, dataset: Dataset) -> Mapping[str, Any]:
    """Counts of what the generation holds; no clock, so that equal inputs give equal manifests."""
    triples = {name: len(part) for name, part in dataset.parts.items()}
    return {
        "articles": len(knowledge.articles),
        "claims": len(knowledge.claims),
        "reviewed": sum(claim.review is not None for claim in knowledge.claims),
        "triples": sum(triples.values()),
        "parts": triples,
        "inferences": triples["inferred"],
        "violations": 0,
        "reasoner": knowledge.project.reasoner,
    }


def _log(project: Project, made: Generation, stages: Stages) -> None:
    entry = {"generation": made.id, "seconds": stages.seconds}
    with generation.writing(project.var), (project.var / "build.log").open("a") as log:
        log.write(json.dumps(entry) + "\n")
