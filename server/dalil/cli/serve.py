"""`dalil serve`: the knowledge base over HTTP."""

import argparse
import os
import tempfile
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from dalil.base import KnowledgeBase, plain
from dalil.cli import options, port
from dalil.errors import ProjectError
from dalil.files import PROJECT_VARIABLE, Project
from dalil.graph.generation import writing
from dalil.query.limits import LIMITS_VARIABLE, LOG_VARIABLE, MIB, Limits

SUMMARY = "serve the current generation: pages, SPARQL, linked data"
EXAMPLE = "dalil serve --port 8090 --timeout 10"
_APPLICATION = "dalil.web.shell:application"
_ARENAS = ("MALLOC_ARENA_MAX", "2")
"""Lets threads share what the C library allocates: each kept what it had freed, and memory crept up."""
_PATIENCE = 5
"""Seconds that the server's process gets to finish its answers when it is asked to end."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    usual = Limits()
    options.project(parser)
    parser.add_argument("--host", help="default: the one in dalil.toml, 127.0.0.1")
    parser.add_argument("--port", type=int, help="default: the one in dalil.toml, 8080")
    parser.add_argument(
        "--plain",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="serve RDF files as they are, without a project: each is a named graph, all are the default one",
    )
    parser.add_argument(
        "--base",
        default="",
        metavar="IRI",
        help="with --plain: name each graph IRI + file name (default: file:)",
    )
    parser.add_argument(
        "--access-log",
        default="",
        metavar="FILE",
        help="write a line of JSON for each request into FILE, or - for standard error",
    )
    bounds = {
        "workers": (usual.workers, "N", "processes that evaluate queries"),
        "timeout": (int(usual.seconds), "SECONDS", "how long a query may take"),
        "memory": (usual.memory // MIB, "MIB", "memory of a query, beyond what all share"),
        "queue": (usual.queue, "N", "queries that may wait"),
        "memory-budget": (usual.budget // MIB, "MIB", "up to where the dataset is held in memory"),
        "cache": (usual.cache // MIB, "MIB", "memory for answers that are kept"),
    }
    for name, (value, unit, said) in bounds.items():
        parser.add_argument(
            f"--{name}", type=int, default=value, metavar=unit, help=f"{said} (default: {value})"
        )


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted. Raises NotBuiltError, what `obstacle` returns, and what `prepare` raises."""
    if not arguments.plain:
        return _serve(options.load(arguments), arguments)
    with tempfile.TemporaryDirectory(prefix="dalil-plain-") as folder:
        return _serve(plain.prepare(arguments.plain, arguments.base, Path(folder)), arguments)


def _serve(project: Project, arguments: argparse.Namespace) -> int:
    host, number = arguments.host or project.host, project.port if arguments.port is None else arguments.port
    limits = _limits(arguments)
    KnowledgeBase.open(project)
    if obstacle := port.obstacle(host, number):
        raise obstacle
    if arguments.access_log not in {"", "-"}:
        with writing(log := Path(arguments.access_log)), log.open("a"):
            pass
    os.environ[PROJECT_VARIABLE] = str(project.root)
    os.environ[LIMITS_VARIABLE] = limits.encode()
    os.environ[LOG_VARIABLE] = arguments.access_log
    os.environ.setdefault(*_ARENAS)
    print(f"Serving {project.title.get('en', project.base)} at http://{host}:{number}", flush=True)
    Granian(
        _APPLICATION,
        address=host,
        port=number,
        interface=Interfaces.ASGI,
        factory=True,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_PATIENCE,
    ).serve()
    return 0


def _limits(arguments: argparse.Namespace) -> Limits:
    """The limits that the arguments set. Raises ProjectError for one below its least."""
    least = {"workers": 1, "timeout": 1, "memory": 1, "queue": 1, "memory_budget": 0, "cache": 0}
    for name, bound in least.items():
        if getattr(arguments, name) < bound:
            option = name.replace("_", "-")
            raise ProjectError(f"--{option} must be {bound} or more", remedy="give a larger number")
    return Limits(
        workers=arguments.workers,
        seconds=arguments.timeout,
        memory=arguments.memory * MIB,
        queue=arguments.queue,
        budget=arguments.memory_budget * MIB,
        cache=arguments.cache * MIB,
    )
