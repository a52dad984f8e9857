"""The values of the literals of random graphs, and the datatypes that hold them, for the second oracle."""

from typing import Final

from dalil.graph.terms import Literal
from dalil.terms import RDF, RDFS, XSD

_STRING: Final = XSD + "string"
_LANGUAGE: Final = RDF + "langString"
_INTEGERS: Final = frozenset({XSD + "integer", XSD + "nonNegativeInteger"})
_SMALL: Final = (
    *("decimal", "integer", "nonNegativeInteger", "long", "int", "short", "byte"),
    *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)
"""The datatypes that hold 0 and small numbers above it."""
_BROAD: Final = {
    _STRING: {RDF + "PlainLiteral", RDFS + "Literal"},
    _LANGUAGE: {RDF + "PlainLiteral", RDF + "langString", RDFS + "Literal"},
}
KINDS: Final = frozenset(
    {XSD + name for name in (*_SMALL, "nonPositiveInteger", "positiveInteger", "negativeInteger")}
    | {XSD + name for name in ("string", "normalizedString", "token", "NMTOKEN", "Name", "dateTime")}
    | {RDF + "PlainLiteral", RDF + "langString", RDFS + "Literal"}
)
"""The datatypes of these graphs, and a few that hold none of their literals."""


def value_of(literal: Literal) -> tuple[str, str] | None:
    """A value space and the value in it; None where the lexical form is none of its datatype."""
    kind, text = literal.datatype.value, literal.value
    if kind not in _INTEGERS:
        return (kind, f"{text}@{literal.language}")
    return (XSD + "integer", str(int(text))) if text.lstrip("-").isdigit() else None


def is_in(datatype: str, value: tuple[str, str] | None) -> bool:
    """Whether a datatype holds a value, for the values of the random graphs: whole numbers are small."""
    if value is None:
        return False
    kind, text = value
    return datatype in {XSD + name for name in _holding(kind, text)} | _BROAD.get(kind, {RDFS + "Literal"})


def _holding(kind: str, text: str) -> tuple[str, ...]:
    if kind == _STRING:
        return "string", "normalizedString", "token", "NMTOKEN"
    if kind == _LANGUAGE:
        return ()
    return (*_SMALL, "nonPositiveInteger") if text == "0" else (*_SMALL, "positiveInteger")
