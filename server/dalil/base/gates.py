"""What a build must pass: shapes before and after reasoning, no clash, no failing check query."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from dalil.base import queries
from dalil.base.assembly import Knowledge
from dalil.base.places import located
from dalil.base.stages import Stages
from dalil.errors import ClashError, ViolationError
from dalil.files import Project
from dalil.graph.evaluate import memory
from dalil.graph.terms import Triple
from dalil.reason.clash import Clash
from dalil.reason.closure import close
from dalil.reason.explained import PROVED, explain
from dalil.reason.outline import outline
from dalil.validate.gate import check
from dalil.validate.report import Report


def pass_all(knowledge: Knowledge, stages: Stages) -> frozenset[Triple]:
    """What follows from the knowledge, once queries, shapes and clashes have been looked at."""
    with stages.stage("check"):
        queries.require_sound(knowledge.project)
        check_asserted(knowledge)
    with stages.stage("reason"):
        closure = close(knowledge.premises(), knowledge.project.reasoner)
        stages.rules = closure.statistics
        refuse_clashes(closure.clashes, knowledge.premises())
    with stages.stage("check closure"):
        check_closed(knowledge, closure.inferred)
    return closure.inferred


def check_asserted(knowledge: Knowledge) -> None:
    """Raise ViolationError unless ontology, records, claims and evidence keep their shapes."""
    _require(report(knowledge.project, "asserted", _stated(knowledge)), knowledge)


def check_closed(knowledge: Knowledge, inferred: Iterable[Triple]) -> None:
    """Raise ViolationError where the closure breaks a shape or a check query returns a row."""
    closed = [*_stated(knowledge), *inferred]
    _require(report(knowledge.project, "closed", closed), knowledge)
    _require_empty(knowledge, closed)


def report(project: Project, phase: str, data: Iterable[Triple]) -> Report:
    """What the shapes of a phase, `asserted` or `closed`, say of the data."""
    return check(data, project.shapes(phase))


def refuse_clashes(clashes: Sequence[Clash], premises: Sequence[Triple]) -> None:
    """Raise ClashError where there is any; its report lists the triples of each, and then the proofs."""
    if clashes:
        lines = [f"{c.rule}:\n" + "".join(f"    {t} .\n" for t in c.triples) for c in clashes]
        first = " ".join(f"{t} ." for t in clashes[0].triples)
        raise ClashError(
            f"the data contradict the ontology by {clashes[0].rule}: {first}",
            "".join([*lines, *_proofs(premises)]),
            remedy="correct one of these triples, or the axiom among them",
        )


def _proofs(premises: Sequence[Triple]) -> Iterator[str]:
    """What false follows from, step by step, of so many contradictions."""
    for proof in islice(explain(premises).clashes(), PROVED):
        yield "".join(["\n", *(f"{line}\n" for line in outline(proof))])


def _stated(knowledge: Knowledge) -> list[Triple]:
    return [*knowledge.premises(), *knowledge.evidence()]


def _require(found: Report, knowledge: Knowledge) -> None:
    if not found.conforms:
        count = len(found.violations)
        raise ViolationError(
            f"{count} violation{'s' if count > 1 else ''} of the shapes",
            located(found, knowledge, "en"),
            remedy="mend what the report lists; nothing was committed",
        )


def _require_empty(knowledge: Knowledge, closed: Iterable[Triple]) -> None:
    store = memory(closed, {c.iri: c.triples for c in knowledge.claims if c.asserted})
    for path in knowledge.project.checks():
        rows = queries.answer(store, path).rows()
        if rows:
            lines = ["  ".join(f"?{n} {v}" for n, v in row.items()) for row in rows]
            raise ViolationError(
                f"{path.name} returns {len(rows)} rows, where it must return none",
                "\n".join(lines) + "\n",
                remedy="read the query's header: it says what each row means",
            )
