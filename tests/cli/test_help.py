"""Every command: its help, its example, its JSON."""

import json
import re
import shlex
from pathlib import Path

import pytest

from dalil.cli import COMMANDS, main
from tests.base import projects
from tests.cli.calls import out

NAME = "what-belongs-to-the-port"


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


def test_the_example_of_a_query_is_published(root: Path) -> None:
    """The question that the help of `query` shows is one of this repository."""
    name = shlex.split(COMMANDS["query"].EXAMPLE)[2]
    assert (root / "queries" / "examples" / f"{name}.rq").is_file()


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
    "what-a-resolution-asks --set resolution=id:resolution-2462": NAME,
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
    projects.edit(folder / "dalil.toml", "port = 8080", f"port = {projects.free_port()}")
    claim = json.loads(out(capsys, 1, "review", "--json"))[0]["claim"]
    example = COMMANDS[command].EXAMPLE
    for theirs, ours in OWN.items():
        example = example.replace(theirs, ours.format(claim=claim))
    code, printed = EXAMPLES[command]
    assert printed in out(capsys, code, *shlex.split(example)[1:])


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
