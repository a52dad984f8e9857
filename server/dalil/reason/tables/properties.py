"""Table 5: the semantics of axioms about properties."""

from collections.abc import Iterator
from itertools import product

from dalil.reason import vocabulary as v
from dalil.reason.rules import Apart, Compiled, Merge, Rule, T, edges_of, rule
from dalil.reason.schema import Schema


def compiled(schema: Schema) -> Iterator[Compiled]:
    """The rules of table 5, in its order."""
    yield from _annotations()
    yield from _domains_and_ranges(schema)
    yield from _characteristics(schema)
    yield from _hierarchy(schema)
    yield from _chains(schema)
    yield from _disjointness(schema)
    yield from _inverses(schema)
    yield from _keys(schema)
    yield from _negative_assertions(schema)


def _annotations() -> Iterator[Rule]:
    for p in v.ANNOTATION_PROPERTIES:
        yield rule("prp-ap", T(p, v.TYPE, v.ANNOTATION_PROPERTY), ())


def _domains_and_ranges(schema: Schema) -> Iterator[Rule]:
    for p, c in schema.edges(v.DOMAIN):
        yield rule("prp-dom", T("x", v.TYPE, c), [T("x", p, "y")], (p, v.DOMAIN, c))
    for p, c in schema.edges(v.RANGE):
        yield rule("prp-rng", T("y", v.TYPE, c), [T("x", p, "y")], (p, v.RANGE, c))


def _characteristics(schema: Schema) -> Iterator[Compiled]:
    for p in schema.members(v.FUNCTIONAL):
        yield Merge("prp-fp", ("x",), "y", (T("x", p, "y"),), ((p, v.TYPE, v.FUNCTIONAL),))
    for p in schema.members(v.INVERSE_FUNCTIONAL):
        yield Merge("prp-ifp", ("y",), "x", (T("x", p, "y"),), ((p, v.TYPE, v.INVERSE_FUNCTIONAL),))
    for p in schema.members(v.IRREFLEXIVE):
        yield rule("prp-irp", None, [T("x", p, "x")], (p, v.TYPE, v.IRREFLEXIVE))
    for p in schema.members(v.SYMMETRIC):
        yield rule("prp-symp", T("y", p, "x"), [T("x", p, "y")], (p, v.TYPE, v.SYMMETRIC))
    for p in schema.members(v.ASYMMETRIC):
        yield rule("prp-asyp", None, [T("x", p, "y"), T("y", p, "x")], (p, v.TYPE, v.ASYMMETRIC))
    for p in schema.members(v.TRANSITIVE):
        body = [T("x", edges_of(p), "y"), T("y", p, "z")]
        yield rule("prp-trp", T("x", p, "z"), body, (p, v.TYPE, v.TRANSITIVE))


def _hierarchy(schema: Schema) -> Iterator[Rule]:
    equivalent = {pair for p, q in schema.edges(v.EQUIVALENT_PROPERTY) for pair in ((p, q), (q, p))}
    for p, q in schema.edges(v.SUB_PROPERTY_OF):
        if p != q and (p, q) not in equivalent:
            yield rule("prp-spo1", T("x", q, "y"), [T("x", p, "y")], (p, v.SUB_PROPERTY_OF, q))
    for p, q in schema.edges(v.EQUIVALENT_PROPERTY):
        if p != q:
            yield rule("prp-eqp1", T("x", q, "y"), [T("x", p, "y")], (p, v.EQUIVALENT_PROPERTY, q))
            yield rule("prp-eqp2", T("x", p, "y"), [T("x", q, "y")], (p, v.EQUIVALENT_PROPERTY, q))


def _chains(schema: Schema) -> Iterator[Rule]:
    for p, cell, steps in schema.conjunctions(v.PROPERTY_CHAIN_AXIOM):
        own = [edges_of(p), p] if [*steps] == [p, p] else steps  # such a chain says that p is transitive
        body = [T(f"u{i}", step, f"u{i + 1}") for i, step in enumerate(own)]
        yield rule("prp-spo2", T("u0", p, f"u{len(steps)}"), body, (p, v.PROPERTY_CHAIN_AXIOM, cell))


def _disjointness(schema: Schema) -> Iterator[Apart]:
    for p, q in schema.pairs(v.PROPERTY_DISJOINT_WITH):
        yield Apart("prp-pdw", (p, q), ((p, v.PROPERTY_DISJOINT_WITH, q),))
    disjoint = set(schema.members(v.ALL_DISJOINT_PROPERTIES))
    for x, cell, properties in schema.lists(v.MEMBERS):
        if x in disjoint:
            axioms = ((x, v.TYPE, v.ALL_DISJOINT_PROPERTIES), (x, v.MEMBERS, cell))
            yield Apart("prp-adp", tuple(properties), axioms)


def _inverses(schema: Schema) -> Iterator[Rule]:
    for p, q in schema.pairs(v.INVERSE_OF):
        yield rule("prp-inv1", T("y", q, "x"), [T("x", p, "y")], (p, v.INVERSE_OF, q))
        yield rule("prp-inv2", T("y", p, "x"), [T("x", q, "y")], (p, v.INVERSE_OF, q))


def _keys(schema: Schema) -> Iterator[Merge]:
    for c, cell, properties in schema.conjunctions(v.HAS_KEY):
        values = tuple(f"z{i}" for i in range(len(properties)))
        shared = [T("x", p, z) for p, z in zip(properties, values, strict=True)]
        yield Merge("prp-key", values, "x", (T("x", v.TYPE, c), *shared), ((c, v.HAS_KEY, cell),))


def _negative_assertions(schema: Schema) -> Iterator[Rule]:
    for name, target in (("prp-npa1", v.TARGET_INDIVIDUAL), ("prp-npa2", v.TARGET_VALUE)):
        for x, value in schema.pairs(target):
            for source, p in product(
                schema.values(x, v.SOURCE_INDIVIDUAL), schema.values(x, v.ASSERTION_PROPERTY)
            ):
                said = (x, v.SOURCE_INDIVIDUAL, source), (x, v.ASSERTION_PROPERTY, p), (x, target, value)
                yield rule(name, None, [T(source, p, value)], *said)
