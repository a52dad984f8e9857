"""The dataset that clients see: disjoint parts, their union, and what GRAPH lists."""

from collections import Counter
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.graph.dataset import META, PARTS, Dataset, part_iri, scope_of
from dalil.graph.evaluate import evaluate, memory
from dalil.graph.terms import DefaultGraph, Literal, NamedNode, Triple

BASE = "https://example.org/"
NODES = st.sampled_from([NamedNode(BASE + letter) for letter in "abc"])
TRIPLES = st.builds(Triple, NODES, NODES, NODES)
SETS = st.sets(TRIPLES, max_size=6)
A = NamedNode(BASE + "a")
ONE, TWO = Triple(A, A, Literal("1")), Triple(A, A, Literal("2"))
CLAIM = BASE + "claim/1"
NAMES = (CLAIM, *(part_iri(BASE, name) for name in (*PARTS, META)))
LISTED = "SELECT ?g { GRAPH ?g { ?s ?p ?o } }"


@given(st.dictionaries(st.sampled_from(PARTS), SETS), SETS)
def test_parts_are_disjoint_and_the_default_graph_is_their_union(
    parts: dict[str, set[Triple]], claimed: set[Triple]
) -> None:
    """Whatever overlaps, each triple lies in one part, and the default graph holds each once."""
    dataset = Dataset.of(BASE, parts, {CLAIM: claimed}, ())
    listed = list(dataset.default())
    assert max(Counter(listed).values(), default=1) == 1
    assert set(listed) == set().union(*parts.values())
    assert set(listed) == {t for name in PARTS for t in dataset.parts[name]}
    stored = Counter(quad for quad in dataset.stored())
    assert max(stored.values(), default=1) == 1


def test_a_triple_stays_in_the_first_part_that_has_it() -> None:
    """What is asserted and also recorded or inferred counts as asserted."""
    dataset = Dataset.of(BASE, {"inferred": [ONE], "record": [ONE, TWO], "asserted": [ONE]}, {}, ())
    found = {name: dataset.parts[name] for name in PARTS if dataset.parts[name]}
    assert found == {"asserted": {ONE}, "record": {TWO}}


def test_stored_quads_are_default_parts_claims_and_meta() -> None:
    """A stored triple stands in the default graph and its part; its claim and meta have graphs."""
    dataset = Dataset.of(BASE, {"asserted": [ONE]}, {CLAIM: [ONE]}, [TWO])
    graphs = {(quad.triple, quad.graph_name) for quad in dataset.stored()}
    asserted, claim, meta = (
        NamedNode(iri) for iri in (part_iri(BASE, "asserted"), CLAIM, part_iri(BASE, META))
    )
    assert graphs == {(ONE, DefaultGraph()), (ONE, asserted), (ONE, claim), (TWO, meta)}


def listed(text: str) -> Counter[str]:
    """Graph IRI → how often a query over two triples in claim, part and meta lists it."""
    store = memory([])
    store.extend(Dataset.of(BASE, {"asserted": [ONE], "record": [TWO]}, {CLAIM: [ONE]}, [TWO]).stored())
    rows = evaluate(store, text, {}, scope_of(text, BASE, NAMES)).rows()
    return Counter(str(getattr(row["g"], "value", "")) for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX" + " " * 500_000,
        "PREFIX a:<" * 90_000,
        "BASE<" * 190_000,
        "".join(f"PREFIX a{n}:<{BASE}>" for n in range(20_000)) + ":graph/asserted " * 20_000,
        "".join(f"PREFIX a{n}:<http://rdfs.org/ns/void#>" for n in range(10_000)) + "b:c " * 50_000,
    ],
    ids=["spaces", "prefixes", "bases", "names", "vocabularies"],
)
def test_a_hostile_text_is_read_in_linear_time(text: str) -> None:
    """A query of half a million characters that only looks like a prologue takes no minutes."""
    began = process_time()
    assert scope_of(f"{text} GRAPH", BASE, NAMES).named
    assert process_time() - began < 10


@pytest.mark.parametrize(
    "text",
    [
        LISTED,
        f"PREFIX graph: <{BASE}graph/> {LISTED}",
        f"# see graph/asserted\n{LISTED}",
        "SELECT ?g { GRAPH ?g { ?s ?p ?o } FILTER(?s != <https://example.org/paragraph/asserted>) }",
    ],
    ids=["plain", "prefix", "comment", "paragraph"],
)
def test_graph_lists_no_triple_once_for_its_part(text: str) -> None:
    """A query that names no part sees claims and meta: each triple is listed once for its claim."""
    assert listed(text) == {CLAIM: 1, part_iri(BASE, META): 1}


@pytest.mark.parametrize(
    "head",
    [
        "SELECT ?g { VALUES ?g { <https://example.org/graph/record> }",
        "PREFIX graph: <https://example.org/graph/> SELECT ?g { VALUES ?g { graph:record }",
        r"PREFIX ex: <https://example.org/> SELECT ?g { VALUES ?g { ex:graph\/record }",
        "PREFIX : <https://example.org/graph/> SELECT ?g { VALUES ?g { :record }",
        "BASE <https://example.org/> SELECT ?g { VALUES ?g { <graph/record> }",
    ],
    ids=["full", "prefix", "escaped", "empty-prefix", "base"],
)
def test_a_part_that_is_named_is_seen(head: str) -> None:
    """However a query writes the IRI of a part, it sees that part."""
    assert listed(head + " GRAPH ?g { ?s ?p ?o } }") == {part_iri(BASE, "record"): 1}


def test_naming_one_part_shows_no_other() -> None:
    """A query that names one part still lists the triples of the others once, for their claims."""
    text = f"SELECT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{part_iri(BASE, 'record')}>) }}"
    assert listed(text) == {CLAIM: 1, part_iri(BASE, META): 1}


def test_a_dataset_clause_is_obeyed() -> None:
    """FROM NAMED in the query says which graphs there are, a part among them."""
    one = part_iri(BASE, "asserted")
    assert listed(f"SELECT ?g FROM NAMED <{one}> {{ GRAPH ?g {{ ?s ?p ?o }} }}") == {one: 1}
    assert listed(f"SELECT ?g FROM NAMED <{CLAIM}> {{ GRAPH ?g {{ ?s ?p ?o }} }}") == {CLAIM: 1}


def test_a_relative_name_is_below_the_base() -> None:
    """Without a BASE of its own a query that writes <graph/record> names the part of the project."""
    text = "SELECT ?s { GRAPH <graph/record> { ?s ?p ?o } }"
    scope = scope_of(text, BASE, NAMES)
    store = memory([], {part_iri(BASE, "record"): [ONE]})
    assert part_iri(BASE, "record") in (scope.named or ())
    assert len(evaluate(store, text, {}, scope, BASE).rows()) == 1


VOID = "PREFIX void: <http://rdfs.org/ns/void#>"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (f"{VOID} SELECT * {{ ?d void:triples ?n }}", True),
        ("PREFIX : <http://www.w3.org/ns/shacl#> SELECT * { [] :prefix ?p }", True),
        ("SELECT * { ?d <http://rdfs.org/ns/void#class> ?c }", True),
        (f"{VOID} SELECT * {{ ?s ?p ?o }}", False),
        (f"{VOID} SELECT * {{ GRAPH <{BASE}graph/meta> {{ ?d void:property ?p }} ?s ?p ?o }}", False),
        ("SELECT * { ?s <https://example.org/void#class> ?o }", False),
    ],
    ids=["prefix", "empty-prefix", "full", "declared-only", "named", "other"],
)
def test_a_query_about_the_dataset_is_asked_of_its_description(text: str, asked: bool) -> None:
    """A term of VoID or SHACL makes the description the default graph; a mere declaration does not."""
    assert scope_of(text, BASE, NAMES).default == ((part_iri(BASE, META),) if asked else None)
