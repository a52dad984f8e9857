"""What rules ask of literals: the conditions of table 8, by the word for them in `rules.txt`."""

from collections.abc import Callable, Mapping
from typing import Final

from dalil.reason.values import Value, belongs, differ, is_spelt, split, value_of
from dalil.terms import RDF, RDFS

_WITHOUT_SPELLING: Final = (RDFS + "Literal", RDF + "PlainLiteral", RDF + "langString")


def holds(word: str, terms: list[str]) -> bool:
    """Whether the terms are as a condition asks."""
    return _CONDITIONS[word](*terms)


def are_equal(one: str, other: str) -> bool:
    """Whether two terms are literals of one value."""
    value = _value(one)
    return value is not None and value == _value(other)


def _value(term: str) -> Value | None:
    return value_of(term) if term.startswith('"') else None


def _are_unequal(one: str, other: str) -> bool:
    values = _value(one), _value(other)
    return values[0] is not None and values[1] is not None and differ(values[0], values[1])


def _is_value(literal: str, datatype: str) -> bool:
    value = _value(literal)
    return _is_datatype(datatype) and value is not None and belongs(value, datatype[1:-1])


def _is_outside(literal: str, datatype: str) -> bool:
    return _is_datatype(datatype) and literal.startswith('"') and not _is_value(literal, datatype)


def _is_datatype(term: str) -> bool:
    iri = term[1:-1]
    return term.startswith("<") and (is_spelt(iri) or iri in _WITHOUT_SPELLING)


def _is_none(literal: str) -> bool:
    return literal.startswith('"') and _value(literal) is None and is_spelt(split(literal)[2])


_CONDITIONS: Final[Mapping[str, Callable[..., bool]]] = {
    "VALUE": _is_value,
    "OUTSIDE": _is_outside,
    "EQUAL": are_equal,
    "UNEQUAL": _are_unequal,
    "DATATYPE": _is_datatype,
    "NONE": _is_none,
}
WORDS: Final = frozenset(_CONDITIONS)
