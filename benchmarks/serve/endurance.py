"""Our server alone under strain: hostile queries, a hundred thousand requests, processes killed."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, islice
from random import Random
from typing import Final

from benchmarks.serve import load
from benchmarks.serve.asking import answers
from benchmarks.serve.inputs import ARTICLE
from benchmarks.serve.load import CODES, FASTEST, Clients, Load
from benchmarks.serve.processes import Running
from benchmarks.serve.questions import QUERIES, Question, questions

MANY: Final = 64
_KILLS: Final = 5
_SETTLING: Final = 2
"""Seconds in which connections that the clients have closed end, and workers that were replaced."""


@dataclass(frozen=True)
class Hostile:
    """What clients with short new queries see, alone and beside hostile clients, and what those see."""

    alone: Load
    beside: Load
    hostile: dict[str, Load]


@dataclass(frozen=True)
class Endurance:
    """MiB and open descriptors after a fifth of the requests and at the end."""

    requests: int
    memory: tuple[int, int]
    descriptors: tuple[int, int]


@dataclass(frozen=True)
class Kills:
    """What clients saw while workers were killed, and then the keeper; seconds until service resumed."""

    workers: int
    seen: Load
    keeper: Load
    resumed: float


def hostile(here: Running, seconds: int) -> Hostile:
    """Short queries with and without hostile ones."""
    lookup = questions(ARTICLE, here.endpoint)[0]
    clients = Clients(MANY, seconds, CODES)
    alone = load.run(here.endpoint, _new(lookup, 1, seconds), clients)
    with ExitStack() as stack:
        enemies = {
            path.stem: stack.enter_context(
                load.begin(here.endpoint, [path.read_text("utf-8")], Clients(1, seconds + 2, CODES))
            )
            for path in sorted((QUERIES / "hostile").glob("*.rq"))
        }
        time.sleep(1)  # so that all four are at work
        beside = load.run(here.endpoint, _new(lookup, 2, seconds), clients)
        return Hostile(alone, beside, {name: load.finish(process) for name, process in enemies.items()})


def endure(here: Running, requests: int) -> Endurance:
    """A long mixture of repeated and new queries of every kind."""
    asked = questions(ARTICLE, here.endpoint)
    done, marks = 0, []
    for share in (0.2, 1.0):
        while done < requests * share:
            done += load.run(here.endpoint, _mixture(asked, done), Clients(8, 5)).requests
        time.sleep(_SETTLING)
        marks.append((here.memory(), here.descriptors()))
    (memory, descriptors), (memory_then, descriptors_then) = marks
    return Endurance(done, (memory, memory_then), (descriptors, descriptors_then))


def kill(here: Running, seconds: int) -> Kills | None:
    """Workers killed one after the other under load, then the keeper; None where there is no keeper."""
    if here.keeper() is None:
        return None
    lookup = questions(ARTICLE, here.endpoint)[0]
    clients = Clients(8, seconds, CODES)
    with load.begin(here.endpoint, _new(lookup, 3, seconds), clients) as process:
        for _ in range(_KILLS):
            time.sleep(seconds / (_KILLS + 1))
            os.kill(here.workers()[-1], signal.SIGKILL)
        seen = load.finish(process)
    with load.begin(here.endpoint, _new(lookup, 4, seconds), clients) as process:
        time.sleep(seconds / 2)
        resumed = _resumed(here)
        return Kills(_KILLS, seen, load.finish(process), resumed)


def _resumed(here: Running) -> float:
    """Seconds from the keeper's end until another one has workers and a query is answered."""
    keeper, began = here.keeper(), time.monotonic()
    if keeper is not None:
        os.kill(keeper, signal.SIGKILL)
    while here.keeper() in {None, keeper} or not here.workers() or not answers(here.endpoint):
        if time.monotonic() - began > MANY:
            break
    return time.monotonic() - began


def _new(question: Question, part: int, seconds: int) -> Iterator[str]:
    return islice(question.fresh(part * 10_000_000), FASTEST * seconds)


def _mixture(asked: list[Question], start: int) -> list[str]:
    """As many new queries as repeated ones, of each question, in an order that repeats."""
    mixed = [text for q in asked for text in chain(islice(q.fresh(start), 400), islice(_again(q), 400))]
    Random(start).shuffle(mixed)
    return mixed


def _again(question: Question) -> Iterator[str]:
    while True:
        yield from question.texts
