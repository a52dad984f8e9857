"""A closure by arrays, as the state that changes act on."""

from collections.abc import Iterable
from time import thread_time
from typing import NamedTuple

import numpy as np

from dalil.graph.ntriples import text
from dalil.reason import contradictions
from dalil.reason.arrays import Ids
from dalil.reason.clash import Clash
from dalil.reason.compiler import schema_terms
from dalil.reason.facts import Facts, Table
from dalil.reason.journal import Record
from dalil.reason.limits import Limits
from dalil.reason.maintain.classes import Equals, grown_at
from dalil.reason.maintain.lexicon import Lexicon
from dalil.reason.maintain.literals import KnownLiterals
from dalil.reason.maintain.plans import Row
from dalil.reason.maintain.premises import Premises, row_of
from dalil.reason.maintain.program import Joins
from dalil.reason.maintain.relation import Relation, Relations
from dalil.reason.maintain.state import State
from dalil.reason.reasoner import silent
from dalil.reason.rules import is_edges
from dalil.reason.saturation import Saturation
from dalil.reason.vocabulary import SAME_AS, TERMS, TYPE


class Base(NamedTuple):
    """What a closure yields: facts, literals by value, clashes."""

    state: State
    literals: KnownLiterals
    clashes: tuple[Clash, ...]
    seconds: float
    """How long the closure took this thread."""
    plain: bool
    """Whether rows can be followed: no word of the rules is the same as another term, or is read as data."""


def close(lexicon: Lexicon, premises: Premises, limits: Limits) -> Base:
    """The closure of the premises. Raises ReasonerError as a closure does."""
    began = thread_time()
    given = lexicon.premises(premises.rows())
    record = Record()
    saturation = Saturation(given.facts(), given.terms, limits, record)
    saturation.run(silent)
    clashes = contradictions.find(saturation, given, limits)
    named = frozenset(schema_terms(saturation.facts, saturation.equality).tolist())
    joins = Joins(saturation.program, record.rules, named)
    names = saturation.equality.names
    literals = KnownLiterals(saturation.literals, lexicon, premises)
    classes = saturation.equality.classes()
    since = {
        leader: level
        for leader, level in grown_at(record.epochs, names).items()
        if not literals.share_value(tuple(classes.of(leader)))
    }
    state = State(_relations(saturation.facts, record), Equals(classes, since), joins, record.level)
    state.guard(*_premises_of(clashes, lexicon, state))
    own_words = bool((names[: len(TERMS)] == np.arange(len(TERMS))).all())
    several = any(leader < len(TERMS) for leader in classes.leaders.tolist())
    seconds = thread_time() - began
    return Base(
        state, literals, clashes, seconds, own_words and not several and not joins.speaks_of_equality()
    )


def _relations(facts: Facts, record: Record) -> Relations:
    tables = {r: t for r, t in facts.tables.items() if not is_edges(r) and r not in {TYPE, SAME_AS}}
    return {relation: _relation(relation, table, record.rows[relation]) for relation, table in tables.items()}


def _relation(relation: int, table: Table, entries: Iterable[tuple[int, Ids]]) -> Relation:
    inverse = table.inverse if relation >= 0 else table.rows
    return Relation(relation, table.rows, inverse, _levels(table.rows, entries))


def _levels(rows: Ids, entries: Iterable[tuple[int, Ids]]) -> Ids:
    """The level of each row; what was given has none of its own, 0."""
    levels = np.zeros(len(rows), np.int64)
    for level, own in entries:
        places = np.searchsorted(rows, own)
        places[places == len(rows)] = 0
        here = rows[places] == own if len(rows) else np.zeros(len(own), np.bool_)
        levels[places[here]] = level
    return levels


def _premises_of(clashes: Iterable[Clash], lexicon: Lexicon, state: State) -> tuple[set[Row], set[int]]:
    """The rows that clashes rest on, and the terms that are the same in one."""
    rows: set[Row] = set()
    terms: set[int] = set()
    for triple in (triple for clash in clashes for triple in clash.triples):
        subject, predicate, value = (lexicon.identify(text(term)) for term in triple)
        rows.add(state.name(*row_of((subject, predicate, value))))
        if predicate == SAME_AS:
            terms |= {subject, value}
    return rows, terms
