"""The cells of a query's solutions as text and numbers."""

from dalil.graph.evaluate import Row
from dalil.graph.terms import Literal, Term, value


def value_of(row: Row, name: str) -> str:
    """The text of a cell, empty where the variable is unbound."""
    term = row.get(name)
    return "" if term is None else value(term)


def number_of(row: Row, name: str) -> int:
    """The whole number in a cell."""
    return int(value_of(row, name))


def language_of(term: Term) -> str:
    """The language tag of a literal, empty for every other term."""
    return (term.language or "") if isinstance(term, Literal) else ""
