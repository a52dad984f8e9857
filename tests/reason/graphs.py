"""Small random graphs for Hypothesis: facts and axioms of every kind that OWL 2 RL/RDF rules read."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dalil.graph.terms import Literal, NamedNode, Term, Triple
from dalil.terms import OWL, RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, RDFS, XSD, XSD_INTEGER
from tests.reason.statements import named

Graph: TypeAlias = frozenset[Triple]
Strategy: TypeAlias = st.SearchStrategy[list[Triple]]

RANDOM: Final = settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
"""Two hundred graphs, the same in each run, however long each takes."""


def number(text: str, datatype: str = XSD_INTEGER) -> Literal:
    """A typed literal."""
    return Literal(text, datatype=NamedNode(datatype))


THINGS: Final = [named(name) for name in "abcd"]
CLASSES: Final = [named(name) for name in "ABC"]
PROPERTIES: Final = [named(name) for name in "pqr"]
DATA: Final = [named(name) for name in "vw"]
VALUES: Final = [number("7"), number("8"), Literal("7"), Literal("un", language="fr")]
COUNTS: Final = [number(text, XSD + "nonNegativeInteger") for text in "012"]

thing, kind, link = st.sampled_from(THINGS), st.sampled_from(CLASSES), st.sampled_from(PROPERTIES)
wide_kind = st.sampled_from([*CLASSES, NamedNode(OWL + "Thing"), NamedNode(OWL + "Nothing")])
data = st.sampled_from(DATA)
_datatype = st.sampled_from([NamedNode(XSD_INTEGER), NamedNode(XSD + "string")])
_value: Final[st.SearchStrategy[Term]] = st.sampled_from([*VALUES, number("seven")])
_counts: Final[st.SearchStrategy[Term]] = st.sampled_from(COUNTS)


def collection(items: Sequence[Term], label: str) -> tuple[NamedNode, list[Triple]]:
    """The head and the cells of an RDF list whose cells have names, so that conclusions compare."""
    cells = [named(f"{label}{k}") for k in range(len(items))] + [NamedNode(RDF_NIL)]
    triples = [Triple(cell, NamedNode(RDF_FIRST), item) for cell, item in zip(cells, items, strict=False)]
    links = [Triple(cell, NamedNode(RDF_REST), after) for cell, after in pairwise(cells)]
    return cells[0], triples + links


def _simple(subject: st.SearchStrategy[NamedNode], iri: str, found: st.SearchStrategy[Term]) -> Strategy:
    return st.builds(lambda s, o: [Triple(s, NamedNode(iri), o)], subject, found)


def _typed(subject: st.SearchStrategy[NamedNode], names: Sequence[str]) -> Strategy:
    return _simple(subject, RDF_TYPE, st.sampled_from([NamedNode(OWL + name) for name in names]))


def _listed(
    subject: st.SearchStrategy[NamedNode], names: Sequence[str], items: st.SearchStrategy[NamedNode]
) -> Strategy:
    """An axiom whose object is a list of one to three members."""

    def build(node: NamedNode, name: str, members: list[NamedNode]) -> list[Triple]:
        label = f"{node.value.rpartition('/')[2]}-{name}-" + "".join(m.value[-1] for m in members)
        head, cells = collection(members, label)
        return [Triple(node, NamedNode(OWL + name), head), *cells]

    return st.builds(build, subject, st.sampled_from(names), st.lists(items, min_size=1, max_size=3))


def _group(kind_name: str, names: Sequence[str], items: st.SearchStrategy[NamedNode]) -> Strategy:
    """An axiom that is a node of its own, such as owl:AllDisjointClasses."""
    node = named(kind_name)
    declared = Triple(node, NamedNode(RDF_TYPE), NamedNode(OWL + kind_name))
    return _listed(st.just(node), names, items).map(lambda triples: [declared, *triples])


def _restriction(
    name: str, fillers: st.SearchStrategy[Term], properties: st.SearchStrategy[NamedNode] = link
) -> Strategy:
    """A restriction on a property that is one of the classes, so that members meet it."""

    def build(node: NamedNode, prop: NamedNode, filler: Term) -> list[Triple]:
        return [
            Triple(node, NamedNode(OWL + "onProperty"), prop),
            Triple(node, NamedNode(OWL + name), filler),
        ]

    return st.builds(build, kind, properties, fillers)


def _qualified(triples: list[Triple], filler: NamedNode) -> list[Triple]:
    return [*triples, Triple(triples[0].subject, NamedNode(OWL + "onClass"), filler)]


_fact = st.one_of(
    st.builds(lambda s, p, o: [Triple(s, p, o)], thing, link, thing),
    _simple(thing, RDF_TYPE, wide_kind),
)
_schema = st.one_of(
    _simple(kind, RDFS + "subClassOf", wide_kind),
    _simple(kind, OWL + "equivalentClass", kind),
    _simple(kind, OWL + "disjointWith", kind),
    _simple(kind, OWL + "complementOf", kind),
    _simple(link, RDFS + "subPropertyOf", link),
    _simple(link, OWL + "equivalentProperty", link),
    _simple(link, OWL + "propertyDisjointWith", link),
    _simple(link, OWL + "inverseOf", link),
    _simple(link, RDFS + "domain", wide_kind),
    _simple(link, RDFS + "range", wide_kind),
    _typed(kind, ["Class"]),
    _typed(link, ["ObjectProperty", "DatatypeProperty", "SymmetricProperty", "TransitiveProperty"]),
    _typed(link, ["FunctionalProperty", "InverseFunctionalProperty"]),
    _typed(link, ["IrreflexiveProperty", "AsymmetricProperty"]),
)
_lists = st.one_of(
    _listed(kind, ["intersectionOf", "unionOf"], kind),
    _listed(kind, ["oneOf"], thing),
    _listed(link, ["propertyChainAxiom"], link),
    _listed(kind, ["hasKey"], st.sampled_from([*PROPERTIES, *DATA])),
    _group("AllDisjointClasses", ["members"], kind),
    _group("AllDisjointProperties", ["members"], link),
    _group("AllDifferent", ["members", "distinctMembers"], thing),
)
_restrictions = st.one_of(
    _restriction("someValuesFrom", wide_kind),
    _restriction("allValuesFrom", wide_kind),
    _restriction("hasValue", thing),
    _restriction("maxCardinality", _counts),
    st.builds(_qualified, _restriction("maxQualifiedCardinality", _counts), wide_kind),
)
_equalities = st.one_of(
    _simple(thing, OWL + "sameAs", thing),
    _simple(kind, OWL + "sameAs", kind),
    _simple(link, OWL + "sameAs", link),
    _simple(thing, OWL + "differentFrom", thing),
)

_values = st.one_of(
    st.builds(lambda s, p, o: [Triple(s, p, o)], thing, data, _value),
    _simple(data, RDFS + "subPropertyOf", data),
    _simple(data, OWL + "equivalentProperty", data),
    _simple(data, OWL + "propertyDisjointWith", data),
    _simple(data, OWL + "sameAs", data),
    _simple(data, RDFS + "domain", wide_kind),
    _simple(data, RDFS + "range", _datatype),
    _typed(data, ["DatatypeProperty", "FunctionalProperty"]),
    _restriction("hasValue", _value, data),
    _restriction("someValuesFrom", _datatype, data),
    _restriction("allValuesFrom", _datatype, data),
    _restriction("maxCardinality", _counts, data),
)
"""Data properties hold values alone: what owlrl does where a value equals a thing is another matter."""


def _flat(parts: Sequence[Sequence[list[Triple]]]) -> Graph:
    return frozenset(triple for part in parts for triples in part for triple in triples)


def has_key(graph: Graph) -> bool:
    """Whether a graph has a key, on which owlrl is unsound."""
    return any(triple.predicate.value == OWL + "hasKey" for triple in graph)


graphs: Final[st.SearchStrategy[Graph]] = st.tuples(
    st.lists(_fact, min_size=1, max_size=8),
    st.lists(_schema, max_size=5),
    st.lists(st.one_of(_lists, _restrictions), max_size=3),
    st.lists(_equalities, max_size=2),
    st.lists(_values, max_size=4),
).map(_flat)
"""Graphs of some twenty triples, in which classes, properties and things meet often."""

_alike = st.one_of(
    _simple(thing, OWL + "sameAs", _value),
    st.builds(lambda s, p, o: [Triple(s, p, o)], thing, link, _value),
    st.builds(lambda s, p, o: [Triple(s, p, o)], thing, data, thing),
    _typed(link, ["FunctionalProperty"]),
    _simple(link, RDFS + "range", _datatype),
    _simple(thing, RDF_TYPE, _datatype),
)

mixed_graphs: Final[st.SearchStrategy[Graph]] = st.tuples(
    graphs, st.lists(_alike, min_size=1, max_size=4)
).map(lambda parts: parts[0] | _flat([parts[1]]))
"""Such graphs in which a thing and a value may be the same."""

facts: Final = st.one_of(_fact, _fact, _equalities, _values, _alike)
"""What data say, a few triples at most."""
axioms: Final = st.one_of(_schema, _lists, _restrictions)
"""What a schema says, with the cells of its lists."""


def equal(things: Sequence[NamedNode]) -> list[Triple]:
    """That each thing is the same as the next."""
    return [Triple(one, NamedNode(OWL + "sameAs"), other) for one, other in pairwise(things)]
