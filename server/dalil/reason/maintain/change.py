"""What a change of premises changed: told in triples when it is asked for."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations, product, starmap

from dalil.graph.ntriples import read_ntriples
from dalil.graph.terms import Triple
from dalil.reason import vocabulary as v
from dalil.reason.clash import Clash
from dalil.reason.maintain.plans import Row
from dalil.reason.maintain.relation import LOW
from dalil.reason.rules import Fact, fact_of, term_of


@dataclass(frozen=True)
class Side:
    """The rows and classes that a change touched, as they are before it or after it."""

    rows: Iterable[Row]
    classes: Mapping[int, tuple[int, ...]]
    """Representative → members, of all that the rows mention; other terms are their own."""
    changed: Iterable[int]
    """The representatives of the classes that are not the same on the other side."""
    given: Container[Row]
    kept: Iterable[Row]
    """What holds and is not given here, and is given on the other side."""

    def facts(self) -> Iterator[Fact]:
        """The triples that the rows stand for and that were not given, in all names."""
        members = self.classes.get
        for relation, row in self.rows:
            term = term_of(relation)
            relations = [~t if relation < 0 else t for t in members(term, (term,))]
            ends = [row] if relation < 0 else [row >> 32, row & LOW]
            for of, *names in product(relations, *(members(end, (end,)) for end in ends)):
                own = of, names[0] if relation < 0 else names[0] << 32 | names[1]
                if own not in self.given:
                    yield fact_of(*own)
        for leader in self.changed:
            for one, other in permutations(members(leader, (leader,)), 2):
                if (v.SAME_AS, one << 32 | other) not in self.given:
                    yield one, v.SAME_AS, other
        yield from starmap(fact_of, self.kept)


@dataclass(frozen=True)
class Change:
    """What adding and removing premises did."""

    added: frozenset[Triple]
    removed: frozenset[Triple]
    ignored: frozenset[Triple]
    """What was to be added and stood already, or to be removed and was never given."""
    clashes_new: tuple[Clash, ...]
    clashes_gone: tuple[Clash, ...]
    way: str
    """Empty where rows were followed; `arrays` where all were at once; else why it was closed anew."""
    _before: Side = field(repr=False)
    _after: Side = field(repr=False)
    _texts: list[str] = field(repr=False)

    @cached_property
    def inferred(self) -> frozenset[Triple]:
        """What follows now and did not, or was given and follows still."""
        return self._triples(self._facts[1] - self._facts[0])

    @cached_property
    def retracted(self) -> frozenset[Triple]:
        """What followed and does no more, or is given now."""
        return self._triples(self._facts[0] - self._facts[1])

    @cached_property
    def _facts(self) -> tuple[frozenset[Fact], frozenset[Fact]]:
        sides = (self._before, self._after)
        before, after = (frozenset(filter(self._is_said, side.facts())) for side in sides)
        return before, after

    def _is_said(self, fact: Fact) -> bool:
        """Whether RDF can say it, and it is not trivial (`triviality`)."""
        subject, predicate, value = fact
        text = self._texts[subject]
        return not (
            text[0] == '"'
            or text.startswith(("<<(", *v.RESERVED))
            or self._texts[predicate][:2] in {"_:", '"'}
            or self._texts[predicate][0] != "<"
            or (predicate in v.REFLEXIVE and subject == value)
            or (predicate in v.MEMBERSHIP and value in v.TOP)
        )

    def _triples(self, facts: Iterable[Fact]) -> frozenset[Triple]:
        lines = (" ".join(map(self._texts.__getitem__, fact)) + " .\n" for fact in facts)
        return frozenset(read_ntriples("".join(lines)))
