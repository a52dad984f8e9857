"""Reading of OWL 2 functional syntax, as far as the test cases go that have no RDF/XML version."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from dalil.terms import OWL, RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, RDFS

Node: TypeAlias = NamedNode | BlankNode
Expression: TypeAlias = "str | tuple[str, list[Expression]]"

_TOKEN: Final = re.compile(
    r'"(?:[^"\\]|\\.)*"(?:\^\^(?:<[^>]*>|[\w.-]*:[\w.-]*))?|<[^>]*>|[\w.-]*:[\w.-]*|[\w-]+|[()=]'
)

_DECLARED: Final = {
    "Class": "Class",
    "ObjectProperty": "ObjectProperty",
    "DataProperty": "DatatypeProperty",
    "NamedIndividual": "NamedIndividual",
}
_TYPED: Final = {
    "TransitiveObjectProperty": "TransitiveProperty",
    "FunctionalDataProperty": "FunctionalProperty",
}
_BINARY: Final = {
    "SubClassOf": RDFS + "subClassOf",
    "DisjointClasses": OWL + "disjointWith",
    "ObjectPropertyDomain": RDFS + "domain",
    "ObjectPropertyRange": RDFS + "range",
    "DataPropertyRange": RDFS + "range",
    "DisjointObjectProperties": OWL + "propertyDisjointWith",
}


def triples(text: str) -> list[Triple]:
    """The RDF graph of an ontology, as OWL 2 Mapping to RDF Graphs (section 2) lays down.

    Raises KeyError for a construct that none of the cases needs.
    """
    reader = _Reader()
    for name, arguments in _expressions(iter(_TOKEN.findall(text))):
        reader.toplevel(name, arguments)
    return reader.found


@dataclass
class _Reader:
    """The triples found so far, the prefixes, and a supply of blank nodes."""

    found: list[Triple] = field(default_factory=list)
    prefixes: dict[str, str] = field(default_factory=dict)
    labels: Iterator[int] = field(default_factory=count)

    def toplevel(self, name: str, arguments: list[Expression]) -> None:
        """Reads one Prefix(…) or the Ontology(…)."""
        if name == "Prefix":
            prefix, _, iri = arguments
            self.prefixes[str(prefix)] = str(iri).strip("<>")
            return
        self.add(self.blank(), RDF_TYPE, NamedNode(OWL + "Ontology"))
        for axiom in arguments:
            self.axiom(*_parts(axiom))

    def axiom(self, name: str, arguments: list[Expression]) -> None:
        """Reads one axiom."""
        if name in _BINARY:
            left, right = map(self.node, arguments)
            self.add(left, _BINARY[name], right)
        elif name in _TYPED:
            self.add(self.node(arguments[0]), RDF_TYPE, NamedNode(OWL + _TYPED[name]))
        else:
            _AXIOMS[name](self, arguments)

    def node(self, expression: Expression) -> Node:
        """The IRI of a name, or the blank node of an expression."""
        if isinstance(expression, tuple):
            return _EXPRESSIONS[expression[0]](self, expression[1])
        if expression.startswith("<"):
            return NamedNode(expression.strip("<>"))
        prefix, _, local = expression.partition(":")
        return NamedNode(self.prefixes[prefix + ":"] + local)

    def literal(self, token: Expression) -> Literal:
        """The literal of a quoted token with a datatype."""
        text, _, datatype = str(token).rpartition("^^")
        kind = self.node(datatype)
        return Literal(text[1:-1], datatype=NamedNode(kind.value))

    def collection(self, items: list[Expression]) -> Node:
        """The head of an RDF list of the items."""
        if not items:
            return NamedNode(RDF_NIL)
        cell = self.blank()
        self.add(cell, RDF_FIRST, self.node(items[0]))
        self.add(cell, RDF_REST, self.collection(items[1:]))
        return cell

    def blank(self) -> BlankNode:
        """A blank node that stands nowhere else."""
        return BlankNode(f"f{next(self.labels)}")

    def add(self, subject: Node, predicate: str, value: Node | Literal) -> None:
        """Adds one triple."""
        self.found.append(Triple(subject, NamedNode(predicate), value))


def _expressions(tokens: Iterator[str]) -> Iterator[tuple[str, list[Expression]]]:
    for name in tokens:
        next(tokens)
        yield name, list(_arguments(tokens))


def _arguments(tokens: Iterator[str]) -> Iterator[Expression]:
    """The arguments up to the closing bracket, which is consumed."""
    pending: list[Expression] = []
    for word in iter(lambda: next(tokens), ")"):
        if word == "(":
            pending.append((str(pending.pop()), list(_arguments(tokens))))
        else:
            pending.append(word)
    yield from pending


def _parts(expression: Expression) -> tuple[str, list[Expression]]:
    """The name and the arguments of what must be an expression."""
    if isinstance(expression, str):
        raise TypeError(f"{expression} is a name")
    return expression


def _declaration(reader: _Reader, arguments: list[Expression]) -> None:
    kind, names = _parts(arguments[0])
    reader.add(reader.node(names[0]), RDF_TYPE, NamedNode(OWL + _DECLARED[kind]))


def _class_assertion(reader: _Reader, arguments: list[Expression]) -> None:
    kind, individual = arguments
    reader.add(reader.node(individual), RDF_TYPE, reader.node(kind))


def _data_assertion(reader: _Reader, arguments: list[Expression]) -> None:
    name, individual, value = arguments
    reader.add(reader.node(individual), reader.node(name).value, reader.literal(value))


def _below(reader: _Reader, arguments: list[Expression]) -> None:
    chain, name = arguments
    reader.add(reader.node(name), OWL + "propertyChainAxiom", reader.collection(_parts(chain)[1]))


def _one_of(reader: _Reader, arguments: list[Expression]) -> Node:
    node = reader.blank()
    reader.add(node, RDF_TYPE, NamedNode(OWL + "Class"))
    reader.add(node, OWL + "oneOf", reader.collection(arguments))
    return node


def _has_value(reader: _Reader, arguments: list[Expression]) -> Node:
    node = reader.blank()
    reader.add(node, RDF_TYPE, NamedNode(OWL + "Restriction"))
    reader.add(node, OWL + "onProperty", reader.node(arguments[0]))
    reader.add(node, OWL + "hasValue", reader.literal(arguments[1]))
    return node


_AXIOMS: Final[Mapping[str, Callable[[_Reader, list[Expression]], None]]] = {
    "Declaration": _declaration,
    "ClassAssertion": _class_assertion,
    "DataPropertyAssertion": _data_assertion,
    "SubObjectPropertyOf": _below,
}
_EXPRESSIONS: Final[Mapping[str, Callable[[_Reader, list[Expression]], Node]]] = {
    "ObjectOneOf": _one_of,
    "DataHasValue": _has_value,
}
