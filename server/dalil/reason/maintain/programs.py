"""Programs kept from one closure to the next, for schemas that are as they were."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from dalil.reason.arrays import Ids, contains
from dalil.reason.compiler import Program, compile_rules, read_relations, schema_terms
from dalil.reason.dictionary import Terms
from dalil.reason.equality import Equality
from dalil.reason.facts import Facts
from dalil.reason.vocabulary import TERMS

_Read: TypeAlias = Sequence[Ids]
"""All that the compiler reads."""


class Programs:
    """Compiles what no closure since the one before this has compiled."""

    def __init__(self) -> None:
        self._former: list[tuple[_Read, Program]] = []
        self._used: list[tuple[_Read, Program]] = []

    def begin(self) -> None:
        """A closure begins: forget what the last one that used any did not use."""
        if self._used:
            self._former, self._used = self._used, []

    def compiled(self, facts: Facts, terms: Terms, equality: Equality) -> Program:
        """As `compile_rules`, and the same program where that would read the same."""
        read = _read(facts, equality)
        found = (program for known, program in self._former if all(map(np.array_equal, known, read)))
        program = next(found, None) or compile_rules(facts, terms, equality)
        self._used.append((read, program))
        return program


def _read(facts: Facts, equality: Equality) -> _Read:
    """The rows of the schema, and what its terms are the same as."""
    own = np.union1d(schema_terms(facts, equality), np.arange(len(TERMS)))
    changed = np.flatnonzero(equality.names != np.arange(len(equality.names)))
    changed = changed[contains(own, equality.names[changed]) | contains(own, changed)]
    rows = [facts.rows(relation) for relation in read_relations(equality)]
    return [changed, equality.names[changed], *rows]
