"""What a change of the premises would bring, with nothing written."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeAlias

from dalil.base import gates, queries
from dalil.base.assembly import Knowledge, declared_in, read, undeclared
from dalil.base.fingerprint import is_built_from
from dalil.base.reasons import NONE, Reasons, reasons
from dalil.errors import ReasonerError, SourceError
from dalil.files import Project
from dalil.graph import generation
from dalil.graph.evaluate import Store, memory
from dalil.graph.ntriples import read_ntriples
from dalil.graph.terms import Literal, Term, Triple, value
from dalil.reason.clash import Clash
from dalil.reason.maintain.change import Change
from dalil.reason.maintain.maintained import Maintained, maintain_triples
from dalil.reason.triviality import is_trivial
from dalil.reason.vocabulary import TERMS
from dalil.terms import RDF_TYPE
from dalil.validate.report import Violation

MOST: Final = 10_000
"""Triples that a change may add, remove, or make to follow or not."""
PROVED: Final = 3
"""So many conclusions, and so many contradictions, come with their proofs."""
_PLACES: Final = ("subject", "predicate", "object")
Line: TypeAlias = tuple[tuple[str, Term], ...]
"""Name and value of each variable that a row binds; a triple by the names of its places."""


@dataclass(frozen=True)
class Difference:
    """The rows that a query would return and does not, and those that it would return no more."""

    query: str
    appear: tuple[Line, ...]
    disappear: tuple[Line, ...]


@dataclass(frozen=True)
class WhatIf:
    """What a change would do; all sorted."""

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]
    ignored: tuple[Triple, ...]
    """What was to be added and is stated already, or to be removed and is not stated."""
    inferred: tuple[Triple, ...]
    retracted: tuple[Triple, ...]
    clashes: tuple[Clash, ...]
    violations: tuple[Violation, ...]
    """What breaks a shape and did not."""
    answers: tuple[Difference, ...]
    """The example and check queries that would answer differently."""
    reasons: Reasons = NONE

    @property
    def harmless(self) -> bool:
        """Whether the change brings no contradiction and breaks no shape."""
        return not self.clashes and not self.violations


@dataclass(frozen=True)
class _State:
    """A project with its conclusions, before or after the change."""

    stated: Collection[Triple]
    inferred: Collection[Triple]
    links: Collection[Triple]
    claims: dict[str, Collection[Triple]]

    def violations(self, project: Project) -> dict[str, Violation]:
        """What breaks the shapes, of either phase, by what is told of it."""
        phases = ("asserted", self.stated), ("closed", [*self.stated, *self.inferred])
        found = (v for phase, data in phases for v in gates.report(project, phase, data).violations)
        return {violation.text("en"): violation for violation in found}

    def store(self) -> Store:
        """The dataset that queries see."""
        return memory([*self.stated, *self.inferred, *self.links], self.claims)


def what_if(project: Project, added: Collection[Triple], removed: Collection[Triple]) -> WhatIf:
    """What adding and removing triples would change, in the project as its files are now.

    Raises a DalilError where the project cannot be read, the schema could not be compiled then, what is
    added speaks of unknown terms, or too much would change.
    """
    knowledge = read(project)
    _require_known(knowledge, added)
    maintained = maintain_triples(knowledge.premises())
    before = _state(knowledge, maintained, (), ())
    change = maintained.apply(added, removed)
    _require_few(change)
    if not (change.added or change.removed):
        return WhatIf((), (), _sorted(change.ignored), (), (), (), (), ())
    after = _state(knowledge, maintained, change.added, change.removed)
    inferred = _sorted(_told(change.inferred))
    proofs = tuple(filter(None, map(maintained.proof, inferred[:PROVED])))
    contradictions = tuple(filter(None, map(maintained.proof_of_clash, change.clashes_new[:PROVED])))
    return WhatIf(
        _sorted(change.added),
        _sorted(change.removed),
        _sorted(change.ignored),
        inferred,
        _sorted(_told(change.retracted)),
        change.clashes_new,
        tuple(_broken(project, before, after)),
        tuple(_differences(project, before.store(), after.store())),
        reasons(knowledge, change.added, proofs, contradictions),
    )


def _require_few(change: Change) -> None:
    """Raise ReasonerError for a change that brings more than can be validated and asked about soon."""
    parts = (change.added, change.removed, change.inferred, change.retracted)
    count = sum(map(len, parts))
    if count > MOST:
        raise ReasonerError(
            f"{count:,} triples would change, and at most {MOST:,} are looked at",
            remedy="try the change in parts, or build a copy of the project with it",
        )


def _require_known(knowledge: Knowledge, added: Collection[Triple]) -> None:
    """Raise SourceError for a term that ontology and change neither declare nor use, and no rule is about."""
    ontology = knowledge.ontology
    known = declared_in([*ontology, *added]) | {triple.predicate.value for triple in ontology}
    known |= {value(t.object) for t in ontology if t.predicate.value == RDF_TYPE}
    known |= {word[1:-1] for word in TERMS}
    for statement in added:
        for term in undeclared(statement, known):
            raise SourceError(
                f"<{term}> in {statement} is no term of the ontology",
                remedy="correct the name, or declare it in the change",
            )


def _state(
    knowledge: Knowledge, maintained: Maintained, added: Collection[Triple], removed: Collection[Triple]
) -> _State:
    """The knowledge with the triples that come and without those that go; a claim of none goes whole."""
    claims = tuple(c for c in knowledge.claims if not c.asserted or any(t not in removed for t in c.triples))
    left = replace(knowledge, claims=claims)
    stated = dict.fromkeys([*left.premises(), *left.evidence(), *added])
    return _State(
        [triple for triple in stated if triple not in removed],
        list(_told(read_ntriples("".join(maintained.inferred())))),
        knowledge.links,
        {c.iri: [t for t in c.triples if t not in removed] for c in claims if c.asserted},
    )


def _broken(project: Project, before: _State, after: _State) -> Iterator[Violation]:
    """What breaks a shape after the change and did not before; in files that were built, nothing did."""
    violations = after.violations(project)
    built = is_built_from(generation.current_id(project.var), project)
    known = before.violations(project) if violations and not built else {}
    yield from (violations[text] for text in sorted(violations.keys() - known.keys()))


def _told(triples: Iterable[Triple]) -> Iterator[Triple]:
    return (triple for triple in triples if not is_trivial(triple))


def _sorted(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    return tuple(sorted(triples, key=str))


def _differences(project: Project, before: Store, after: Store) -> Iterator[Difference]:
    for path in [*project.examples(), *project.checks()]:
        old, new = _lines(before, path), _lines(after, path)
        if old != new:
            yield Difference(path.stem, _ordered(new - old), _ordered(old - new))


def _lines(store: Store, path: Path) -> Counter[Line]:
    """The rows of a query; the triples of a graph; whether it is so."""
    found = queries.answer(store, path)
    if found.triples is not None:
        return Counter(tuple(zip(_PLACES, triple, strict=True)) for triple in found.triples)
    if found.boolean is not None:
        return Counter([(("answer", Literal(bool(found.boolean))),)])
    return Counter(tuple(row.items()) for row in found.rows())


def _ordered(lines: Counter[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines.elements(), key=str))
