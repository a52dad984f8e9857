"""Offers of new rows: what each rule proposed in a round, taken in, counted and made the next delta."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from dalil.reason.arrays import NONE, Ids, first, merged, missing, pack, second, unique
from dalil.reason.equality import Link
from dalil.reason.facts import Facts, Table, split_by_object
from dalil.reason.rules import Rule, edges_of, implies, members_of
from dalil.reason.statistics import Statistics
from dalil.reason.vocabulary import SAME_AS, TYPE

UNCOUNTED = ""
"""The name under which rows come back after renaming: no inference of any rule."""


class Offer(NamedTuple):
    """Rows of a relation that are not known, sorted, and the rule that proposes them."""

    rule: str
    rows: Ids
    implied: bool = False
    """Whether they are no edges; see `rules.implies`."""


class Intake:
    """The rows that wait to become facts, and the pairs that wait to become equal."""

    def __init__(self, facts: Facts, statistics: Statistics) -> None:
        self.links: list[Link] = []
        self._facts = facts
        self._statistics = statistics
        self._offers: defaultdict[int, list[Offer]] = defaultdict(list)
        self._waiting = 0

    def __len__(self) -> int:
        """How many rows wait, each as often as it was offered."""
        return self._waiting

    def offer(self, rule: str, relation: int, rows: Ids) -> None:
        """Propose rows of a relation, in any order, known or not."""
        if not len(rows):
            return
        if relation == TYPE:
            for class_, members in split_by_object(rows):
                self._sift(rule, members_of(class_), members)
        elif relation == SAME_AS:
            self.same(Link(rule, first(rows), second(rows)))
        else:
            self._sift(rule, relation, rows)

    def infer(self, rule: Rule, relation: int, rows: Ids) -> None:
        """Propose what a rule concludes of the relation of its head: sorted rows, none of them known."""
        if relation in {TYPE, SAME_AS}:
            self.offer(rule.name, relation, rows)
        elif len(rows):
            self._wait(relation, Offer(rule.name, rows, implies(rule)))

    def _wait(self, relation: int, offer: Offer) -> None:
        self._offers[relation].append(offer)
        self._waiting += len(offer.rows)

    def _sift(self, rule: str, relation: int, rows: Ids) -> None:
        self._wait(relation, Offer(rule, self._facts.table(relation).lacks(unique(rows))))

    def same(self, link: Link) -> None:
        """Propose pairs of equal terms."""
        apart = link.left != link.right
        if apart.any():
            key = {name: column[apart] for name, column in link.key.items()}
            self.links.append(Link(link.rule, link.left[apart], link.right[apart], link.merge, key))

    def take_links(self) -> list[Link]:
        """The pairs proposed since the last call."""
        links, self.links = self.links, []
        return links

    def commit(self) -> dict[int, Table]:
        """Make facts of the offers; what is new, by relation."""
        offers, self._offers = self._offers, defaultdict(list)
        self._waiting = 0
        delta: dict[int, Ids] = {}
        for relation, proposed in offers.items():
            for touched, fresh in self._take(relation, proposed):
                delta[touched] = merged(delta.get(touched, NONE), fresh)
        if self._facts.mirrors_types:
            delta.update(self._mirrored(delta))
        return {relation: Table(fresh) for relation, fresh in delta.items() if len(fresh)}

    def _take(self, relation: int, proposed: list[Offer]) -> Iterator[tuple[int, Ids]]:
        fresh = edges = NONE
        for rule, rows, implied in proposed:
            new = missing(fresh, rows)
            self._statistics.count(rule, len(new) if rule else 0)
            fresh = merged(fresh, new)
            if not implied:
                edges = merged(edges, new)
        self._facts.take_in(relation, fresh)
        yield relation, fresh
        if edges_of(relation) in self._facts.tables:
            yield edges_of(relation), self._facts.add(edges_of(relation), edges)

    def _mirrored(self, delta: dict[int, Ids]) -> Iterator[tuple[int, Ids]]:
        """The new members of classes as rows of rdf:type."""
        rows = [
            pack(fresh, np.full(len(fresh), ~relation)) for relation, fresh in delta.items() if relation < 0
        ]
        fresh = self._facts.add(TYPE, np.concatenate([NONE, *rows]))
        yield TYPE, fresh
        if edges_of(TYPE) in self._facts.tables:
            yield edges_of(TYPE), self._facts.add(edges_of(TYPE), fresh)
