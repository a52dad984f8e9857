"""Sorted arrays of integers: the rows of relations, and the few operations that joins are made of.

A row of a class is the identifier of a member; a row of a property is subject << 32 | object.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ids: TypeAlias = NDArray[np.int64]
"""Identifiers of terms, or rows."""
Mask: TypeAlias = NDArray[np.bool_]

NONE: Ids = np.empty(0, np.int64)
_LOW = (1 << 32) - 1


def pack(subjects: Ids, objects: Ids) -> Ids:
    """The rows of pairs."""
    return subjects << 32 | objects


def first(rows: Ids) -> Ids:
    """The subjects of rows."""
    return rows >> 32


def second(rows: Ids) -> Ids:
    """The objects of rows."""
    return rows & _LOW


def swapped(rows: Ids) -> Ids:
    """The rows with subject and object exchanged, sorted."""
    return np.sort(pack(second(rows), first(rows)))


def unique(rows: Ids) -> Ids:
    """The rows sorted, each once."""
    if (rows[1:] > rows[:-1]).all():  # most columns of a join come sorted, and comparing costs far less
        return rows
    ordered = rows if (rows[1:] >= rows[:-1]).all() else np.sort(rows)
    keep = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=keep[1:])
    return ordered[keep]


def groups(ordered: Ids) -> tuple[Ids, Ids]:
    """The distinct values of a sorted array, and where each begins."""
    begins = np.flatnonzero(np.concatenate([ordered[:1] == ordered[:1], ordered[1:] != ordered[:-1]]))
    return ordered[begins], begins


def repeated(rows: Ids) -> Ids:
    """The rows that occur more than once, sorted, each once."""
    ordered = np.sort(rows)
    return unique(ordered[1:][ordered[1:] == ordered[:-1]])


def contains(rows: Ids, wanted: Ids) -> Mask:
    """For each wanted row, whether the sorted rows hold it."""
    if not len(rows):
        return np.zeros(len(wanted), np.bool_)
    places = np.searchsorted(rows, wanted)
    places[places == len(rows)] = 0
    found: Mask = rows[places] == wanted
    return found


def missing(rows: Ids, wanted: Ids) -> Ids:
    """The wanted rows that the sorted rows do not hold."""
    return wanted[~contains(rows, wanted)] if len(rows) and len(wanted) else wanted


def apart(rows: Ids, others: Ids) -> Ids:
    """The rows that only one of two sorted arrays has, sorted."""
    both = np.sort(np.concatenate([rows, others]), kind="stable")  # two runs are merged
    differs = np.ones(len(both) + 1, np.bool_)
    np.not_equal(both[1:], both[:-1], out=differs[1:-1])
    return both[differs[1:] & differs[:-1]]


def merged(rows: Ids, more: Ids) -> Ids:
    """The union of two sorted arrays that share nothing, sorted."""
    if not len(rows) or not len(more):
        return more if len(more) else rows
    places = np.searchsorted(rows, more) + np.arange(len(more))
    old = np.ones(len(rows) + len(more), np.bool_)
    old[places] = False
    union = np.empty(len(old), np.int64)
    union[places] = more
    union[old] = rows
    return union


def spans(rows: Ids, keys: Ids) -> tuple[Ids, Ids]:
    """For each key, where the rows of that subject begin and how many they are."""
    begins = np.searchsorted(rows, keys << 32)
    return begins, np.searchsorted(rows, (keys + 1) << 32) - begins


def spread(begins: Ids, counts: Ids) -> tuple[Ids, Ids]:
    """For each place of each span: the number of its span, and the place itself."""
    owners = np.repeat(np.arange(len(counts)), counts)
    starts = np.repeat(begins - (np.cumsum(counts) - counts), counts)
    return owners, starts + np.arange(len(owners))


def of_subjects(rows: Ids, subjects: Ids) -> Ids:
    """The sorted rows of those subjects."""
    return rows[spread(*spans(rows, subjects))[1]]


def view(column: NDArray[np.integer]) -> memoryview:
    """The numbers of an array as plain ones, without a copy where they lie side by side: for bisection."""
    return np.ascontiguousarray(column).data
