"""Comparison of results: multisets of solutions, in whatever spelling a server writes its JSON."""

from collections import Counter
from decimal import Decimal
from typing import Final, TypeAlias

from benchmarks.serve.asking import AnswerError, Json
from dalil.terms import XSD

Solution: TypeAlias = frozenset[tuple[str, ...]]
"""(Variable, kind, value, datatype, language) of each binding."""
_NUMBERS: Final = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double"))


def solutions(results: Json) -> Counter[Solution]:
    """How often each solution occurs, blank nodes without their labels. Raises AnswerError for other JSON."""
    match results:
        case {"boolean": bool(truth)}:
            return Counter([frozenset({("", "boolean", str(truth))})])
        case {"results": {"bindings": list(rows)}}:
            return Counter(frozenset(_bindings(row)) for row in rows)
    raise AnswerError("no SPARQL results")


def difference(found: Counter[Solution], expected: Counter[Solution]) -> str:
    """What is missing (−) and what is too many (+); nothing where both are the same."""
    missing, extra = (expected - found).total(), (found - expected).total()
    return f"−{missing:,} +{extra:,}" if missing or extra else ""


def _bindings(row: Json) -> list[tuple[str, ...]]:
    match row:
        case dict():
            return [(name, *_term(term)) for name, term in row.items()]
    raise AnswerError("no solution")


def _term(term: Json) -> tuple[str, ...]:
    match term:
        case {"type": "uri", "value": str(iri)}:
            return ("uri", iri)
        case {"type": "bnode"}:
            return ("bnode",)
        case {"type": _, "value": str(value), "datatype": str(datatype)}:
            return _literal(value, datatype)
        case {"type": _, "value": str(value), "xml:lang": str(language)}:
            return ("literal", value, "", language.lower())
        case {"type": _, "value": str(value)}:
            return ("literal", value)
    raise AnswerError("no term")


def _literal(value: str, datatype: str) -> tuple[str, ...]:
    """A number by its value, since servers spell those that they compute in several ways."""
    if datatype == f"{XSD}string":
        return ("literal", value)
    if datatype in _NUMBERS and value.strip("+-.0123456789") == "":
        return ("literal", str(Decimal(value).normalize()), datatype)
    return ("literal", value, datatype)
