"""What a validation found: readable for people, and RDF for clients."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dalil.graph.terms import Literal, NamedNode, Resource, Term, Triple, triple
from dalil.terms import DALIL, RDF_TYPE, SH

_REPORTS: Final = DALIL.removesuffix("ns#") + "report/"
_EXPRESSION: Final = ("<", "^", "(")
_FALLBACK: Final = ("en", "ar", "")


@dataclass(frozen=True)
class Violation:
    """One result of a validation.

    `path` is an IRI, a SPARQL property path, or empty for the focus node itself. `shape` is the
    node that carries the message: a property shape, a node shape or a SPARQL constraint.
    `message` maps a language tag, or the empty string, to the text.
    """

    focus: Resource | Literal
    path: str
    value: Term | None
    shape: str
    severity: str
    message: Mapping[str, str]
    component: str

    def text(self, language: str) -> str:
        """One line: the focus node, what is wrong and how to mend it, the value, the shape."""
        known = (self.message[tag] for tag in (language, *_FALLBACK) if tag in self.message)
        said = next(known, " ".join(self.message.values()))
        value = "" if self.value in {None, self.focus} else f" ⟨{self.value}⟩"
        return " ".join(f"{self.focus}{value}: {said} [{self.shape}]".split())


@dataclass(frozen=True)
class Report:
    """Whether data conforms to shapes, the violations in a fixed order, and both as RDF."""

    conforms: bool
    violations: tuple[Violation, ...]
    graph: tuple[Triple, ...]

    def text(self, language: str) -> str:
        """A line for each violation, empty when there is none."""
        return "\n".join(violation.text(language) for violation in self.violations)


def report(violations: Iterable[Violation]) -> Report:
    """The report on those violations, each counted once."""
    ordered = tuple(sorted({repr(v): v for v in violations}.values(), key=_order))
    digest = hashlib.sha256("\n".join(map(repr, ordered)).encode()).hexdigest()[:16]
    graph = sorted(_graph(f"{_REPORTS}{digest}", ordered), key=str)
    return Report(not ordered, ordered, tuple(graph))


def _order(violation: Violation) -> tuple[str, ...]:
    parts = (violation.shape, violation.focus, violation.path, violation.value, violation.message)
    return tuple(map(str, parts))


def _graph(iri: str, violations: Sequence[Violation]) -> Iterator[Triple]:
    """The report of section 3.6 of SHACL; its nodes have IRIs, so that it can be served.

    A path that is more than one property has no IRI and is left out.
    """
    node = NamedNode(iri)
    yield triple(node, RDF_TYPE, SH + "ValidationReport")
    yield triple(node, SH + "conforms", Literal(not violations))
    for number, violation in enumerate(violations, start=1):
        found = NamedNode(f"{iri}#result-{number}")
        yield triple(node, SH + "result", found)
        yield from _result(found, violation)


def _result(node: NamedNode, violation: Violation) -> Iterator[Triple]:
    yield triple(node, RDF_TYPE, SH + "ValidationResult")
    yield triple(node, SH + "focusNode", violation.focus)
    yield triple(node, SH + "sourceShape", violation.shape)
    yield triple(node, SH + "resultSeverity", violation.severity)
    yield triple(node, SH + "sourceConstraintComponent", violation.component)
    if violation.value is not None:
        yield triple(node, SH + "value", violation.value)
    if violation.path and not violation.path.startswith(_EXPRESSION):
        yield triple(node, SH + "resultPath", violation.path)
    for tag, text in violation.message.items():
        yield triple(node, SH + "resultMessage", Literal(text, language=tag or None))
