"""The SPARQL 1.1 Protocol without I/O."""

import re
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.errors import DalilError, QueryError, RefusedError
from dalil.query import protocol
from dalil.query.protocol import MediaTypeError, MethodError, Operation, Request, TooLargeError

QUERY = 'SELECT ?s { ?s ?p "100% + a&b=c؟ القاعدة"@ar }'
LETTERS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("%+&=;#?القاعدة \u00a0"), max_size=60
)


def get(**parameters: str) -> Request:
    """A GET request with those parameters."""
    return Request("GET", urlencode(parameters))


def post(kind: str, body: bytes, query_string: str = "") -> Request:
    """A POST request with that body."""
    return Request("POST", query_string, kind, body)


GRAPHS = st.lists(LETTERS.filter(bool), max_size=3).map(tuple)
TIMEOUTS = st.none() | st.integers(1, 10**12 - 1).map(lambda number: number / 10**6)


@given(st.builds(Operation, LETTERS, GRAPHS, GRAPHS, st.sampled_from(["", "json"]), TIMEOUTS))
def test_a_query_survives_encoding(wanted: Operation) -> None:
    """What `encode` writes, `read` reads back, with percent, plus, ampersand and Arabic in it."""
    assert protocol.read(Request("GET", protocol.encode(wanted))) == wanted


def test_the_three_ways_to_ask_are_one() -> None:
    """GET, a posted form and a posted query ask the same."""
    form = urlencode({"query": QUERY}).encode()
    ways = [
        get(query=QUERY),
        post("application/x-www-form-urlencoded; charset=UTF-8", form),
        post("application/sparql-query", QUERY.encode()),
    ]
    assert {protocol.read(way).text for way in ways} == {QUERY}


def test_a_plus_is_a_space_in_forms_and_itself_in_bodies() -> None:
    """`+` means a space in a form, `%2B` a plus; in a query body it stays a plus."""
    assert protocol.read(Request("GET", "query=ASK+%2B")).text == "ASK +"
    assert protocol.read(post("application/sparql-query", b"ASK+")).text == "ASK+"


def test_graphs_are_named_in_the_address_or_the_form() -> None:
    """default-graph-uri and named-graph-uri may repeat, and keep their order."""
    graphs = "default-graph-uri=urn:b&default-graph-uri=urn:a&named-graph-uri=urn:n"
    direct = protocol.read(post("application/sparql-query", b"ASK {}", graphs))
    form = protocol.read(post("application/x-www-form-urlencoded", f"query=ASK&{graphs}".encode()))
    assert direct.default_graphs == form.default_graphs == ("urn:b", "urn:a")
    assert direct.named_graphs == form.named_graphs == ("urn:n",)


@pytest.mark.parametrize(("text", "seconds"), [("", None), ("7", 7.0), ("0.25", 0.25), ("999999", 999999.0)])
def test_a_request_may_bound_its_time(text: str, seconds: float | None) -> None:
    """timeout= is a number of seconds; without one the server's bound holds."""
    assert protocol.read(get(query="ASK {}", timeout=text)).timeout == seconds


def test_unknown_parameters_are_ignored() -> None:
    """Editors send ac=1 and more; it changes nothing."""
    assert protocol.read(get(query="ASK {}", ac="1", debug="on")) == protocol.read(get(query="ASK {}"))


def test_no_query_asks_for_the_description() -> None:
    """A request without a query has an empty text."""
    assert protocol.read(Request("GET")) == Operation()


@pytest.mark.parametrize(
    ("request_", "error", "status"),
    [
        (Request("PUT"), MethodError, 405),
        (Request("POST", "", "text/plain", b"ASK {}"), MediaTypeError, 415),
        (Request("POST", "", "", b"ASK {}"), MediaTypeError, 415),
        (Request("POST", "", f"{protocol.QUERY}; charset=UTF-16", b"ASK {}"), MediaTypeError, 415),
        (Request("POST", "", f'{protocol.FORM};a=b; Charset="latin1"', b"query=ASK"), MediaTypeError, 415),
        (Request("POST", "", "application/sparql-update", b"CLEAR ALL"), RefusedError, 403),
        (Request("POST", "", protocol.FORM, b"update=CLEAR+ALL"), RefusedError, 403),
        (Request("GET", "update=CLEAR+ALL"), RefusedError, 403),
        (Request("GET", "query=ASK&query=ASK"), QueryError, 400),
        (Request("GET", "query=%FF"), QueryError, 400),
        (Request("GET", "query=ASK&timeout=soon"), QueryError, 400),
        (Request("GET", "query=ASK&timeout=0"), QueryError, 400),
        (Request("GET", "query=ASK&timeout=-1"), QueryError, 400),
        (Request("GET", "query=ASK&timeout=nan"), QueryError, 400),
        (Request("GET", "query=ASK&timeout=1&timeout=2"), QueryError, 400),
        (Request("GET", "&".join("a=1" for _ in range(1001))), QueryError, 400),
        (Request("POST", "", protocol.QUERY, b"\xff"), QueryError, 400),
        (Request("POST", "query=ASK", protocol.QUERY, b"ASK {}"), QueryError, 400),
        (Request("GET", "query=" + "a" * (protocol.MAX_QUERY + 1)), TooLargeError, 413),
    ],
)
def test_refusals_have_their_class_and_status(
    request_: Request, error: type[DalilError], status: int
) -> None:
    """Each refusal is one error class with one status, and says what helps."""
    with pytest.raises(error) as refusal:
        protocol.read(request_)
    assert refusal.value.status == status
    assert refusal.value.remedy


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://x/> {} }",
        "SELECT * { SERVICE<http://x/>{} }",
        "SELECT * { SERVICE ?where {} }",
        "PREFIX : <http://x/> SELECT * { SERVICE:foo {} }",
        "PREFIX ex: <http://x/> SELECT * { SERVICEex:foo {} }",
        "SELECT * { SERVICE # here\n <http://x/> {} }",
        "SELECT * { \\u0053ERVICE <http://x/> {} }",
        'SELECT * { ?a ?p ?b FILTER(?a<?b#foo>"""\n) SERVICE <http://x/> {} #"""\n }',
        "SELECT * { ?a ?b 1SERVICE <http://x/> {} }",
    ],
)
def test_calls_to_other_servers_are_refused(query: str) -> None:
    """SERVICE is found in every disguise that the grammar allows."""
    with pytest.raises(RefusedError):
        protocol.refuse_federation(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?x { ?s ?p ?x }",
        "SELECT * { GRAPH ex:service { ?s ?p ?o } }",
        'SELECT * { ?s ?p "customer service: open" }',
        "SELECT * { ?s ex:services ?o . { ?o ?p ?q } }",
    ],
)
def test_the_word_service_alone_is_no_call(query: str) -> None:
    """Variables, names and texts may hold the word."""
    protocol.refuse_federation(query)


@pytest.mark.parametrize("unit", ["service", "service:-", "#service\n", "service<", "service ?x "])
def test_looking_for_calls_takes_bounded_time(unit: str) -> None:
    """A text made to be searched for ever is searched at once or refused as too large."""
    text = (unit * protocol.MAX_QUERY)[: protocol.MAX_QUERY - 1]
    with pytest.raises(TooLargeError):
        protocol.refuse_federation(text)
    protocol.refuse_federation(unit * 2000)


def test_a_query_is_readable_in_the_address_of_a_link() -> None:
    """An encoded operation leaves out what is empty."""
    assert protocol.encode(Operation("ASK {}")) == "query=" + quote("ASK {}").replace("%20", "+")
    assert re.fullmatch("[!-~]*", protocol.encode(Operation(QUERY)))
