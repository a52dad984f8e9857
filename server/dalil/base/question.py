"""Questions about a triple: its terms as people write them."""

from collections.abc import Mapping
from urllib.parse import urlencode

from dalil.errors import QueryError
from dalil.graph.ntriples import read_term, text
from dalil.graph.terms import BlankNode, NamedNode, Term
from dalil.query.catalogue import term_of
from dalil.reason.proof import Statement
from dalil.terms import RDF_TYPE


def asked(subject: str, predicate: str, value: str, prefixes: Mapping[str, str]) -> Statement:
    """The triple of three terms, written in N-Triples or as parameters of queries are; `a` is rdf:type.

    Raises QueryError for what is no term, and for terms that RDF has in other places.
    """
    words = (subject, f"<{RDF_TYPE}>" if predicate == "a" else predicate, value)
    found = [_term(word, prefixes) for word in words]
    for word, term in zip(words[:2], found[:2], strict=True):
        if not isinstance(term, NamedNode):
            raise QueryError(f"{word or 'nothing'} is no IRI", remedy="write prefix:name or <IRI>")
    if isinstance(found[2], BlankNode):
        raise QueryError(f"{value} has no name", remedy="ask about a thing that has one")
    return Statement(*map(text, found))


def document(statement: Statement, root: str) -> str:
    """Where a server below `root` explains a triple."""
    return f"{root}explain?{urlencode(dict(zip('spo', map(_bare, statement), strict=True)))}"


def _bare(term: str) -> str:
    """A term as a parameter: an IRI of the web without its brackets."""
    return term[1:-1] if term.startswith(("<http://", "<https://")) else term


def _term(word: str, prefixes: Mapping[str, str]) -> Term:
    return read_term(word) if word.startswith(("<", '"', "_:")) else term_of(word, prefixes)
