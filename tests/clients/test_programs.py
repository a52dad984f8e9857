"""Programs of others: curl, Comunica, pyLODE, and the OWL API as Protégé uses it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.clients.conftest import BASE
from tests.conftest import ROOT

SEAT = f"SELECT ?place {{ <{BASE}id/city-library> <{BASE}ontology#seat> ?place }}"
COMUNICA = Path(__file__).parent / "node_modules" / ".bin"
PYLODE = ROOT / ".tools" / "clients" / "bin" / "pylode"
JARS = ROOT / ".tools" / "owlapi" / "mowl" / "lib"
SECONDS = 120


def comunica_rows(folder: Path, source: str, query: str) -> list[dict[str, str]]:
    """The solutions that Comunica finds in a source."""
    run = ran(str(folder / "comunica-sparql"), source, query, "-t", "application/json")
    assert run.returncode == 0, run.stderr
    rows: list[dict[str, str]] = json.loads(run.stdout)
    return rows


def ran(*command: str) -> subprocess.CompletedProcess[str]:
    """What a program printed and returned."""
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)


@pytest.fixture(scope="session")
def curl() -> str:
    """The command curl."""
    if not shutil.which("curl"):
        pytest.skip("curl is missing: install it")
    return "curl"


@pytest.fixture(scope="session")
def comunica() -> Path:
    """The folder of Comunica's commands."""
    if not COMUNICA.is_dir():
        pytest.skip("Comunica is missing: install npm, and make test fetches it")
    return COMUNICA


@pytest.fixture(scope="session")
def pylode() -> str:
    """The command pylode."""
    if not PYLODE.exists():
        pytest.skip("pyLODE is missing: make test installs it")
    return str(PYLODE)


@pytest.fixture(scope="session")
def loader() -> list[str]:
    """The command that opens an ontology by the OWL API."""
    if not shutil.which("javac") or not JARS.is_dir():
        pytest.skip("Java or the OWL API is missing: install default-jdk-headless, and make test fetches it")
    return ["java", "-cp", str(JARS / "*"), str(Path(__file__).parent / "Load.java")]


def test_curl_follows_a_thing_to_its_document(curl: str, server: str) -> None:
    """`curl -L` with an Accept header ends at Turtle, with exit code 0."""
    run = ran(curl, "-sSfL", "-H", "Accept: text/turtle", f"{server}/id/city-library")
    assert (run.returncode, run.stderr) == (0, "")
    assert "city-library> a" in run.stdout or "id:city-library a" in run.stdout


def test_curl_fails_where_the_server_refuses(curl: str, server: str) -> None:
    """`curl -f` has the exit code 22 for a malformed query, and says the status."""
    run = ran(curl, "-sSf", "--data-urlencode", "query=SELECT", f"{server}/sparql")
    assert (run.returncode, "400" in run.stderr) == (22, True)


def test_curl_resumes_a_dump(curl: str, server: str, tmp_path: Path) -> None:
    """`curl -C -` fetches the rest of a dump that broke off; the file is what a whole download gives."""
    whole, part = tmp_path / "whole.nq", tmp_path / "part.nq"
    assert ran(curl, "-sSf", "-o", str(whole), f"{server}/dump.nq").returncode == 0
    part.write_bytes(whole.read_bytes()[:5000])
    assert ran(curl, "-sSf", "-C", "-", "-o", str(part), f"{server}/dump.nq").returncode == 0
    assert part.read_bytes() == whole.read_bytes()


def test_curl_reads_what_is_compressed(curl: str, server: str) -> None:
    """`curl --compressed` gives the same bytes as without, after fewer on the wire."""
    address = f"{server}/dump.ttl"
    plain = ran(curl, "-sSf", "-w", "%{size_download}", address).stdout
    packed = ran(curl, "-sSf", "--compressed", "-w", "%{size_download}", address).stdout
    text, size = packed.rsplit("\n", 1)
    assert plain.rsplit("\n", 1)[0] == text
    assert int(size) < int(plain.rsplit("\n", 1)[1]) / 2


@pytest.mark.parametrize("source", ["{}/sparql", "file@{}/doc/city-library", "file@{}/dump.trig"])
def test_comunica_finds_a_seat(comunica: Path, server: str, source: str) -> None:
    """The endpoint, the document of a thing and a dump are sources for Comunica, each by its address."""
    rows = comunica_rows(comunica, source.format(server), SEAT)
    assert rows == [{"place": f"{BASE}id/great-square"}]


def test_comunica_reads_the_service_description(comunica: Path, server: str) -> None:
    """Prefixes are found in the description of the service too, where editors look next."""
    query = (Path(__file__).parent / "queries" / "editor-prefixes.rq").read_text("utf-8")
    rows = comunica_rows(comunica, f"file@{server}/sparql", query)
    assert any(row["prefix"].startswith('"ex"') for row in rows)


def test_pylode_documents_the_ontology(pylode: str, server: str, tmp_path: Path) -> None:
    """pyLODE opens the address of the ontology, and its page names the classes."""
    page = tmp_path / "ontology.html"
    run = ran(pylode, f"{server}/ontology", "-o", str(page))
    assert run.returncode == 0, run.stderr
    assert "A body that lends books." in page.read_text("utf-8")


@pytest.mark.java
@pytest.mark.parametrize("path", ["ontology", "ns"])
def test_the_owl_api_opens_the_ontology(loader: list[str], server: str, path: str) -> None:
    """The loader of Protégé finds IRI, version, axioms and classes at the address."""
    run = ran(*loader, f"{server}/{path}")
    assert run.returncode == 0, run.stderr
    iri, version, axioms, classes = run.stdout.split()
    assert iri == {"ontology": f"{BASE}ontology", "ns": "https://w3id.org/dalil/ns"}[path]
    assert version.startswith(f"{iri}/")
    assert int(axioms) > int(classes) > 0
