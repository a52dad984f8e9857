"""The command line as processes: signals, full disks, locks, ports, pipes and serving."""

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dalil.base import KnowledgeBase
from dalil.cli import main
from dalil.files import Project
from dalil.graph import generation
from tests.base import projects
from tests.web.serving import answers, wait_until

RECORDS = "data/records.ttl"
STAGES = ["[1/5] read", "[2/5] check", "[3/5] reason"]
pytestmark = pytest.mark.timeout(60)
SHELL = 'ulimit -f {blocks} && exec "$@"'


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[str]]:
    """`dalil` with those words as a process, killed at the end if it still runs."""
    pipe = subprocess.PIPE
    with subprocess.Popen(projects.command(*words), stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    """The next line that the process writes to standard error."""
    assert process.stderr
    return process.stderr.readline().rstrip()


@pytest.mark.parametrize("stage", STAGES)
def test_ctrl_c_ends_a_build_without_a_trace(folder: Path, stage: str) -> None:
    """An interrupt at a stage ends with exit 2 and one line; pointer and generations are as before."""
    before = projects.pointer(folder)
    stood = sorted(p.name for p in (folder / "var/generations").iterdir())
    with started("build", "--force", "--project", str(folder)) as process:
        while line(process) != stage:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors.splitlines()[-1] == "dalil: interrupted; what was committed before stands"
    assert "Traceback" not in errors
    assert projects.pointer(folder) == before
    assert sorted(p.name for p in (folder / "var/generations").iterdir()) == stood
    assert KnowledgeBase.open(Project.load(folder)).export("nq")


def limited(blocks: int, *words: str) -> subprocess.CompletedProcess[str]:
    """What `dalil` does where no file may grow beyond that many blocks of 1024 bytes: a full disk."""
    bash = shutil.which("bash")
    assert bash
    program = [bash, "-c", SHELL.format(blocks=blocks), "bash", *projects.command(*words)]
    return subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)


def test_a_full_disk_refuses_the_build(folder: Path) -> None:
    """Where the store cannot be written the build ends with exit 2 and one line, and nothing is lost."""
    projects.edit(folder / RECORDS, "Port of Calm", "Calm Port")
    before = projects.pointer(folder)
    found = limited(4, "build", "--project", str(folder))
    assert found.returncode == 2, found.stderr
    last = found.stderr.splitlines()[-1]
    assert last.startswith("dalil: ")
    assert "cannot be written" in last
    assert "Remedy: free space" in last
    assert "Traceback" not in found.stderr
    assert projects.pointer(folder) == before
    assert projects.left_over(folder) == []
    assert KnowledgeBase.open(Project.load(folder)).export("nq")


def test_a_full_disk_leaves_the_export_that_stands(folder: Path, tmp_path: Path) -> None:
    """An export that does not fit leaves the file as it was, and no draft beside it."""
    file = tmp_path / "all.nq"
    file.write_text("old", "utf-8")
    found = limited(4, "export", "--output", str(file), "--project", str(folder))
    assert found.returncode == 2, found.stderr
    assert "cannot be written" in found.stderr
    assert file.read_text("utf-8") == "old"
    assert not list(tmp_path.glob(".*.draft"))


def test_a_full_disk_leaves_the_reviews_that_stand(folder: Path) -> None:
    """Reviews that cannot be written are told, and those that were written before stand."""
    claims = json.loads(projects.run("review", "--json", "--project", str(folder)).stdout)
    found = limited(0, "review", claims[0]["claim"], "--project", str(folder))
    assert found.returncode == 2, found.stderr
    assert "review.ttl: cannot be written" in found.stderr


def test_a_reader_that_leaves_is_no_error_of_ours(once: Path) -> None:
    """When the next program in a pipe ends first, nothing is printed about it."""
    with started("export", "--project", str(once)) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=60) == 2


def test_two_builds_at_once_are_one(folder: Path) -> None:
    """While one build holds the folder, another ends with exit 2 and one line."""
    projects.edit(folder / RECORDS, "Port of Calm", "Calm Port")
    before = projects.pointer(folder)
    with generation.building(folder / "var"):
        found = projects.run("build", "--project", str(folder))
    assert found.returncode == 2
    assert found.stderr.splitlines() == [
        f"dalil: {folder / 'var'}: another build is under way. Remedy: wait until it has ended"
    ]
    assert projects.pointer(folder) == before
    assert main(["build", "--project", str(folder)]) == 0


def test_a_killed_build_blocks_nobody(folder: Path) -> None:
    """A build that was killed holds no lock; the next one sweeps what it left."""
    projects.edit(folder / RECORDS, "Port of Calm", "Calm Port")
    with started("build", "--project", str(folder)) as process:
        assert line(process) == STAGES[0]
        process.kill()
    (folder / "var/generations/.killed.draft").mkdir()
    assert main(["build", "--project", str(folder)]) == 0
    assert projects.left_over(folder) == []


def test_a_taken_port_is_told(once: Path) -> None:
    """Serving on a port that something holds ends with exit 2 and the way out."""
    with projects.listener() as (_, port):
        found = projects.run("serve", "--port", str(port), "--project", str(once))
    assert found.returncode == 2
    assert len(found.stderr.splitlines()) == 1
    assert f"port {port} on 127.0.0.1 cannot be listened on: Address already in use" in found.stderr
    assert "--port" in found.stderr


def test_the_module_is_the_command() -> None:
    """`python -m dalil` and `dalil` are one program."""
    script = Path(sys.executable).with_name("dalil")
    found = [
        subprocess.run([*program, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout
        for program in ([str(script)], projects.command())
    ]
    assert found[0] == found[1] != ""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """The address at which the project in that folder is served, and the id of the process."""
    port = projects.free_port()
    address = f"http://127.0.0.1:{port}"
    with started("serve", "--port", str(port), "--project", str(folder)) as process:
        wait_until(lambda: answers(f"{address}/readyz"))
        yield address, process.pid
        wait_until(lambda: ended(process))
        assert process.returncode == 0


def ended(process: subprocess.Popen[str]) -> bool:
    """Whether the process ends soon when asked to.

    It is asked again, because Granian can lose an interrupt while it brings in a new worker.
    """
    process.send_signal(signal.SIGINT)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        return False
    return True


def fetched(address: str, accept: str) -> tuple[str, str]:
    """Media type and body of what the server answers."""
    request = urllib.request.Request(address, headers={"Accept": accept})  # noqa: S310 - a loopback address
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - a loopback address
        return answer.headers.get_content_type(), answer.read().decode()


def test_what_dalil_new_makes_is_served(once: Path) -> None:
    """The new project's pages, questions and SPARQL endpoint answer over HTTP with its own things."""
    with served(once) as (address, _):
        kind, page = fetched(f"{address}/", "text/html")
        assert kind == "text/html"
        assert "A first project" in page
        kind, rows = fetched(f"{address}/api/what-belongs-to-the-port", "application/sparql-results+json")
        assert kind == "application/sparql-results+json"
        assert [row["name"]["value"] for row in json.loads(rows)["results"]["bindings"]] == [
            "Old Harbour",
            "new pier",
        ]
        kind, truth = fetched(
            f"{address}/sparql?query=ASK%7B%3Fs%20%3Fp%2012%7D", "application/sparql-results+json"
        )
        assert json.loads(truth)["boolean"] is True
        kind, turtle = fetched(f"{address}/id/new-pier", "text/turtle")
        assert kind == "text/turtle"
        assert "berths" in turtle


def test_a_server_outlives_its_worker(once: Path) -> None:
    """Where a worker ends against its will another one takes its place."""
    with served(once) as (address, pid):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        for child in children:
            os.kill(int(child), signal.SIGSEGV)
        wait_until(lambda: not Path(f"/proc/{children[-1]}/exe").exists())
        wait_until(lambda: answers(f"{address}/readyz"))
