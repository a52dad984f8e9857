"""Grounds: where what was given comes from, a claim, a record or an axiom; in plain mode, a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote

from dalil.files import Project
from dalil.graph import parse
from dalil.graph.dataset import part_iri
from dalil.graph.terms import Triple
from dalil.reason.explained import statement_of
from dalil.reason.proof import Proof, Statement
from dalil.terms import RDF_FIRST, RDF_REST

CELLS = (f"<{RDF_FIRST}>", f"<{RDF_REST}>")
"""Predicates of the cells of a list, which belong to the axiom that names the list."""
KINDS: Mapping[str, str] = {"asserted": "claim", "record": "record", "ontology": "axiom"}
"""Part → what a premise in it is called."""
GROUNDS = tuple(KINDS)
"""The parts of a dataset that are reasoned over."""


@dataclass(frozen=True)
class Ground:
    """The kind of a premise, the claims that state it or the graph that has it, and its file:line.

    The place is empty for a claim, and where the files have changed since they were built.
    """

    kind: str
    claims: tuple[str, ...] = ()
    graph: str = ""
    place: str = ""


class Grounds(Protocol):
    """The premises with their grounds, whose kinds are `kinds`."""

    @property
    def kinds(self) -> Sequence[str]:
        """What premises are called here."""

    def __contains__(self, statement: object) -> bool:
        """Whether a statement is a premise."""

    def of(self, statement: Statement) -> Ground:
        """The ground of a premise."""


class ProjectGrounds:
    """The premises of a generation with their grounds: a `claim`, a `record` or an `axiom`."""

    kinds = tuple(KINDS.values())

    def __init__(
        self,
        base: str,
        parts: Mapping[str, Iterable[Triple]],
        claims: Mapping[Statement, tuple[str, ...]],
        places: Mapping[Statement, str],
    ) -> None:
        self._base = base
        self._parts = {statement_of(t): part for part in GROUNDS for t in parts[part]}
        self._claims = claims
        self._places = places

    def __contains__(self, statement: object) -> bool:
        return statement in self._parts

    def of(self, statement: Statement) -> Ground:
        """The ground of a premise."""
        part = self._parts[statement]
        if part == "asserted":
            return Ground(KINDS[part], self._claims[statement])
        return Ground(KINDS[part], (), part_iri(self._base, part), self._places.get(statement, ""))


class FileGrounds:
    """The files that premises stand in; `graphs` are the IRIs of the graphs that state a triple."""

    kinds = ("given",)

    def __init__(self, graphs: Callable[[Statement], Sequence[str]]) -> None:
        self._graphs = graphs

    def __contains__(self, statement: object) -> bool:
        return isinstance(statement, Statement) and bool(self._graphs(statement))

    def of(self, statement: Statement) -> Ground:
        """The first file that states a premise."""
        graph = self._graphs(statement)[0]
        return Ground("given", (), graph, unquote(graph.rpartition("/")[2]))


def premises(proof: Proof) -> list[Proof]:
    """The premises of a last step that are told: not the cells of lists, which their axiom tells."""
    return [p for p in proof.premises if not (p.conclusion and p.conclusion.predicate in CELLS)]


def places(project: Project) -> dict[Statement, str]:
    """Where the files state records and axioms: statement → file:line; blank nodes have no name to find."""
    return {
        statement_of(quad.triple): f"{path.name}:{line}"
        for path in [*project.records(), *project.ontologies()]
        for line, quad in parse.quads(path)
    }
