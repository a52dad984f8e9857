"""Whether a step is an instance of a rule: its statements match a form of the rule, term by term."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from dalil.reason.checker import conditions
from dalil.reason.checker.patterns import Form, Pattern, at, each, is_variable, places
from dalil.reason.proof import Statement
from dalil.terms import RDF_FIRST, RDF_NIL, RDF_REST

Goals: TypeAlias = Sequence[Pattern]

_FIRST, _REST, _NIL = (f"<{iri}>" for iri in (RDF_FIRST, RDF_REST, RDF_NIL))


@dataclass(frozen=True)
class _State:
    """What a match has found so far: terms of variables, statements used, size of the list, chosen places."""

    binding: Mapping[str, str] = field(default_factory=dict)
    used: frozenset[Statement] = frozenset()
    size: int = 0
    chosen: Mapping[str, int] = field(default_factory=dict)


def is_instance(form: Form, premises: Sequence[Statement], conclusion: Statement | None) -> bool:
    """Whether the premises, every one of them, yield the conclusion (None is false) by a form of a rule."""
    if (conclusion is None) != (form.conclusion == ()):
        return False
    match = _Match(frozenset(premises))
    if conclusion is None:
        return match.holds(form.premises, _State(), ())
    if places(form.conclusion):
        return match.holds(form.premises, _State(), ((form.conclusion, conclusion),))
    bound = _unified(form.conclusion, conclusion, {})
    return bound is not None and match.holds(form.premises, _State(bound), ())


class _Match:
    def __init__(self, premises: frozenset[Statement]) -> None:
        self._premises = premises

    def holds(self, goals: Goals, state: _State, last: Sequence[tuple[Pattern, Statement]]) -> bool:
        """Whether the patterns match statements, none is left over, and what comes last matches its own."""
        if not goals:
            return state.used == self._premises and all(_concludes(*pair, state) for pair in last)
        pattern, rest = goals[0], goals[1:]
        if pattern[0] in conditions.WORDS:
            terms = [state.binding.get(term, term) for term in pattern[1:]]
            return conditions.holds(pattern[0], terms) and self.holds(rest, state, last)
        if "*" in places(pattern):
            return self.holds([*each(pattern, state.size), *rest], state, last)
        found = self._listed(pattern, state) if pattern[0] == "LIST" else self._matched(pattern, state)
        return any(self.holds(rest, extended, last) for extended in found)

    def _matched(self, pattern: Pattern, state: _State) -> Iterator[_State]:
        """The ways in which a statement matches a pattern, wherever in a list it is."""
        for placed, chosen in _placed(pattern, state):
            for statement in self._premises:
                binding = _unified(placed, statement, state.binding)
                if binding is not None:
                    used, taken = state.used | {statement}, {**state.chosen, **chosen}
                    yield replace(state, binding=binding, used=used, chosen=taken)

    def _listed(self, pattern: Pattern, state: _State) -> Iterator[_State]:
        """The list that begins at a bound cell, read from the premises; none if it is no list."""
        _, start, name = pattern
        cell, cells, elements = state.binding[start], set[Statement](), list[str]()
        while cell != _NIL:
            own = [s for s in self._premises if s.subject == cell and s.predicate in {_FIRST, _REST}]
            if sorted(s.predicate for s in own) != [_FIRST, _REST] or cells.issuperset(own):
                return
            cells |= set(own)
            first, following = sorted(own, key=lambda s: s.predicate)
            elements.append(first.value)
            cell = following.value
        named = {f"{name}.{place}": element for place, element in enumerate(elements)}
        yield replace(state, binding={**state.binding, **named}, used=state.used | cells, size=len(elements))


def _placed(pattern: Pattern, state: _State) -> Iterator[tuple[Pattern, Mapping[str, int]]]:
    """A pattern at each place in a list that it may speak of: i and j are never the same."""
    open_places = sorted(places(pattern) & {"i", "j"})
    taken = set(state.chosen.values())
    if not open_places:
        yield at(pattern, {"$": state.size}), {}
        return
    name = open_places[0]
    for place in set(range(state.size)) - taken:
        known = {name: place}
        inner = replace(state, chosen={**state.chosen, **known})
        for placed, more in _placed(at(pattern, known), inner):
            yield placed, {**known, **more}


def _concludes(pattern: Pattern, conclusion: Statement, state: _State) -> bool:
    found = (_unified(placed, conclusion, state.binding) for placed, _ in _placed(pattern, state))
    return any(binding is not None for binding in found)


def _unified(pattern: Pattern, statement: Statement, known: Mapping[str, str]) -> Mapping[str, str] | None:
    """The binding extended so that the pattern is the statement; None where it cannot be."""
    found = dict(known)
    for term, own in zip(pattern, statement, strict=True):
        wanted = found.setdefault(term, own) if is_variable(term) else term
        if wanted != own and not (wanted == term and conditions.are_equal(term, own)):
            return None
    return found
