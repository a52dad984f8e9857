"""Whether files and tests say what they are, and ignores say why."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, Function, files, functions, tree

CODE = ("server", "tests", "scripts", "benchmarks")
IGNORES = re.compile(r"#\s*(noqa|type:\s*ignore|pragma|ruff:|mypy:)(.*)")
REASONED = re.compile(r"(: |\[)[\w, -]+?\]?( - | \()\w.*")


def _tests() -> list[Function]:
    return [f for f in functions("tests") if f.node.name.startswith("test_")]


def test_files_open_with_a_sentence() -> None:
    """Every Python file opens with one sentence that says what it holds."""
    for path in files(*CODE):
        opening = (ast.get_docstring(tree(path)) or "").split("\n\n")[0].replace("\n", " ")
        assert opening.endswith((".", ":")), path
        assert not re.search(r"[a-z`)][.!?] +[A-Z]", opening), path


def test_turtle_files_open_with_a_comment(root: Path) -> None:
    """Every authored Turtle file opens with a comment that says what it holds."""
    authored = [*root.glob("ontology/**/*.ttl"), *root.glob("data/**/*.ttl")]
    assert not [str(p.relative_to(root)) for p in authored if not p.read_text("utf-8").startswith("# ")]


def test_tests_say_what_they_prove() -> None:
    """Every test's docstring states a fact, in a whole sentence."""
    assert not [str(f) for f in _tests() if not (ast.get_docstring(f.node) or "").rstrip().endswith(".")]


def test_written_tests_are_collected(root: Path) -> None:
    """Every test that is written runs: pytest collects each file and each function, and no other."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    assert run.returncode == 0, run.stdout[-3000:]
    lines = [line.partition("[")[0].split("::") for line in run.stdout.splitlines() if "::" in line]
    collected = {(parts[0], parts[-1]) for parts in lines}
    written = {(str(f.path.relative_to(ROOT)), f.node.name) for f in _tests()}
    assert written == collected


def test_files_of_tests_are_named_so() -> None:
    """A file that holds tests is called test_…, as pytest looks for no other."""
    assert not [str(f) for f in _tests() if not f.path.name.startswith("test_")]


def test_ignores_give_codes_and_reasons() -> None:
    """Every ignore comment names its rule and, after a dash or in brackets, its reason."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files(*CODE)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for ignore in [IGNORES.search(line)]
        if ignore and path != Path(__file__) and not REASONED.match(ignore[2])
    ]
    assert not found


@pytest.mark.parametrize("table", ["[tool.ruff.lint]\n", "[tool.ruff.lint.per-file-ignores]"])
def test_ruff_ignores_give_reasons(root: Path, table: str) -> None:
    """Every rule that is switched off in pyproject.toml has its reason beside it."""
    section = (root / "pyproject.toml").read_text("utf-8").partition(table)[2].partition("\n[")[0]
    ignores = section.partition("ignore = [")[2] or section
    codes = re.findall(r'^\s*"[A-Z]+[0-9]+",(.*)$', ignores, re.MULTILINE)
    assert codes
    assert all(comment.strip().startswith("# ") for comment in codes)
