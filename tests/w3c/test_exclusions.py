"""What an exclusion does: it is an expected failure with its reason, and a failure once the test passes."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

TEST: Final = """
import pytest

@pytest.mark.w3c("https://example.org/suite/one", "ConsistencyTest", "A suite")
@pytest.mark.w3c_exclusion("https://example.org/suite/one", reason="beyond the rules", arabic="خارج القواعد")
def test_one():
    assert {outcome}
"""


def run(root: Path, folder: Path, outcome: str) -> subprocess.CompletedProcess[str]:
    """Runs one excluded test that ends so, under the suites' own configuration and report."""
    place = folder / "tests" / "w3c"
    place.mkdir(parents=True)
    for name in ("tests/conftest.py", "tests/w3c/conftest.py", "tests/w3c/earl.py", "pyproject.toml"):
        shutil.copy(root / name, folder / name)
    (place / "test_one.py").write_text(TEST.format(outcome=outcome), "utf-8")
    plugin = ["-p", "tests.w3c.earl", "--summary", "summary.json"]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *plugin, "tests/w3c"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("outcome", "failing", "told"), [("False", 0, "inapplicable"), ("True", 1, "failed")]
)
def test_an_exclusion_must_go_on_failing(
    root: Path, tmp_path: Path, outcome: str, failing: int, told: str
) -> None:
    """An excluded test that fails is inapplicable in the report; one that passes fails the run."""
    done = run(root, tmp_path, outcome)
    assert done.returncode == failing, done.stdout + done.stderr
    report = (tmp_path / "var" / "conformance" / "earl.ttl").read_text("utf-8")
    assert re.findall(r"earl:outcome earl:(\w+)", report) == [told]
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert summary["suites"] == {"A suite": {told: 1}}
    reasons = [each["reason"] for each in summary["excluded"]]
    assert reasons == ([] if failing else [{"en": "beyond the rules", "ar": "خارج القواعد"}])
