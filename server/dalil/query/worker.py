"""A process that evaluates queries, one at a time, under limits that the kernel keeps.

It asks the server for work over a Unix socket and ends when the server leaves. The deadline is a timer
whose signal kills, and the memory limit one on its addresses, because the engine cannot be interrupted.
"""

import json
import os
import resource
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from dalil.errors import DalilError
from dalil.graph import excerpt
from dalil.graph.evaluate import Answer
from dalil.graph.snapshot import Snapshot
from dalil.query import wire
from dalil.query.job import EXCERPT, NOTHING, Job, encode_error
from dalil.query.protocol import refuse_federation

SHOWN = 500
"""Rows or triples of an excerpt."""
_SHORTEST = 0.001
"""Seconds of the shortest deadline: the timer takes one that rounds to nothing for none."""
_STATM = Path("/proc/self/statm")
_LINE = 128
_GROWTH = 4
"""A worker is replaced once a fourth of its limit of memory is not given back after a query."""


@dataclass(frozen=True)
class Desk:
    """What a worker answers from, and within which limit of bytes beyond what it began with."""

    snapshot: Snapshot
    prefixes: Mapping[str, str]
    memory: int


def serve(address: str, number: int, desk: Desk) -> None:
    """Answer the queries that the server sends, until it leaves or this process has to be replaced.

    `number` is that of the keeper.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with _STATM.open("rb") as statm, socket.socket(socket.AF_UNIX) as connection:
        size = _size(statm)
        resource.setrlimit(resource.RLIMIT_AS, (size + desk.memory, resource.RLIM_INFINITY))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * wire.PIECE)
        connection.connect(address)
        most = size + desk.memory // _GROWTH
        turn = partial(_turn, connection, number, desk, lambda: _size(statm) > most)
        while _in_a_thread(turn):
            pass


def _in_a_thread(turn: Callable[[], bool]) -> bool:
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(turn).result()


def _turn(connection: socket.socket, number: int, desk: Desk, has_grown: Callable[[], bool]) -> bool:
    """Answer queries until the server leaves, this process has grown or this thread has given way.

    Whether another thread is to go on. A thread that runs at low priority can never be raised again, but
    the next one begins at that of the process, whose memory is warm by now.
    """
    hello = {"number": number, "thread": threading.get_native_id()}
    connection.sendall(wire.frame(wire.HELLO, json.dumps(hello).encode()))
    source = connection.makefile("rb")
    while received := wire.receive(source):
        if received[0] == wire.RENEW:
            return True
        frames = wire.Frames(connection)
        kind, payload = _work(frames, Job.decode(received[1]), desk)
        is_worn = has_grown()
        frames.finish(wire.frame(wire.BYE) * is_worn + wire.frame(kind, payload))
        if is_worn:
            return False
    return False


def _work(frames: wire.Frames, job: Job, desk: Desk) -> tuple[bytes, bytes]:
    """Send the answer to a job but for its last frame, which is returned as kind and payload."""
    signal.setitimer(signal.ITIMER_REAL, max(job.seconds, _SHORTEST))
    try:
        answer = evaluate(desk.snapshot, job)
        frames.begin(answer.kind)
        write(answer, job, frames, desk.prefixes)
    except DalilError as error:
        frames.forget()
        return wire.ERROR, encode_error(error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return wire.END, b""


def evaluate(snapshot: Snapshot, job: Job) -> Answer:
    """The answer to a job, not yet computed to its end. Raises QueryError, RefusedError, TooLargeError."""
    refuse_federation(job.text)
    return snapshot.query(job.text, job.terms, job.scope)


def write(answer: Answer, job: Job, sink: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write the answer as the job wants it. Raises QueryError where the evaluation fails midway."""
    ending = job.graphs if answer.triples is not None else job.results
    if ending == EXCERPT:
        sink.write(excerpt.write(answer, SHOWN))
    elif ending != NOTHING:
        answer.write(sink, ending, prefixes)


def _size(statm: IO[bytes]) -> int:
    """Bytes of this process's addresses."""
    return int(os.pread(statm.fileno(), _LINE, 0).split()[0]) * resource.getpagesize()
