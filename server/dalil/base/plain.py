"""Plain mode: RDF files served as they are, as one generation of a project that has nothing else."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from dalil import terms
from dalil.errors import ProjectError
from dalil.files import CONFIG, Project, is_base, packaged
from dalil.graph import generation, parse
from dalil.graph.generation import Generation
from dalil.graph.snapshot import Snapshot
from dalil.graph.terms import DefaultGraph, NamedNode, Quad, Triple, integer, triple

MARK = "files"
"""The entry of a manifest by which a plain generation is known: how many files it holds."""
_BASE = "http://localhost/"


def prepare(files: Sequence[Path], base: str, folder: Path) -> Project:
    """A project in that empty folder whose only generation holds the files.

    Each file is a named graph by its address: `base` and its name, or its file: IRI where `base` is empty.
    Graphs that a file names keep their names. The default graph holds what the files say in none.
    Raises SourceError, ProjectError, StorageError.
    """
    addresses = _addresses(files, base)
    text = packaged("plain.toml").read_text("utf-8").replace(_BASE, base or _BASE)
    with generation.writing(folder):
        (folder / CONFIG).write_text(text, "utf-8")
    project = Project.load(folder)
    # Each start makes a generation of its own, because blank nodes get new labels.
    manifest = {MARK: len(files), "graphs": list(addresses)}
    generation.commit(project.var, secrets.token_hex(8), _quads(addresses), manifest)
    return project


def dump(made: Generation, snapshot: Snapshot, name: str, prefixes: Mapping[str, str]) -> Path:
    """The file of a dump, written when it is asked for the first time. Raises StorageError."""
    path = made.folder / name
    if not path.exists():
        draft = made.folder / f"{secrets.token_hex(8)}.draft"
        snapshot.dump(draft, path.suffix.removeprefix("."), prefixes)
        draft.replace(path)
    return path


def describe(base: str, graphs: Sequence[str], triples: int) -> list[Triple]:
    """The dataset in VoID: how large its default graph is, and its named graphs."""
    node = NamedNode(base)
    return [
        triple(node, terms.RDF_TYPE, terms.VOID_DATASET),
        triple(node, terms.VOID_TRIPLES, integer(triples)),
        *(triple(node, terms.VOID_SUBSET, graph) for graph in graphs),
    ]


def _addresses(files: Sequence[Path], base: str) -> dict[str, Path]:
    """The IRI of each file's graph, in the order given."""
    if base and not is_base(base):
        raise ProjectError(
            f"{base} is no address to name graphs below",
            remedy="give a --base that begins with http:// or https:// and ends with /",
        )
    found = dict[str, Path]()
    for path in files:
        iri = base + quote(path.name) if base else path.absolute().as_uri()
        if iri in found:
            raise ProjectError(f"two files are named {iri}", file=path, remedy="rename one, or leave it out")
        found[iri] = path
    return found


def _quads(addresses: Mapping[str, Path]) -> Iterator[Quad]:
    """The quads of the files; with several, their union is stored as the default graph besides."""
    several = len(addresses) > 1
    for iri, path in addresses.items():
        graph = NamedNode(iri)
        for quad in parse.document(path, iri):
            if quad.graph_name != DefaultGraph():
                yield quad
                continue
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
            if several:
                yield quad
