"""Servers beside each other: the same questions to each, results compared before any time is taken."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Final, TypeAlias

from benchmarks.serve import load
from benchmarks.serve.answers import Solution, difference, solutions
from benchmarks.serve.asking import AnswerError, ask
from benchmarks.serve.inputs import DATA, data
from benchmarks.serve.load import FASTEST, Clients, Load
from benchmarks.serve.processes import Running, StartError, running
from benchmarks.serve.questions import Question, questions
from benchmarks.serve.servers import DALIL, Server

REPEATED, NEW = "repeated", "new"
CLIENTS: Final = (1, 8, 64)
Expected: TypeAlias = dict[str, Counter[Solution]]
"""Query → its solutions."""


@dataclass(frozen=True)
class Timing:
    """How a server answers a question, to each number of clients; nothing is timed where results differ."""

    data: str
    question: str
    asked: str
    server: str
    failure: str = ""
    loads: dict[int, Load] = field(default_factory=dict)


@dataclass(frozen=True)
class Footprint:
    """MiB that a server holds once it has loaded the data and when all was asked, or why it did not start."""

    data: str
    server: str
    loaded: int = 0
    asked: int = 0
    failure: str = ""


def compare(name: str, servers: list[Server], seconds: int) -> Iterator[Timing | Footprint]:
    """What each server does over that data, one after the other, who is first changing with the data."""
    file = data(name)
    with running(DALIL, file) as reference:
        asked = questions(name, reference.endpoint)
        expected = {text: solutions(ask(reference.endpoint, text)) for q in asked for text in q.sample()}
    turn = DATA.index(name) % len(servers)
    for server in servers[turn:] + servers[:turn]:
        if name not in server.data:
            continue
        try:
            with running(server, file) as here:
                yield from _measured(here, name, [(q, _failure(here, q, expected)) for q in asked], seconds)
        except StartError as error:
            yield Footprint(name, server.name, failure=str(error))


def _measured(
    here: Running, name: str, asked: list[tuple[Question, str]], seconds: int
) -> Iterator[Timing | Footprint]:
    loaded = here.memory()
    for (question, failure), mode in product(asked, (REPEATED, NEW)):
        loads = {} if failure else {n: _load(here, question, mode, Clients(n, seconds)) for n in CLIENTS}
        found = Timing(name, question.name, mode, here.server.name, failure, loads)
        print(found, file=sys.stderr, flush=True)
        yield found
    yield Footprint(name, here.server.name, loaded, here.memory())


def _load(here: Running, question: Question, mode: str, clients: Clients) -> Load:
    """The load of a question; new queries are such as no other run of this one asks."""
    if mode == REPEATED:
        return load.run(here.endpoint, question.texts, clients)
    new = question.fresh(clients.number * 1_000_000)
    return load.run(here.endpoint, islice(new, FASTEST * clients.seconds), clients)


def _failure(here: Running, question: Question, expected: Expected) -> str:
    """How the first of the server's results that differs from ours does so; nothing where all are equal."""
    found = (_wrong(here, text, expected[text]) for text in question.sample())
    return next((f"results differ: {wrong}" for wrong in found if wrong), "")


def _wrong(here: Running, text: str, expected: Counter[Solution]) -> str:
    try:
        return difference(solutions(ask(here.endpoint, text)), expected)
    except AnswerError as error:
        return str(error)
