"""What each command does, and the exit codes 0 and 1."""

import csv
import io
import json
from pathlib import Path

import pytest

from dalil.base import KnowledgeBase
from dalil.cli import main
from dalil.files import Project
from dalil.graph.serialise import FORMATS
from tests.base import projects
from tests.cli.calls import out

NAME = "what-belongs-to-the-port"


def test_check_reports_a_violation(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A violation is something that `check` finds: exit 1, the report in words or in JSON."""
    projects.edit(folder / "data/harbour-news/facts.ttl", "ex:berths 12", "ex:berths 0")
    words = ("check", "--project", str(folder))
    assert "an integer from 1" in out(capsys, 1, *words)
    found = json.loads(out(capsys, 1, *words, "--json"))
    assert found["complete"] is False
    assert "an integer from 1" in found["report"]


def test_a_reviewed_project_is_complete(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once each claim is confirmed, `check` and `review` find nothing; an edit voids what it touches."""
    here = ("--project", str(folder))
    keys = [entry["claim"] for entry in json.loads(out(capsys, 1, "review", "--json", *here))]
    assert len(keys) == 4
    out(capsys, 0, "review", "--outcome", "Corrected", *keys, *here)
    assert json.loads(out(capsys, 0, "check", "--json", *here))["complete"]
    assert json.loads(out(capsys, 0, "review", "--json", *here)) == []
    projects.edit(folder / "data/harbour-news/facts.ttl", "ex:berths 12", "ex:berths 13")
    found = json.loads(out(capsys, 1, "check", "--json", *here))
    assert len(found["voided"]) == len(found["unreviewed"]) == 1
    out(capsys, 0, "review", "--drop-voided", *here)
    assert json.loads(out(capsys, 1, "check", "--json", *here))["voided"] == []


def test_build_tells_what_it_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A build shows its stages, counts and seconds; one with nothing to do says so."""
    here = ("--project", str(folder))
    assert "is up to date" in out(capsys, 0, "build", *here)
    assert main(["build", "--force", *here]) == 0
    captured = capsys.readouterr()
    assert [line[:5] for line in captured.err.splitlines()] == [f"[{n}/5]" for n in range(1, 6)]
    for word in ("claims", "triples", "inferred", "violations", "reason", "in all"):
        assert word in captured.out
    assert json.loads(out(capsys, 0, "build", "--json", *here))["seconds"] == {}


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_an_export_replaces_its_file_whole(
    once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    """The exported file is the knowledge base's export, in place of what stood there, with no draft left."""
    file = tmp_path / f"all.{ending}"
    file.write_text("old", "utf-8")
    out(capsys, 0, "export", "--format", ending, "--output", str(file), "--project", str(once))
    assert file.read_bytes() == KnowledgeBase.open(Project.load(once)).export(ending)
    assert list(tmp_path.iterdir()) == [file]


def test_an_export_to_a_device_leaves_the_device(once: Path, tmp_path: Path) -> None:
    """What is no plain file is written to, not replaced."""
    link = tmp_path / "nothing"
    link.symlink_to("/dev/null")
    assert main(["export", "--output", str(link), "--project", str(once)]) == 0
    assert link.is_char_device()


def test_a_query_answers_as_table_and_as_csv(once: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The published question answers in the terminal with short names, and in CSV with whole ones."""
    here = ("--project", str(once))
    assert main(["query", NAME, *here]) == 0
    printed = capfdbinary.readouterr().out.decode()
    assert "id:old-harbour" in printed
    assert "the Old Harbour, which is part of" in printed
    assert main(["query", NAME, "--format", "csv", *here]) == 0
    rows = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode())))
    assert [row["name"] for row in rows] == ["Old Harbour", "new pier"]
    assert [bool(row["quote"]) for row in rows] == [True, False]


def test_nodes_without_a_name_are_shown_as_such(once: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A blank node in a table looks like none of the IRIs."""
    printed = out(capsys, 0, "query", 'SELECT (BNODE("x") AS ?node) {}', "--project", str(once))
    assert "_:" in printed
    assert "<" not in printed


@pytest.mark.parametrize(("text", "printed"), [("ASK{?s?p?o}", "true"), ("ASK { <urn:x> ?p ?o }", "false")])
def test_ask_prints_a_word(once: Path, capsys: pytest.CaptureFixture[str], text: str, printed: str) -> None:
    """A question of yes or no is answered by one word, however tightly it is written."""
    assert out(capsys, 0, "query", text, "--project", str(once)) == printed + "\n"


def test_what_is_typed_need_not_declare_prefixes(
    once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A query in the terminal knows the project's prefixes; one in a file stands for itself."""
    here = ("--project", str(once))
    text = "SELECT ?whole { id:new-pier ex:partOf ?whole }"
    assert "id:port-of-calm" in out(capsys, 0, "query", text, *here)
    (tmp_path / "part.rq").write_text(text, "utf-8")
    assert main(["query", str(tmp_path / "part.rq"), *here]) == 2
    assert "part.rq:1: the prefix id: is not declared. Remedy: add PREFIX id: <" in capsys.readouterr().err
    assert main(["query", "SELECT ?s {\n ?s }", *here]) == 2
    assert "line 2: the query is malformed" in capsys.readouterr().err


def test_a_query_comes_from_a_file_or_stdin(
    once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file and standard input are other ways of giving the same query."""
    text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    (tmp_path / "count.rq").write_text(text, "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    printed = {
        out(capsys, 0, "query", q, "--project", str(once)) for q in (text, "-", str(tmp_path / "count.rq"))
    }
    assert len(printed) == 1


def test_a_parameter_is_bound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--set` gives a parameter of an example another value than the default of its header."""
    folder = projects.fixture("orchard", tmp_path / "orchard")
    projects.built(folder)
    words = ("query", "where-the-orchard-lies", "--project", str(folder))
    assert "Green Valley" in out(capsys, 0, *words)
    other = out(capsys, 0, *words, "--set", "place=id:green-valley")
    assert "Hill District" in other
    assert "id:elm-orchard" not in other


def test_a_quote_can_be_pasted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `quote` prints is Turtle: the exact words, escaped, with how often they stand there."""
    printed = out(capsys, 0, "quote", "PIER", "is  part", "--project", str(folder))
    assert 'dalil:quote "pier is part"@en' in printed
    assert "sentence 2" in printed
    assert "stands 4 times" in out(capsys, 0, "quote", "pier", "--project", str(folder))
    over_lines = out(capsys, 0, "quote", "a new pier the new", "--project", str(folder))
    assert r'dalil:quote "a new pier\n\nThe new"@en' in over_lines
