"""The servers that are compared: how each takes in a file, starts on loopback, and where it answers."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from benchmarks.reason.inputs import ROOT
from benchmarks.serve import virtuoso
from benchmarks.serve.inputs import ARTICLE, SMALL, UNIVERSITY

PEERS: Final = ROOT / ".tools" / "bench" / "bin"
"""The programs of the environment that `make bench` fills with the peers."""
FUSEKI: Final = ROOT / ".tools" / "fuseki"
"""The jars of Fuseki, where Maven and Java are present."""
OURS, DISK, MEMORY, RDFLIB = "Dalil", "Oxigraph", "Oxigraph in memory", "rdflib-endpoint"
Commands = Callable[[Path, Path, int], list[str]]
"""(File, folder of the server's own, port) → a command."""


@dataclass(frozen=True)
class Server:
    """A server by its name in the table, with the path of its endpoint."""

    name: str
    path: str
    program: str
    serve: Commands
    data: tuple[str, ...] = (ARTICLE, SMALL, UNIVERSITY)
    load: Commands | None = None
    upload: str = ""
    """The path that takes the data by POST once the server runs; empty where it reads them by itself."""

    @property
    def is_installed(self) -> bool:
        """Whether what runs it is there."""
        return bool(shutil.which(self.program)) and (self.name != "Fuseki" or FUSEKI.exists())


def _dalil(data: Path, _folder: Path, port: int) -> list[str]:
    source = ["--project", str(ROOT)] if data.stem == ARTICLE else ["--plain", str(data)]
    return [sys.executable, "-m", "dalil", "serve", *source, "--port", str(port)]


def _oxigraph_load(data: Path, folder: Path, _port: int) -> list[str]:
    return [str(PEERS / "oxigraph"), "load", "--location", str(folder), "--file", str(data)]


def _oxigraph(_data: Path, folder: Path, port: int) -> list[str]:
    place = ["--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    return [str(PEERS / "oxigraph"), "serve-read-only", *place]


def _oxigraph_in_memory(_data: Path, _folder: Path, port: int) -> list[str]:
    return [str(PEERS / "oxigraph"), "serve", "--bind", f"127.0.0.1:{port}"]


def _rdflib(data: Path, _folder: Path, port: int) -> list[str]:
    return [str(PEERS / RDFLIB), "serve", str(data), "--host", "127.0.0.1", "--port", str(port)]


def _fuseki(data: Path, _folder: Path, port: int) -> list[str]:
    main = ["java", "-Xmx6g", "-cp", f"{FUSEKI}/*", "org.apache.jena.fuseki.main.cmds.FusekiMainCmd"]
    return [*main, "--localhost", "--port", str(port), "--file", str(data), "/data"]


def _virtuoso_load(data: Path, folder: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "benchmarks.serve.virtuoso", str(data), str(folder), str(port)]


def _virtuoso(_data: Path, folder: Path, _port: int) -> list[str]:
    return virtuoso.command(folder)


DALIL: Final = Server(OURS, "/sparql", sys.executable, _dalil)
PATIENT: Final = replace(DALIL, serve=lambda *place: [*_dalil(*place), "--timeout", "300"])
"""Ours, for results that take longer than a query may by default."""
SERVERS: Final = (
    DALIL,
    Server(DISK, "/query", str(PEERS / "oxigraph"), _oxigraph, load=_oxigraph_load),
    Server(MEMORY, "/query", str(PEERS / "oxigraph"), _oxigraph_in_memory, upload="/store"),
    Server("Fuseki", "/data/query", "java", _fuseki),
    Server(
        "Virtuoso",
        f"/sparql?default-graph-uri={virtuoso.GRAPH}",
        "virtuoso-t",
        _virtuoso,
        load=_virtuoso_load,
    ),
    Server(RDFLIB, "/", str(PEERS / RDFLIB), _rdflib, (ARTICLE, SMALL)),
)
"""rdflib-endpoint holds Python objects: 3M triples of them fit no small machine."""
