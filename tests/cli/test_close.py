"""`dalil close`: what goes to which stream, in which format, with which exit code."""

import json
from pathlib import Path

import pytest

from dalil.cli import main
from dalil.terms import OWL, RDF_TYPE, RDFS

SHIP = f"<a:Dhow> <{RDFS}subClassOf> <a:Ship> .\n<a:d> <{RDF_TYPE}> <a:Dhow> .\n"
CLASH = f"<a:Dhow> <{OWL}disjointWith> <a:Ship> .\n"


def written(folder: Path, content: str, name: str = "ships.nt") -> str:
    """The path of a file of that content."""
    (folder / name).write_text(content)
    return str(folder / name)


def test_conclusions_go_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What follows and was not given is printed as N-Triples."""
    assert main(["close", written(tmp_path, SHIP)]) == 0
    assert capsys.readouterr().out == f"<a:d> <{RDF_TYPE}> <a:Ship> .\n"


def test_several_files_are_closed_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A schema in one file acts on data in another, whatever their formats."""
    schema, data = SHIP.splitlines(keepends=True)
    assert main(["close", written(tmp_path, schema), written(tmp_path, data, "data.ttl")]) == 0
    assert capsys.readouterr().out == f"<a:d> <{RDF_TYPE}> <a:Ship> .\n"


def test_output_and_format_are_chosen(tmp_path: Path) -> None:
    """A file gets the triples in the format that is asked for, and is replaced only when all is written."""
    output = tmp_path / "out.ttl"
    output.write_text("before")
    options = ["--output", str(output), "--format", "ttl"]
    assert main(["close", written(tmp_path, SHIP), *options]) == 0
    assert output.read_text() == "<a:d> a <a:Ship> .\n"
    assert main(["close", str(tmp_path / "absent.nt"), *options]) == 2
    assert output.read_text() == "<a:d> a <a:Ship> .\n"


def test_everything_holds_premises_and_trivial_conclusions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole closure has what was given, what follows, and what is true of every graph."""
    assert main(["close", "--everything", written(tmp_path, SHIP)]) == 0
    lines = capsys.readouterr().out.splitlines(keepends=True)
    assert {*SHIP.splitlines(keepends=True), f"<{OWL}Thing> <{RDF_TYPE}> <{OWL}Class> .\n"} <= set(lines)


def test_a_summary_takes_the_place_of_triples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For scripts: counts, rules and clashes as JSON, and no triple beside it."""
    assert main(["close", written(tmp_path, SHIP), "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["premises"], summary["inferences"], summary["clashes"]) == (2, 1, [])
    assert summary["rules"]["cax-sco"]["inferences"] == 1


def test_a_contradiction_is_told_with_its_triples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A clash ends with 1: its rule and triples stand on standard error, nothing is written."""
    output = tmp_path / "out.nt"
    assert main(["close", written(tmp_path, SHIP + CLASH), "--output", str(output)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("cax-dw:\n")
    assert f"<a:d> <{RDF_TYPE}> <a:Ship> ." in told
    assert not output.exists()


@pytest.mark.parametrize("content", ["no triple\n", f"<a:C> <{OWL}unionOf> <a:l> .\n"])
def test_what_cannot_be_read_ends_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    """A malformed file, or an axiom without its list, is one line on standard error."""
    assert main(["close", written(tmp_path, content)]) == 2
    assert capsys.readouterr().err.startswith("dalil: ")


@pytest.mark.parametrize("name", ["ships.nt/out.nt", "x" * 250, "taken.nt", "absent/out.nt"])
def test_an_output_that_cannot_be_ends_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Below a file, too long a name, a folder in the way of the draft: one line, and no traceback."""
    (tmp_path / ".taken.nt.draft").mkdir()
    assert main(["close", written(tmp_path, SHIP), "--output", str(tmp_path / name)]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_link_is_written_through(tmp_path: Path) -> None:
    """An output that is a link stays one, and the file that it leads to is replaced."""
    target, link = tmp_path / "target.nt", tmp_path / "link.nt"
    link.symlink_to(target)
    target.write_text("before")
    assert main(["close", written(tmp_path, SHIP), "--output", str(link)]) == 0
    assert link.is_symlink()
    assert target.read_text() == f"<a:d> <{RDF_TYPE}> <a:Ship> .\n"
