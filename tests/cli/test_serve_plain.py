"""`dalil serve --plain`: from files to answers, and nothing left behind."""

import signal
from pathlib import Path

import pytest

from tests.base import projects
from tests.cli.test_processes import started
from tests.web.serving import SECONDS, answers, fetch, wait_until

pytestmark = pytest.mark.timeout(60)


def test_files_are_served_until_the_server_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are queried at once; the folder that they were loaded into goes with the server."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    file = tmp_path / "some.ttl"
    file.write_text("<a> <p> <b> .", "utf-8")
    port = projects.free_port()
    url = f"http://127.0.0.1:{port}"
    with started("serve", "--plain", str(file), "--base", "https://e.org/", "--port", str(port)) as process:
        wait_until(lambda: process.poll() is not None or answers(f"{url}/readyz"))
        asked = fetch(f"{url}/data?graph=https://e.org/some.ttl&format=nt")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS)
    assert asked == (200, b"<https://e.org/a> <https://e.org/p> <https://e.org/b> .\n")
    assert [path.name for path in tmp_path.iterdir()] == ["some.ttl"]


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    """A missing file ends the command with one line that names it."""
    done = projects.run("serve", "--plain", str(tmp_path / "none.ttl"))
    assert done.returncode == 2
    assert "none.ttl: cannot be read" in done.stderr
