"""Every constraint that has a message is failed by a fixture of its own, and by that fixture alone."""

from functools import cache
from pathlib import Path

import pytest

from dalil.graph import parse
from dalil.graph.terms import Literal, NamedNode, Triple
from dalil.terms import RDFS, SH
from dalil.validate import gate
from dalil.validate.report import Report

ROOT = Path(__file__).parents[2]
SHAPES = sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))
FIXTURES = sorted((ROOT / "tests" / "fixtures" / "shapes").glob("*.ttl"))
CONFORMING = [path for path in FIXTURES if path.name.startswith("conforming.")]
FAILING = [path for path in FIXTURES if path not in CONFORMING]
MESSAGE = NamedNode(SH + "message")
LANGUAGES = {"ar", "en"}


def local(iri: str) -> str:
    """The part of an IRI after its last `#` or `/`."""
    return iri.rpartition("#")[2].rpartition("/")[2]


@cache
def shapes(file: Path) -> tuple[Triple, ...]:
    """The triples of a shape file."""
    return tuple(parse.triples(file))


@cache
def hierarchy() -> tuple[Triple, ...]:
    """The class hierarchy of the project's ontologies, which shapes may lean on."""
    files = sorted((ROOT / "ontology").glob("*.ttl"))
    below = NamedNode(RDFS + "subClassOf")
    found = [t for file in files for t in parse.triples(file) if t.predicate == below]
    return tuple(t for t in found if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode))


def constraints(file: Path) -> dict[str, str]:
    """Local name → IRI of the nodes in a shape file that carry a message."""
    found = {
        t.subject.value for t in shapes(file) if t.predicate == MESSAGE and isinstance(t.subject, NamedNode)
    }
    return {local(iri): iri for iri in found}


def all_constraints() -> dict[str, tuple[str, Path]]:
    """Local name → IRI and shape file of every node that carries a message."""
    return {name: (iri, file) for file in SHAPES for name, iri in constraints(file).items()}


def constraint_of(fixture: Path) -> str:
    """The local name of the constraint that a fixture fails: the longest that its name begins with."""
    names = [name for name in all_constraints() if fixture.stem.startswith(name)]
    return max(names, key=len, default="")


def validated(fixture: Path, file: Path) -> Report:
    """The report on a fixture, with the class hierarchy, by the shapes of one file."""
    return gate.check([*parse.triples(fixture), *hierarchy()], [file])


@pytest.mark.parametrize("file", SHAPES, ids=lambda path: path.stem)
def test_messages_stand_at_named_nodes_in_both_languages(file: Path) -> None:
    """Whatever has a message has an IRI to report it by, and says it once in Arabic and in English."""
    messages = [(t.subject, t.object) for t in shapes(file) if t.predicate == MESSAGE]
    assert messages
    for node in {node for node, _ in messages}:
        assert isinstance(node, NamedNode)
        tags = [text.language for found, text in messages if found == node and isinstance(text, Literal)]
        assert sorted(map(str, tags)) == sorted(LANGUAGES), node


def test_local_names_are_unique() -> None:
    """Two constraints never share a local name, so that a fixture's name says which it fails."""
    names = [name for file in SHAPES for name in constraints(file)]
    assert len(names) == len(set(names))


def test_each_constraint_has_a_fixture() -> None:
    """No constraint is there that no data has ever failed."""
    failed = {constraint_of(fixture) for fixture in FAILING}
    assert "" not in failed, "a fixture is named after no constraint"
    assert sorted(set(all_constraints()) - failed) == []


@pytest.mark.parametrize("fixture", FAILING, ids=lambda path: path.stem)
def test_a_fixture_fails_its_constraint_and_no_other(fixture: Path) -> None:
    """The data of each fixture violates the constraint in its name, and nothing else in that file."""
    iri, file = all_constraints()[constraint_of(fixture)]
    report = validated(fixture, file)
    assert not report.conforms
    assert {violation.shape for violation in report.violations} == {iri}, report.text("en")
    assert all(set(violation.message) == LANGUAGES for violation in report.violations)


@pytest.mark.parametrize("file", SHAPES, ids=lambda path: path.stem)
def test_sound_data_passes(file: Path) -> None:
    """Each shape file lets the data of its `conforming.<file>.ttl` pass."""
    fixture = ROOT / "tests" / "fixtures" / "shapes" / f"conforming.{file.name}"
    assert fixture in CONFORMING, f"write {fixture.name}: data that is right in all that {file.name} checks"
    report = validated(fixture, file)
    assert report.conforms, report.text("en")
