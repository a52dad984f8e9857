"""The store's terms as rdflib's and back."""

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from dalil.graph.exchange import foreign, foreign_graph, native
from dalil.graph.terms import BlankNode, Literal, NamedNode, Term, Triple, integer, resource, triple, value
from dalil.terms import XSD

EX = NamedNode("https://example.org/a")
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
TYPES = st.sampled_from(
    [NamedNode(XSD + name) for name in ("string", "integer", "date", "boolean", "decimal")]
)
TERMS = st.one_of(
    st.builds(Literal, WORDS),
    st.builds(Literal, WORDS, language=st.sampled_from(["ar", "en", "en-gb"])),
    st.builds(Literal, WORDS, datatype=TYPES),
    st.sampled_from([EX, BlankNode("b1")]),
)


@given(TERMS)
def test_a_term_comes_back_as_it_went(term: Term) -> None:
    """Lexical forms are kept, those of ill-typed literals too."""
    assert native(foreign(term)) == term


def test_numbers_keep_their_spelling() -> None:
    """rdflib does not write 007 as 7."""
    number = Literal("007", datatype=NamedNode(XSD + "integer"))
    assert native(foreign(number)) == number


def test_triple_terms_stay_behind() -> None:
    """rdflib's graph holds what RDF 1.1 can say; a triple term alone is refused."""
    plain = Triple(EX, EX, EX)
    graph = foreign_graph([plain, Triple(EX, EX, plain)])
    assert list(graph) == [(rdflib.URIRef(EX.value),) * 3]
    with pytest.raises(TypeError):
        foreign(plain)


def test_terms_are_made_and_read_in_short() -> None:
    """A string object is an IRI, a number an xsd:integer; each kind of term has a value."""
    assert triple(EX, EX.value, EX.value) == Triple(EX, EX, EX)
    assert integer(3) == Literal("3", datatype=NamedNode(XSD + "integer"))
    assert [value(t) for t in (EX, BlankNode("b"), Literal("c"))] == [EX.value, "b", "c"]
    assert EX.value in value(Triple(EX, EX, EX))
    assert resource(EX) == EX
    with pytest.raises(TypeError):
        resource(Literal("x"))


def test_ill_typed_literals_pass_in_silence(caplog: pytest.LogCaptureFixture) -> None:
    """rdflib prints no traceback for a date that is none: shapes and rules tell of it."""
    date = Literal("2019-02-31", datatype=NamedNode(XSD + "date"))
    assert len(foreign_graph([Triple(EX, EX, date)])) == 1
    assert caplog.records == []
