"""Lets Virtuoso take in a file before it serves: `python -m benchmarks.serve.virtuoso FILE FOLDER PORT`.

It reads files by its SQL shell alone, so it runs once for that, on the port that it will answer at.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path
from string import Template
from typing import Final

_SETTINGS: Final = Path(__file__).with_suffix(".ini")
_SHELL: Final = shutil.which("isql-vt") or ""
"""Virtuoso's SQL shell, which comes with it."""
_PATIENCE: Final = 600
GRAPH: Final = "urn:data"
"""The graph that holds what a file has outside named graphs: Virtuoso has no other place for it."""


def command(folder: Path) -> list[str]:
    """The server over what a folder holds."""
    return ["virtuoso-t", "+foreground", "+configfile", str(folder / _SETTINGS.name)]


def main() -> None:
    """Write the settings, take the file in, end."""
    data, folder, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    places = {"data": data.parent, "folder": folder, "http": port, "sql": port - 1}
    settings = Template(_SETTINGS.read_text("utf-8")).substitute(places)
    (folder / _SETTINGS.name).write_text(settings, "utf-8")
    with subprocess.Popen(command(folder)) as server:
        try:
            _await(port - 1, server)
            _say(port - 1, f"ld_dir('{data.parent}', '{data.name}', '{GRAPH}'); rdf_loader_run(); shutdown;")
        finally:
            server.terminate()


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while not _says(port, "status();"):
        if server.poll() is not None or time.monotonic() > end:
            sys.exit("Virtuoso did not start")
        time.sleep(0.2)


def _says(port: int, order: str) -> bool:
    return _shell(port, order).returncode == 0


def _say(port: int, orders: str) -> None:
    said = _shell(port, orders)
    if b"Error" in said.stderr:
        sys.exit(said.stderr.decode())


def _shell(port: int, orders: str) -> subprocess.CompletedProcess[bytes]:
    """What the SQL shell says, by the account that a new database has."""
    login = [f"127.0.0.1:{port}", "dba", "dba"]
    return subprocess.run([_SHELL, *login, f"exec={orders}"], capture_output=True, check=False)


if __name__ == "__main__":
    main()
