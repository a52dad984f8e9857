"""A closure that follows each change of its premises."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import product, starmap
from typing import Final

import numpy as np

from dalil.errors import ReasonerError
from dalil.graph.ntriples import Columns, text, triple_columns
from dalil.graph.terms import Triple
from dalil.reason.clash import Clash
from dalil.reason.equality import Classes
from dalil.reason.facts import Facts, Table
from dalil.reason.given import Given
from dalil.reason.limits import LIMITS, Limits
from dalil.reason.maintain import base
from dalil.reason.maintain.additions import Additions
from dalil.reason.maintain.base import Ground
from dalil.reason.maintain.change import Change
from dalil.reason.maintain.deletions import Deletions
from dalil.reason.maintain.lexicon import Lexicon
from dalil.reason.maintain.plans import Row
from dalil.reason.maintain.premises import Premises, row_of
from dalil.reason.maintain.programs import Programs
from dalil.reason.maintain.proofs import Proofs
from dalil.reason.maintain.relation import LOW
from dalil.reason.maintain.renewal import renew
from dalil.reason.maintain.sides import Sides, followed, rebuilt
from dalil.reason.maintain.state import IntricateError
from dalil.reason.proof import Proof
from dalil.reason.readout import Readout
from dalil.reason.vocabulary import DIFFERENT_FROM, SAME_AS

SHARE: Final = 0.1
"""The part of the time of a closure after which a change is no longer followed row by row."""
_BY_ARRAYS: Final = {"time", "schema", "relation"}
"""Why a change is not followed row by row, and still may be by arrays."""
_ADDED, _REMOVED = 0.0001, 0.0003
"""Seconds that it takes to follow a row, about."""


class Maintained:
    """Premises and all that follows from them, kept right through changes.

    A change is followed row by row for a share of the time of a closure; if that is 0, by arrays at once.
    """

    def __init__(self, blocks: Iterable[Columns], limits: Limits = LIMITS, share: float = SHARE) -> None:
        given = Given(blocks)
        self._share = share
        self._lexicon = Lexicon(given.terms.texts)
        self._limits = limits
        self._premises = Premises(given.rows)
        self._ground = Ground(self._lexicon, self._premises, limits, Programs())
        self._base = base.close(self._ground)
        self._base.state.prepare()

    def apply(self, added: Iterable[Triple] = (), removed: Iterable[Triple] = ()) -> Change:
        """Remove premises, add others, and tell what that changed.

        What is to be both stays or comes. Raises ReasonerError as a closure does; all is then as it was.
        """
        coming = {self._row(triple): triple for triple in added}
        going = {row: t for t in removed if (row := self._row(t)) not in coming}
        fresh = {row: t for row, t in coming.items() if row not in self._premises}
        gone = {row: t for row, t in going.items() if row in self._premises}
        known = self.clashes
        both, way = self._change(fresh.keys(), gone.keys())
        return Change(
            frozenset(fresh.values()),
            frozenset(gone.values()),
            frozenset(t for row, t in (coming | going).items() if row not in fresh and row not in gone),
            _lacking(known, self.clashes),
            _lacking(self.clashes, known),
            way,
            *both,
            self._lexicon.texts,
        )

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The contradictions that stand."""
        return self._base.clashes

    def inferred(self) -> Iterator[str]:
        """What follows and was not given, as blocks of N-Triples, as `Reasoned.inferred` tells it."""
        readout = self._readout()
        return readout.texts(readout.conclusions())

    def holds(self, triple: Triple) -> bool:
        """Whether the triple was given or follows."""
        subject, predicate, value = (self._lexicon.known(text(term)) for term in triple)
        if subject is None or predicate is None or value is None:
            return False
        differ = predicate == DIFFERENT_FROM and self._differ(subject, value)
        return differ or self._is_fact(*row_of((subject, predicate, value)))

    def _differ(self, one: int, other: int) -> bool:
        """Whether two terms are the same as literals of different values (dt-diff)."""
        equals, differ = self._base.state.equals, self._base.literals.differ
        both = (equals.members(equals.name(term)) for term in (one, other))
        return any(starmap(differ, product(*both)))

    def proof(self, triple: Triple) -> Proof | None:
        """Why a triple holds now, by the premises that it rests on; None for what does not hold."""
        return Proofs(self._ground, self._base).of(triple) if self.holds(triple) else None

    def proof_of_clash(self, clash: Clash) -> Proof | None:
        """Why a contradiction stands now: a proof of false; None where none is found."""
        return Proofs(self._ground, self._base).of_clash(clash)

    def _change(self, fresh: AbstractSet[Row], gone: AbstractSet[Row]) -> tuple[Sides, str]:
        """Follow the change, or close anew; why, if so."""
        before = self._base.state
        before.begin(self._share * self._base.seconds)
        stood = self._standing(fresh)
        try:
            self._follow(fresh, gone)
        except IntricateError as reason:
            before.restore()
            way = self._at_once(fresh, gone, str(reason))
            states, given = (before, self._base.state), self._premises.rows()
            return rebuilt(states, given, (fresh, gone), (stood, self._standing(gone))), way
        return followed(before, self._premises, (fresh, gone), (stood, self._standing(gone))), ""

    def _standing(self, rows: AbstractSet[Row]) -> frozenset[Row]:
        return frozenset(row for row in rows if self._is_fact(*row))

    def _is_fact(self, relation: int, row: int) -> bool:
        relation, row = self._base.state.name(relation, row)
        if relation == SAME_AS:
            return row >> 32 == row & LOW
        return self._base.state.number(relation, row) is not None

    def _follow(self, fresh: AbstractSet[Row], gone: AbstractSet[Row]) -> None:
        if not self._base.plain:
            raise IntricateError("vocabulary")
        if _ADDED * len(fresh) + _REMOVED * len(gone) > self._share * self._base.seconds:
            raise IntricateError("time")
        state, literals = self._base.state, self._base.literals
        additions = Additions(state, literals)
        for row in gone:
            self._premises.remove(row)
        Deletions(state, self._premises, literals, additions).retract(gone)
        for row in fresh:
            self._meet_object(additions, *row)
            self._premises.add(row)
            additions.conclude(*row)
        additions.complete()

    def _meet_object(self, additions: Additions, relation: int, row: int) -> None:
        term = ~relation if relation < 0 else row & LOW
        if not self._lexicon.is_literal(term):
            return
        if relation < 0:
            raise IntricateError("literal")
        literals = self._base.literals
        if (literals.matters(term) or self._base.state.joins.datatypes) and not literals.is_mentioned(term):
            additions.meet(term)

    def _at_once(self, fresh: AbstractSet[Row], gone: AbstractSet[Row], reason: str) -> str:
        """Follow all rows by arrays, or close anew; why, if so."""
        self._hold(fresh, gone)
        try:
            if reason in _BY_ARRAYS:
                self._base = renew(self._ground, self._base, fresh, gone)
                return "arrays"
        except IntricateError as other:
            reason = str(other)
        try:
            self._base = base.close(self._ground)
        except ReasonerError:
            self._hold(gone, fresh)
            raise
        return reason

    def _hold(self, present: AbstractSet[Row], absent: AbstractSet[Row]) -> None:
        for row in absent:
            if row in self._premises:
                self._premises.remove(row)
        for row in present:
            if row not in self._premises:
                self._premises.add(row)

    def _readout(self) -> Readout:
        given = self._lexicon.premises(self._premises.rows())
        state = self._base.state
        facts = Facts()
        facts.tables = {relation: Table(own.rows()) for relation, own in state.relations.items()}
        names = np.arange(len(self._lexicon.texts))
        for leader in state.equals.leaders():
            names[list(state.equals.members(leader))] = leader
        return Readout(given, facts, Classes(names), self._limits)

    def _row(self, triple: Triple) -> Row:
        subject, predicate, value = (self._lexicon.identify(text(term)) for term in triple)
        return row_of((subject, predicate, value))


def _lacking(known: Iterable[Clash], found: Iterable[Clash]) -> tuple[Clash, ...]:
    others = frozenset(known)
    return tuple(clash for clash in found if clash not in others)


def maintain_triples(triples: Iterable[Triple], limits: Limits = LIMITS, share: float = SHARE) -> Maintained:
    """The closure of triples, to be kept right; see `Maintained`."""
    return Maintained([triple_columns(triples)], limits, share)
