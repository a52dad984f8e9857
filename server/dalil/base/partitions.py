"""What a query editor completes from: how many triples each class has by property (VoID 4.4)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from dalil import terms
from dalil.graph.terms import Literal, NamedNode, Resource, Term, Triple, integer, triple, value

_UNSAID = frozenset({terms.RDF_TYPE, terms.OWL + "sameAs"})
"""Properties that every thing has, or that a class partition says already."""


class Partitions:
    """The things of the classes of some vocabularies, counted by class, property, and class of the value.

    `spaces` are the namespaces of the vocabularies; classes and superclasses elsewhere are left out.
    """

    def __init__(self, triples: Iterable[Triple], spaces: tuple[str, ...]) -> None:
        held = list(triples)
        self._spaces = spaces
        self._classes = self._typed(held)
        above = _superclasses(held)
        self._nearest = {node: _nearest(found, above) for node, found in self._classes.items()}
        self.entities = Counter(name for found in self._classes.values() for name in found)
        self.triples: Counter[tuple[str, str]] = Counter()
        self.values: set[tuple[str, str, str]] = set()
        for one in held:
            self._count(one)

    def _typed(self, triples: Iterable[Triple]) -> dict[Term, frozenset[str]]:
        found: dict[Term, set[str]] = {}
        for one in triples:
            if one.predicate.value == terms.RDF_TYPE and value(one.object).startswith(self._spaces):
                found.setdefault(one.subject, set()).add(value(one.object))
        return {node: frozenset(names) for node, names in found.items()}

    def _count(self, one: Triple) -> None:
        name = one.predicate.value
        if name in _UNSAID:
            return
        kinds = _datatype(one.object) or self._nearest.get(one.object, frozenset())
        for above in self._classes.get(one.subject, ()):
            self.triples[above, name] += 1
            self.values.update((above, name, kind) for kind in kinds)


def _superclasses(triples: Iterable[Triple]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in triples:
        if one.predicate.value == terms.RDFS + "subClassOf" and one.subject != one.object:
            found.setdefault(value(one.subject), set()).add(value(one.object))
    return found


def _nearest(classes: frozenset[str], above: Mapping[str, set[str]]) -> frozenset[str]:
    """The classes that are above no other of them; equivalent ones all stay away, or all stay."""
    covered = {over for name in classes for over in above.get(name, ()) if name not in above.get(over, ())}
    return classes - covered


def _datatype(term: Term) -> frozenset[str]:
    return frozenset({term.datatype.value}) if isinstance(term, Literal) else frozenset()


def describe(found: Partitions, dataset: str, graph: str) -> Iterator[Triple]:
    """The partitions of the dataset as VoID, sorted; their IRIs are fragments of the IRI of a graph."""
    parts = {name: NamedNode(f"{graph}#class-{n}") for n, name in enumerate(sorted(found.entities))}
    for name, part in parts.items():
        yield triple(NamedNode(dataset), terms.VOID + "classPartition", part)
        yield triple(part, terms.VOID + "class", name)
        yield triple(part, terms.VOID + "entities", integer(found.entities[name]))
    kinds: dict[tuple[str, str], list[str]] = {}
    for above, name, kind in sorted(found.values):
        kinds.setdefault((above, name), []).append(kind)
    for n, ((above, name), count) in enumerate(sorted(found.triples.items())):
        part = NamedNode(f"{graph}#property-{n}")
        yield triple(parts[above], terms.VOID + "propertyPartition", part)
        yield triple(part, terms.VOID + "property", name)
        yield triple(part, terms.VOID_TRIPLES, integer(count))
        yield from _values(part, kinds.get((above, name), ()), parts)


def _values(part: Resource, kinds: Iterable[str], classes: Mapping[str, NamedNode]) -> Iterator[Triple]:
    """What the values of a property are: classes of things, datatypes of literals (VoID extension of LDF)."""
    for n, kind in enumerate(kinds):
        name = "class" if kind in classes else "datatype"
        node = NamedNode(f"{value(part)}-{n}")
        space = terms.VOID if kind in classes else terms.VOID_EXT
        yield triple(part, f"{space}{name}Partition", node)
        yield triple(node, space + name, kind)
