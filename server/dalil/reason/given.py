"""The premises as rows, by relation: what was given, in its own names."""

from collections.abc import Iterable

import numpy as np

from dalil.graph.ntriples import Columns
from dalil.reason.arrays import Ids, groups, pack, unique
from dalil.reason.dictionary import Dictionary, Terms
from dalil.reason.facts import Facts, Table, split_by_object
from dalil.reason.rules import members_of
from dalil.reason.vocabulary import TYPE


class Given:
    """The terms of the premises, and their rows by relation, sorted."""

    def __init__(self, blocks: Iterable[Columns]) -> None:
        dictionary = Dictionary()
        found = [np.stack([dictionary.ids(column) for column in block]) for block in blocks]
        columns = np.concatenate([np.empty((3, 0), np.int64), *found], axis=1)
        self.terms: Terms = dictionary.finish()
        self.known = dictionary.known
        self.rows: dict[int, Ids] = dict(_by_relation(columns))

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))

    def facts(self) -> Facts:
        """Facts that hold the premises and share their arrays."""
        facts = Facts()
        facts.tables = {relation: Table(rows) for relation, rows in self.rows.items()}
        return facts


def _by_relation(columns: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> Iterable[tuple[int, Ids]]:
    order = np.argsort(columns[1], kind="stable")
    subjects, predicates, objects = columns[:, order]
    found, starts = groups(predicates)
    rows = np.split(pack(subjects, objects), starts[1:])
    for predicate, own in zip(found.tolist(), rows, strict=False):
        if predicate != TYPE:
            yield predicate, unique(own)
            continue
        for class_, members in split_by_object(own):
            yield members_of(class_), unique(members)
