"""What is missing, unreadable or cannot be done is named with its remedy, and exit 2."""

import shutil
from pathlib import Path

import pytest

from tests.base import projects
from tests.cli.calls import refusal

FACTS = "data/harbour-news/facts.ttl"
ARTICLE = "data/harbour-news/article.ttl"
SOURCE = "data/harbour-news/source.txt"


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("data", "there is no article"),
        ("data/harbour-news", "there is no article"),
        (ARTICLE, "article.ttl: cannot be read"),
        (FACTS, "facts.ttl: cannot be read"),
        (SOURCE, "source.txt: cannot be read"),
        ("ontology", "there is no ontology"),
        ("dalil.toml", "there is no dalil.toml"),
    ],
)
@pytest.mark.parametrize("how", ["missing", "folder", "dangling"])
def test_what_is_missing_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], *, gone: str, said: str, how: str
) -> None:
    """A file or folder that is gone, a folder in its place or a dangling link gets its name and a remedy."""
    path = folder / gone
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    if how == "folder":
        path.mkdir()
    elif how == "dangling":
        path.symlink_to(folder / "nowhere")
    line = refusal(folder, capsys)
    assert said in line.text or "cannot be read" in line.text
    assert gone.partition("/")[0] in line.text


@pytest.mark.parametrize(
    "place", ["data", "ontology", "ontology/shapes", "queries/examples", "data/harbour-news"]
)
def test_a_file_in_place_of_a_folder_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    """A file where a folder belongs is no empty folder: a gate would be lost without a word."""
    shutil.rmtree(folder / place)
    (folder / place).write_text("in the way", "utf-8")
    line = refusal(folder, capsys)
    assert place.partition("/")[0] in line.text


def test_no_such_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A project folder that does not exist, or is a file, is named with the command that makes one."""
    assert "dalil new" in refusal(tmp_path / "none", capsys).text
    (tmp_path / "file").write_text("", "utf-8")
    assert "dalil new" in refusal(tmp_path / "file", capsys).text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("query", "SELECT * {\n ?s ?p"), "line 2: the query is malformed"),
        (("query", "SELECT * { ?s no:p ?o }"), "prefix no: is not declared"),
        (("query", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), "SERVICE is refused"),
        (("query", "no-such-example"), "no query named"),
        (("query", "what-belong-to-the-port"), "did you mean what-belongs-to-the-port?"),
        (("query", "what-belongs-to-the-port", "--set", "organisation=id:x"), "has no parameter"),
        (("query", "missing.rq"), "missing.rq: cannot be read"),
        (("query", "what-belongs-to-the-port", "--set", "x"), "--set x has no value"),
        (("query", "ASK { ?s ?p ?o }", "--format", "ttl"), "cannot be written as ttl"),
        (("query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"), "cannot be written as csv"),
        (("quote", "no such words"), "no article holds"),
        (("review", "0123456789abcdef"), "no claim 0123456789abcdef"),
        (("export", "--output", "/nowhere/x.nq"), "cannot be written"),
        (
            ("serve", "--port", "70000"),
            "70000 is no port: they run from 1 to 65535. Remedy: give another --port",
        ),
        (("serve", "--host", "no.such.host.invalid"), "Remedy: give as --host an address of this machine"),
    ],
)
def test_a_command_that_cannot_says_why(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    """Whatever the command, what it cannot do is one line with a remedy, and exit 2."""
    assert said in refusal(folder, capsys, *words).text


def test_a_malformed_query_file_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A query file that is malformed is told by its name and line."""
    file = folder / "bad.rq"
    file.write_text("SELECT *\n{ ?s ?p", "utf-8")
    assert f"{file}:2: " in refusal(folder, capsys, "query", str(file)).text


@pytest.mark.parametrize("command", ["query", "export", "serve"])
def test_what_is_not_built_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    """A project without a generation is told to be built first."""
    folder = projects.new(tmp_path / "first")
    words = (command, "ASK { ?s ?p ?o }") if command == "query" else (command,)
    assert "dalil build" in refusal(folder, capsys, *words).text
