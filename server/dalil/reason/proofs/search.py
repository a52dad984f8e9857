"""The search for proofs: which derivations to take, so that a proof is short."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from math import inf
from operator import itemgetter
from typing import Final

from dalil.reason.proof import Proof, Statement
from dalil.reason.proofs.derivations import Derivations
from dalil.reason.proofs.steps import Premise, Step
from dalil.reason.rules import Fact

WIDTH: Final = 12
"""So many derivations of one fact are compared."""
BREADTH: Final = 200
"""So many facts are looked at with all these derivations; of those beyond, the first is taken."""


class Search:
    """Proofs of facts, each with the fewest steps among the derivations that are compared."""

    def __init__(self, derivations: Derivations, text: Callable[[int], str]) -> None:
        self._derivations = derivations
        self._history = derivations.history
        self._text = text

    def proof(self, fact: Fact) -> Proof | None:
        """The proof of a fact, a leaf where it was given; None where it does not hold."""
        if self._history.is_given(fact):
            return Proof(self._statement(fact))
        chosen = self._chosen([fact])
        return self._proofs(chosen)[fact] if fact in chosen else None

    def alternatives(self, fact: Fact) -> Iterator[Proof]:
        """The proofs of a fact, given or not, that differ in their last step, as they are found."""
        for last in self._derivations.all(fact):
            found = self._completed(last, fact)
            if found is not None:
                yield found

    def completed(self, last: Step) -> Proof:
        """A step whose facts hold, with their proofs."""
        return self._built(last, self._proofs(self._chosen(last.facts)))

    def _completed(self, last: Step, conclusion: Fact) -> Proof | None:
        """The same, but for proofs that rest on the conclusion; None where there are no others."""
        chosen = self._chosen(last.facts, conclusion)
        complete = all(f in chosen or self._history.is_given(f) for f in last.facts)
        return self._built(last, self._proofs(chosen)) if complete else None

    def _chosen(self, facts: Iterable[Fact], without: Fact | None = None) -> dict[Fact, Step]:
        """For each fact that these rest on and that was not given, the step by which to prove it.

        In the order of their levels, so that each comes after the facts of its step.
        """
        options = self._options(facts)
        costs: dict[Fact, float] = {}
        chosen: dict[Fact, Step] = {}
        for fact in sorted(options, key=self._history.level):
            prices = [(self._price(step, costs, without), step) for step in options[fact]]
            costs[fact], best = min(prices, key=itemgetter(0), default=(inf, None))
            if best is not None and costs[fact] < inf and fact != without:
                chosen[fact] = best
        return chosen

    def _price(self, step: Step, costs: Mapping[Fact, float], without: Fact | None) -> float:
        """How many steps a proof has that ends in this one, each counted as often as it is used."""
        if without in step.facts:
            return inf
        return step.size + sum(costs.get(fact, 0) for fact in step.facts)

    def _options(self, facts: Iterable[Fact]) -> dict[Fact, list[Step]]:
        """Derivations of each fact that these may rest on and that was not given."""
        options: dict[Fact, list[Step]] = {}
        waiting = deque(facts)
        while waiting:
            fact = waiting.popleft()
            if fact not in options and not self._history.is_given(fact):
                options[fact] = self._compared(fact, WIDTH if len(options) < BREADTH else 1)
                waiting += (premise for step in options[fact] for premise in step.facts)
        return options

    def _compared(self, fact: Fact, width: int) -> list[Step]:
        """The first derivations of a fact; one alone where that needs nothing to be proved."""
        found: list[Step] = []
        for step in islice(self._derivations.of(fact), width):
            if step.size == 1 and all(map(self._history.is_given, step.facts)):
                return [step]
            found.append(step)
        return found

    def _proofs(self, chosen: Mapping[Fact, Step]) -> dict[Fact, Proof]:
        proofs: dict[Fact, Proof] = {}
        for fact, step in chosen.items():
            proofs[fact] = self._built(step, proofs)
        return proofs

    def _built(self, premise: Premise, proofs: dict[Fact, Proof]) -> Proof:
        if isinstance(premise, Step):
            parts = tuple(self._built(part, proofs) for part in premise.premises)
            said = premise.conclusion
            return Proof(self._statement(said) if said else None, premise.rule, parts)
        if premise not in proofs:
            proofs[premise] = Proof(self._statement(premise))
        return proofs[premise]

    def _statement(self, fact: Fact) -> Statement:
        return Statement(*map(self._text, fact))
