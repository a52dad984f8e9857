"""Answers: whether a triple was given or follows, what is not stored among it."""

import numpy as np

from dalil.reason.arrays import contains
from dalil.reason.equality import Classes
from dalil.reason.given import Given
from dalil.reason.rules import members_of
from dalil.reason.saturation import Saturation
from dalil.reason.vocabulary import DIFFERENT_FROM, SAME_AS, TYPE


class Answers:
    """Looks triples up in what a saturation came to."""

    def __init__(self, given: Given, saturation: Saturation, classes: Classes) -> None:
        self._given = given
        self._facts = saturation.facts
        self._literals = saturation.literals
        self._classes = classes

    def holds(self, subject: str, predicate: str, value: str) -> bool:
        """Whether a triple holds, its terms as N-Triples writes them."""
        found = [self._given.known(term) for term in (subject, predicate, value)]
        s, p, o = (-1 if term is None else int(self._classes.names[term]) for term in found)
        if min(s, p, o) < 0:
            return False
        if p == SAME_AS:
            return s == o
        return self._is_fact(s, p, o) or (p == DIFFERENT_FROM and self._differ(s, o))

    def _is_fact(self, subject: int, predicate: int, value: int) -> bool:
        typed = predicate == TYPE
        relation, row = (members_of(value), subject) if typed else (predicate, subject << 32 | value)
        return bool(contains(self._facts.rows(relation), np.array([row]))[0])

    def _differ(self, one: int, other: int) -> bool:
        """Whether two things are sameAs literals of different values (dt-diff)."""
        literals = [filter(self._literals.is_literal, self._classes.of(term)) for term in (one, other)]
        theirs = list(literals[1])
        return any(self._literals.differ(mine, its) for mine in literals[0] for its in theirs)
