"""Whether a journal tells in which order facts came to be."""

from dalil.graph.ntriples import triple_columns
from dalil.graph.terms import NamedNode, Triple
from dalil.reason.journal import Record
from dalil.reason.limits import LIMITS
from dalil.reason.reasoner import Reasoned, silent
from dalil.terms import OWL, RDF_TYPE
from tests.reason.statements import fact, named


def _recorded(triples: list[Triple]) -> tuple[Record, Reasoned]:
    record = Record()
    return record, Reasoned([triple_columns(triples)], silent, LIMITS, record)


def test_levels_grow_with_the_rounds() -> None:
    """Along a chain of a transitive property, what takes more rounds to derive has a higher level."""
    chain = [fact(f"n{k}", "p", f"n{k + 1}") for k in range(4)]
    record, reasoned = _recorded([*chain, fact("p", RDF_TYPE, NamedNode(OWL + "TransitiveProperty"))])
    p = reasoned.given.known(str(named("p"))) or 0
    levels = [level for level, rows in record.rows[p] for _ in rows.tolist()]
    assert levels == sorted(levels)
    assert len(levels) == 6
    assert len(set(levels)) == 3


def test_a_renaming_is_recorded() -> None:
    """Rows that get a new name are kept with the old one, at a level below the new row's."""
    record, reasoned = _recorded([fact("a", OWL + "sameAs", "b"), fact("b", "p", "c")])
    a, b = (reasoned.given.known(str(named(name))) for name in "ab")
    (move,) = record.moves
    ((level, rows),) = record.rows[move.relation]
    assert [row >> 32 for row in (*move.old.tolist(), *rows.tolist())] == [b, a]
    (epoch,) = record.epochs
    assert epoch.names.tolist() == [a]
    assert record.links[0][0] < epoch.level < level
