"""The compiled program as join plans, looked up by the relation of a row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from dalil.reason.compiler import Program
from dalil.reason.maintain import plans
from dalil.reason.maintain.plans import Plan
from dalil.reason.rules import Merge, Rule, members_of, plain
from dalil.reason.vocabulary import (
    DATATYPES,
    DIFFERENT_FROM,
    SAME_AS,
    SCHEMA_CLASSES,
    SCHEMA_PREDICATES,
    TYPE,
)


class Grouping(NamedTuple):
    """A merge: from a row to the member and its key, and from the key to all members."""

    merge: Merge
    plan: Plan
    members: Plan


class Joins:
    """What a row leads to, by its relation."""

    def __init__(self, program: Program, levels: Mapping[Rule, int], named: AbstractSet[int]) -> None:
        self.named = named
        self.schema = frozenset([*SCHEMA_PREDICATES, *map(members_of, SCHEMA_CLASSES)])
        self.forward: defaultdict[int, list[Plan]] = defaultdict(list)
        self.backward: defaultdict[int, list[tuple[int, Plan]]] = defaultdict(list)
        self.merges: defaultdict[int, list[Grouping]] = defaultdict(list)
        self.denials: defaultdict[int, list[Plan]] = defaultdict(list)
        self.apart: defaultdict[int, list[Sequence[int]]] = defaultdict(list)
        for rule in program.rules:
            self._forward(rule, self.forward)
            if rule.head is not None:
                self.backward[rule.head.relation].append((levels[rule], plans.backward(rule)))
        for rule in program.denials:
            self._forward(rule, self.denials)
        for merge in program.merges:
            members = plans.by_key(merge)
            for place, atom in enumerate(merge.body):
                self.merges[atom.relation].append(Grouping(merge, plans.to_member(merge, place), members))
        for apart in program.apart:
            for place, relation in enumerate(apart.relations):
                self.apart[relation].append((*apart.relations[:place], *apart.relations[place + 1 :]))
        self._read = program.read_relations()
        self.datatypes = [d for d in DATATYPES if members_of(d) in self._read]

    def speaks_of_equality(self) -> bool:
        """Whether a rule reads or concludes rdf:type, or reads what is the same, as it does any property."""
        return bool(self._read & {TYPE, SAME_AS, DIFFERENT_FROM}) or TYPE in self.backward

    def _forward(self, rule: Rule, found: defaultdict[int, list[Plan]]) -> None:
        for place, atom in enumerate(rule.body):
            found[plain(atom.relation)].append(plans.forward(rule, place))
