"""Compiled rules: what OWL 2 Profiles, tables 4 to 9, leave to do once the schema is known.

Relations are integers: a property is its identifier, the members of a class are `members_of(c)`, and
`edges_of(p)` holds those rows of a property from which transitivity and the like derive the others.
An argument of an atom is a variable (a string) or a term (an identifier).
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, TypeAlias

from dalil.reason.arrays import Ids
from dalil.reason.vocabulary import TYPE

Argument: TypeAlias = str | int
Fact: TypeAlias = tuple[int, int, int]
"""Subject, predicate and object."""

_EDGES: Final = 1 << 32


class Atom(NamedTuple):
    """A condition or a conclusion: one argument of a class, two of a property."""

    relation: int
    arguments: tuple[Argument, ...]


class Rule(NamedTuple):
    """If the body holds, so does the head; None is false. The axioms are premises evaluated away.

    `printed` is the rule in the words of its table, where other words now represent them.
    """

    name: str
    head: Atom | None
    body: tuple[Atom, ...]
    axioms: tuple[Fact, ...] = ()
    printed: "Rule | None" = None

    @property
    def told(self) -> "Rule":
        """The rule as its table has it, which is how proofs state it."""
        return self.printed or self


class Merge(NamedTuple):
    """Members of equal key are sameAs: the body of the rule in the table is this one, twice."""

    name: str
    key: tuple[str, ...]
    member: str
    body: tuple[Atom, ...]
    axioms: tuple[Fact, ...] = ()


class Apart(NamedTuple):
    """A row that is in two of the relations is a clash; each comes with the axiom's facts."""

    name: str
    relations: tuple[int, ...]
    axioms: tuple[Fact, ...] = ()


Compiled: TypeAlias = Rule | Merge | Apart


def members_of(class_: int) -> int:
    """The relation that holds the members of a class."""
    return ~class_


def term_of(relation: int) -> int:
    """The class whose members a relation holds, or the property whose rows."""
    return ~relation if relation < 0 else relation


def edges_of(property_: int) -> int:
    """The relation that holds the rows of a property that no rule has derived which `implies`."""
    return property_ + _EDGES


def named(atom: Atom, names: Ids) -> Atom:
    """The atom with the representatives of its class and of its constants."""
    relation = members_of(names.item(~atom.relation)) if atom.relation < 0 else atom.relation
    return Atom(relation, tuple(a if isinstance(a, str) else names.item(a) for a in atom.arguments))


def is_edges(relation: int) -> bool:
    """Whether a relation is one of `edges_of`."""
    return relation >= _EDGES


def property_of(relation: int) -> int:
    """The property whose edges a relation holds."""
    return relation - _EDGES


def plain(relation: int) -> int:
    """The property itself for its edges, where any row will do: edges only save the bulk closure work."""
    return property_of(relation) if is_edges(relation) else relation


def fact_of(relation: int, row: int) -> Fact:
    """The triple that a row of a relation is; see `arrays` for rows."""
    return (row, TYPE, ~relation) if relation < 0 else (row >> 32, relation, row & 0xFFFFFFFF)


IMPLIED: Final = frozenset(
    ["scm-sco", "scm-spo", "scm-eqc2", "scm-eqp2", "scm-dom1", "scm-dom2", "scm-rng1", "scm-rng2", "prp-trp"]
)
"""Rules whose conclusions give the compiler nothing that their premises do not give."""


def own_edges(rule: Rule) -> int | None:
    """The edges of its head that a rule steps along, None where it does not."""
    edges = edges_of(rule.head.relation) if rule.head else None
    return edges if edges in {atom.relation for atom in rule.body} else None


def implies(rule: Rule) -> bool:
    """Whether what a rule concludes is no edge: by its name, or since it steps along edges of its head."""
    return rule.name in IMPLIED or own_edges(rule) is not None


def T(subject: Argument, predicate: int, value: Argument) -> Atom:  # noqa: N802 - the letter that the tables use
    """A triple pattern, as the tables write it."""
    if predicate == TYPE and not isinstance(value, str):
        return Atom(members_of(value), (subject,))
    return Atom(predicate, (subject, value))


def rule(name: str, head: Atom | None, body: Iterable[Atom], *axioms: Fact) -> Rule:
    """The rule `head ← body`, by its name in the tables."""
    return Rule(name, head, tuple(body), axioms)
