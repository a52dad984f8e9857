"""Grounds: where what was given comes from, a claim, a record or an axiom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dalil.files import Project
from dalil.graph import parse
from dalil.graph.terms import Triple
from dalil.reason.explained import statement_of
from dalil.reason.proof import Proof, Statement
from dalil.terms import RDF_FIRST, RDF_REST

CELLS = (f"<{RDF_FIRST}>", f"<{RDF_REST}>")
"""Predicates of the cells of a list, which belong to the axiom that names the list."""
GROUNDS = ("asserted", "record", "ontology")
"""The parts of a dataset that are reasoned over."""
KINDS: Mapping[str, str] = {"asserted": "claim", "record": "record", "ontology": "axiom"}
"""Part → what a premise in it is called."""


@dataclass(frozen=True)
class Ground:
    """The kind of a premise (`claim`, `record` or `axiom`), the claims that state it, and its file:line.

    The place is empty for a claim, and where the files have changed since they were built.
    """

    kind: str
    claims: tuple[str, ...] = ()
    place: str = ""


class Grounds:
    """The premises of a generation with their grounds."""

    def __init__(
        self,
        parts: Mapping[str, Iterable[Triple]],
        claims: Mapping[Statement, tuple[str, ...]],
        places: Mapping[Statement, str],
    ) -> None:
        self._kinds = {statement_of(t): KINDS[part] for part in GROUNDS for t in parts[part]}
        self._claims = claims
        self._places = places

    def __contains__(self, statement: object) -> bool:
        return statement in self._kinds

    def of(self, statement: Statement) -> Ground:
        """The ground of a premise."""
        kind = self._kinds[statement]
        if kind == "claim":
            return Ground(kind, self._claims[statement])
        return Ground(kind, place=self._places.get(statement, ""))


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
