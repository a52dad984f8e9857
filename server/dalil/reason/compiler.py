"""The compiler: all rules of tables 4 to 9, evaluated as far as the schema goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from dalil.reason.arrays import Ids, first, second, unique
from dalil.reason.dictionary import Terms
from dalil.reason.facts import Facts
from dalil.reason.rules import Apart, Compiled, Merge, Rule, edges_of, members_of
from dalil.reason.schema import Schema
from dalil.reason.tables import class_axioms, classes, datatypes, hierarchy, properties
from dalil.reason.vocabulary import (
    DOMAIN,
    EQUIVALENT_CLASS,
    EQUIVALENT_PROPERTY,
    RANGE,
    SCHEMA_CLASSES,
    SCHEMA_PREDICATES,
    SUB_CLASS_OF,
    SUB_PROPERTY_OF,
    TRANSITIVE,
)

_Kind = TypeVar("_Kind", Rule, Merge, Apart)

TRACKED = (SUB_CLASS_OF, SUB_PROPERTY_OF, EQUIVALENT_CLASS, EQUIVALENT_PROPERTY, DOMAIN, RANGE)
"""Schema relations of which the compiler reads the edges alone."""


@dataclass(frozen=True)
class Program:
    """What the schema leaves to do: rules by kind, each once, in the order of the tables."""

    rules: tuple[Rule, ...]
    merges: tuple[Merge, ...]
    denials: tuple[Rule, ...]
    apart: tuple[Apart, ...]

    @classmethod
    def of(cls, compiled: Iterable[Compiled]) -> "Program":
        """The program of compiled rules."""
        distinct = list(dict.fromkeys(compiled))
        rules = _of_kind(Rule, distinct)
        return cls(
            tuple(rule for rule in rules if rule.head is not None),
            tuple(_of_kind(Merge, distinct)),
            tuple(rule for rule in rules if rule.head is None),
            tuple(_of_kind(Apart, distinct)),
        )

    def read_relations(self) -> set[int]:
        """The relations that some premise of a rule looks into."""
        bodies = [
            *(r.body for r in self.rules),
            *(m.body for m in self.merges),
            *(d.body for d in self.denials),
        ]
        read = {atom.relation for body in bodies for atom in body}
        return read.union(*(apart.relations for apart in self.apart))


def _of_kind(kind: type[_Kind], compiled: Iterable[Compiled]) -> list[_Kind]:
    return [one for one in compiled if isinstance(one, kind)]


def compile_rules(facts: Facts, terms: Terms) -> Program:
    """The program for the schema among the facts. Raises ReasonerError for a list that is broken."""
    schema = Schema(facts, terms)
    return Program.of(
        rule
        for table in (
            properties.compiled(schema),
            classes.compiled(schema),
            class_axioms.compiled(schema),
            datatypes.compiled(),
            hierarchy.compiled(schema),
        )
        for rule in table
    )


def track(facts: Facts, terms: Terms) -> None:
    """Keep edges for the properties whose edges the rules read."""
    transitive = (*facts.rows(members_of(TRANSITIVE)).tolist(), *Schema(facts, terms).chains_of_themselves())
    for property_ in (*TRACKED, *transitive):
        facts.track(property_)


def fingerprint(facts: Facts) -> tuple[int, ...]:
    """What changes when facts are added that the compiler reads."""
    read = (edges_of(p) if p in TRACKED else p for p in SCHEMA_PREDICATES)
    return tuple(len(facts.table(r)) for r in (*read, *map(members_of, SCHEMA_CLASSES)))


def schema_terms(facts: Facts) -> Ids:
    """The terms that the schema mentions, sorted: all that rules can name."""
    rows = [facts.rows(p) for p in SCHEMA_PREDICATES]
    members = [facts.rows(members_of(c)) for c in SCHEMA_CLASSES]
    words = np.arange(1 + max(*SCHEMA_PREDICATES, *SCHEMA_CLASSES))
    return unique(np.concatenate([words, *map(first, rows), *map(second, rows), *members]))
