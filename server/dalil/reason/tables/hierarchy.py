"""Table 9: the semantics of schema vocabulary.

These rules name no class or property of the data, so most of them are plain as they stand. Those of
transitive relations (scm-sco, scm-spo) and of what is inherited along them step over one edge at a time.
"""

from collections.abc import Iterator

from dalil.reason.rules import Atom, Rule, T, edges_of, rule
from dalil.reason.schema import Schema
from dalil.reason.vocabulary import (
    ALL_VALUES_FROM,
    CLASS,
    DATATYPE_PROPERTY,
    DOMAIN,
    EQUIVALENT_CLASS,
    EQUIVALENT_PROPERTY,
    HAS_VALUE,
    INTERSECTION_OF,
    NOTHING,
    OBJECT_PROPERTY,
    ON_PROPERTY,
    RANGE,
    SOME_VALUES_FROM,
    SUB_CLASS_OF,
    SUB_PROPERTY_OF,
    THING,
    TYPE,
    UNION_OF,
)


def compiled(schema: Schema) -> Iterator[Rule]:
    """The rules of table 9, in its order."""
    yield from _class_hierarchy()
    yield from _property_hierarchy()
    yield from _inheritance()
    yield from _restrictions()
    yield from _boolean(schema)


def _class_hierarchy() -> Iterator[Rule]:
    declared = [T("c", TYPE, CLASS)]
    yield rule("scm-cls", T("c", SUB_CLASS_OF, "c"), declared)
    yield rule("scm-cls", T("c", EQUIVALENT_CLASS, "c"), declared)
    yield rule("scm-cls", T("c", SUB_CLASS_OF, THING), declared)
    yield rule("scm-cls", T(NOTHING, SUB_CLASS_OF, "c"), declared)
    yield from _order(("scm-sco", "scm-eqc1", "scm-eqc2"), SUB_CLASS_OF, EQUIVALENT_CLASS)


def _property_hierarchy() -> Iterator[Rule]:
    for name, kind in (("scm-op", OBJECT_PROPERTY), ("scm-dp", DATATYPE_PROPERTY)):
        yield rule(name, T("p", SUB_PROPERTY_OF, "p"), [T("p", TYPE, kind)])
        yield rule(name, T("p", EQUIVALENT_PROPERTY, "p"), [T("p", TYPE, kind)])
    yield from _order(("scm-spo", "scm-eqp1", "scm-eqp2"), SUB_PROPERTY_OF, EQUIVALENT_PROPERTY)


def _order(names: tuple[str, str, str], below: int, equivalent: int) -> Iterator[Rule]:
    """Transitivity, and equivalence as being below each other."""
    transitive, apart, together = names
    yield rule(transitive, T("a", below, "c"), [T("a", edges_of(below), "b"), T("b", below, "c")])
    yield rule(apart, T("a", below, "b"), [T("a", edges_of(equivalent), "b")])
    yield rule(apart, T("b", below, "a"), [T("a", edges_of(equivalent), "b")])
    yield rule(together, T("a", equivalent, "b"), [T("a", below, "b"), T("b", below, "a")])


def _inheritance() -> Iterator[Rule]:
    for names, given in ((("scm-dom1", "scm-dom2"), DOMAIN), (("scm-rng1", "scm-rng2"), RANGE)):
        wider, narrower = names
        yield rule(wider, T("p", given, "d"), [T("p", given, "c"), T("c", edges_of(SUB_CLASS_OF), "d")])
        yield rule(narrower, T("p", given, "c"), [T("p", edges_of(SUB_PROPERTY_OF), "q"), T("q", given, "c")])


def _restrictions() -> Iterator[Rule]:
    below = T("p", SUB_PROPERTY_OF, "q")
    yield rule("scm-hv", T("c", SUB_CLASS_OF, "d"), [*_two(HAS_VALUE, "i", "i", "q"), below])
    for names, kind in (
        (("scm-svf1", "scm-svf2"), SOME_VALUES_FROM),
        (("scm-avf1", "scm-avf2"), ALL_VALUES_FROM),
    ):
        by_class, by_property = names
        narrower = T("y", SUB_CLASS_OF, "z")
        yield rule(by_class, T("c", SUB_CLASS_OF, "d"), [*_two(kind, "y", "z", "p"), narrower])
        head = ("c", "d") if kind == SOME_VALUES_FROM else ("d", "c")
        yield rule(by_property, T(head[0], SUB_CLASS_OF, head[1]), [*_two(kind, "y", "y", "q"), below])


def _two(kind: int, one: str, other: str, property_: str) -> tuple[Atom, ...]:
    """Two restrictions, c on p and d on another property."""
    return (
        T("c", kind, one),
        T("c", ON_PROPERTY, "p"),
        T("d", kind, other),
        T("d", ON_PROPERTY, property_),
    )


def _boolean(schema: Schema) -> Iterator[Rule]:
    for c, cell, parts in schema.lists(INTERSECTION_OF):
        for part in parts:
            yield rule("scm-int", T(c, SUB_CLASS_OF, part), (), (c, INTERSECTION_OF, cell))
    for c, cell, parts in schema.lists(UNION_OF):
        for part in parts:
            yield rule("scm-uni", T(part, SUB_CLASS_OF, c), (), (c, UNION_OF, cell))
