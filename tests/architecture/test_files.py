"""Whether queries, graphs, locks and documents are whole, portable and in use."""

import re
import subprocess
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dalil
from dalil.cli import COMMANDS
from tests.architecture.source import PACKAGE, ROOT, files, strings

QUERIES = sorted(p for folder in ("queries", "server") for p in (ROOT / folder).rglob("*.rq"))
GRAPHS = sorted(p for folder in ("ontology", "data", "server") for p in (ROOT / folder).rglob("*.ttl"))
LOCKS = sorted([*(ROOT / "requirements").glob("*.txt"), *(ROOT / "tests").glob("*/package-lock.json")])
# Joined here, so that this file does not hold what it looks for.
MACHINE = re.compile("|".join("/" + f"{folder}/" for folder in ("work", "root", r"home/\w+", r"Users/\w+")))
HOSTS = re.compile(
    "|".join(
        r"\.".join(parts)
        for parts in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "(org|com)"),
            ("crates", "io"),
            ("repo", "maven"),
            ("deb", "debian", "org"),
        )
    )
)


def _names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def _tracked() -> list[Path]:
    """The text files that git keeps or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found = [ROOT / name for name in run.stdout.split("\0") if name]
    return [p for p in found if p.is_file() and b"\0" not in p.read_bytes()[:8000]]


@pytest.mark.parametrize("path", QUERIES, ids=_names(QUERIES))
def test_queries_parse(path: Path) -> None:
    """A query file is one query, complete in itself: the engine reads it as it stands."""
    ox.Store().query(path.read_text("utf-8"))


@pytest.mark.parametrize("path", QUERIES, ids=_names(QUERIES))
def test_queries_have_a_header(path: Path) -> None:
    """A query file opens with a grlc header whose first field is its summary."""
    assert re.match(r"#\+ summary:", path.read_text("utf-8"))


def test_queries_are_published_or_loaded() -> None:
    """A query is an example or a check, which are published or run as a folder, or the code names it."""
    named = {text for path in files("server") for _, text in strings(path)}
    folders = {"examples", "checks", "clashes"}
    alone = [p for p in QUERIES if p.parent.name not in folders and not {p.stem, p.name} & named]
    assert not _names(alone)


@pytest.mark.parametrize("path", GRAPHS, ids=_names(GRAPHS))
def test_graphs_parse_alone(path: Path) -> None:
    """An authored graph is Turtle 1.2, complete in itself, and says something."""
    assert list(ox.parse(path=path, format=ox.RdfFormat.TURTLE)) or path.name == "prefixes.ttl"


@pytest.mark.parametrize("pattern", [MACHINE, HOSTS], ids=["paths", "hosts"])
def test_files_name_no_machine(pattern: re.Pattern[str]) -> None:
    """No file names a folder of one machine, nor the host of a package registry."""
    found = [str(p.relative_to(ROOT)) for p in _tracked() if pattern.search(p.read_text("utf-8"))]
    assert not found


@pytest.mark.parametrize("path", LOCKS, ids=_names(LOCKS))
def test_locks_hold_no_addresses(path: Path) -> None:
    """A lock pins versions and hashes and leaves the address to the machine that installs."""
    text = path.read_text("utf-8")
    assert "://" not in text
    assert re.search(r"sha(256|512)[:-]", text)


def test_locks_fit_the_project(root: Path) -> None:
    """The locks pin what pyproject.toml asks for, in a version that it allows, and the same in both."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    run = [*project["project"]["dependencies"], *groups["build"]]
    dev = [*run, *groups["test"], *groups["check"]]
    locks = {"run.txt": run, "dev.txt": dev, "ontology.txt": groups["ontology"]}
    pinned = {name: _pins(root / "requirements" / name) for name in locks}
    for name, wanted in locks.items():
        for requirement in map(Requirement, wanted):
            version = pinned[name][canonicalize_name(requirement.name)]
            assert version in requirement.specifier, (name, requirement)
    assert pinned["run.txt"].items() <= pinned["dev.txt"].items()


def _pins(lock: Path) -> dict[str, str]:
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", lock.read_text("utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_names_each_command(root: Path, command: str) -> None:
    """The README shows every command of the command line."""
    assert f"dalil {command}" in (root / "README.md").read_text("utf-8")


def test_readme_names_each_make_target(root: Path) -> None:
    """The README tells of serving, testing and checking by the make targets that do it."""
    readme = (root / "README.md").read_text("utf-8")
    assert not [target for target in ("serve", "test", "check") if f"make {target}" not in readme]


def test_engine_is_in_the_package() -> None:
    """The package that is tested is the checkout's, not an older one that is installed."""
    assert Path(dalil.__file__).is_relative_to(PACKAGE)
