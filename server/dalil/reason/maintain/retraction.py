"""What may no longer follow when premises go, by arrays: all that they led to is condemned.

What is condemned and still follows comes back: it is given, or a rule yields it from what is left. Classes
that the condemned have made equal dissolve, and all that is told of them is condemned.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from dalil.reason.arrays import NONE, Ids, Mask, contains, first, merged, missing, unique
from dalil.reason.facts import Facts, Table
from dalil.reason.join import ONE, Solutions, scan, solve
from dalil.reason.maintain.standing import Standing
from dalil.reason.rules import Atom, Merge, Rule, plain
from dalil.reason.saturation import Offered
from dalil.reason.vocabulary import SAME_AS


class Retraction:
    """The facts of a closure, those that are condemned among them; `given` are the premises that stay."""

    def __init__(self, standing: Standing, given: Mapping[int, Ids]) -> None:
        self.condemned: dict[int, Ids] = {}
        self.dissolved: set[int] = set()
        self._standing = standing
        self._given = given
        self._facts = standing.facts()
        self._triggers = standing.triggers()

    def condemn(self, rows: Mapping[int, Ids]) -> None:
        """Condemn sorted rows, and what follows from them."""
        fresh = self._taken(self._offered({relation: [own] for relation, own in rows.items()}))
        while fresh:
            offers: defaultdict[int, list[Ids]] = defaultdict(list)
            for relation, own in fresh.items():
                for rule, place in self._triggers.get(relation, ()):
                    rest = [atom for other, atom in enumerate(rule.body) if other != place]
                    self._follow(rule, rest, scan(rule.body[place], Table(own)), offers)
            fresh = self._taken(self._offered(offers))

    def withdraw(self, rules: Iterable[Rule] | Iterable[Merge]) -> None:
        """Condemn what was concluded by rules that are none any more."""
        offers: defaultdict[int, list[Ids]] = defaultdict(list)
        for rule in rules:
            self._follow(rule, rule.body, ONE, offers)
        self.condemn(self._offered(offers))

    def left(self) -> Facts:
        """The facts that are not condemned."""
        return self._standing.facts(self.condemned)

    def again(self, left: Facts, rules: Iterable[Rule]) -> Iterator[Offered]:
        """What is condemned and follows from what is left, by one rule each."""
        for rule in rules:
            rows = self.condemned.get(rule.head.relation, NONE) if rule.head else NONE
            if rule.head is not None and len(rows):
                known = scan(rule.head, Table(rows))
                for found in self._concluded(left, rule.body, known, rule.head):
                    yield rule, rule.head.relation, found

    def _follow(
        self, rule: Rule | Merge, body: Sequence[Atom], known: Solutions, offers: dict[int, list[Ids]]
    ) -> None:
        """Offer what a rule concludes; of a merge, each member as equal to itself."""
        head = Atom(SAME_AS, (rule.member, rule.member)) if isinstance(rule, Merge) else rule.head
        if head is not None and known.size:
            atoms = [atom._replace(relation=plain(atom.relation)) for atom in body]
            for found in self._concluded(self._facts, atoms, known, head):
                offers[head.relation].append(found)

    def _concluded(self, facts: Facts, body: Sequence[Atom], known: Solutions, head: Atom) -> Iterator[Ids]:
        """The rows of a head, sorted in each block of solutions; the clock is looked at after each."""
        self._standing.spend()
        for block in solve(facts, body, known, head.arguments):
            yield unique(block.rows(head))
            self._standing.spend()

    def _offered(self, offers: Mapping[int, Sequence[Ids]]) -> dict[int, Ids]:
        """What is offered and not given; or given, where premises made a term the same as others."""
        found = {relation: unique(np.concatenate(own)) for relation, own in offers.items()}
        same = self._standing.loose(first(found.pop(SAME_AS, NONE)))
        doubted = {relation: rows[self._is_open(relation, rows)] for relation, rows in found.items()}
        for relation, rows in self._dissolve([leader for leader in same if leader not in self.dissolved]):
            doubted[relation] = unique(np.concatenate([doubted.get(relation, NONE), rows]))
        return doubted

    def _is_open(self, relation: int, rows: Ids) -> Mask:
        given = contains(self._given.get(relation, NONE), rows)
        return ~given | self._standing.is_loose(relation, rows)

    def _dissolve(self, leaders: Collection[int]) -> Iterator[tuple[int, Ids]]:
        """All that is told of classes."""
        self.dissolved.update(leaders)
        for leader in leaders:
            self._standing.require_own(leader)
        return self._standing.about(leaders) if leaders else iter(())

    def _taken(self, rows: Mapping[int, Ids]) -> dict[int, Ids]:
        """Those of the rows that are condemned now and were not before."""
        taken: dict[int, Ids] = {}
        for relation, own in rows.items():
            known = self.condemned.get(relation, NONE)
            fresh = missing(known, own[self._facts.table(relation).holds(own)])
            if len(fresh):
                self._standing.require_plain(relation, fresh)
                self.condemned[relation] = merged(known, fresh)
                taken[relation] = fresh
        return taken
