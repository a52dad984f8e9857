"""Whether a skipped test turns a run into a failing one where the environment asks for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPED = """
    import pytest

    @pytest.mark.skip(reason="x")
    def test_skipped(): ...
"""
EXCLUDED = """
    import pytest

    @pytest.mark.skip(reason="x")
    @pytest.mark.w3c_exclusion("https://example.org/test", reason="x")
    def test_excluded(): ...
"""
MODULE = """
    import pytest

    pytest.skip("x", allow_module_level=True)
"""
PASSING = """
    def test_passing(): ...
"""


@pytest.mark.parametrize(
    ("code", "no_skips", "failing"),
    [(SKIPPED, "1", 1), (SKIPPED, "0", 0), (EXCLUDED, "1", 0), (MODULE, "1", 1)],
    ids=["skip", "skip-allowed", "exclusion", "module"],
)
def test_skips_fail_when_asked(root: Path, tmp_path: Path, code: str, no_skips: str, failing: int) -> None:
    """With DALIL_NO_SKIPS=1, a skip that is no W3C exclusion fails the run and is named."""
    (tmp_path / "tests").mkdir()
    shutil.copy(root / "tests" / "conftest.py", tmp_path / "tests")
    shutil.copy(root / "pyproject.toml", tmp_path)
    (tmp_path / "tests" / "test_one.py").write_text(_dedented(code), "utf-8")
    (tmp_path / "tests" / "test_two.py").write_text(_dedented(PASSING), "utf-8")
    environment = {**os.environ, "DALIL_NO_SKIPS": no_skips}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == failing, run.stdout
    assert ("skipped without a listed W3C exclusion: tests/test_one.py" in run.stdout) == bool(failing)


def _dedented(code: str) -> str:
    return code.replace("\n    ", "\n")
