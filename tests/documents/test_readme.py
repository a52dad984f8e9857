"""Whether the README keeps its word: its commands run, its answer is the one that is given."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dalil.base import KnowledgeBase
from dalil.files import Project
from dalil.graph.evaluate import Row
from dalil.graph.terms import value
from tests.base import projects
from tests.web.serving import serving

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8080"
ENDPOINT = (ROOT / "docs" / "endpoint.md").read_text("utf-8")


def _commands(text: str) -> list[str]:
    """The lines for a shell that a document holds."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


LINES = _commands(README)


def _lines(program: str, lines: list[str] = LINES) -> list[str]:
    return [line for line in lines if shlex.split(line)[0] == program]


@pytest.fixture(scope="module")
def project() -> Project:
    """The project of the checkout, built."""
    return projects.built(ROOT)


@pytest.fixture(scope="module")
def address(project: Project) -> Iterator[str]:
    """A server over it."""
    with serving(project) as url:
        yield url


@pytest.mark.parametrize("line", _lines("dalil"))
def test_dalil_commands_run(line: str, project: Project, tmp_path: Path) -> None:
    """Each dalil command of the README does its work on the project that comes along."""
    words = shlex.split(line)[1:]
    (here := tmp_path / "here").mkdir()
    (here / "var").mkdir()
    if words[0] != "new":
        words += ["--project", str(project.root)]
    done = subprocess.run([sys.executable, "-m", "dalil", *words], cwd=here, capture_output=True, check=False)
    assert done.returncode in ({0, 1} if words[0] == "doctor" else {0}), done.stderr.decode()
    assert done.stdout or "--output" in words


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is missing: apt-get install curl")
@pytest.mark.parametrize("line", [*_lines("curl"), *_lines("curl", _commands(ENDPOINT))])
def test_curl_commands_are_answered(line: str, address: str) -> None:
    """Each curl command of the README and of the guide to the endpoint is answered by a server that runs."""
    words = shlex.split(line.replace(ADDRESS, address))
    done = subprocess.run([*words, "--silent", "--fail", "--location"], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout


@pytest.mark.parametrize("line", _lines("make"))
def test_make_commands_exist(line: str) -> None:
    """Each make command of the README is a target of the Makefile."""
    done = subprocess.run(
        ["make", "--dry-run", *shlex.split(line)[1:]], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_every_line_is_tested() -> None:
    """No command of the README escapes the tests above."""
    assert {shlex.split(line)[0] for line in LINES} == {"dalil", "curl", "make"}


def test_the_first_answer_is_given(project: Project) -> None:
    """The rows and words of the answer on the first screen are those of the published query."""
    kb = KnowledgeBase.open(project)
    example = kb.catalogue.find("in-which-sphere-a-group-was-defeated")
    rows = kb.query(example.text, example.bindings({}, project.prefixes)).rows()
    first = README[: README.index("\n## ")]
    shown = [
        line.split(" | ") for line in first.splitlines() if " | true | " in line or " | false | " in line
    ]
    given = {(*(value(row[name]) for name in ("en", "defeated", "quote")), _voice(kb, row)) for row in rows}
    cited = {(sphere.strip("| ").split(" · ")[0], *cells) for sphere, *cells in shown}
    assert {(*cells[:3], cells[3].strip("| ")) for cells in cited} == given


def _voice(kb: KnowledgeBase, row: Row) -> str:
    """Who says it, by name; the article where no other voice does."""
    return kb.label(value(row["accordingTo"]), ("en",)).text if "accordingTo" in row else "the article"


def test_links_lead_somewhere() -> None:
    """Each relative link of the README and of the documents names a file of the checkout."""
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_sparql_of_the_documents_is_answered(project: Project) -> None:
    """The queries in the README and in the guide to the model return rows."""
    kb = KnowledgeBase.open(project)
    guide = (ROOT / "docs" / "model.md").read_text("utf-8")
    prefixes, *queries = re.findall(r"```sparql\n((?:PREFIX|SELECT).*?)```", guide, re.DOTALL)
    own = re.findall(r"```sparql\n(PREFIX.*?)```", README, re.DOTALL)
    for text in [*own, *(prefixes + query for query in queries)]:
        assert kb.query(text).rows(), text
