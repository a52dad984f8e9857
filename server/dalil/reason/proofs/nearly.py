"""What would have to hold for a fact to follow: rules that conclude it, and the premises that they lack."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final, NamedTuple

from dalil.reason.compiler import Program
from dalil.reason.proof import Statement
from dalil.reason.proofs.history import NEVER, History
from dalil.reason.proofs.matching import LONG, Binding, solutions, terms_of, unify
from dalil.reason.proofs.steps import with_cells
from dalil.reason.rules import Argument, Atom, Fact, Merge, Rule, members_of, plain
from dalil.reason.vocabulary import FIRST, NOTHING, REST, SAME_AS, TYPE

MOST: Final = 20
"""At most so many ways are told."""
EACH: Final = 2
"""At most so many of one rule that lack the same premises."""
RULES: Final = 2000
"""At most so many rules are looked at; of those with more than `LONG` premises, ones about a single thing."""
LACKING: Final = 3
"""A way that lacks more premises than these is left out."""


@dataclass(frozen=True)
class Near:
    """A rule, those of its premises that hold, and those that are missing; a term ?x is any.

    `cells` are those of the lists that its axioms name.
    """

    rule: str
    present: tuple[Statement, ...]
    missing: tuple[Statement, ...]
    cells: tuple[Statement, ...] = ()


class Nearness(NamedTuple):
    """The ways in which a fact nearly follows, and how many rules that conclude it were not looked at."""

    ways: tuple[Near, ...]
    left_out: int


class Nearly:
    """Looks for rules whose head is a fact that does not hold; that owl:Nothing is everything is no way."""

    def __init__(self, history: History, program: Program, text: Callable[[int], str]) -> None:
        self._history = history
        self._text = text
        rules = [*program.rules, *map(_as_rule, program.merges)]
        self._rules = [rule for rule in rules if not _needs_nothing(rule)]

    def ways(self, fact: Fact) -> Nearness:
        """The ways that lack the fewest premises, and of these the ones with the most that hold."""
        row = self._history.names(fact)[-1]
        fitting = [rule for rule in self._rules if rule.head and _fits(rule.head, row)]
        looked_at = [rule for rule in fitting if len(rule.body) <= LONG or _is_of_one(rule)][:RULES]
        found = {near: None for rule in looked_at for near in self._of(rule, row)}
        nearest = sorted(found, key=lambda near: (len(near.missing), -len(near.present)))
        return Nearness(tuple(nearest[:MOST]), len(fitting) - len(looked_at))

    def _of(self, rule: Rule, row: Fact) -> Iterator[Near]:
        head = rule.head
        known = unify(head.arguments, terms_of(head, row), {}) if head else None
        if known is None:
            return
        if len(rule.body) > LONG:
            yield from self._of_one(rule, known)
            return
        for lacking in range(1, len(rule.body) + 1):
            found = list(islice(self._lacking(rule, known, lacking), EACH * len(rule.body)))
            yield from found
            if found or lacking == LACKING:
                return

    def _of_one(self, rule: Rule, known: Binding) -> Iterator[Near]:
        """The way in which a rule about the one thing that is known lacks premises, if these are few."""
        lacked = (atom for atom in rule.body if not self._holds(atom, known))
        missing = list(islice(lacked, LACKING + 1))
        if len(missing) <= LACKING:
            rest = [atom for atom in rule.body if atom not in missing]
            yield self._near(rule, rest, missing, known)

    def _holds(self, atom: Atom, known: Binding) -> bool:
        return next(solutions(self._history, [atom], known, NEVER), None) is not None

    def _lacking(self, rule: Rule, known: Binding, number: int) -> Iterator[Near]:
        """The ways in which a rule lacks so many premises, the others leading on from the head's terms."""
        for missing in combinations(rule.body, number):
            rest = [atom for atom in rule.body if atom not in missing]
            if _reaches(rest, known):
                for found in islice(solutions(self._history, rest, known, NEVER), EACH):
                    yield self._near(rule, rest, missing, found)

    def _near(self, rule: Rule, rest: Iterable[Atom], missing: Iterable[Atom], found: Binding) -> Near:
        facts = with_cells(self._history, rule.axioms, NEVER - 1)
        cells = (self._told(fact) for fact in facts if fact[1] in (FIRST, REST))
        present = (*(self._statement(atom, found) for atom in rest), *map(self._told, rule.axioms))
        lacked = tuple(self._statement(atom, found) for atom in missing)
        return Near(rule.name, present, lacked, tuple(cells))

    def _told(self, fact: Fact) -> Statement:
        return Statement(*map(self._text, fact))

    def _statement(self, atom: Atom, found: Binding) -> Statement:
        words = [self._word(argument, found) for argument in atom.arguments]
        if atom.relation < 0:
            return Statement(words[0], self._text(TYPE), self._text(~atom.relation))
        return Statement(words[0], self._text(plain(atom.relation)), words[1])

    def _word(self, argument: Argument, found: Binding) -> str:
        if not isinstance(argument, str):
            return self._text(argument)
        return self._text(found[argument]) if argument in found else f"?{argument}"


def _fits(head: Atom, row: Fact) -> bool:
    """Whether a head may say such a row."""
    return head.relation == (members_of(row[2]) if head.relation < 0 and row[1] == TYPE else row[1])


def _needs_nothing(rule: Rule) -> bool:
    return members_of(NOTHING) in {atom.relation for atom in rule.body}


def _is_of_one(rule: Rule) -> bool:
    """Whether the head names all that the body is about, as where members of many classes are of one more."""
    return rule.head is not None and _variables(rule.body) <= _variables([rule.head])


def _reaches(atoms: Sequence[Atom], known: Binding) -> bool:
    """Whether each atom shares a variable with what is known, directly or through others."""
    reached, waiting = set(known), list(atoms)
    while waiting:
        near = [atom for atom in waiting if not _variables([atom]) or _variables([atom]) & reached]
        if not near:
            return False
        reached |= _variables(near)
        waiting = [atom for atom in waiting if atom not in near]
    return True


def _variables(atoms: Iterable[Atom]) -> set[str]:
    return {argument for atom in atoms for argument in atom.arguments if isinstance(argument, str)}


def _as_rule(merge: Merge) -> Rule:
    """A merge as the table prints it: its body twice, once for each of the two that are the same."""
    one, other = (
        [Atom(a.relation, tuple(_turned(merge, name, end) for name in a.arguments)) for a in merge.body]
        for end in ("", "'")
    )
    head = Atom(SAME_AS, (merge.member, f"{merge.member}'"))
    return Rule(merge.name, head, tuple(dict.fromkeys([*one, *other])), merge.axioms)


def _turned(merge: Merge, argument: Argument, end: str) -> Argument:
    shared = not isinstance(argument, str) or argument in merge.key
    return argument if shared else f"{argument}{end}"
