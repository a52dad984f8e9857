"""`dalil close`: what goes to which stream, in which format, with which exit code."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from dalil.cli import main
from dalil.terms import OWL, RDF_TYPE, RDFS
from tests.base import projects

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
    counted = sum(rule["inferences"] for rule in summary["rules"].values())
    assert counted == summary["inferences"] + summary["trivial"] > 1


def test_a_contradiction_is_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --explain its proof follows its triples, and stands in the summary."""
    file = written(tmp_path, SHIP + CLASH)
    assert main(["close", file, "--explain", "--json"]) == 1
    captured = capsys.readouterr()
    assert "false [cax-dw]\n" in captured.err
    assert f"<a:d> <{RDF_TYPE}> <a:Ship> [cax-sco]\n" in captured.err
    (steps,) = json.loads(captured.out)["proofs"]
    assert [step["rule"] for step in steps if step["rule"]] == ["cax-sco", "cax-dw"]
    assert steps[-1]["triple"] is None


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


def test_memory_bounds_the_closure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What would not fit into the size that is asked for is refused by rule and axiom."""
    ways = "".join(f"<a:i{n}> <a:p> <a:hub> .\n<a:hub> <a:p> <a:o{n}> .\n" for n in range(300))
    file = written(tmp_path, f"{ways}<a:p> <{RDF_TYPE}> <{OWL}TransitiveProperty> .\n")
    assert main(["close", file, "--memory", "1M"]) == 2
    assert "1 MiB of memory. Remedy: " in capsys.readouterr().err
    assert main(["close", file, "--memory", "1G", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["inferences"] == 300 * 300


@pytest.mark.parametrize("size", ["512", "0M", "1.5G", "-1G", "many"])
def test_a_size_that_is_none_is_refused(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A size has a number and a unit."""
    with pytest.raises(SystemExit):
        main(["close", "a.nt", f"--memory={size}"])
    assert "is no size: write 512M or 8G" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["ships.nt", "ships.ttl", "ships.nq"])
def test_a_byte_order_mark_is_read_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Some editors begin a file with one; it is no part of the first statement."""
    assert main(["close", written(tmp_path, f"\ufeff{SHIP}", name)]) == 0
    assert capsys.readouterr().out == f"<a:d> <{RDF_TYPE}> <a:Ship> .\n"


def test_a_mistake_in_any_file_is_told_without_a_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files need be no project's, so the remedy names no command that reads one."""
    assert main(["close", written(tmp_path, "<a:b> <a:c> .\n", "ships.ttl")]) == 2
    told = capsys.readouterr().err
    assert "ships.ttl:1: " in told
    assert told.endswith("Remedy: correct the syntax\n")


def test_a_closure_is_the_same_under_two_hash_seeds(tmp_path: Path) -> None:
    """The same files give the same bytes on any run."""
    same = f"<a:d> <{OWL}sameAs> <a:e> .\n<a:isA> <{OWL}sameAs> <{RDF_TYPE}> .\n"
    file = written(tmp_path, SHIP + same)
    printed = {projects.run("close", "--everything", file, seed=seed).stdout for seed in "12"}
    assert len(printed) == 1
    assert "<a:d> <a:isA> <a:Ship> .\n" in printed.pop()


def test_an_interrupt_ends_a_closure_in_one_line(tmp_path: Path) -> None:
    """Ctrl-C while rules are applied, here for a minute and more, leaves no trace and no output."""
    output, pipe = tmp_path / "out.nt", tmp_path / "chain.nt"
    os.mkfifo(pipe)
    chain = "".join(f"<a:{n}> <a:p> <a:{n + 1}> .\n" for n in range(20_000))
    command = projects.command("close", str(pipe), "--output", str(output))
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        pipe.write_text(f"{chain}<a:p> <{RDF_TYPE}> <{OWL}TransitiveProperty> .\n")  # once it is open there
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert told == "dalil: interrupted; what was committed before stands\n"
    assert not output.exists()


def test_a_disk_that_is_full_midway_leaves_what_stood(tmp_path: Path) -> None:
    """Where the closure does not fit, the output is as it was, and no draft stays."""
    output = tmp_path / "out.nt"
    output.write_text("before")
    many = "".join(f"<a:{n}> <{RDF_TYPE}> <a:Dhow> .\n" for n in range(1000))
    program = ["/bin/bash", "-c", 'ulimit -f 8 && exec "$@"', "bash"]
    program += projects.command("close", written(tmp_path, SHIP + many), "--output", str(output))
    found = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    assert found.returncode == 2
    assert found.stderr.startswith(f"dalil: {output}: cannot be written")
    assert output.read_text() == "before"
    assert not list(tmp_path.glob(".*.draft"))
