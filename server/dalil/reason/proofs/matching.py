"""Matching: the ways in which the body of a rule holds below a level, one at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from dalil.reason.proofs.history import NEVER, History
from dalil.reason.rules import Argument, Atom, Fact, plain
from dalil.reason.vocabulary import SAME_AS, TYPE

LONG: Final = 16
"""The atoms of a body that has more are matched in their order, since to compare them would cost too much."""
Binding: TypeAlias = Mapping[str, int]
"""Variable → term."""


def terms_of(atom: Atom, fact: Fact) -> tuple[int, ...]:
    """The terms of a fact that stand for the arguments of an atom of its relation."""
    return (fact[0],) if atom.relation < 0 else (fact[0], fact[2])


def unify(arguments: Iterable[Argument], terms: Iterable[int], known: Binding) -> dict[str, int] | None:
    """The binding, extended so that the arguments are the terms; None where they cannot be."""
    found = dict(known)
    for argument, term in zip(arguments, terms, strict=True):
        if isinstance(argument, str):
            if found.setdefault(argument, term) != term:
                return None
        elif argument != term:
            return None
    return found


def instance(atom: Atom, binding: Binding) -> Fact:
    """The fact that an atom is when its variables have values."""
    values = [binding[a] if isinstance(a, str) else a for a in atom.arguments]
    if atom.relation < 0:
        return values[0], TYPE, ~atom.relation
    return values[0], plain(atom.relation), values[1]


def solutions(history: History, body: Sequence[Atom], known: Binding, below: int) -> Iterator[Binding]:
    """The bindings with which each atom is a row of a lower level than `below`.

    A stack instead of recursion: a body may have thousands of atoms.
    """
    if not body:
        yield dict(known)
        return
    binding, waiting = dict(known), list(reversed(body))
    trail = [_Choice(history, _next(history, waiting, binding), binding)]
    while trail:
        if not trail[-1].advance(binding, below):
            waiting.append(trail.pop().atom)
        elif waiting:
            trail.append(_Choice(history, _next(history, waiting, binding), binding))
        else:
            yield dict(binding)


class _Choice:
    """An atom, the rows that may match it, and the variables that the present one binds."""

    def __init__(self, history: History, atom: Atom, known: Binding) -> None:
        self.atom = atom
        self._matches = _matches(history, atom, known)
        self._bound: list[str] = []

    def advance(self, binding: dict[str, int], below: int) -> bool:
        """Bind the variables by the next row that matches; whether there is one."""
        for terms, level in self._matches:
            self._release(binding)
            if level < below and self._bind(binding, terms):
                return True
        self._release(binding)
        return False

    def _bind(self, binding: dict[str, int], terms: Iterable[int]) -> bool:
        for argument, term in zip(self.atom.arguments, terms, strict=True):
            if isinstance(argument, str) and argument not in binding:
                binding[argument] = term
                self._bound.append(argument)
            elif (binding[argument] if isinstance(argument, str) else argument) != term:
                return False
        return True

    def _release(self, binding: dict[str, int]) -> None:
        for variable in self._bound:
            del binding[variable]
        self._bound.clear()


def _next(history: History, waiting: list[Atom], known: Binding) -> Atom:
    """Take out the atom that the fewest rows match; of a long body, the last."""
    if len(waiting) > LONG:
        return waiting.pop()
    counts = [_count(history, atom, known) for atom in waiting]
    return waiting.pop(counts.index(min(counts)))


def _values(atom: Atom, known: Binding) -> list[int | None]:
    return [known.get(a) if isinstance(a, str) else a for a in atom.arguments]


def _count(history: History, atom: Atom, known: Binding) -> int:
    """How many rows may match an atom."""
    values = _values(atom, known)
    if None not in values:
        return 0
    if atom.relation == SAME_AS:
        return NEVER if values == [None, None] else 1
    rows = history.rows(plain(atom.relation))
    if values.count(None) == len(values):
        return len(rows.rows)
    return rows.count_subjects(values[1] or 0) if values[0] is None else rows.count_objects(values[0])


def _matches(history: History, atom: Atom, known: Binding) -> Iterator[tuple[tuple[int, ...], int]]:
    """Terms for the arguments of an atom, with the level of their row."""
    values = _values(atom, known)
    if atom.relation == SAME_AS:
        return _itself(values)
    rows = history.rows(plain(atom.relation))
    if len(values) == 1:
        (member,) = values
        found = rows.all() if member is None else iter([(member, rows.level(member))])
        return (((term,), level) for term, level in found)
    subject, value = values
    if subject is not None and value is not None:
        return iter([((subject, value), rows.level(subject << 32 | value))])
    if subject is not None:
        return (((subject, term), level) for term, level in rows.objects(subject))
    if value is not None:
        return (((term, value), level) for term, level in rows.subjects(value))
    return (((row >> 32, row & 0xFFFFFFFF), level) for row, level in rows.all())


def _itself(values: Sequence[int | None]) -> Iterator[tuple[tuple[int, ...], int]]:
    """In the names that stand, only x is the same as x (eq-ref); one of the two is known."""
    subject, value = values
    term = value if subject is None else subject
    if term is not None:
        yield (term, term), 0 if value in {None, term} else NEVER
