"""Reading the closure: rows in the names of all equal terms, as N-Triples text, block by block."""

from collections.abc import Iterator

import numpy as np

from dalil.errors import ReasonerError
from dalil.reason import vocabulary as v
from dalil.reason.arrays import NONE, Ids, Mask, contains, first, missing, pack, second, spread, unique
from dalil.reason.dictionary import Terms
from dalil.reason.equality import Classes
from dalil.reason.facts import Facts
from dalil.reason.given import Given
from dalil.reason.limits import Limits
from dalil.reason.rules import is_edges, members_of, term_of

_LINES = 1 << 16
_TOP = np.sort(v.TOP)


class Readout:
    """The conclusions of a saturation, in triples that RDF allows."""

    def __init__(self, given: Given, facts: Facts, classes: Classes, limits: Limits) -> None:
        self._given = given
        self._terms: Terms = given.terms
        self._facts = facts
        self._classes = classes
        self._limits = limits

    def conclusions(self) -> Iterator[tuple[int, Ids]]:
        """Relation → rows that were not given, sorted, for each relation that has any; see `triviality`."""
        for relation, rows in self._all():
            fresh = missing(self._given.rows.get(relation, NONE), rows)
            fresh = fresh[self._is_said(relation, fresh)]
            if len(fresh):
                yield relation, fresh

    def everything(self) -> Iterator[tuple[int, Ids]]:
        """Relation → all rows, the premises and the trivial ones among them."""
        for relation, rows in self._all():
            own = self._given.rows.get(relation, NONE)
            if len(rows) + len(own):
                yield relation, unique(np.concatenate([own, rows]))

    def texts(self, relations: Iterator[tuple[int, Ids]]) -> Iterator[str]:
        """Rows as N-Triples, some ten thousand lines at a time."""
        for relation, rows in relations:
            for start in range(0, len(rows), _LINES):
                yield self._text(relation, rows[start : start + _LINES])

    def _all(self) -> Iterator[tuple[int, Ids]]:
        for relation in sorted(r for r in self._facts.tables if not is_edges(r)):
            if relation in {v.SAME_AS, v.TYPE}:
                continue
            rows = self._rdf_rows(relation)
            for name in self._names(relation):
                yield name, rows
        pairs = self._equal_pairs()
        pairs = pairs[self._is_rdf(v.SAME_AS, pairs)]
        yield v.SAME_AS, pairs
        yield from self._aliases(pairs)

    def _aliases(self, pairs: Ids) -> Iterator[tuple[int, Ids]]:
        """The other names of owl:sameAs, and those of rdf:type, which are properties like any other."""
        for alias in set(self._names(v.SAME_AS)) - {v.SAME_AS}:
            subjects = np.flatnonzero(self._terms.is_iri | self._terms.is_blank)
            yield alias, unique(np.concatenate([pairs, pack(subjects, subjects)]))
        for alias in set(self._names(v.TYPE)) - {v.TYPE}:
            yield alias, self._types()

    def _types(self) -> Ids:
        """The members of all classes, as rows of a property."""
        classes = [relation for relation in self._facts.tables if relation < 0]
        members = [(c, self._rdf_rows(c)) for c in classes]
        rows = [pack(own, np.full(len(own), ~name)) for c, own in members for name in self._names(c)]
        return unique(np.concatenate([NONE, *rows]))

    def _rdf_rows(self, relation: int) -> Ids:
        rows = self._expanded(relation, self._facts.rows(relation))
        return rows[self._is_rdf(relation, rows)]

    def _names(self, relation: int) -> list[int]:
        """The relation under each name of its property or class."""
        if relation < 0:
            return [members_of(c) for c in self._classes.of(~relation)]
        return [p for p in self._classes.of(relation) if self._terms.is_iri[p]]

    def _expanded(self, relation: int, rows: Ids) -> Ids:
        if not len(self._classes.leaders) or not len(rows):
            return rows
        if relation < 0:
            return unique(self._members(rows, relation)[1])
        owners, subjects = self._members(first(rows), relation)
        places, objects = self._members(second(rows)[owners], relation)
        return unique(pack(subjects[places], objects))

    def _members(self, leaders: Ids, relation: int) -> tuple[Ids, Ids]:
        """For each equal of each leader: the leader's place, and the equal."""
        places = np.searchsorted(self._classes.leaders, leaders)
        places[places == len(self._classes.leaders)] = 0
        several = self._classes.leaders[places] == leaders
        counts = np.where(several, self._classes.counts[places], 1)
        self._require_bounded(relation, int(counts.sum()))
        owners, where = spread(np.where(several, self._classes.begins[places], 0), counts)
        return owners, np.where(several[owners], self._classes.members[where], leaders[owners])

    def _equal_pairs(self) -> Ids:
        counts = self._classes.counts
        self._require_bounded(v.SAME_AS, int((counts * counts).sum()))
        own = np.repeat(np.arange(len(counts)), counts)
        owners, places = spread(self._classes.begins[own], counts[own])
        return unique(pack(self._classes.members[owners], self._classes.members[places]))

    def _require_bounded(self, relation: int, size: int) -> None:
        if size > self._limits.room(len(self._facts)):
            largest = int(np.argmax(self._classes.counts))
            leader = self._terms.text(int(self._classes.leaders[largest]))
            name = self._terms.text(term_of(relation))
            size_of = f"{self._classes.counts[largest]:,} names of {leader}"
            raise ReasonerError(
                f"{name} holds {size:,} times when each of {size_of} stands for the others",
                remedy="look for the owl:sameAs or the functional property that makes so many things one",
            )

    def _is_rdf(self, relation: int, rows: Ids) -> Mask:
        """Which rows have no literal or triple term for a subject, which only generalised RDF allows."""
        allowed = self._terms.is_iri | self._terms.is_blank
        found: Mask = allowed[rows if relation < 0 else first(rows)]
        return found

    def _is_said(self, relation: int, rows: Ids) -> Mask:
        """Which rows are not trivial: not about a reserved term, nor true of everything."""
        reserved = self._terms.is_reserved
        if relation < 0:
            return ~reserved[rows] if ~relation not in v.TOP else np.zeros(len(rows), np.bool_)
        said = ~reserved[first(rows)]
        if relation in v.REFLEXIVE:
            said &= first(rows) != second(rows)
        if relation in v.MEMBERSHIP:
            said &= ~contains(_TOP, second(rows))
        return said

    def _text(self, relation: int, rows: Ids) -> str:
        if relation < 0:
            ending = f" {v.TERMS[v.TYPE]} {self._terms.text(~relation)} .\n"
            return ending.join([*self._terms.column(rows), ""])
        middle = f" {self._terms.text(relation)} "
        pairs = zip(self._terms.column(first(rows)), self._terms.column(second(rows)), strict=True)
        return "".join([f"{subject}{middle}{value} .\n" for subject, value in pairs])
