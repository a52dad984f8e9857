"""The process that holds a dataset in memory and forks the workers that answer from it.

`python -m dalil.query.keeper CHARGE`. It has one thread: what is forked from several cannot be trusted.
Opening a generation on disk starts threads, so that is done in processes of its own: by the one that
reads it out to the keeper, and by each worker where the dataset is too large for memory.
"""

import gc
import json
import os
import select
import shutil
import signal
import socket
import sys
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from dalil.graph import generation
from dalil.graph.dataset import Layout
from dalil.graph.evaluate import Store
from dalil.graph.generation import Generation
from dalil.graph.snapshot import Snapshot, read_out, take_in
from dalil.query import wire
from dalil.query.charge import Charge
from dalil.query.worker import Desk, serve

QUAD = 400
"""Bytes that a quad takes in memory: 360 measured, on a million triples of a university."""


BROKEN = 70
"""Exit code of a process that met a mistake of ours, or a generation that is gone."""
_TOO_LARGE = 3
_PAUSE = 0.5
"""Seconds between one worker that could not begin and the next."""


def main() -> None:
    """Load, fork, and replace every worker that ends, until the server leaves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    charge = Charge.decode(sys.argv[1])
    with socket.socket(socket.AF_UNIX) as lifeline:
        lifeline.connect(charge.address)
        store = _loaded(charge)
        keeper = Keeper(charge, store, lifeline)
        gc.freeze()
        hello = {"number": charge.number, **_told(store)}
        lifeline.sendall(wire.frame(wire.HELLO, json.dumps(hello).encode()))
        keeper.keep()
    shutil.rmtree(Path(charge.address).parent, ignore_errors=True)
    os._exit(0)


class Keeper:
    """The keeper at work: its workers by the descriptors that tell of their end."""

    def __init__(self, charge: Charge, store: Store | None, lifeline: socket.socket) -> None:
        self._charge = charge
        self._made = _generation(charge)
        self._layout = Layout.of(charge.base, charge.prefixes, self._made.manifest)
        self._snapshot = None if store is None else Snapshot(store, self._layout)
        self._lifeline = lifeline
        self._workers: dict[int, int] = {}
        self._ends = select.poll()
        self._ends.register(lifeline, select.POLLIN)

    def keep(self) -> None:
        """Fork as many workers as are missing, until the server leaves; then end them."""
        while True:
            while len(self._workers) < self._charge.workers:
                self._fork()
            for ended, _ in self._ends.poll():
                if ended == self._lifeline.fileno():
                    self._end()
                    return
                self._bury(ended)

    def _fork(self) -> None:
        worker = os.fork()
        if worker == 0:
            self._work()
        end = os.pidfd_open(worker)
        self._workers[end] = worker
        self._ends.register(end, select.POLLIN)

    def _bury(self, end: int) -> None:
        """Reap a worker; one that could not begin is not tried again at once."""
        self._ends.unregister(end)
        os.close(end)
        _, status = os.waitpid(self._workers.pop(end), 0)
        if os.waitstatus_to_exitcode(status) == BROKEN:
            time.sleep(_PAUSE)

    def _end(self) -> None:
        for worker in self._workers.values():
            os.kill(worker, signal.SIGKILL)

    def _work(self) -> NoReturn:
        """Be a worker."""
        self._lifeline.close()
        for end in self._workers:
            os.close(end)
        sys.excepthook = _broken
        charge = self._charge
        snapshot = self._snapshot or Snapshot(self._made.open(), self._layout)
        desk = Desk(snapshot, charge.prefixes, charge.memory)
        with suppress(ConnectionError, FileNotFoundError):  # the server has left
            serve(charge.address, charge.number, desk)
        os._exit(0)


def _generation(charge: Charge) -> Generation:
    folder = Path(charge.folder)
    return generation.find(folder.parents[1], folder.name)


def _loaded(charge: Charge) -> Store | None:
    """The dataset in memory, None where that would outgrow the budget."""
    reading, writing = os.pipe()
    reader = os.fork()
    if reader == 0:
        os.close(reading)
        _read_out(charge, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as source:
        store = take_in(source)
    _, status = os.waitpid(reader, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in {0, _TOO_LARGE}:
        sys.exit("the generation could not be read")
    return None if code else store


def _read_out(charge: Charge, writing: int) -> NoReturn:
    sys.excepthook = _broken
    store = _generation(charge).open()
    if len(store) * QUAD > charge.budget:
        os._exit(_TOO_LARGE)
    with os.fdopen(writing, "wb") as sink:
        read_out(store, sink)
    os._exit(0)


def _told(store: Store | None) -> Mapping[str, int]:
    """What the server is told: how many quads are held in memory, -1 where they stay on disk."""
    return {"quads": -1 if store is None else len(store)}


def _broken(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of a mistake of ours and end at once, without taking the store apart."""
    traceback.print_exception(kind, error, trace)
    os._exit(BROKEN)


if __name__ == "__main__":
    main()
