"""Every command: its help, its example, its JSON, its exit codes."""

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest

from dalil.base import KnowledgeBase
from dalil.cli import COMMANDS, main
from dalil.cli.console import table
from dalil.files import Project
from dalil.graph.serialise import FORMATS
from tests.base import projects

NAME = "what-belongs-to-the-port"


def out(capsys: pytest.CaptureFixture[str], code: int, *words: str) -> str:
    """What `dalil` with those words prints on standard output, returning that exit code."""
    capsys.readouterr()
    assert main(words) == code
    return capsys.readouterr().out


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What `dalil COMMAND --help` prints."""
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    assert caught.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of each command ends with a call of it."""
    example = re.search(r"Example:\n  (dalil .*)", help_of(command, capsys))
    assert example
    words = shlex.split(example[1])
    assert words[:2] == ["dalil", command]


def test_help_lists_each_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`dalil --help` names every command with its summary, and the exit codes."""
    with pytest.raises(SystemExit):
        main(["--help"])
    text = " ".join(capsys.readouterr().out.split())
    for name, command in COMMANDS.items():
        assert name in text
        assert " ".join(command.SUMMARY.split()) in text
    assert "0 done, 1 problems were found, 2 it could not be done" in text


@pytest.mark.parametrize("words", [[], ["no-such-command"], ["query"], ["build", "--no-such-option"]])
def test_a_wrong_call_is_exit_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What argparse refuses ends with exit 2 and says how the command is used."""
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "usage: dalil" in capsys.readouterr().err


EXAMPLES = {
    "new": (0, "Made"),
    "build": (0, '"generation"'),
    "check": (1, '"unreviewed"'),
    "review": (0, ""),
    "quote": (0, "dalil:quote"),
    "query": (0, "facility"),
    "export": (0, ""),
    "doctor": (0, '"name": "Python"'),
}
"""Each command whose example runs in a project of one's own: exit code, and what it prints."""
OWN = {
    "dalil quote وفقا لفرانس": "dalil quote old harbour",
    "what-resolution-asks --set resolution=id:resolution-2462": NAME,
    "1f0c3f5f2f6d9a31": "{claim}",
    "--project my-project": "",
}
"""Words of the examples that are the article's of this repository, and those of the new project."""


@pytest.mark.parametrize("command", EXAMPLES)
def test_the_example_runs(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example of the help does what it says, its names replaced by those of the project at hand."""
    monkeypatch.chdir(folder)
    projects.edit(folder / "dalil.toml", "port = 8080", f"port = {free_port()}")
    assert main(["build"]) == 0
    claim = json.loads(out(capsys, 1, "review", "--json"))[0]["claim"]
    example = COMMANDS[command].EXAMPLE
    for theirs, ours in OWN.items():
        example = example.replace(theirs, ours.format(claim=claim))
    code, printed = EXAMPLES[command]
    assert printed in out(capsys, code, *shlex.split(example)[1:])


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with projects.listener() as (_, port):
        return port


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("build",), 0),
        (("check",), 1),
        (("review",), 1),
        (("quote", "old", "harbour"), 0),
        (("query", NAME, "--format", "json"), 0),
        (("export", "--format", "jsonld"), 0),
    ],
    ids=lambda words: words[0] if isinstance(words, tuple) else str(words),
)
def test_json_is_json(
    once: Path, capfdbinary: pytest.CaptureFixture[bytes], words: tuple[str, ...], code: int
) -> None:
    """What scripts read is JSON and nothing else on standard output, letters as they are."""
    flag = () if words[0] in {"query", "export"} else ("--json",)
    assert main([*words, *flag, "--project", str(once)]) == code
    written = capfdbinary.readouterr().out.decode()
    assert json.loads(written)
    assert r"\u" not in written


def test_doctor_answers_in_json(once: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each finding of the doctor says what was seen and, where something is missing, the remedy."""
    assert main(["doctor", "--json", "--project", str(once)]) in {0, 1}
    found = {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert {"Python", "pyoxigraph", "memory", "Java", "port", "disk", "knowledge base"} <= set(found)
    assert found["Python"]["ok"]
    assert all(entry["ok"] or entry["remedy"] for entry in found.values())
    assert "generation" in found["knowledge base"]["seen"]


def test_doctor_finds_a_taken_port(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A port that something holds is a problem that the doctor finds, with the way out."""
    with projects.listener() as (_, port):
        projects.edit(folder / "dalil.toml", "port = 8080", f"port = {port}")
        found = json.loads(out(capsys, 1, "doctor", "--json", "--project", str(folder)))
    (entry,) = (e for e in found if e["name"] == "port")
    assert not entry["ok"]
    assert "--port" in entry["remedy"]


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


@pytest.mark.parametrize(("text", "printed"), [("ASK{?s?p?o}", "true"), ("ASK { <urn:x> ?p ?o }", "false")])
def test_ask_prints_a_word(once: Path, capsys: pytest.CaptureFixture[str], text: str, printed: str) -> None:
    """A question of yes or no is answered by one word, however tightly it is written."""
    assert out(capsys, 0, "query", text, "--project", str(once)) == printed + "\n"


def test_a_query_comes_from_a_file_or_stdin(
    once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file and standard input are other ways of giving the same query."""
    text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    (tmp_path / "count.rq").write_text(text, "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    printed = {out(capsys, 0, "query", q, "--project", str(once)) for q in (text, "-", str(tmp_path / "count.rq"))}
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


@pytest.mark.parametrize("cell", ["[red]stop[/red]", "[/]", "[link=http://x]y"])
def test_tables_show_brackets_as_they_are(capsys: pytest.CaptureFixture[str], cell: str) -> None:
    """Square brackets in data are no markup of the terminal."""
    table(["?x"], [[cell]])
    assert cell in capsys.readouterr().out


def test_new_writes_its_title_and_base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Title and address are taken as given, quotation marks and spaces in names too."""
    folder = tmp_path / "my project"
    printed = out(capsys, 0, "new", str(folder), "--title", 'The "best" \\ one')
    assert f"cd '{folder}'" in printed
    project = Project.load(folder)
    assert project.title["en"] == 'The "best" \\ one'
    assert project.base == "https://example.org/my%20project/"
    assert (folder / ".gitignore").is_file()
    assert projects.BASE not in "".join(p.read_text("utf-8") for p in folder.rglob("*") if p.is_file())
    projects.built(folder)


@pytest.mark.parametrize("base", ["ftp://x/", "https://example.org", "https:///", "https://x/#a/", "https://x y/"])
def test_new_refuses_an_address_without_room(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], base: str
) -> None:
    """An address below which nothing can be named makes no folder."""
    assert main(["new", str(tmp_path / "p"), "--base", base]) == 2
    assert "Remedy" in capsys.readouterr().err
    assert not (tmp_path / "p").exists()


def test_new_overwrites_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds something stays as it is; an empty one is filled."""
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert main(["new", str(folder)]) == 2
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    assert "empty" in capsys.readouterr().err
    (folder.parent / "empty").mkdir()
    assert main(["new", str(folder.parent / "empty")]) == 0
