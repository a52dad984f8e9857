"""Whether importing the package does no work."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.source import PACKAGE, files


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_importing_reads_no_file(root: Path) -> None:
    """Importing every module of the package, web and cli among them, opens no file but code."""
    modules = [_module(path) for path in files("server") if path.name != "__main__.py"]
    audit = Path(__file__).parent / "import_audit.py"
    command = [sys.executable, str(audit), *modules]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split("\n") == [str(len(modules)), ""]


def test_layers_have_no_exceptions(root: Path) -> None:
    """The contract of layers is exhaustive and ignores no import."""
    text = (root / "pyproject.toml").read_text("utf-8")
    assert "exhaustive = true" in text
    assert "ignore_imports" not in text
