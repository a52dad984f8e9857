"""The compiler: all rules of tables 4 to 9, evaluated as far as the schema goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np

from dalil.errors import ReasonerError
from dalil.reason.arrays import Ids, first, second, unique
from dalil.reason.dictionary import Terms
from dalil.reason.equality import Equality
from dalil.reason.facts import Facts
from dalil.reason.rules import Apart, Atom, Compiled, Merge, Rule, edges_of, members_of, named
from dalil.reason.schema import Schema
from dalil.reason.tables import class_axioms, classes, datatypes, hierarchy, properties
from dalil.reason.vocabulary import (
    BONES,
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
    def of(cls, compiled: Iterable[Compiled], equality: Equality) -> "Program":
        """The program of compiled rules, in the names of representatives."""
        distinct = list(dict.fromkeys(_named(rule, equality.names) for rule in compiled))
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


def _named(rule: Compiled, names: Ids) -> Compiled:
    if isinstance(rule, Apart):
        return rule._replace(relations=tuple(named(Atom(r, ()), names).relation for r in rule.relations))
    body = tuple(named(atom, names) for atom in rule.body)
    if isinstance(rule, Merge):
        return rule._replace(body=body)
    found = rule._replace(body=body, head=rule.head and named(rule.head, names))
    return found if found == rule else found._replace(printed=rule)


def _require_apart(equality: Equality, terms: Terms) -> None:
    for word in BONES:
        other = int(equality.names[word])
        if other != word:
            raise ReasonerError(
                f"{terms.text(other)} and {terms.text(word)} follow to be the same,"
                " two words in which the rules themselves are written",
                remedy="remove the owl:sameAs, or the functional property, that makes them one",
            )


def compile_rules(facts: Facts, terms: Terms, equality: Equality) -> Program:
    """The program for the schema among the facts.

    Raises ReasonerError for a list that is broken, and where words of the rules themselves are the same.
    """
    _require_apart(equality, terms)
    schema = Schema(facts, terms, equality)
    tables = (
        properties.compiled(schema),
        classes.compiled(schema),
        class_axioms.compiled(schema),
        datatypes.compiled(),
        hierarchy.compiled(schema),
    )
    return Program.of(chain.from_iterable(tables), equality)


def track(facts: Facts, terms: Terms, equality: Equality) -> None:
    """Keep edges for the properties whose edges the rules read."""
    schema = Schema(facts, terms, equality)
    for property_ in (*TRACKED, *schema.members(TRANSITIVE), *schema.chains_of_themselves()):
        facts.track(property_)


def fingerprint(facts: Facts, equality: Equality) -> tuple[int, ...]:
    """What changes when facts are added that the compiler reads."""
    return tuple(len(facts.table(relation)) for relation in read_relations(equality))


def read_relations(equality: Equality) -> list[int]:
    """The relations that the compiler reads: of some properties the edges alone."""
    read = (edges_of(p) if p in TRACKED else p for p in SCHEMA_PREDICATES)
    return [*read, *map(members_of, equality.names[[*SCHEMA_CLASSES]].tolist())]


def schema_terms(facts: Facts, equality: Equality) -> Ids:
    """The terms that the schema mentions, sorted: all that rules can name."""
    rows = [facts.rows(p) for p in SCHEMA_PREDICATES]
    members = [facts.rows(members_of(c)) for c in equality.names[[*SCHEMA_CLASSES]].tolist()]
    words = np.arange(1 + max(*SCHEMA_PREDICATES, *SCHEMA_CLASSES))
    return unique(np.concatenate([words, *map(first, rows), *map(second, rows), *members]))
