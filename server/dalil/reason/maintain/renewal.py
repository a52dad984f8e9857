"""A change of many rows, followed by arrays: what still stands is saturated again with what has come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TypeVar

import numpy as np

from dalil.errors import ReasonerError
from dalil.reason.arrays import NONE, Ids, apart, contains, first, pack, second, unique
from dalil.reason.compiler import TRACKED, Program, track
from dalil.reason.equality import Equality
from dalil.reason.facts import Facts, Table
from dalil.reason.join import WideJoinError
from dalil.reason.journal import Record
from dalil.reason.maintain.base import Base, Ground, Saturated, plain_tables, set_levels, settled
from dalil.reason.maintain.plans import Row
from dalil.reason.maintain.relation import LOW, Relation, Relations
from dalil.reason.maintain.retraction import Retraction
from dalil.reason.maintain.standing import Standing
from dalil.reason.maintain.state import IntricateError
from dalil.reason.reasoner import silent
from dalil.reason.rules import Merge, Rule, edges_of, members_of, term_of
from dalil.reason.saturation import Offered, Saturation

_Kind = TypeVar("_Kind", Rule, Merge)


def renew(ground: Ground, old: Base, fresh: AbstractSet[Row], gone: AbstractSet[Row]) -> Base:
    """The closure of premises that were changed, from what it was before; that is left as it is.

    Raises IntricateError where it cannot be told in that way.
    """
    if not old.plain or old.clashes:
        raise IntricateError("clash")
    try:
        return _Renewal(ground, old).of(fresh, gone)
    except (ReasonerError, WideJoinError) as error:
        raise IntricateError("schema") from error


class _Renewal:
    def __init__(self, ground: Ground, old: Base) -> None:
        self._ground = ground
        self._old = old
        self._given = ground.lexicon.premises(ground.premises.rows())
        self._equality = Equality(self._given.terms.rank)
        self._equality.stand(old.state.equals.names(len(self._given.terms)))
        self._retraction = Retraction(Standing(old), self._given.rows)

    def of(self, fresh: Iterable[Row], gone: Iterable[Row]) -> Base:
        """The closure with the rows of premises that are fresh, without those that are gone."""
        self._ground.programs.begin()
        self._require_literals(gone)
        self._retraction.condemn(self._by_relation(gone))
        program = self._program()
        left = self._retraction.left()
        parted = self._part()
        record = Record()
        record.level = self._old.state.now
        record.rules = {rule: self._old.levels[rule] for rule in program.rules}
        saturation = Saturation(left, self._given.literals, self._ground.limits, record)
        saturation.equality = self._equality
        saturation.resume(program, self._offers(left, program, [*fresh, *parted]))
        saturation.run(silent, self._ground.programs.compiled)
        return self._settled(Saturated(self._given, saturation, record))

    def _by_relation(self, rows: Iterable[Row]) -> dict[int, Ids]:
        """Rows in the names of representatives, sorted."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for relation, row in rows:
            found[relation].append(row)
        named: defaultdict[int, Ids] = defaultdict(lambda: NONE)
        for relation, own in found.items():
            term = self._equality.names.item(term_of(relation))
            name = members_of(term) if relation < 0 else term
            named[name] = unique(np.append(named[name], self._named(relation, np.array(own, np.int64))))
        return named

    def _named(self, relation: int, rows: Ids) -> Ids:
        names = self._equality.names
        return unique(names[rows] if relation < 0 else pack(names[first(rows)], names[second(rows)]))

    def _require_literals(self, gone: Iterable[Row]) -> None:
        """Raise IntricateError where a literal has gone that matters by its value."""
        state, is_literal = self._old.state, self._given.terms.is_literal
        for relation, row in gone:
            term = term_of(relation) if relation < 0 else row & LOW
            matters = relation < 0 or state.joins.datatypes or state.equals.several(state.equals.name(term))
            if matters and not is_literal[term] and self._old.literals.is_literal(term):
                raise IntricateError("literal")

    def _program(self) -> Program:
        """The rules that what is left still yields; what the others concluded is condemned."""
        program, read = self._old.program, 0
        while (size := self._schema_lost()) != read:
            read = size
            left = self._retraction.left()
            track(left, self._given.terms, self._equality)
            now = self._ground.programs.compiled(left, self._given.terms, self._equality)
            self._retraction.withdraw(_lacking(now.rules, program.rules))
            self._retraction.withdraw(_lacking(now.merges, program.merges))
            rules, merges = _shared(program.rules, now.rules), _shared(program.merges, now.merges)
            program = replace(program, rules=rules, merges=merges)
        return program

    def _schema_lost(self) -> int:
        """How many rows are condemned that the compiler reads."""
        condemned = self._retraction.condemned
        return sum(len(condemned[relation]) for relation in self._old.state.joins.schema & condemned.keys())

    def _part(self) -> Collection[Row]:
        """Let the members of classes that dissolve stand for themselves; the premises about them."""
        members = [m for leader in self._retraction.dissolved for m in self._old.state.equals.members(leader)]
        if not members:
            return ()
        names = self._equality.names
        names[members] = members
        self._equality.stand(names)
        return list(self._ground.premises.about(members))

    def _offers(self, left: Facts, program: Program, fresh: Iterable[Row]) -> Iterator[Offered]:
        """What comes: fresh premises, and what was condemned and is given or follows."""
        for relation, rows in self._by_relation(fresh).items():
            if relation in TRACKED:
                left.add(edges_of(relation), rows[left.table(relation).holds(rows)])
            yield None, relation, rows
        for relation, rows in self._retraction.condemned.items():
            given = self._named(relation, self._given.rows.get(relation, NONE))
            yield None, relation, rows[contains(given, rows)]
        yield from self._retraction.again(left, program.rules)

    def _settled(self, made: Saturated) -> Base:
        names, equals = made.saturation.equality.names, self._old.state.equals
        since = {leader: equals.since(leader) for leader in equals.leaders() if names[leader] == leader}
        base = settled(self._ground, made, self._relations(made), since)
        if base.clashes:
            raise IntricateError("clash")
        return base._replace(seconds=self._old.seconds)

    def _relations(self, made: Saturated) -> Relations:
        """The relations that have changed, made anew; the others as they are."""
        known, condemned = self._old.state.relations, self._retraction.condemned
        tables = plain_tables(made.saturation.facts)
        return {
            relation: known[relation]
            if relation in known and relation not in condemned and not table.changes
            else _relation(relation, table, known.get(relation), made.record)
            for relation, table in tables.items()
        }


def _relation(relation: int, table: Table, old: Relation | None, record: Record) -> Relation:
    levels = np.zeros(len(table), np.int64) if old is None else _carried(old, table.rows)
    for level, own in record.rows[relation]:
        set_levels(levels, table.rows, own, level)
    return Relation(relation, table.rows, lambda _: table.inverse, lambda _: levels)


def _carried(old: Relation, rows: Ids) -> Ids:
    """The levels of rows that a relation has already, 0 for others."""
    former, levels = old.rows(), old.levels()
    differ = apart(former, rows)
    lost = contains(former, differ)
    out = np.searchsorted(former, differ[lost])
    left = np.delete(former, out)
    return np.insert(np.delete(levels, out), np.searchsorted(left, differ[~lost]), 0)


def _shared(some: Iterable[_Kind], others: Iterable[_Kind]) -> tuple[_Kind, ...]:
    kept = frozenset(others)
    return tuple(one for one in some if one in kept)


def _lacking(known: Iterable[_Kind], some: Iterable[_Kind]) -> tuple[_Kind, ...]:
    others = frozenset(known)
    return tuple(one for one in some if one not in others)
