"""The schema as the compiler reads it: axioms and lists among the facts."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from dalil.errors import ReasonerError
from dalil.reason.arrays import first, second
from dalil.reason.dictionary import Terms
from dalil.reason.equality import Classes, Equality
from dalil.reason.facts import Facts
from dalil.reason.rules import Fact, edges_of, members_of
from dalil.reason.values import value_of
from dalil.reason.vocabulary import (
    FIRST,
    HAS_KEY,
    INTERSECTION_OF,
    NIL,
    ON_PROPERTY,
    PROPERTY_CHAIN_AXIOM,
    REST,
    THING,
)

LONGEST = {INTERSECTION_OF: 1 << 14, PROPERTY_CHAIN_AXIOM: 1 << 14, HAS_KEY: 1 << 10}
"""Premises of one rule: elements of a list."""


class Schema:
    """Axioms by predicate; lists by their first cell. Reads the facts as they were when it was made."""

    def __init__(self, facts: Facts, terms: Terms, equality: Equality) -> None:
        self._facts = facts
        self._terms = terms
        self._names = equality.names
        self._objects: dict[int, dict[int, list[int]]] = {}

    def pairs(self, predicate: int) -> list[tuple[int, int]]:
        """The subjects and objects of a predicate."""
        return self._pairs(predicate)

    def edges(self, predicate: int) -> list[tuple[int, int]]:
        """The same, without those that follow from others by a rule that `implies`."""
        return self._pairs(edges_of(predicate))

    def members(self, class_: int) -> list[int]:
        """The members of a class."""
        members: list[int] = self._facts.rows(members_of(int(self._names[class_]))).tolist()
        return members

    def is_thing(self, class_: int) -> bool:
        """Whether a class is owl:Thing."""
        return class_ == int(self._names[THING])

    def values(self, subject: int, predicate: int) -> list[int]:
        """The objects of a subject."""
        if predicate not in self._objects:
            objects: dict[int, list[int]] = {}
            for owner, value in self.pairs(predicate):
                objects.setdefault(owner, []).append(value)
            self._objects[predicate] = objects
        return self._objects[predicate].get(subject, [])

    def restrictions(self, predicate: int) -> Iterator[tuple[int, int, int]]:
        """Restriction, value of the predicate, and property, for each owl:onProperty of the restriction."""
        for restriction, value in self.pairs(predicate):
            for property_ in self.values(restriction, ON_PROPERTY):
                yield restriction, value, property_

    def limits(self, predicate: int, number: str) -> Iterator[Fact]:
        """The restrictions whose cardinality is `number`: it as a literal, whatever represents that."""
        for restriction, value, property_ in self.restrictions(predicate):
            for name in [n for n in self._classes.of(value) if self._is_number(n, number)][:1]:
                yield restriction, name, property_

    def lists(self, predicate: int) -> Iterator[tuple[int, int, Sequence[int]]]:
        """Subject, first cell and elements of the lists that are values of a predicate, none empty."""
        for subject, cell in self.pairs(predicate):
            axiom = (subject, predicate, cell)
            elements = [self._only(part, FIRST, axiom) for part in self.cells(cell, axiom)]
            if elements:
                yield subject, cell, elements

    def conjunctions(self, predicate: int) -> Iterator[tuple[int, int, Sequence[int]]]:
        """The same, where each element is a premise of one rule. Raises ReasonerError beyond `LONGEST`."""
        for subject, cell, elements in self.lists(predicate):
            if len(elements) > LONGEST[predicate]:
                raise ReasonerError(
                    f"the list of the axiom {self._words((subject, predicate, cell))} has {len(elements):,}"
                    f" elements, and a rule takes no more than {LONGEST[predicate]:,} premises",
                    remedy="split the axiom into several that build on each other",
                )
            yield subject, cell, elements

    def cells(self, cell: int, axiom: Fact) -> Sequence[int]:
        """The cells of a list from its first on. Raises ReasonerError where the list does not end."""
        found: dict[int, None] = {}
        while cell != NIL:
            if cell in found:
                raise self._broken("runs in a circle", axiom)
            found[cell] = None
            cell = self._only(cell, REST, axiom)
        return [*found]

    def chains_of_themselves(self) -> list[int]:
        """The properties p that have the chain p ∘ p: they are transitive."""
        return [p for p, _, steps in self.lists(PROPERTY_CHAIN_AXIOM) if [*steps] == [p, p]]

    @cached_property
    def _classes(self) -> Classes:
        return Classes(self._names)

    def _is_number(self, literal: int, number: str) -> bool:
        text = self._terms.text(literal)
        value = value_of(text) if text.startswith('"') else None
        return value is not None and value.space == "number" and value.content == int(number)

    def _only(self, cell: int, predicate: int, axiom: Fact) -> int:
        found = self.values(cell, predicate)
        if len(found) != 1:
            raise self._broken(f"has a cell with {len(found) or 'no'} {self._terms.text(predicate)}", axiom)
        return found[0]

    def _broken(self, how: str, axiom: Fact) -> ReasonerError:
        return ReasonerError(
            f"the list of the axiom {self._words(axiom)} {how}",
            remedy="end the list in rdf:nil, each cell with one element",
        )

    def _words(self, axiom: Fact) -> str:
        return " ".join(map(self._terms.text, axiom))

    def _pairs(self, relation: int) -> list[tuple[int, int]]:
        rows = self._facts.rows(relation)
        return list(zip(first(rows).tolist(), second(rows).tolist(), strict=True))
