"""Explanations of what RDF cannot state: why a literal is in a class, what made two terms the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

import numpy as np

from dalil.reason.arrays import NONE, second
from dalil.reason.equality import Classes, Link
from dalil.reason.given import Given
from dalil.reason.join import Solutions, solve
from dalil.reason.rules import Atom, Fact, Rule, members_of
from dalil.reason.saturation import Saturation
from dalil.reason.vocabulary import SAME_AS, TYPE
from dalil.reason.ways import Ways

Found: TypeAlias = tuple[str, list[Fact]]
"""The name of a rule, and the facts that are its premises."""


class Explanation:
    """Searches the premises of conclusions about literals, backwards through the rules."""

    def __init__(self, saturation: Saturation, given: Given) -> None:
        self._facts = saturation.facts
        self._rules: defaultdict[int, list[Rule]] = defaultdict(list)
        for rule in saturation.program.rules:
            if rule.head is not None:
                self._rules[rule.head.relation].append(rule)
        self._names = saturation.equality.names
        self._links = saturation.equality.links
        self._literals = saturation.literals
        self._given = given

    def uses(self, literal: int) -> list[Fact]:
        """A triple that was given with the literal as its object."""
        for member in self._given.rows.get(members_of(literal), NONE)[:1].tolist():
            return [(member, TYPE, literal)]
        for relation, rows in self._given.rows.items():
            if relation >= 0:
                for row in rows[second(rows) == literal][:1].tolist():
                    return [(row >> 32, relation, literal)]
        return []

    def membership(self, literal: int, datatype: int) -> list[Fact]:
        """The premises from which it follows, in one step or more, that a literal is in a datatype."""
        member = int(self._names[literal])
        found: list[Fact] = []
        waiting = [int(self._names[datatype])]
        seen: set[int] = set()
        while waiting:
            class_ = waiting.pop()
            if class_ in seen:
                continue
            seen.add(class_)
            premises = self._step(member, class_)
            waiting += [value for s, p, value in premises if s == member and p == TYPE]
            found += premises
        premises = [(s, p, literal if o == member else o) for s, p, o in found]
        return premises or self._stated(literal, datatype) or self._valued(literal, datatype)

    def _stated(self, literal: int, datatype: int) -> list[Fact]:
        """That a name of the literal was given as a member, and why the two are the same."""
        given = self._given.rows.get(members_of(datatype), NONE)
        for name in given[self._names[given] == self._names[literal]][:1].tolist():
            return [(name, TYPE, datatype), *self._equality(name, literal)]
        return []

    def _valued(self, literal: int, datatype: int) -> list[Fact]:
        """Why a literal is the same as one whose value is in a datatype, or that datatype as its own."""
        for other in filter(self._literals.is_literal, self._classes.of(int(self._names[literal]))):
            for kind in self._literals.datatypes(other):
                if self._names[kind] == self._names[datatype]:
                    same = [*self._equality(other, literal), *self._equality(kind, datatype)]
                    return [*same, *([] if literal != other else self.uses(literal))]
        return []

    @cached_property
    def _classes(self) -> Classes:
        return Classes(self._names)

    @cached_property
    def _ways(self) -> Ways:
        return Ways(self._links)

    def _equality(self, one: int, other: int) -> list[Fact]:
        """The premises of the merges on the way from one term to another that is the same."""
        if one == other:
            return []
        tree, found = self._ways.tree(one), list[Fact]()
        while other != one:
            other, step = tree[other]
            found += premises_of(*step)
        return found

    def _step(self, member: int, class_: int) -> list[Fact]:
        """The premises of the first rule that puts a term into a class, the class itself not among them."""
        for rule in self._rules[members_of(class_)]:
            row = self._solution(rule, member)
            if row is not None:
                return [*facts_of(rule.told.body, row), *rule.axioms]
        return []

    def _solution(self, rule: Rule, member: int) -> Mapping[str, int] | None:
        variable = rule.head.arguments[0] if rule.head else member
        if not isinstance(variable, str):
            return None
        known = Solutions({variable: np.array([member])}, 1)
        block = next(solve(self._facts, rule.body, known), None)
        if block is None or not block.size:
            return None
        return {name: int(column[0]) for name, column in block.columns.items()}


def facts_of(body: Iterable[Atom], row: Mapping[str, int]) -> list[Fact]:
    """The facts that a solution makes of the atoms of a body."""
    facts = []
    for relation, arguments in body:
        values = [row[a] if isinstance(a, str) else a for a in arguments]
        facts.append((values[0], TYPE, ~relation) if relation < 0 else (values[0], relation, values[1]))
    return facts


def premises_of(link: Link, place: int) -> list[Fact]:
    """The facts from which a merge made the pair at that place of a link; none for other links."""
    if link.merge is None:
        return [] if link.rule == "dt-eq" else [(int(link.left[place]), SAME_AS, int(link.right[place]))]
    key = {name: int(column[place]) for name, column in link.key.items()}
    rows = [{**key, link.merge.member: int(side[place])} for side in (link.left, link.right)]
    return [*(fact for row in rows for fact in facts_of(link.merge.body, row)), *link.merge.axioms]
