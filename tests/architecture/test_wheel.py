"""Whether the wheel holds all that it needs to work where there is no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE

PIP_WHEEL = "-m pip wheel --quiet --no-deps --no-build-isolation --no-index --wheel-dir"


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, *PIP_WHEEL.split(), str(folder), str(root)], check=True)
    return next(folder.glob("*.whl"))


def test_wheel_carries_the_project(root: Path, wheel: Path) -> None:
    """The wheel holds every file of the package, and the project folder below dalil/_project."""
    held = set(zipfile.ZipFile(wheel).namelist())
    carried = [
        root / "dalil.toml",
        *(p for part in ("ontology", "data", "queries") for p in (root / part).rglob("*")),
    ]
    project = {f"dalil/_project/{p.relative_to(root)}" for p in carried if p.is_file()}
    package = {f"dalil/{p.relative_to(PACKAGE)}" for p in PACKAGE.rglob("*") if p.is_file()}
    assert project <= held
    assert {name for name in package if "__pycache__" not in name} <= held


def test_wheel_carries_the_licences(wheel: Path) -> None:
    """The wheel holds both licences and the notice that says which applies to what."""
    held = {name.partition("/licenses/")[2] for name in zipfile.ZipFile(wheel).namelist()}
    assert {"LICENSE", "NOTICE", "LICENSES/CC-BY-4.0.txt"} <= held


def test_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere, the wheel's own code makes a new project and builds it."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONSAFEPATH": "1"}
    where = "import dalil; print(dalil.__file__)"
    commands = (["-c", where], ["-m", "dalil", "new", "port"], ["-m", "dalil", "build", "--project", "port"])
    runs = [_python(words, tmp_path, environment) for words in commands]
    assert [run.stderr for run in runs if run.returncode] == []
    assert Path(runs[0].stdout.strip()).is_relative_to(tmp_path / "site")
    assert (tmp_path / "port" / "var").is_dir()


def _python(words: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
