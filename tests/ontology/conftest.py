"""The ontologies, their union and what Java finds in them, read once for all tests in this folder."""

import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph

from tests.ontology.reading import Ontology, ontology_files, union

JARS = Path(".tools/owlapi/mowl/lib")


@pytest.fixture(scope="session", params=ontology_files(), ids=lambda path: path.name)
def ontology(request: pytest.FixtureRequest) -> Ontology:
    """Each ontology file in turn."""
    return Ontology(request.param)


@pytest.fixture(scope="session")
def ontologies() -> list[Ontology]:
    """All ontology files."""
    return [Ontology(path) for path in ontology_files()]


@pytest.fixture(scope="session")
def merged(ontologies: list[Ontology]) -> Graph:
    """The triples of all ontologies together."""
    return union(ontologies)


@pytest.fixture(scope="session")
def findings(root: Path) -> dict[str, list[str]]:
    """What the OWL API's profile checker and HermiT print, by kind."""
    if not shutil.which("javac"):
        pytest.skip("a Java development kit, 17 or newer, is missing: install default-jdk-headless")
    if not (root / JARS).is_dir():
        pytest.skip(f"{JARS} is missing: make test installs it")
    gate = Path(__file__).parent / "Gate.java"
    command = ["java", "-cp", str(root / JARS / "*"), str(gate), *map(str, ontology_files())]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert run.returncode == 0, run.stderr
    found: dict[str, list[str]] = {}
    for line in run.stdout.splitlines():
        kind, _, text = line.partition("\t")
        found.setdefault(kind, []).append(text)
    return found
