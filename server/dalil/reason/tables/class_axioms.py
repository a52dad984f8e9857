"""Table 7: the semantics of class axioms."""

from collections.abc import Iterator

from dalil.reason import vocabulary as v
from dalil.reason.rules import Apart, Compiled, Rule, T, members_of, rule
from dalil.reason.schema import Schema


def compiled(schema: Schema) -> Iterator[Compiled]:
    """The rules of table 7, in its order."""
    yield from _hierarchy(schema)
    for c, d in schema.pairs(v.DISJOINT_WITH):
        yield Apart("cax-dw", (members_of(c), members_of(d)), ((c, v.DISJOINT_WITH, d),))
    disjoint = set(schema.members(v.ALL_DISJOINT_CLASSES))
    for x, cell, classes in schema.lists(v.MEMBERS):
        if x in disjoint:
            axioms = ((x, v.TYPE, v.ALL_DISJOINT_CLASSES), (x, v.MEMBERS, cell))
            yield Apart("cax-adc", tuple(members_of(c) for c in classes), axioms)


def _hierarchy(schema: Schema) -> Iterator[Rule]:
    """cax-sco but where cax-eqc1 or cax-eqc2 (through scm-eqc1) says the same."""
    equivalent = {pair for c, d in schema.edges(v.EQUIVALENT_CLASS) for pair in ((c, d), (d, c))}
    for c, d in schema.edges(v.SUB_CLASS_OF):
        if c != d and (c, d) not in equivalent:
            yield rule("cax-sco", T("x", v.TYPE, d), [T("x", v.TYPE, c)], (c, v.SUB_CLASS_OF, d))
    for c, d in schema.edges(v.EQUIVALENT_CLASS):
        if c != d:
            yield rule("cax-eqc1", T("x", v.TYPE, d), [T("x", v.TYPE, c)], (c, v.EQUIVALENT_CLASS, d))
            yield rule("cax-eqc2", T("x", v.TYPE, c), [T("x", v.TYPE, d)], (c, v.EQUIVALENT_CLASS, d))
