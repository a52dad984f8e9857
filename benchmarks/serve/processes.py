"""A server as a tree of processes: started on loopback, ended by its id, looked at through /proc."""

import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.reason.inputs import ROOT
from benchmarks.serve import asking
from benchmarks.serve.servers import Server

_KEEPER: Final = "dalil.query.keeper"
"""What the command of our keeper has in it; its workers, which it forks, have it too, but come after it."""
_PATIENCE: Final = 600
"""Seconds that a server may take to load what it serves."""
_PROC: Final = Path("/proc")
_PSS: Final = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
_PARENT: Final = re.compile(r"^PPid:\s+(\d+)", re.MULTILINE)


class StartError(Exception):
    """A server did not come to answer."""


@dataclass(frozen=True)
class Running:
    """A server that answers at an address, by the id of its first process."""

    server: Server
    endpoint: str
    pid: int

    def tree(self, root: int = 0) -> list[int]:
        """The ids of its processes, or of those below a root: the first one, then its children and theirs."""
        found = [root or self.pid]
        children = _children()
        for pid in found:
            found += children.get(pid, [])
        return found

    def keeper(self) -> int | None:
        """The process that holds the data and forks the workers; None where there is none."""
        return next((pid for pid in self.tree() if _KEEPER in _read(_PROC / str(pid) / "cmdline")), None)

    def workers(self) -> list[int]:
        """The processes below the keeper."""
        return self.back()[1:]

    def back(self) -> list[int]:
        """The keeper and its workers."""
        keeper = self.keeper()
        return self.tree(keeper) if keeper else []

    def front(self) -> list[int]:
        """What is neither keeper nor worker."""
        return sorted(set(self.tree()) - set(self.back()))

    def memory(self) -> int:
        """MiB in use, pages that processes share counted once (PSS)."""
        return pss(self.tree())

    def descriptors(self) -> int:
        """How many files and sockets its processes hold open."""
        return sum(_open(pid) for pid in self.tree())


def pss(pids: list[int]) -> int:
    """MiB that those processes hold, each its part of the pages that it shares."""
    return sum(_pss(pid) for pid in pids) // 1024


@contextmanager
def running(server: Server, data: Path) -> Iterator[Running]:
    """The server over a file, for as long as the block runs. Raises StartError."""
    with tempfile.TemporaryDirectory(prefix="serve-", dir=data.parent) as place:
        folder, port = Path(place), _free_port()
        log = data.parent / f"{server.name}.log"
        with log.open("w", encoding="utf-8") as said:
            if server.load:
                loading = server.load(data, folder, port)
                subprocess.run(loading, check=True, cwd=ROOT, stdout=said, stderr=said)
            process = subprocess.Popen(server.serve(data, folder, port), cwd=ROOT, stdout=said, stderr=said)
        try:
            _await(process, server, port)
            if server.upload:
                asking.upload(f"http://127.0.0.1:{port}{server.upload}", data)
            yield Running(server, f"http://127.0.0.1:{port}{server.path}", process.pid)
        finally:
            _end(process)


def _await(process: subprocess.Popen[bytes], server: Server, port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while not asking.answers(f"http://127.0.0.1:{port}{server.path}"):
        if process.poll() is not None:
            raise StartError(
                f"{server.name} ended with {process.returncode}: see its log in var/bench/serve/"
            )
        if time.monotonic() > end:
            raise StartError(f"{server.name} did not answer within {_PATIENCE} s")
        time.sleep(0.2)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _children() -> dict[int, list[int]]:
    """Id of a process → ids of its children."""
    found: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and (parent := _PARENT.search(_read(entry / "status"))):
            found.setdefault(int(parent[1]), []).append(int(entry.name))
    return found


def _pss(pid: int) -> int:
    found = _PSS.search(_read(_PROC / str(pid) / "smaps_rollup"))
    return int(found[1]) if found else 0


def _open(pid: int) -> int:
    try:
        return sum(1 for _ in (_PROC / str(pid) / "fd").iterdir())
    except FileNotFoundError:
        return 0  # it ended while we looked


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return ""  # it ended while we looked
