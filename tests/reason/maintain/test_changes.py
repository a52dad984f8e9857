"""Whatever changes come, in whichever order, the state is that of a closure from scratch."""

import os
from collections.abc import Iterable
from itertools import chain
from typing import Final

from hypothesis import HealthCheck, event, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from dalil.errors import ReasonerError
from dalil.graph.ntriples import read_ntriples, text
from dalil.graph.terms import NamedNode, Triple
from dalil.reason.checker.check import Checker
from dalil.reason.explained import statement_of
from dalil.reason.maintain.maintained import SHARE, Maintained, maintain_triples
from dalil.reason.reasoner import Reasoned, reason_triples
from tests.reason import graphs
from tests.reason.statements import lines

EXAMPLES: Final = int(os.environ.get("DALIL_CHANGES", "40"))
"""Sequences of changes; `make changes` tries nine hundred."""
STEPS: Final = 25
"""Changes of a sequence."""

SETTINGS: Final = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def spelt(triples: Iterable[Triple]) -> set[str]:
    """Triples as lines of N-Triples."""
    return {" ".join(map(text, triple)) + " ." for triple in triples}


def rules_of(found: Reasoned | Maintained) -> set[str]:
    """The rules that end in false."""
    return {clash.rule for clash in found.clashes}


class Changes(RuleBasedStateMachine):
    """Adds and removes triples, and compares with a closure of what is left."""

    @initialize(graph=st.one_of(graphs.graphs, graphs.mixed_graphs), share=st.sampled_from([SHARE, 0.0]))
    def start(self, graph: graphs.Graph, share: float) -> None:
        """A small graph of every kind of axiom; changes are followed row by row, or all by arrays."""
        self.given: set[Triple] = set()
        self.known: set[str] = set()
        self.maintained = maintain_triples((), share=share)
        self._change(graph, ())

    @rule(fact=graphs.facts)
    def add(self, fact: list[Triple]) -> None:
        """Data come."""
        self._change(fact, ())

    @rule(axiom=graphs.axioms)
    def add_axiom(self, axiom: list[Triple]) -> None:
        """The schema grows."""
        self._change(axiom, ())

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """Some triple goes."""
        self._change((), self._some(data, 1))

    @rule(data=st.data(), facts=st.lists(graphs.facts, max_size=4))
    def replace(self, data: st.DataObject, facts: list[list[Triple]]) -> None:
        """Several triples go and others come at once; some were never there, some are there already."""
        self._change([*chain.from_iterable(facts), *self._some(data, 1)], self._some(data, 4))

    @rule(things=st.lists(graphs.thing, min_size=2, max_size=5))
    def clique(self, things: list[NamedNode]) -> None:
        """Things become the same, all of them."""
        self._change(graphs.equal(things), ())

    @rule(things=st.lists(graphs.thing, min_size=2, max_size=5))
    def part(self, things: list[NamedNode]) -> None:
        """Things are no longer said to be the same."""
        self._change((), graphs.equal(things))

    def _some(self, data: st.DataObject, most: int) -> list[Triple]:
        if not self.given:
            return []
        return data.draw(st.lists(st.sampled_from(sorted(self.given, key=str)), min_size=1, max_size=most))

    def _change(self, added: Iterable[Triple], removed: Iterable[Triple]) -> None:
        coming, going = set(added), set(removed) - set(added)
        after = self.given - going | coming
        try:
            expected = reason_triples(sorted(after, key=str))
        except ReasonerError:
            self._refused(coming, going)
            return
        note(f"given: {spelt(self.given)}\nadded: {spelt(coming)}\nremoved: {spelt(going)}")
        change = self.maintained.apply(coming, going)
        event(f"way: {change.way or 'followed'}")
        closure = lines(expected.inferred())
        assert lines(self.maintained.inferred()) == closure
        assert spelt(change.inferred) == closure - self.known
        assert spelt(change.retracted) == self.known - closure
        assert change.added == coming - self.given
        assert change.removed == self.given & going
        assert change.ignored == (coming & self.given) | (going - self.given)
        assert rules_of(self.maintained) == rules_of(expected)
        self._prove(after, sorted(closure, key=hash)[:1])
        self.given, self.known = after, closure

    def _prove(self, given: set[Triple], conclusions: Iterable[str]) -> None:
        """A checker accepts the proof of each from what is given."""
        checker = Checker({statement_of(triple) for triple in given})
        for triple in read_ntriples("\n".join(conclusions)):
            proof = self.maintained.proof(triple)
            assert proof is not None
            checker.check(proof)

    def _refused(self, coming: set[Triple], going: set[Triple]) -> None:
        try:
            self.maintained.apply(coming, going)
        except ReasonerError:
            assert lines(self.maintained.inferred()) == self.known
        else:
            raise AssertionError("a closure from scratch is an error")


def test_each_state_is_that_of_a_closure_from_scratch() -> None:
    """After every change, conclusions, what the change tells, and contradictions are those of a closure."""
    run_state_machine_as_test(Changes, settings=SETTINGS)
