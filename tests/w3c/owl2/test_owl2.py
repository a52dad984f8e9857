"""The closure against the W3C's OWL 2 test cases: those inside OWL 2 RL, under the RDF-Based Semantics."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from _pytest.mark import ParameterSet
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, Triple

from dalil.reason.closure import close
from tests.w3c import exclusions
from tests.w3c.owl2 import entailment, functional, manifest
from tests.w3c.owl2.manifest import Case
from tests.w3c.suites import OWL2, absent

pytestmark = pytest.mark.skipif(not OWL2.exists(), reason=absent(OWL2))

EXCLUDED: Final = exclusions.read(Path(__file__).with_name("exclusions.toml"))
"""Test type → test IRI → why no rule can decide it."""
SUITE: Final = "OWL 2 RL"
CASES: Final = manifest.cases(OWL2) if OWL2.exists() else []
NOT_FOR_A_REASONER: Final = frozenset({"TestCase", "ProfileIdentificationTest"})
"""The type of every case, and the tests of syntax: they ask in which profile an ontology lies."""


def is_consistent(case: Case) -> None:
    """No rule ends in false over the premises."""
    assert close(entailment.named(case.graph("Premise"))).clashes == ()


def is_inconsistent(case: Case) -> None:
    """Some rule ends in false over the premises."""
    assert close(entailment.named(case.graph("Premise"))).clashes != ()


def entails(case: Case) -> None:
    """The conclusion follows from the premises."""
    assert entailment.entails(_closed(case), case.graph("Conclusion"))


def does_not_entail(case: Case) -> None:
    """What does not follow from the premises is not derived."""
    assert not entailment.entails(_closed(case), case.graph("NonConclusion"))


HANDLERS: Final[Mapping[str, Callable[[Case], None]]] = {
    "ConsistencyTest": is_consistent,
    "InconsistencyTest": is_inconsistent,
    "PositiveEntailmentTest": entails,
    "NegativeEntailmentTest": does_not_entail,
}


def _closed(case: Case) -> frozenset[Triple]:
    premises = entailment.named(case.graph("Premise"))
    return premises | close(premises).inferred


def parameters() -> Iterator[ParameterSet]:
    """Each case with each of its types, and the marks by which the report knows them."""
    for case in CASES:
        for kind in sorted(case.types - NOT_FOR_A_REASONER):
            marks = [pytest.mark.w3c(case.iri, kind, SUITE)]
            if case.iri in EXCLUDED.get(kind, {}):
                marks.append(exclusions.mark(case.iri, EXCLUDED[kind][case.iri]))
            yield pytest.param(case, kind, id=f"{case.name}-{kind}", marks=marks)


@pytest.mark.parametrize(("case", "kind"), list(parameters()))
def test_a_case_is_decided_as_the_w3c_decided_it(case: Case, kind: str) -> None:
    """The closure of the premises shows what the type of the case says; an unknown type fails."""
    HANDLERS[kind](case)


def test_the_manifest_is_read_whole() -> None:
    """The 91 cases of the published manifest are there, and each asks what its types say."""
    kinds = [kind for case in CASES for kind in sorted(case.types)]
    found = {kind: kinds.count(kind) for kind in kinds}
    assert found == {
        "TestCase": 91,
        "ProfileIdentificationTest": 91,
        "ConsistencyTest": 76,
        "InconsistencyTest": 14,
        "PositiveEntailmentTest": 29,
        "NegativeEntailmentTest": 7,
    }


def test_exclusions_name_cases_of_the_suite() -> None:
    """Each exclusion is of a case that the manifest holds with that type."""
    known = {(kind, case.iri) for case in CASES for kind in case.types}
    assert {(kind, iri) for kind, listed in EXCLUDED.items() for iri in listed} <= known


def test_functional_syntax_is_read_as_its_rdf_version() -> None:
    """Where a case has its premises in both syntaxes and we know its constructs, both give the same graph."""
    both = [case.texts(role) for case in CASES for role in ("Premise", "Conclusion", "NonConclusion")]
    known = [texts for texts in both if {"rdfXml", "fs"} <= texts.keys() and _is_known(texts["fs"])]
    assert len(known) >= 4
    for texts in known:
        read = functional.triples(texts["fs"])
        assert _canonical(read) == _canonical(manifest.rdf_xml(texts["rdfXml"], manifest.TEST))


def _is_known(text: str) -> bool:
    try:
        functional.triples(text)
    except (KeyError, TypeError, ValueError):
        return False
    return True


def _canonical(triples: list[Triple]) -> Dataset:
    dataset = Dataset(Quad(*triple) for triple in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset
