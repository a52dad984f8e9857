"""A second oracle: the tables of OWL 2 Profiles read from a file and applied plainly, match by match."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import Final, TypeAlias

from dalil.graph.terms import BlankNode, Literal, NamedNode, Term, Triple
from dalil.terms import OWL, RDF, RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, RDFS, XSD
from tests.reason.oracle_values import KINDS, is_in, value_of

Slot: TypeAlias = str | Term
"""A variable, `?x`, or a term."""
Pattern: TypeAlias = tuple[Slot, Slot, Slot]
Row: TypeAlias = tuple[Term, Term, Term]
"""A triple of generalised RDF: anything may be its subject."""
Binding: TypeAlias = Mapping[str, Term]

RULES: Final = Path(__file__).parents[1] / "fixtures" / "oracle.rules"
_PREFIXES: Final = {"owl": OWL, "rdf": RDF, "rdfs": RDFS}
TYPE, SAME, DIFFERENT = NamedNode(RDF_TYPE), NamedNode(OWL + "sameAs"), NamedNode(OWL + "differentFrom")


@dataclass(frozen=True)
class Rule:
    """Premises and conclusions; no conclusion is false."""

    name: str
    body: tuple[Pattern, ...]
    head: tuple[Pattern, ...]


@dataclass
class Facts:
    """Triples, found by any of their terms in its place."""

    rows: set[Row] = field(default_factory=set)
    _by: defaultdict[tuple[int, Term], set[Row]] = field(default_factory=lambda: defaultdict(set))

    def add(self, row: Row) -> bool:
        """Adds a triple; whether it is new."""
        if row in self.rows:
            return False
        self.rows.add(row)
        for place, term in enumerate(row):
            self._by[place, term].add(row)
        return True

    def like(self, pattern: Sequence[Slot]) -> list[Row]:
        """Triples that may match the pattern: those of its rarest term."""
        found = self.rows
        for place, slot in enumerate(pattern):
            if not isinstance(slot, str) and len(self._by[place, slot]) < len(found):
                found = self._by[place, slot]
        return list(found)

    def pairs(self, name: str) -> list[tuple[Term, Term]]:
        """Subject and object of each triple of a property."""
        return [(row[0], row[2]) for row in self.like(("?s", NamedNode(name), "?o"))]


def close(triples: Iterable[Triple]) -> tuple[frozenset[Row], set[str]]:
    """All that follows, the premises among it, and the names of the rules that end in false."""
    facts = Facts()
    for triple in triples:
        facts.add((triple.subject, triple.predicate, triple.object))
    fixed, grown, false = read(), True, set[str]()
    while grown:
        rules = [*fixed, *listed(facts)]
        found = [row for rule in rules if rule.head for row in conclusions(rule, facts)]
        found += reflexive(facts) + datatypes(facts)
        grown = sum(facts.add(row) for row in found) > 0
        false = {
            rule.name for rule in rules if not rule.head and any(True for _ in matches(rule.body, facts))
        }
    return frozenset(facts.rows), false | ({"dt-not-type"} if ill_typed(facts.rows) else set())


def in_rdf(rows: Iterable[Row]) -> frozenset[Triple]:
    """The rows that are triples of RDF, which is not generalised."""
    return frozenset(
        Triple(subject, predicate, value)
        for subject, predicate, value in rows
        if isinstance(subject, NamedNode | BlankNode) and isinstance(predicate, NamedNode)
    )


def read() -> list[Rule]:
    """The rules of the file."""
    lines = [line for line in RULES.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [_rule(*line.split(": ", 1)) for line in lines]


def conclusions(rule: Rule, facts: Facts) -> Iterator[Row]:
    """What a rule concludes from the facts."""
    for binding in matches(rule.body, facts):
        for pattern in rule.head:
            subject, predicate, value = (_value(slot, binding) for slot in pattern)
            yield subject, predicate, value


def matches(body: Sequence[Pattern], facts: Facts) -> Iterator[Binding]:
    """Every binding of the variables that makes all patterns hold."""
    bindings: Iterable[Binding] = [{}]
    for pattern in body:
        bindings = [more for one in bindings for more in _extended(pattern, facts, one)]
    yield from bindings


def reflexive(facts: Facts) -> list[Row]:
    """eq-ref."""
    return [(term, SAME, term) for row in facts.rows for term in row]


def datatypes(facts: Facts) -> list[Row]:
    """dt-type2, dt-eq and dt-diff, for the datatypes of the random graphs; ill-typed ones are Nothing."""
    literals = {row[2] for row in facts.rows if isinstance(row[2], Literal)}
    known = [(literal, value_of(literal)) for literal in literals]
    pairs = [(a, v == w, b) for (a, v), (b, w) in product(known, known) if a != b and v and w]
    belongs = [(a, TYPE, NamedNode(kind)) for a, v in known for kind in sorted(KINDS) if is_in(kind, v)]
    return belongs + [(a, SAME if same else DIFFERENT, b) for a, same, b in pairs]


def ill_typed(rows: Iterable[Row]) -> bool:
    """dt-not-type: a literal without a value, or in a datatype that does not hold its value."""
    for subject, predicate, found in rows:
        if isinstance(found, Literal) and value_of(found) is None:
            return True
        named = predicate == TYPE and isinstance(found, NamedNode) and found.value in KINDS
        if named and isinstance(subject, Literal) and not is_in(str(found).strip("<>"), value_of(subject)):
            return True
    return False


def listed(facts: Facts) -> Iterator[Rule]:
    """The rules over lists, one for each axiom."""
    for node, items in _lists(facts, OWL + "intersectionOf"):
        yield Rule("cls-int1", tuple(("?x", TYPE, i) for i in items), (("?x", TYPE, node),))
        yield Rule("cls-int2", (("?x", TYPE, node),), tuple(("?x", TYPE, i) for i in items))
        yield Rule("scm-int", (), tuple((node, NamedNode(RDFS + "subClassOf"), i) for i in items))
    for node, items in _lists(facts, OWL + "unionOf"):
        yield from (Rule("cls-uni", (("?x", TYPE, i),), (("?x", TYPE, node),)) for i in items)
        yield Rule("scm-uni", (), tuple((i, NamedNode(RDFS + "subClassOf"), node) for i in items))
    for node, items in _lists(facts, OWL + "oneOf"):
        yield Rule("cls-oo", (), tuple((i, TYPE, node) for i in items))
    for node, items in _lists(facts, OWL + "propertyChainAxiom"):
        steps = tuple((f"?x{k}", p, f"?x{k + 1}") for k, p in enumerate(items))
        yield Rule("prp-spo2", steps, (("?x0", node, f"?x{len(items)}"),))
    for node, items in _lists(facts, OWL + "hasKey"):
        shared = [(x, p, f"?z{k}") for k, p in enumerate(items) for x in ("?x", "?y")]
        yield Rule("prp-key", (("?x", TYPE, node), ("?y", TYPE, node), *shared), (("?x", SAME, "?y"),))
    yield from _disjoint(facts)


def _disjoint(facts: Facts) -> Iterator[Rule]:
    """The rules over lists that end in false, for each two members."""
    forms: dict[str, tuple[str, str, Sequence[Slot]]] = {
        "eq-diff2": ("AllDifferent", "members", ()),
        "eq-diff3": ("AllDifferent", "distinctMembers", ()),
        "prp-adp": ("AllDisjointProperties", "members", ("?x", "?y")),
        "cax-adc": ("AllDisjointClasses", "members", ("?x",)),
    }
    for name, (kind, axiom, ends) in forms.items():
        for node, items in _lists(facts, OWL + axiom):
            declared: Pattern = (node, TYPE, NamedNode(OWL + kind))
            for one, other in combinations(items, 2):
                yield Rule(name, (declared, *_clashing(one, other, ends)), ())


def _clashing(one: Term, other: Term, ends: Sequence[Slot]) -> list[Pattern]:
    if not ends:
        return [(one, SAME, other)]
    if len(ends) == 1:
        return [(ends[0], TYPE, one), (ends[0], TYPE, other)]
    return [(ends[0], one, ends[1]), (ends[0], other, ends[1])]


def _lists(facts: Facts, axiom: str) -> Iterator[tuple[Term, tuple[Term, ...]]]:
    """The subject of each axiom with its list, once for each way to read a cell that has several firsts."""
    for subject, head in facts.pairs(axiom):
        cells: list[list[Term]] = []
        cell = head
        while cell != NamedNode(RDF_NIL):
            cells.append([item for owner, item in facts.pairs(RDF_FIRST) if owner == cell])
            cell = next(after for owner, after in facts.pairs(RDF_REST) if owner == cell)
        yield from ((subject, items) for items in product(*cells))


def _extended(pattern: Pattern, facts: Facts, bound: Binding) -> Iterator[Binding]:
    known = [bound.get(slot, slot) if isinstance(slot, str) else slot for slot in pattern]
    for row in facts.like(known):
        more = dict(bound)
        if all(_fits(slot, term, more) for slot, term in zip(pattern, row, strict=True)):
            yield more


def _fits(slot: Slot, term: Term, bound: dict[str, Term]) -> bool:
    return (bound.setdefault(slot, term) if isinstance(slot, str) else slot) == term


def _value(slot: Slot, binding: Binding) -> Term:
    return binding[slot] if isinstance(slot, str) else slot


def _rule(name: str, text: str) -> Rule:
    body, _, head = text.partition("=> ")
    return Rule(name, _patterns(body), () if head == "false" else _patterns(head))


def _patterns(text: str) -> tuple[Pattern, ...]:
    words = [_slot(word) for part in text.split(" , ") for word in part.split()]
    return tuple((words[k], words[k + 1], words[k + 2]) for k in range(0, len(words), 3))


def _slot(word: str) -> Slot:
    if word.startswith("?"):
        return word
    if word.isdigit():
        return Literal(word, datatype=NamedNode(XSD + "nonNegativeInteger"))
    prefix, _, local = word.partition(":")
    return NamedNode(_PREFIXES[prefix] + local)
