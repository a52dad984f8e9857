"""SPARQL targets (SHACL Advanced Features, section 3.1), found by the store's engine.

rdflib takes a minute for queries that the store answers in milliseconds, so each target is replaced
by the nodes that it selects before pySHACL sees the shapes.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from dalil.errors import QueryError, SourceError
from dalil.graph.evaluate import evaluate, memory
from dalil.graph.terms import NamedNode, Resource, Term, Triple, resource
from dalil.terms import SH

_TARGET: Final = NamedNode(SH + "target")
_TARGET_NODE: Final = NamedNode(SH + "targetNode")


def resolved(shapes: Iterable[Triple], data: Iterable[Triple]) -> list[Triple]:
    """The shapes with sh:targetNode in place of each sh:target that has an sh:select.

    Raises SourceError where such a query is malformed.
    """
    known = list(shapes)
    targets = _Targets(known, data)
    found: list[Triple] = []
    for triple in known:
        if triple.predicate == _TARGET and targets.texts(triple.object, "select"):
            shape = resource(triple.subject)
            found += [Triple(shape, _TARGET_NODE, node) for node in targets.nodes(shape, triple.object)]
        else:
            found.append(triple)
    return found


class _Targets:
    """The targets described in a shapes graph, over data that they select from."""

    def __init__(self, shapes: Iterable[Triple], data: Iterable[Triple]) -> None:
        self._store = memory(data)
        self._values: dict[tuple[Term, str], list[Term]] = {}
        for subject, predicate, value in shapes:
            self._values.setdefault((subject, predicate.value), []).append(value)

    def nodes(self, shape: Resource, target: Term) -> list[Resource]:
        """What the target selects as ?this, sorted."""
        text = "\n".join([*self._prologue(target), *self.texts(target, "select")])
        try:
            rows = evaluate(self._store, text, {}).rows()
        except QueryError as error:
            raise SourceError(
                f"the target of {shape} is malformed: {error.message}", remedy="correct its sh:select"
            ) from error
        return sorted({resource(row["this"]) for row in rows if "this" in row}, key=str)

    def texts(self, subject: Term, name: str) -> list[str]:
        """The literals and IRIs that a SHACL property has as values, as text."""
        return [term.value for term in self._found(subject, name) if not isinstance(term, Triple)]

    def _found(self, subject: Term, name: str) -> list[Term]:
        return self._values.get((subject, SH + name), [])

    def _prologue(self, target: Term) -> Iterator[str]:
        for prefixes in self._found(target, "prefixes"):
            for declaration in self._found(prefixes, "declare"):
                pairs = zip(
                    self.texts(declaration, "prefix"), self.texts(declaration, "namespace"), strict=True
                )
                yield from (f"PREFIX {name}: <{namespace}>" for name, namespace in pairs)
