"""Literals by value: equal across spellings, different across values, wrong where the form is none."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.reason import vocabulary
from dalil.reason.dictionary import Terms
from dalil.reason.equality import Equality, Link
from dalil.reason.literals import Literals
from dalil.reason.values import belongs, differ, split, value_of
from dalil.terms import RDF, RDFS, XSD


def typed(form: str, datatype: str) -> str:
    """A literal of a datatype of XML Schema."""
    return f'"{form}"^^<{XSD}{datatype}>'


NINES, ZEROS = "9" * 5000, "0" * 5000
EQUAL = [
    (typed("1", "integer"), typed("01", "integer")),
    (typed("+1", "integer"), typed("1.0", "decimal")),
    (typed("1", "byte"), typed("1", "unsignedLong")),
    (typed("-0", "integer"), typed("0", "integer")),
    (typed("1e1", "double"), typed("10.0", "double")),
    (typed("16777217", "float"), typed("16777216", "float")),
    (typed("NaN", "double"), typed("NaN", "double")),
    (typed("+INF", "double"), typed("INF", "double")),
    (typed("true", "boolean"), typed("1", "boolean")),
    (typed(" a  b ", "token"), '"a b"'),
    (typed("a\\t b", "normalizedString"), '"a  b"'),
    (typed("2020-01-01T00:00:00Z", "dateTime"), typed("2019-12-31T22:00:00-02:00", "dateTime")),
    (typed("2020-01-01T00:00:00.50", "dateTime"), typed("2020-01-01T00:00:00.5", "dateTime")),
    (typed("2019-12-31T24:00:00", "dateTime"), typed("2020-01-01T00:00:00", "dateTime")),
    (typed("-0001-03-01T00:00:00Z", "dateTime"), typed("-0001-03-01T00:00:00+00:00", "dateTime")),
    (typed("2020-02-29+00:00", "date"), typed("2020-02-29Z", "date")),
    (typed("0000-12-31T23:00:00-02:00", "dateTime"), typed("0001-01-01T01:00:00Z", "dateTime")),
    (typed("-0000-02-29", "date"), typed("0000-02-29", "date")),
    (typed("0000-01-01T00:00:00+01:00", "dateTime"), typed("-0001-12-31T23:00:00Z", "dateTime")),
    (typed("0a", "hexBinary"), typed("0A", "hexBinary")),
    (typed("TQ ==", "base64Binary"), typed("TQ==", "base64Binary")),
    (typed(f"{NINES}-12-31T23:00:00-02:00", "dateTime"), typed(f"1{ZEROS}-01-01T01:00:00Z", "dateTime")),
    (f'"{"0" * 5000}1"^^<{XSD}integer>', typed("1", "integer")),
]
DIFFERENT = [
    (typed("1", "integer"), typed("2", "integer")),
    (typed("1", "integer"), '"1"'),
    (typed("1", "integer"), typed("1", "double")),
    (typed("1", "float"), typed("1", "double")),
    (typed("0.1", "decimal"), typed("0.10000000000000000000000000001", "decimal")),
    (typed("9007199254740993", "integer"), typed("9007199254740992", "integer")),
    (typed("-0.0", "double"), typed("0.0", "double")),
    (typed("a  b", "normalizedString"), '"a b"'),
    (typed(f"{NINES}-01-01", "date"), typed(f"{NINES}-01-02", "date")),
    ('"a"@en', '"a"@fr'),
    ('"a"@en', '"a"'),
    ('"a\\n"', '"a"'),
    (typed("2020-01-01T00:00:00", "dateTime"), typed("2020-01-01T00:00:00Z", "dateTime")),
    (typed("2020-01-01", "date"), typed("2020-01-01Z", "date")),
    (typed("0A", "hexBinary"), typed("Cg==", "base64Binary")),
    (typed("a", "anyURI"), '"a"'),
]
WRONG = [
    typed("abc", "integer"),
    typed("1.0", "integer"),
    typed("128", "byte"),
    typed("-1", "nonNegativeInteger"),
    typed("18446744073709551616", "unsignedLong"),
    typed("1e3", "decimal"),
    typed("", "decimal"),
    typed("yes", "boolean"),
    typed("infinity", "double"),
    typed("0", "hexBinary"),
    typed("=", "base64Binary"),
    typed("2019-02-29", "date"),
    typed("19-01-01", "date"),
    typed("2020-01-01T25:00:00", "dateTime"),
    typed("2020-01-01T24:00:00.5", "dateTime"),
    typed("2020-01-01T00:00:00", "dateTimeStamp"),
    typed("٣", "integer"),
    typed("a b", "NCName"),
    typed("-", "language"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL, ids=lambda text: text[:40])
def test_spellings_of_one_value_are_equal(one: str, other: str) -> None:
    """Two forms that XML Schema maps to one value have one value here (dt-eq)."""
    assert value_of(one) is not None
    assert value_of(one) == value_of(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_values_differ(one: str, other: str) -> None:
    """Two forms of two values, or of values in two value spaces, differ (dt-diff)."""
    values = value_of(one), value_of(other)
    assert values[0] is not None
    assert values[1] is not None
    assert differ(values[0], values[1])


@pytest.mark.parametrize("literal", WRONG)
def test_wrong_forms_have_no_value(literal: str) -> None:
    """A form that its datatype does not know has no value (dt-not-type)."""
    assert value_of(literal) is None


def test_an_unknown_datatype_has_no_value() -> None:
    """Of a datatype that OWL 2 RL does not know, nothing is said."""
    assert value_of('"a"^^<http://example.org/colour>') is None


def test_of_markup_only_equality_is_known() -> None:
    """Two spellings of markup may be one value, so they are not said to differ."""
    values = [value_of(f'"<{name}/>"^^<{RDF}XMLLiteral>') for name in "ab"]
    assert values[0] is not None
    assert values[1] is not None
    assert not differ(values[0], values[1])


@pytest.mark.parametrize(
    ("literal", "datatype", "inside"),
    [
        (typed("5", "integer"), XSD + "byte", True),
        (typed("5.0", "decimal"), XSD + "integer", True),
        (typed("5.5", "decimal"), XSD + "integer", False),
        (typed("300", "integer"), XSD + "byte", False),
        (typed("5", "integer"), XSD + "double", False),
        ('"en"', XSD + "language", True),
        ('"a  b"', XSD + "token", False),
        ('"a"@en', RDF + "PlainLiteral", True),
        ('"a"@en', XSD + "string", False),
        ('"a"', RDFS + "Literal", True),
        (typed("2020-01-01T00:00:00Z", "dateTime"), XSD + "dateTimeStamp", True),
    ],
)
def test_values_belong_to_datatypes(literal: str, datatype: str, inside: object) -> None:
    """A value is in a datatype by what it is, whatever datatype spells it (dt-type2, dt-not-type)."""
    value = value_of(literal)
    assert value is not None
    assert belongs(value, datatype) is inside


def test_escapes_are_read() -> None:
    """The lexical form is what the escapes stand for."""
    assert split('"a\\"\\u0041\\U0001F54A\\n\\\\"') == ('a"A\U0001f54a\n\\', "", XSD + "string")


FORMS = st.one_of(
    st.integers(-(10**20), 10**20).map(str),
    st.integers(-9, 9).map(str),
    st.sampled_from(["007", "+7", "-0", "0", "7.0", "x", "128", "255", "256", "-129"]),
)
TYPES = st.sampled_from(["integer", "decimal", "byte", "unsignedByte", "long", "negativeInteger", "string"])


@given(st.lists(st.builds(typed, FORMS, TYPES), unique=True))
def test_plain_integers_are_numbers_like_any_other(texts: list[str]) -> None:
    """Which literals are equal and which a datatype holds is as their values one by one say."""
    literals = Literals(Terms([*vocabulary.TERMS, *texts]))
    names = Equality(np.zeros(len(vocabulary.TERMS) + len(texts), np.int64))
    names.unite([Link("dt-eq", *literals.equal())])
    values = {i: value_of(text) for i, text in enumerate(texts, len(vocabulary.TERMS))}
    for one, other in product(values, values):
        alike = values[one] is not None and values[one] == values[other]
        assert (names.names[one] == names.names[other]) == (alike or one == other)
    for datatype, iri in vocabulary.DATATYPES.items():
        inside = [i for i, value in values.items() if value is not None and belongs(value, iri)]
        assert literals.members(datatype).tolist() == inside
    assert literals.ill_formed() == [i for i, value in values.items() if value is None]
