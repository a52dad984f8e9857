"""Contradictions: where a rule that ends in false finds its premises in the saturated facts."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, islice

import numpy as np

from dalil.graph.ntriples import read_ntriples
from dalil.reason import vocabulary as v
from dalil.reason.arrays import contains, missing, repeated
from dalil.reason.clash import Clash
from dalil.reason.differences import Differences
from dalil.reason.explanation import Explanation, Found, facts_of
from dalil.reason.given import Given
from dalil.reason.join import ONE, solve
from dalil.reason.limits import Limits
from dalil.reason.rules import Apart, Fact, Rule, fact_of, members_of
from dalil.reason.saturation import Saturation


def find(saturation: Saturation, given: Given, limits: Limits) -> tuple[Clash, ...]:
    """The clashes, sorted, each set of premises once a rule."""
    search = _Search(saturation, given, limits)
    return tuple(sorted({search.clash(name, facts) for name, facts in search.all()}, key=str))


def found(saturation: Saturation, given: Given, limits: Limits) -> Iterator[Found]:
    """The rules that end in false with the facts that make each so."""
    return _Search(saturation, given, limits).all()


class _Search:
    def __init__(self, saturation: Saturation, given: Given, limits: Limits) -> None:
        self._facts = saturation.facts
        self._terms = saturation.terms
        self._program = saturation.program
        self._literals = saturation.literals
        self._classes = saturation.equality.classes()
        self._limits = limits
        self._explanation = Explanation(saturation, given)
        self._differences = Differences(saturation, given)

    def clash(self, name: str, facts: Iterable[Fact]) -> Clash:
        """The clash of those facts; what RDF cannot say, a literal as a subject, by what leads to it."""
        said = {told for fact in facts for told in self._sayable(fact) if self._is_rdf(told)}
        if not said:
            raise LookupError(f"{name} ends in false, and no triple tells why")
        lines = {" ".join(map(self._terms.text, fact)) + " .\n" for fact in said}
        return Clash(name, tuple(read_ntriples("".join(sorted(lines)))))

    def all(self) -> Iterator[Found]:
        """Every clash by rule and facts."""
        sources: list[Iterable[Found]] = [self._differences.all(), self._ill_formed(), self._outside()]
        sources += map(self._denied, self._program.denials)
        sources += map(self._apart, self._program.apart)
        return chain.from_iterable(islice(source, self._limits.clashes) for source in sources)

    def _sayable(self, fact: Fact) -> list[Fact]:
        subject, predicate, value = fact
        if not self._terms.is_literal[subject]:
            return [fact]
        found = self._explanation.membership(subject, value) if predicate == v.TYPE else []
        used = any(value == subject for _, _, value in found)
        return found if used else [*found, *self._explanation.uses(subject)]

    def _is_rdf(self, fact: Fact) -> bool:
        return not self._terms.is_literal[fact[0]] and bool(self._terms.is_iri[fact[1]])

    def _denied(self, rule: Rule) -> Iterator[Found]:
        """Solutions of a body whose head is false."""
        for block in solve(self._facts, rule.body, ONE):
            for place in range(min(block.size, self._limits.clashes)):
                row = {name: int(column[place]) for name, column in block.columns.items()}
                yield rule.name, [*facts_of(rule.told.body, row), *rule.axioms]

    def _apart(self, apart: Apart) -> Iterator[Found]:
        """Rows that are in two relations that share none."""
        relations = list(dict.fromkeys(apart.relations))
        if len(relations) < len(apart.relations):
            twice = next(r for r in relations if apart.relations.count(r) > 1)
            relations.append(twice)
        rows = [self._facts.rows(relation) for relation in relations]
        shared = repeated(np.concatenate(rows))[: self._limits.clashes]
        holders = [contains(own, shared) for own in rows]
        for place, row in enumerate(shared.tolist()):
            inside = [r for r, holds in zip(relations, holders, strict=True) if holds[place]]
            for one, other in combinations(inside, 2):
                yield apart.name, [fact_of(one, row), fact_of(other, row), *apart.axioms]

    def _ill_formed(self) -> Iterator[Found]:
        """Literals that are none of their datatype."""
        for literal in self._literals.ill_formed():
            yield "dt-not-type", self._explanation.uses(literal)

    def _outside(self) -> Iterator[Found]:
        """Literals outside a datatype that a range or restriction puts them in."""
        literals = self._literals.ids
        for datatype in v.DATATYPES:
            name = int(self._classes.names[datatype])
            claimed = literals[contains(self._facts.rows(members_of(name)), self._classes.names[literals])]
            if len(claimed):
                outside = missing(self._literals.members(datatype), claimed)
                for literal in filter(self._literals.value, outside.tolist()):
                    yield "dt-not-type", self._explanation.membership(literal, datatype)
