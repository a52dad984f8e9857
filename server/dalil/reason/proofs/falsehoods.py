"""Falsehoods: the contradictions of a closure as last steps, whose premises are still to be proved."""

from collections.abc import Iterable, Iterator
from itertools import combinations, islice

from dalil.reason import contradictions
from dalil.reason import vocabulary as v
from dalil.reason.explanation import Explanation
from dalil.reason.given import Given
from dalil.reason.limits import Limits
from dalil.reason.proofs.history import NEVER, History
from dalil.reason.proofs.steps import Step, first_cells, step, with_cells
from dalil.reason.rules import Fact, members_of
from dalil.reason.saturation import Saturation
from dalil.reason.values import differ

_BY_VALUE = {"dt-diff", "dt-not-type"}
_BY_LIST = {"eq-diff2", "eq-diff3"}


class Falsehoods:
    """Every application of a rule that ends in false, as the tables print it."""

    def __init__(self, saturation: Saturation, given: Given, history: History, limits: Limits) -> None:
        self._saturation = saturation
        self._given = given
        self._history = history
        self._limits = limits
        self._classes = saturation.equality.classes()

    def all(self) -> Iterator[Step]:
        """The steps, no more of one axiom than the limits have it."""
        for name, facts in contradictions.found(self._saturation, self._given, self._limits):
            if name in _BY_LIST:
                yield from self._listed_twice(name, facts)
            elif name not in _BY_VALUE:
                yield step(name, None, with_cells(self._history, facts, NEVER))
        for source in (self._unequal(), self._outside(), self._ill_formed()):
            yield from islice(source, self._limits.clashes)

    def _listed_twice(self, name: str, facts: Iterable[Fact]) -> Iterator[Step]:
        """Elements of a list of what differs that are the same, in the names that the list has for them."""
        _, *axioms = facts
        cells = list(first_cells(self._history, axioms[-1][2]))
        elements = [value for _, predicate, value in cells if predicate == v.FIRST]
        for one, other in combinations(elements, 2):
            if self._classes.names[one] == self._classes.names[other]:
                yield step(name, None, ((one, v.SAME_AS, other), *axioms, *cells))
                return

    def _unequal(self) -> Iterator[Step]:
        """Literals of different value that are the same (dt-diff, then eq-diff1)."""
        value = self._saturation.literals.value
        for leader in self._classes.leaders.tolist():
            valued = [(name, found) for name in self._literals(leader) if (found := value(name))]
            for (one, own), (other, another) in islice(combinations(valued, 2), self._limits.clashes):
                if differ(own, another):
                    different = Step("dt-diff", (one, v.DIFFERENT_FROM, other), ())
                    yield Step("eq-diff1", None, ((one, v.SAME_AS, other), different))

    def _outside(self) -> Iterator[Step]:
        """Literals in a datatype that does not hold their value."""
        literals = self._saturation.literals
        names = self._classes.names
        memberships = (
            (name, datatype)
            for datatype in v.DATATYPES
            for member in self._saturation.facts.rows(members_of(names.item(datatype))).tolist()
            for name in self._literals(member)
        )
        for name, datatype in memberships:
            if literals.value(name) and not literals.is_member(name, datatype):
                yield Step("dt-not-type", None, ((name, v.TYPE, datatype),))

    def _ill_formed(self) -> Iterator[Step]:
        """Literals whose form is none of their datatype, each by a triple that uses it."""
        uses = Explanation(self._saturation, self._given).uses
        for literal in self._saturation.literals.ill_formed():
            for fact in uses(literal):
                yield Step("dt-not-type", None, (fact,))

    def _literals(self, member: int) -> Iterator[int]:
        return filter(self._saturation.terms.is_literal.__getitem__, self._classes.of(member))
