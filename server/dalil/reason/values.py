"""The values of literals: when two spellings mean the same, and to which datatypes a value belongs."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from dalil.reason import moments
from dalil.terms import RDF, RDFS, XSD


class Value(NamedTuple):
    """A value space and what stands in it: equal values are equal."""

    space: str
    content: str | Decimal


Space: TypeAlias = Callable[[str], "Value | None"]
"""From a lexical form, its white space as the datatype wants it, to its value; None where it has none."""

_LITERAL: Final = re.compile(r'"(.*)"(?:@(.+)|\^\^<(.+)>)?', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_DECIMAL: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_FLOAT: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_HEX: Final = re.compile(r"([0-9a-fA-F]{2})*")
_BASE64: Final = re.compile(r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_STRINGS: Final = {
    XSD + "string": re.compile(r".*", re.DOTALL),
    XSD + "normalizedString": re.compile(r"[^\t\n\r]*"),
    XSD + "token": re.compile(r"(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?"),
    XSD + "language": re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"),
    XSD + "NMTOKEN": re.compile(r"[\w.:\-·]+"),
    XSD + "Name": re.compile(r"([^\W\d]|:)[\w.:\-·]*"),
    XSD + "NCName": re.compile(r"[^\W\d][\w.\-·]*"),
}
"""The values of xsd:string and the types below it, all in one space."""
_BOUNDS: Final[Mapping[str, tuple[float, float]]] = {
    XSD + "integer": (-np.inf, np.inf),
    XSD + "nonNegativeInteger": (0, np.inf),
    XSD + "positiveInteger": (1, np.inf),
    XSD + "nonPositiveInteger": (-np.inf, 0),
    XSD + "negativeInteger": (-np.inf, -1),
    XSD + "long": (-(1 << 63), (1 << 63) - 1),
    XSD + "int": (-(1 << 31), (1 << 31) - 1),
    XSD + "short": (-(1 << 15), (1 << 15) - 1),
    XSD + "byte": (-(1 << 7), (1 << 7) - 1),
    XSD + "unsignedLong": (0, (1 << 64) - 1),
    XSD + "unsignedInt": (0, (1 << 32) - 1),
    XSD + "unsignedShort": (0, (1 << 16) - 1),
    XSD + "unsignedByte": (0, (1 << 8) - 1),
}
"""The least and the greatest value of each type below xsd:decimal; their values are whole numbers."""
_TEXT: Final = "text"
_NUMBER: Final = "number"
_MOMENTS: Final = "moment"
_TAGGED: Final = "text with a language"
_MARKUP: Final = "markup"


def split(literal: str) -> tuple[str, str, str]:
    """Lexical form, language tag and datatype IRI of a literal as N-Triples writes it."""
    found = _LITERAL.fullmatch(literal)
    if found is None:
        raise ValueError(f"{literal} is no literal")
    form, language, datatype = found.groups()
    text = _ESCAPE.sub(_unescaped, form) if "\\" in form else form
    return text, language or "", datatype or (RDF + "langString" if language else XSD + "string")


def value_of(literal: str) -> Value | None:
    """The value of a literal of a datatype that is known here and whose form is right, else None."""
    form, language, datatype = split(literal)
    if language:
        return Value(_TAGGED, f"{language.lower()} {form}")
    if datatype == XSD + "string":
        return Value(_TEXT, form)
    space = _text if datatype in _STRINGS else _SPACES.get(datatype, _no_value)
    found = space(_replaced(form) if datatype == XSD + "normalizedString" else _collapsed(form))
    return found if found and belongs(found, datatype) else None


def is_spelt(datatype: str) -> bool:
    """Whether it is known here how literals of a datatype are spelt, so that a form can be wrong."""
    return datatype in _STRINGS or datatype in _SPACES


def belongs(value: Value, datatype: str) -> bool:
    """Whether the value is in the value space of a datatype that is known here."""
    space, content = value
    if datatype in _STRINGS:
        return space == _TEXT and _STRINGS[datatype].fullmatch(str(content)) is not None
    if datatype in _BOUNDS:
        least, most = _BOUNDS[datatype]
        return isinstance(content, Decimal) and _is_whole(content) and least <= content <= most
    if datatype == XSD + "dateTimeStamp":
        return space == _MOMENTS and str(content).endswith("Z")
    return datatype == RDFS + "Literal" or space in _WIDE.get(datatype, (_SPACE_OF.get(datatype),))


def span(datatype: str) -> tuple[float, float]:
    """The least and the greatest whole number that a datatype holds; infinity and less if it holds none."""
    if datatype in {XSD + "decimal", RDFS + "Literal"}:
        return -np.inf, np.inf
    return _BOUNDS.get(datatype, (np.inf, -np.inf))


def whole(value: Value) -> int | None:
    """The number that a value is, where it is a whole one."""
    content = value.content
    return int(content) if isinstance(content, Decimal) and _is_whole(content) else None


def differ(one: Value, other: Value) -> bool:
    """Whether two values are known to be different (dt-diff)."""
    return distinction(one) != distinction(other)


def distinction(value: Value) -> Value:
    """What tells a value from others: two values differ where this does. Of markup only equality is known."""
    return Value(_MARKUP, "") if value.space == _MARKUP else value


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def _unescaped(found: re.Match[str]) -> str:
    short, long, letter = found.groups()
    return _ESCAPED.get(letter, letter) if letter else chr(int(short or long, 16))


def _replaced(form: str) -> str:
    return re.sub(r"[\t\n\r]", " ", form)


def _collapsed(form: str) -> str:
    return " ".join(re.split(r"[\t\n\r ]+", form.strip("\t\n\r ")))


def _no_value(_form: str) -> None:
    return None


def _text(form: str) -> Value | None:
    return Value(_TEXT, form)


def _number(form: str) -> Value | None:
    return Value(_NUMBER, Decimal(form)) if _DECIMAL.fullmatch(form) else None


def _whole(form: str) -> Value | None:
    return Value(_NUMBER, Decimal(form)) if _INTEGER.fullmatch(form) else None


def _float(form: str) -> Value | None:
    if not _FLOAT.fullmatch(form):
        return None
    with np.errstate(over="ignore"):
        return Value("float", str(np.float32(form.replace("INF", "inf"))))


def _double(form: str) -> Value | None:
    return Value("double", str(float(form.replace("INF", "inf")))) if _FLOAT.fullmatch(form) else None


def _boolean(form: str) -> Value | None:
    known = {"true": "true", "1": "true", "false": "false", "0": "false"}
    return Value("boolean", known[form]) if form in known else None


def _hex(form: str) -> Value | None:
    return Value("hexadecimal", form.upper()) if _HEX.fullmatch(form) else None


def _base64(form: str) -> Value | None:
    bare = form.replace(" ", "")
    return Value("base64", bare) if _BASE64.fullmatch(bare) else None


def _address(form: str) -> Value | None:
    return Value("address", form)


def _markup(form: str) -> Value | None:
    return Value(_MARKUP, form)


def _moment(form: str) -> Value | None:
    found = moments.moment(form)
    return Value(_MOMENTS, found) if found else None


def _date(form: str) -> Value | None:
    found = moments.day(form)
    return Value("date", found) if found else None


_SPACES: Final[Mapping[str, Space]] = {
    XSD + "decimal": _number,
    **dict.fromkeys(_BOUNDS, _whole),
    XSD + "float": _float,
    XSD + "double": _double,
    XSD + "boolean": _boolean,
    XSD + "hexBinary": _hex,
    XSD + "base64Binary": _base64,
    XSD + "anyURI": _address,
    RDF + "XMLLiteral": _markup,
    XSD + "dateTime": _moment,
    XSD + "dateTimeStamp": _moment,
    XSD + "date": _date,
}
_SPACE_OF: Final[Mapping[str, str]] = {
    XSD + "decimal": _NUMBER,
    XSD + "float": "float",
    XSD + "double": "double",
    XSD + "boolean": "boolean",
    XSD + "hexBinary": "hexadecimal",
    XSD + "base64Binary": "base64",
    XSD + "anyURI": "address",
    RDF + "XMLLiteral": _MARKUP,
    XSD + "dateTime": _MOMENTS,
    XSD + "date": "date",
}
_WIDE: Final[Mapping[str, tuple[str, ...]]] = {
    RDF + "PlainLiteral": (_TEXT, _TAGGED),
    RDF + "langString": (_TAGGED,),
    RDFS + "Literal": (),
}
"""Datatypes whose values no literal of their own spells."""
