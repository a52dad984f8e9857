"""Integers as most are written, as an array of numbers: no object for the value of any of them."""

import re
from typing import Final

import numpy as np

from dalil.reason.arrays import NONE, Ids
from dalil.reason.dictionary import Terms
from dalil.reason.values import span
from dalil.terms import XSD_INTEGER

_PLAIN: Final = re.compile(rf'"(0|-?[1-9][0-9]{{0,17}})"\^\^<{re.escape(XSD_INTEGER)}>')
"""The canonical forms of xsd:integer that fit into 64 bits; two of them have two values."""


class Integers:
    """The literals among terms that are plain integers: identifiers and numbers, in the order of numbers."""

    def __init__(self, terms: Terms, literals: Ids) -> None:
        matches = enumerate(map(_PLAIN.fullmatch, terms.column(literals)))
        found = {place: int(match[1]) for place, match in matches if match}
        places, numbers = np.array([*found], np.int64), np.array([*found.values()], np.int64)
        order = np.argsort(numbers)
        self.ids = literals[places][order]
        self.others = np.delete(literals, places)
        self._numbers = numbers[order]

    def within(self, datatype: str) -> Ids:
        """The identifiers of those that a datatype holds."""
        least, most = span(datatype)
        if least > most:
            return NONE
        return self.ids[(self._numbers >= least) & (self._numbers <= most)]

    def of(self, number: int) -> list[int]:
        """The identifier of a number, where it is among them."""
        begin, end = np.searchsorted(self._numbers, [number, number + 1]).tolist()
        found: list[int] = self.ids[begin:end].tolist()
        return found
