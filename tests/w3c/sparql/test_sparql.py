"""The W3C's SPARQL tests over HTTP, against servers in plain mode that hold all their data."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from _pytest.mark import ParameterSet
from pyoxigraph import RdfFormat, serialize

from tests.w3c import exclusions
from tests.w3c.sparql import evaluation, manifest, messages
from tests.w3c.sparql.bare import Bare
from tests.w3c.sparql.manifest import Case
from tests.w3c.sparql.server import Endpoint, serving
from tests.w3c.suites import SPARQL, absent

pytestmark = pytest.mark.skipif(not SPARQL.exists(), reason=absent(SPARQL))

EXCLUDED: Final = exclusions.read(Path(__file__).with_name("exclusions.toml"))
"""Whose doing it is (`store`, `decision`) → test IRI → why the test is not passed."""
REASONS: Final = {iri: reason for listed in EXCLUDED.values() for iri, reason in listed.items()}
SUITES: Final = {
    "sparql10": SPARQL / "sparql10" / "manifest.ttl",
    "sparql11": SPARQL / "sparql11" / "manifest-all.ttl",
    "sparql12": SPARQL / "sparql12" / "manifest.ttl",
}
CASES: Final = {name: list(manifest.cases(path)) for name, path in SUITES.items() if path.exists()}
QUERIED: Final = {s: [case for case in found if case.concern == "query"] for s, found in CASES.items()}
HANDLERS: Final[Mapping[str, Callable[[Case, Endpoint], None]]] = {
    **evaluation.HANDLERS,
    **messages.HANDLERS,
}


def of(kind: str) -> list[Case]:
    """The tests of one type."""
    return [case for found in QUERIED.values() for case in found if case.kind == kind]


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """A server over every file that a test queries, and over the graphs of the protocol tests."""
    folder = tmp_path_factory.mktemp("sparql")
    serialize(messages.protocol_data(of("ProtocolTest")), folder / "protocol.nq", format=RdfFormat.N_QUADS)
    evaluated = [*of("QueryEvaluationTest"), *of("CSVResultFormatTest")]
    files = {manifest.path(iri) for case in evaluated for iri in evaluation.files(case)}
    with serving(folder, [folder / "protocol.nq", *sorted(files)]) as found:
        yield found


@pytest.fixture(scope="session")
def graph_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """A server over what the graph store tests write before they read."""
    folder = tmp_path_factory.mktemp("graph-store")
    quads = messages.initial(of("GraphStoreProtocolTest"))
    serialize(quads, folder / "initial.nq", format=RdfFormat.N_QUADS)
    with serving(folder, [folder / "initial.nq"]) as found:
        yield found


def parameters() -> Iterator[ParameterSet]:
    """Each test that is asked, and the marks by which the report knows it."""
    for suite, case in ((suite, case) for suite, found in QUERIED.items() for case in found):
        marks = [pytest.mark.w3c(case.iri, case.asked, case.suite)]
        if case.iri in REASONS:
            marks.append(exclusions.mark(case.iri, REASONS[case.iri]))
        yield pytest.param(case, id=f"{suite}-{case.name}", marks=marks)


@pytest.mark.parametrize("case", list(parameters()))
def test_a_test_of_the_w3c_is_passed(case: Case, request: pytest.FixtureRequest) -> None:
    """The server does what the type of the test says; an unknown type fails."""
    needed = "graph_store" if case.kind == "GraphStoreProtocolTest" else "endpoint"
    HANDLERS[case.kind](case, request.getfixturevalue(needed))


def _at_fault() -> Iterator[ParameterSet]:
    for suite, found in QUERIED.items():
        for case in found:
            if case.iri in EXCLUDED["store"]:
                yield pytest.param(case, id=f"{suite}-{case.name}")


@pytest.mark.parametrize("case", list(_at_fault()))
def test_the_store_alone_fails_too(case: Case) -> None:
    """What is laid to the store, the store gets wrong without any code of ours."""
    with pytest.raises(AssertionError):
        evaluation.HANDLERS[case.kind](case, Bare())


def test_exclusions_name_tests_of_the_suites() -> None:
    """Each exclusion is of a test that is run."""
    assert set(REASONS) <= {case.iri for found in QUERIED.values() for case in found}


def test_the_manifests_are_read_whole() -> None:
    """The tests of the published manifests are there, by what they are about and their type."""
    found = Counter((suite, case.concern) for suite, cases in CASES.items() for case in cases)
    assert found == {
        ("sparql10", "query"): 482,
        ("sparql11", "query"): 391,
        ("sparql11", "update"): 157,
        ("sparql11", "entailment"): 70,
        ("sparql11", "federation"): 7,
        ("sparql12", "query"): 246,
        ("sparql12", "update"): 23,
    }
