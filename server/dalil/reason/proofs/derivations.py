"""Derivations: each way in which a fact follows, by one rule, from facts of lower levels."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, product

from dalil.reason import vocabulary as v
from dalil.reason.equality import Classes
from dalil.reason.given import Given
from dalil.reason.journal import Record
from dalil.reason.literals import Literals
from dalil.reason.proofs.equality import Equalities
from dalil.reason.proofs.history import NEVER, History
from dalil.reason.proofs.matching import instance, solutions, terms_of, unify
from dalil.reason.proofs.moves import Moves
from dalil.reason.proofs.steps import Premise, Step, replaced, step, with_cells
from dalil.reason.rules import Atom, Fact, Rule, members_of


class Derivations:
    """Backward search through the rules, the renamings and the equalities that a journal recorded."""

    def __init__(self, given: Given, record: Record, literals: Literals, classes: Classes) -> None:
        self.history = History(given, record)
        self._literals = literals
        self._classes = classes
        self._rules: defaultdict[int, list[tuple[Rule, int]]] = defaultdict(list)
        for rule, level in record.rules.items():
            if rule.head is not None:
                self._rules[rule.head.relation].append((rule, level))
        equating = [rule for rule, _ in self._rules[v.SAME_AS]]
        self._moves = Moves(record.moves)
        self._equalities = Equalities(self.history, record.links, equating, self._moves)

    def of(self, fact: Fact) -> Iterator[Step]:
        """The derivations of a fact that was not given, from facts that have a lower level than it has."""
        level, row, own = self.history.find(fact)
        for premise in self._candidates(fact, row, level, own):
            found = replaced(premise, fact)
            if isinstance(found, Step) and all(self.history.level(p) < level for p in found.facts):
                yield found

    def all(self, fact: Fact) -> Iterator[Step]:
        """The derivations of a fact, given or not, from whatever else holds, each once."""
        seen: set[tuple[str, tuple[Fact, ...]]] = set()
        for row in self.history.names(fact):
            premises: Iterator[Premise] = chain(self._concluded(fact, row, NEVER), self._moves.before(row))
            for found in (replaced(premise, fact) for premise in premises):
                key = (found.rule, found.facts) if isinstance(found, Step) else ("", ())
                if isinstance(found, Step) and fact not in found.facts and key not in seen:
                    seen.add(key)
                    yield found

    def _candidates(self, fact: Fact, row: Fact, level: int, own: int) -> Iterator[Premise]:
        """What says the fact but for the names of its terms."""
        if row[1] == v.SAME_AS and fact[0] == fact[2]:
            return iter([Step("eq-ref", (fact[0], v.SAME_AS, fact[0]), ())])
        if row[1] == v.DIFFERENT_FROM and level:
            return chain(self._differing(row), self._settled(fact, row, level, own))
        return self._settled(fact, row, level, own)

    def _settled(self, fact: Fact, row: Fact, level: int, own: int) -> Iterator[Premise]:
        """What says a fact that no value of a literal settles."""
        if level in {0, NEVER}:
            return iter(())
        if row[1] == v.SAME_AS:
            return iter([self._equalities.proved(fact[0], fact[2], level)])
        if own < level:
            return iter([row])
        return chain(self._concluded(fact, row, own), self._moves.before(row), self._in_datatype(row))

    def _concluded(self, fact: Fact, row: Fact, below: int) -> Iterator[Step]:
        """Applications of rules to what held below a level, in the names of the fact where that can be."""
        any_class = self._rules[v.TYPE] if row[1] == v.TYPE else []
        relation = members_of(row[2]) if row[1] == v.TYPE else row[1]
        for rule, compiled in (*self._rules[relation], *any_class):
            if rule.head is not None and compiled < below:
                yield from self._applied(rule, rule.head, (fact, row), below)

    def _applied(self, rule: Rule, head: Atom, names: tuple[Fact, Fact], below: int) -> Iterator[Step]:
        fact, row = names
        known = unify(head.arguments, terms_of(head, row), {})
        said = rule.told.head
        if known is None or said is None:
            return
        pairs = zip(head.arguments, terms_of(head, fact), strict=True)
        own = {argument: term for argument, term in pairs if isinstance(argument, str)}
        for found in solutions(self.history, rule.body, known, below):
            named = {**found, **own}
            body = (instance(atom, named) for atom in rule.told.body)
            axioms = with_cells(self.history, rule.axioms, below - 1)
            yield step(rule.name, instance(said, named), (*body, *axioms))

    def _differing(self, row: Fact) -> Iterator[Step]:
        """That literals equal to the two terms have different values (dt-diff), stored or not."""
        one, other = (list(self._literals_of(term)) for term in (row[0], row[2]))
        for mine, its in product(one, other):
            if self._literals.differ(mine, its):
                yield Step("dt-diff", (mine, v.DIFFERENT_FROM, its), ())

    def _literals_of(self, term: int) -> Iterator[int]:
        return filter(self._literals.is_literal, self._classes.of(int(self._classes.names[term])))

    def _in_datatype(self, row: Fact) -> Iterator[Step]:
        """That a literal equal to the subject has a value of the datatype (dt-type2)."""
        subject, predicate, kind = row
        names = self._classes.of(int(self._classes.names[kind])) if predicate == v.TYPE else []
        for datatype in filter(v.DATATYPES.__contains__, names):
            for literal in self._literals_of(subject):
                if self._literals.is_member(literal, datatype):
                    yield Step("dt-type2", (literal, v.TYPE, datatype), ())
