"""A closure by arrays, as the state that changes act on."""

from collections.abc import Iterable, Mapping
from functools import partial
from time import thread_time
from typing import NamedTuple

import numpy as np

from dalil.graph.ntriples import text
from dalil.reason import contradictions
from dalil.reason.arrays import NONE, Ids
from dalil.reason.clash import Clash
from dalil.reason.compiler import TRACKED, Program, schema_terms
from dalil.reason.facts import Facts, Table
from dalil.reason.journal import Record
from dalil.reason.limits import Limits
from dalil.reason.maintain.classes import Equals, grown_at
from dalil.reason.maintain.lexicon import Lexicon, Mentioned
from dalil.reason.maintain.literals import KnownLiterals
from dalil.reason.maintain.plans import Row
from dalil.reason.maintain.premises import Premises, row_of
from dalil.reason.maintain.program import Joins
from dalil.reason.maintain.programs import Programs
from dalil.reason.maintain.relation import Relation, Relations
from dalil.reason.maintain.state import State
from dalil.reason.reasoner import silent
from dalil.reason.rules import Rule, edges_of, is_edges
from dalil.reason.saturation import Saturation
from dalil.reason.vocabulary import SAME_AS, TERMS, TYPE


class Ground(NamedTuple):
    """What closures are made from."""

    lexicon: Lexicon
    premises: Premises
    limits: Limits
    programs: Programs


class Base(NamedTuple):
    """What a closure yields: facts, literals by value, clashes."""

    state: State
    literals: KnownLiterals
    clashes: tuple[Clash, ...]
    plain: bool
    """Whether rows can be followed: no word of the rules is the same as another term, or is read as data."""
    program: Program
    levels: Mapping[Rule, int]
    """The rules of the program with the level at which each was compiled."""
    edges: Mapping[int, Ids]
    """Property of the schema → the rows that are edges."""
    seconds: float
    """How long a closure takes this thread, from the premises alone."""


class Saturated(NamedTuple):
    """A saturation that is done."""

    given: Mentioned
    saturation: Saturation
    record: Record


def close(ground: Ground) -> Base:
    """The closure of the premises. Raises ReasonerError as a closure does."""
    began = thread_time()
    given = ground.lexicon.premises(ground.premises.rows())
    record = Record()
    saturation = Saturation(given.facts(), given.literals, ground.limits, record)
    ground.programs.begin()
    saturation.run(silent, ground.programs.compiled)
    made = Saturated(given, saturation, record)
    tables = plain_tables(saturation.facts)
    relations = {r: _relation(r, table, record.rows[r]) for r, table in tables.items()}
    base = settled(ground, made, relations, {})
    return base._replace(seconds=thread_time() - began)


def settled(ground: Ground, made: Saturated, relations: Relations, since: Mapping[int, int]) -> Base:
    """What a saturation came to; `since` is for the classes that it has not touched."""
    given, saturation, record = made
    clashes = contradictions.find(saturation, given, ground.limits)
    literals = KnownLiterals(saturation.literals, ground.lexicon, ground.premises)
    equality, facts, program = saturation.equality, saturation.facts, saturation.program
    classes = equality.classes()
    still = {leader: since[leader] for leader in since.keys() & classes.leaders.tolist()}
    grown = {
        leader: level
        for leader, level in grown_at(record.epochs, equality.names).items()
        if not literals.share_value(tuple(classes.of(leader)))
    }
    levels = {rule: record.rules[rule] for rule in program.rules}
    joins = Joins(program, levels, frozenset(schema_terms(facts, equality).tolist()))
    state = State(relations, Equals(classes, {**still, **grown}), joins, record.level)
    state.guard(*_premises_of(clashes, ground.lexicon, state))
    own_words = bool((equality.names[: len(TERMS)] == np.arange(len(TERMS))).all())
    several = any(leader < len(TERMS) for leader in classes.leaders.tolist())
    is_plain = own_words and not several and not joins.speaks_of_equality()
    edges = {property_: facts.rows(edges_of(property_)) for property_ in TRACKED}
    return Base(state, literals, clashes, is_plain, program, levels, edges, 0.0)


def plain_tables(facts: Facts) -> dict[int, Table]:
    """The tables of what a state knows: no edges, nothing that is told of any property."""
    return {r: t for r, t in facts.tables.items() if not is_edges(r) and r not in {TYPE, SAME_AS}}


def _relation(relation: int, table: Table, entries: Iterable[tuple[int, Ids]]) -> Relation:
    return Relation(relation, table.rows, lambda _: table.inverse, partial(_levels, entries))


def _levels(entries: Iterable[tuple[int, Ids]], rows: Ids) -> Ids:
    """The level of each row; what was given has none of its own, 0."""
    levels = np.zeros(len(rows), np.int64)
    for level, own in entries:
        set_levels(levels, rows, own, level)
    return levels


def set_levels(levels: Ids, rows: Ids, own: Ids, level: int) -> None:
    """Set the level of those of the sorted rows that are among own ones."""
    places = np.searchsorted(rows, own)
    places[places == len(rows)] = 0
    levels[places[rows[places] == own] if len(rows) else NONE] = level


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
