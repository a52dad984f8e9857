"""Whether a step is an instance of a rule: its statements match a form of the rule, term by term."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple, TypeAlias

from dalil.reason.checker import conditions
from dalil.reason.checker.patterns import Form, Pattern, at, each, is_variable, places
from dalil.reason.proof import Statement
from dalil.terms import RDF_FIRST, RDF_NIL, RDF_REST

Binding: TypeAlias = Mapping[str, str]
"""Variable → term; `i` or `j` → the place in a list that was chosen for it."""
Match: TypeAlias = tuple[Binding, list[Statement]]
"""What a match binds, and the premises that it takes."""

_FIRST, _REST, _NIL = (f"<{iri}>" for iri in (RDF_FIRST, RDF_REST, RDF_NIL))
_LIST = "LIST"


class _Goal(NamedTuple):
    """A pattern, and the one statement that it must match; any premise where there is none."""

    pattern: Pattern
    conclusion: Statement | None = None


class _Way(NamedTuple):
    """One match of a goal: what it binds, and the premise that it takes."""

    bound: Binding
    premise: Statement | None


def is_instance(form: Form, premises: Iterable[Statement], conclusion: Statement | None) -> bool:
    """Whether the premises, every one of them, yield the conclusion (None is false) by a form of a rule."""
    if (conclusion is None) != (form.conclusion == ()):
        return False
    said = _Premises(premises)
    ending = [_Goal(form.conclusion, conclusion)] if conclusion else []
    place = next((k for k, pattern in enumerate(form.premises) if pattern[0] == _LIST), None)
    if place is None:
        found = said.matches([*ending, *map(_Goal, form.premises)], {}, 0)
    else:
        found = said.matches_of_list(form, place, ending)
    return any(said.are(used) for _, used in found)


class _Premises:
    """The premises of a step, looked up by what a pattern knows of them."""

    def __init__(self, premises: Iterable[Statement]) -> None:
        self._all = frozenset(premises)
        self._index: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
        for said in self._all:
            for subject, value in (("", ""), (said.subject, ""), ("", said.value)):
                self._index[subject, said.predicate, value].append(said)

    def are(self, used: Iterable[Statement]) -> bool:
        """Whether these are all of them."""
        return self._all == set(used)

    def matches(self, goals: Sequence[_Goal], known: Binding, size: int) -> Iterator[Match]:
        """The ways in which all goals match; `size` is that of the list, if the rule has one.

        A stack instead of recursion: a list may have thousands of elements.
        """
        if not goals:
            yield known, []
            return
        binding = dict(known)
        trail = [_Trial(self._ways(goals[0], binding, size))]
        while trail:
            if not trail[-1].advance(binding):
                trail.pop()
            elif len(trail) < len(goals):
                trail.append(_Trial(self._ways(goals[len(trail)], binding, size)))
            else:
                yield dict(binding), [trial.premise for trial in trail if trial.premise]

    def matches_of_list(self, form: Form, place: int, ending: Sequence[_Goal]) -> Iterator[Match]:
        """The same for a form whose pattern at a place is a list, of which the others may name elements."""
        _, start, name = form.premises[place]
        for binding, used in self.matches([*map(_Goal, form.premises[:place])], {}, 0):
            cells = self._cells(binding[start])
            if not cells:
                continue
            named = {f"{name}.{number}": first.value for number, (first, _) in enumerate(cells)}
            goals = [*ending, *map(_Goal, _spread(form.premises[place + 1 :], len(cells)))]
            taken = [*used, *(said for cell in cells for said in cell)]
            for found, more in self.matches(goals, {**binding, **named}, len(cells)):
                yield found, [*taken, *more]

    def _ways(self, goal: _Goal, binding: Binding, size: int) -> Iterator[_Way]:
        pattern, conclusion = goal
        if pattern[0] in conditions.WORDS:
            if conditions.holds(pattern[0], [binding.get(term, term) for term in pattern[1:]]):
                yield _Way({}, None)
            return
        for placed, chosen in _placed(pattern, binding, size):
            for said in [conclusion] if conclusion else self._candidates(placed, binding):
                bound = _unified(placed, said, binding)
                if bound is not None:
                    yield _Way({**bound, **chosen}, None if conclusion else said)

    def _candidates(self, pattern: Pattern, binding: Binding) -> Iterable[Statement]:
        """Premises that may match a pattern: a literal in it stands for each one of its value."""
        subject, predicate, value = (binding.get(t, "") if is_variable(t) else t for t in pattern)
        sought = "" if pattern[2].startswith('"') else value
        if not predicate:
            return self._all
        if subject and sought:
            return self._all & {Statement(subject, predicate, sought)}
        return self._index.get((subject, predicate, sought), ())

    def _cells(self, cell: str) -> list[tuple[Statement, Statement]]:
        """The cells of a list, first and rest of each; none where the premises hold no whole list."""
        cells: dict[str, tuple[Statement, Statement]] = {}
        while cell != _NIL:
            first, rest = (self._index.get((cell, predicate, ""), ()) for predicate in (_FIRST, _REST))
            if len(first) != 1 or len(rest) != 1 or cell in cells:
                return []
            cells[cell] = (first[0], rest[0])
            cell = rest[0].value
        return list(cells.values())


class _Trial:
    """The ways of one goal, and what the present one has bound."""

    def __init__(self, ways: Iterator[_Way]) -> None:
        self._ways = ways
        self._bound: Binding = {}
        self.premise: Statement | None = None

    def advance(self, binding: dict[str, str]) -> bool:
        """Bind what the next way binds in place of what the last one did; whether there is one."""
        for variable in self._bound:
            del binding[variable]
        way = next(self._ways, None)
        self._bound, self.premise = way or ({}, None)
        binding.update(self._bound)
        return way is not None


def _placed(pattern: Pattern, binding: Binding, size: int) -> Iterator[tuple[Pattern, Binding]]:
    """A pattern at each place in a list that it may speak of, and what was chosen; i and j always differ."""
    chosen = {name: int(binding[name]) for name in ("i", "j") if name in binding}
    free = sorted(places(pattern) & {"i", "j"} - chosen.keys())
    others = set(range(size)) - set(chosen.values()) if free else set()
    for taken in permutations(others, len(free)):
        new = dict(zip(free, taken, strict=True))
        yield at(pattern, {"$": size, **chosen, **new}), {name: str(place) for name, place in new.items()}


def _spread(patterns: Iterable[Pattern], size: int) -> Iterator[Pattern]:
    for pattern in patterns:
        if "*" in places(pattern):
            yield from each(pattern, size)
        else:
            yield pattern


def _unified(pattern: Pattern, statement: Statement, known: Binding) -> Binding | None:
    """What binds the rest of a pattern so that it is the statement; None where it cannot be."""
    found: dict[str, str] = {}
    for term, own in zip(pattern, statement, strict=True):
        wanted = known.get(term) or found.setdefault(term, own) if is_variable(term) else term
        if wanted != own and (is_variable(term) or not conditions.are_equal(term, own)):
            return None
    return found
