"""Standard output that is full, closed or unable to write Arabic."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.base import projects


@pytest.mark.parametrize(
    "words",
    [
        ("export",),
        ("query", "CONSTRUCT WHERE { ?s ?p ?o }"),
        ("query", "SELECT * { ?s ?p ?o }"),
        ("quote", "pier"),
        ("review", "--json"),
        ("close", "--everything", "ontology/first.ttl"),
    ],
)
def test_a_full_output_is_told(once: Path, words: tuple[str, ...]) -> None:
    """Standard output that refuses what is written is one line and exit 2."""
    project = () if "close" in words else ("--project", str(once))
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        found = subprocess.run(
            projects.command(*words, *project),
            cwd=once,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert found.returncode == 2
    assert "No space left on device" in found.stderr
    assert "Remedy: " in found.stderr
    assert len(found.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [("export", "--project"), ("close",)], ids=["export", "close"])
def test_a_closed_output_is_told(once: Path, words: tuple[str, ...]) -> None:
    """Without any standard output an export, or a closure, says so in one line."""
    place = once if "--project" in words else next((once / "ontology").glob("*.ttl"))
    command = projects.command(*words, str(place))
    found = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command], stderr=subprocess.PIPE, text=True, check=False
    )
    assert found.returncode == 2
    assert found.stderr == "dalil: standard output is closed. Remedy: open it, or name a file with --output\n"


def test_an_output_without_arabic_is_no_obstacle(folder: Path) -> None:
    """Where the terminal cannot write a character it is escaped, not a crash."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = projects.command("query", 'SELECT ("دليل" AS ?name) {}', "--project", str(folder))
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert r"\u062f\u0644\u064a\u0644" in found.stdout
