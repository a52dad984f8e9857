"""Steps: instances of rules as the tables print them, made of facts that are still to be proved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from dalil.reason import vocabulary as v
from dalil.reason.proofs.history import History
from dalil.reason.rules import Fact

Premise: TypeAlias = "Step | Fact"

LISTED = frozenset(
    (
        v.INTERSECTION_OF,
        v.UNION_OF,
        v.ONE_OF,
        v.PROPERTY_CHAIN_AXIOM,
        v.HAS_KEY,
        v.MEMBERS,
        v.DISTINCT_MEMBERS,
    )
)
"""Predicates of axioms whose object is a list: its cells are premises too."""
_REPLACE = ("eq-rep-s", "eq-rep-p", "eq-rep-o")


@dataclass(frozen=True, eq=False)
class Step:
    """A rule applied: its conclusion (None is false) and its premises, themselves steps or facts."""

    rule: str
    conclusion: Fact | None
    premises: tuple[Premise, ...]

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that this step and the steps within it leave to be proved, each once."""
        return tuple(dict.fromkeys(self._facts()))

    @cached_property
    def size(self) -> int:
        """How many steps this is with those within it."""
        return 1 + sum(p.size for p in self.premises if isinstance(p, Step))

    def _facts(self) -> Iterator[Fact]:
        for premise in self.premises:
            if isinstance(premise, Step):
                yield from premise.facts
            else:
                yield premise


def step(rule: str, conclusion: Fact | None, premises: Iterable[Premise]) -> Step:
    """A step whose premises are each named once."""
    return Step(rule, conclusion, tuple(dict.fromkeys(premises)))


def conclusion_of(premise: Premise) -> Fact:
    """What a premise says."""
    said = premise.conclusion if isinstance(premise, Step) else premise
    if said is None:
        raise ValueError("nothing follows from false but anything")
    return said


def replaced(premise: Premise, fact: Fact) -> Premise:
    """The premise with its terms replaced by equal ones until it says `fact` (eq-rep-s, -p, -o)."""
    said = conclusion_of(premise)
    for place, rule in enumerate(_REPLACE):
        if said[place] != fact[place]:
            same = (said[place], v.SAME_AS, fact[place])
            terms = (*fact[: place + 1], *said[place + 1 :])
            said = (terms[0], terms[1], terms[2])
            premise = Step(rule, said, (same, premise))
    return premise


def with_cells(history: History, axioms: Iterable[Fact], level: int) -> Iterator[Fact]:
    """The axioms, each that names a list followed by the cells that the list had at that level."""
    for axiom in axioms:
        yield axiom
        if axiom[1] in LISTED:
            yield from _cells(axiom[2], lambda cell, predicate: _latest(history, cell, predicate, level))


def _latest(history: History, cell: int, predicate: int, level: int) -> int:
    """What a cell has under the names that stood at a level: those that came last."""
    return max(found for found in _values(history, cell, predicate) if found[0] <= level)[1]


def first_cells(history: History, cell: int) -> Iterator[Fact]:
    """The cells of a list in the names that were the first to be known."""
    return _cells(cell, lambda own, predicate: min(_values(history, own, predicate))[1])


def _cells(cell: int, value: Callable[[int, int], int]) -> Iterator[Fact]:
    while cell != v.NIL:
        yield cell, v.FIRST, value(cell, v.FIRST)
        following = value(cell, v.REST)
        yield cell, v.REST, following
        cell = following


def _values(history: History, cell: int, predicate: int) -> list[tuple[int, int]]:
    """What a cell has, each with its level."""
    return [(level, value) for value, level in history.rows(predicate).objects(cell)]
