"""Clashes: where a rule of OWL 2 RL/RDF that ends in false finds its premises."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from dalil.graph.evaluate import evaluate, memory
from dalil.graph.terms import Term, Triple

_RULES = Path(__file__).with_name("clashes")


@dataclass(frozen=True)
class Clash:
    """A rule, by its name in OWL 2 Profiles, and the triples that are its premises, sorted."""

    rule: str
    triples: tuple[Triple, ...]

    def __str__(self) -> str:
        return f"{self.rule}: " + " ".join(f"{triple} ." for triple in self.triples)


def rules() -> list[Path]:
    """The query of each rule, `<rule>.rq`, in the order of their names.

    Each constructs one blank node a solution, which rdf:reifies the premises: a clash.
    """
    return sorted(_RULES.glob("*.rq"))


def find(closure: AbstractSet[Triple]) -> tuple[Clash, ...]:
    """The clashes in premises and consequences together, sorted, each set of premises once a rule."""
    store = memory(closure)
    found = {
        Clash(rule.stem, tuple(sorted((_as_given(p, closure) for p in premises), key=str)))
        for rule in rules()
        for premises in _solutions(evaluate(store, rule.read_text("utf-8"), {}).triples or ())
    }
    return tuple(sorted(found, key=str))


def _solutions(reifications: Iterable[Triple]) -> Iterable[set[Triple]]:
    """The premises of each solution."""
    premises: defaultdict[Term, set[Triple]] = defaultdict(set)
    for solution, _, premise in reifications:
        if isinstance(premise, Triple):
            premises[solution].add(premise)
    return premises.values()


def _as_given(premise: Triple, closure: AbstractSet[Triple]) -> Triple:
    """The triple of the closure that the store returns as `premise`.

    The store keeps the value of a number, not its spelling or its narrower datatype: "01"^^xsd:byte
    comes back as 1.
    """
    if premise in closure:
        return premise
    about = premise.subject, premise.predicate
    alike = sorted((t for t in closure if (t.subject, t.predicate) == about), key=str)
    return next((t for t in alike if [q.triple for q in memory([t])] == [premise]), premise)
