"""`dalil serve`: the knowledge base over HTTP."""

import argparse
import os
import tempfile
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from dalil.base import KnowledgeBase, plain
from dalil.cli import options, port
from dalil.errors import BusyError
from dalil.files import PROJECT_VARIABLE, Project

SUMMARY = "serve the current generation: pages, SPARQL, linked data"
EXAMPLE = "dalil serve --port 8090"
_APPLICATION = "dalil.web.shell:application"
_PATIENCE = 5
"""Seconds that a worker gets to finish its answers when the server is asked to end."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
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


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted. Raises NotBuiltError, BusyError; with --plain what `prepare` raises."""
    if not arguments.plain:
        return _serve(options.load(arguments), arguments)
    with tempfile.TemporaryDirectory(prefix="dalil-plain-") as folder:
        return _serve(plain.prepare(arguments.plain, arguments.base, Path(folder)), arguments)


def _serve(project: Project, arguments: argparse.Namespace) -> int:
    host, number = arguments.host or project.host, project.port if arguments.port is None else arguments.port
    KnowledgeBase.open(project)
    if obstacle := port.obstacle(host, number):
        raise BusyError(
            f"port {number} on {host} cannot be listened on: {obstacle}",
            remedy="end what holds it, or give another --port",
        )
    os.environ[PROJECT_VARIABLE] = str(project.root)
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
