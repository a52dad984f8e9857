"""A generation of some thousand quads, and workers over it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from dalil.graph import generation
from dalil.graph.generation import Generation
from dalil.graph.terms import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from dalil.query.job import Job
from dalil.query.limits import MIB, Limits
from dalil.query.pool import Pool
from dalil.query.run import Run

BASE = "https://example.org/"
CLAIM = NamedNode(f"{BASE}claim/1")
SIZE = 4000
LIMITS = Limits(workers=2, seconds=20, memory=256 * MIB)
PAIRS = "SELECT ?s ?o { ?s <urn:number> ?o } ORDER BY ?o"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
"""Millions of rows, the first of them at once."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """The generation on disk."""
    number, union = NamedNode("urn:number"), DefaultGraph()
    quads = [Quad(NamedNode(f"urn:{n}"), number, Literal(n), union) for n in range(SIZE)]
    quads.append(Quad(BlankNode("b7"), NamedNode("urn:says"), Literal("قال", language="ar"), CLAIM))
    return generation.commit(tmp_path_factory.mktemp("var"), "0" * 16, quads, {})


def over(made: Generation, limits: Limits, work: Callable[[Pool], Awaitable[None]]) -> None:
    """Do some work with the workers of a pool over the generation, then end them."""

    async def run() -> None:
        pool = Pool(made.folder, BASE, {}, limits)
        try:
            await pool.open()
            await asyncio.wait_for(work(pool), 60)
        finally:
            await pool.close()

    asyncio.run(run())


async def whole(run: Run) -> bytes:
    """The answer of a run, to its end."""
    async with run:
        return b"".join([piece async for piece in run])


async def answer(pool: Pool, text: str, client: str = "a") -> bytes:
    """The answer to a query, as CSV or N-Triples."""
    return await whole(await pool.run(Job(text, results="csv", graphs="nt"), client))


async def until(true: Callable[[], bool]) -> None:
    """Wait until the condition holds; the caller bounds how long."""
    while not true():
        await asyncio.sleep(0.01)


def processes(folder: Path) -> set[int]:
    """The processes that were started over that folder: a keeper and what it forked."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(folder).encode() in words:
            found.add(int(entry.name))
    return found


def keeper(folder: Path) -> int:
    """The one of those processes that the others descend from."""
    found = processes(folder)
    return next(pid for pid in found if _parent(pid) not in found)


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[1])
