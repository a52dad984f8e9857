"""Table 6: the semantics of classes."""

from collections.abc import Iterator

from dalil.reason import vocabulary as v
from dalil.reason.rules import Apart, Atom, Compiled, Fact, Merge, Rule, T, members_of, rule
from dalil.reason.schema import Schema


def compiled(schema: Schema) -> Iterator[Compiled]:
    """The rules of table 6, in its order."""
    yield rule("cls-thing", T(v.THING, v.TYPE, v.CLASS), ())
    yield rule("cls-nothing1", T(v.NOTHING, v.TYPE, v.CLASS), ())
    yield rule("cls-nothing2", None, [T("x", v.TYPE, v.NOTHING)])
    yield from _boolean(schema)
    yield from _value_restrictions(schema)
    yield from _cardinalities(schema)
    yield from _qualified_cardinalities(schema)
    for c, cell, members in schema.lists(v.ONE_OF):
        for member in members:
            yield rule("cls-oo", T(member, v.TYPE, c), (), (c, v.ONE_OF, cell))


def _boolean(schema: Schema) -> Iterator[Compiled]:
    for c, cell, parts in schema.conjunctions(v.INTERSECTION_OF):
        axiom = (c, v.INTERSECTION_OF, cell)
        yield rule("cls-int1", T("y", v.TYPE, c), [T("y", v.TYPE, part) for part in parts], axiom)
        for part in parts:
            yield rule("cls-int2", T("y", v.TYPE, part), [T("y", v.TYPE, c)], axiom)
    for c, cell, parts in schema.lists(v.UNION_OF):
        for part in parts:
            yield rule("cls-uni", T("y", v.TYPE, c), [T("y", v.TYPE, part)], (c, v.UNION_OF, cell))
    for c, d in schema.pairs(v.COMPLEMENT_OF):
        yield Apart("cls-com", (members_of(c), members_of(d)), ((c, v.COMPLEMENT_OF, d),))


def _value_restrictions(schema: Schema) -> Iterator[Rule]:
    for r, c, p in schema.restrictions(v.SOME_VALUES_FROM):
        axioms = ((r, v.SOME_VALUES_FROM, c), (r, v.ON_PROPERTY, p))
        if schema.is_thing(c):
            yield rule("cls-svf2", T("u", v.TYPE, r), [T("u", p, "v")], *axioms)
        else:
            yield rule("cls-svf1", T("u", v.TYPE, r), [T("u", p, "v"), T("v", v.TYPE, c)], *axioms)
    for r, c, p in schema.restrictions(v.ALL_VALUES_FROM):
        axioms = ((r, v.ALL_VALUES_FROM, c), (r, v.ON_PROPERTY, p))
        yield rule("cls-avf", T("v", v.TYPE, c), [T("u", v.TYPE, r), T("u", p, "v")], *axioms)
    for r, value, p in schema.restrictions(v.HAS_VALUE):
        axioms = ((r, v.HAS_VALUE, value), (r, v.ON_PROPERTY, p))
        yield rule("cls-hv1", T("u", p, value), [T("u", v.TYPE, r)], *axioms)
        yield rule("cls-hv2", T("u", v.TYPE, r), [T("u", p, value)], *axioms)


def _cardinalities(schema: Schema) -> Iterator[Compiled]:
    for r, n, p in schema.limits(v.MAX_CARDINALITY, "0"):
        yield rule("cls-maxc1", None, _values(r, p), *_limit(r, v.MAX_CARDINALITY, n, p))
    for r, n, p in schema.limits(v.MAX_CARDINALITY, "1"):
        yield Merge("cls-maxc2", ("u",), "y", _values(r, p), _limit(r, v.MAX_CARDINALITY, n, p))


def _qualified_cardinalities(schema: Schema) -> Iterator[Compiled]:
    for r, n, p, c in _qualified(schema, "0"):
        axioms = (*_limit(r, v.MAX_QUALIFIED_CARDINALITY, n, p), (r, v.ON_CLASS, c))
        if schema.is_thing(c):
            yield rule("cls-maxqc2", None, _values(r, p), *axioms)
        else:
            yield rule("cls-maxqc1", None, [*_values(r, p), T("y", v.TYPE, c)], *axioms)
    for r, n, p, c in _qualified(schema, "1"):
        axioms = (*_limit(r, v.MAX_QUALIFIED_CARDINALITY, n, p), (r, v.ON_CLASS, c))
        if schema.is_thing(c):
            yield Merge("cls-maxqc4", ("u",), "y", _values(r, p), axioms)
        else:
            yield Merge("cls-maxqc3", ("u",), "y", (*_values(r, p), T("y", v.TYPE, c)), axioms)


def _qualified(schema: Schema, number: str) -> Iterator[tuple[int, int, int, int]]:
    for r, n, p in schema.limits(v.MAX_QUALIFIED_CARDINALITY, number):
        for c in schema.values(r, v.ON_CLASS):
            yield r, n, p, c


def _values(restriction: int, property_: int) -> tuple[Atom, Atom]:
    return T("u", v.TYPE, restriction), T("u", property_, "y")


def _limit(restriction: int, predicate: int, number: int, property_: int) -> tuple[Fact, Fact]:
    return (restriction, predicate, number), (restriction, v.ON_PROPERTY, property_)
