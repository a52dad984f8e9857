"""Generations: immutable, complete datasets on disk, and the pointer to the newest."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from dalil.errors import BusyError, NotBuiltError, StorageError
from dalil.graph.terms import Quad

KEPT = 3
"""How many generations stay on disk, for readers that have not yet moved on and for rollback."""

_POINTER = "current"
_MANIFEST = "manifest.json"
_QUESTIONS = "questions"
_DUMPS = "dumps"


@dataclass(frozen=True)
class Generation:
    """A committed dataset: its folder and what its manifest says of it."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The hash of everything that it was built from."""
        return self.folder.name

    @property
    def questions(self) -> list[Path]:
        """The query files that were published with it, by name."""
        return sorted((self.folder / _QUESTIONS).glob("*.rq"))

    def dump(self, name: str) -> Path:
        """The file of that dump, one of `dumps.NAMES`. Raises NotBuiltError."""
        path = self.folder / _DUMPS / name
        if not path.is_file():
            raise _damaged(self.folder)
        return path

    def open(self) -> Store:
        """Its quads, for reading; many processes may hold it at once. Raises NotBuiltError."""
        try:
            return Store.read_only(str(self.folder / "store"))
        except (OSError, RuntimeError) as error:
            raise _damaged(self.folder) from error


def current_id(var: Path) -> str | None:
    """Which generation the pointer names; None where nothing has been built. Raises StorageError."""
    pointer = var / _POINTER
    try:
        return pointer.read_text("utf-8").strip() or None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(
            f"the pointer cannot be read ({error})",
            file=pointer,
            remedy="delete it and run `dalil build --force`",
        ) from error


def current(var: Path) -> Generation:
    """The generation that the pointer names. Raises NotBuiltError."""
    name = current_id(var)
    if name is None:
        raise NotBuiltError("the knowledge base has not been built", file=var, remedy="run `dalil build`")
    return find(var, name)


def find(var: Path, name: str) -> Generation:
    """The generation of that id. Raises NotBuiltError where it is gone or incomplete."""
    folder = var / "generations" / name
    try:
        manifest = json.loads((folder / _MANIFEST).read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(folder) from error
    if not isinstance(manifest, dict):
        raise _damaged(folder)
    return Generation(folder, manifest)


@contextmanager
def building(var: Path) -> Iterator[None]:
    """Hold the folder for one build. Raises BusyError where another one has it."""
    with writing(var):
        var.mkdir(parents=True, exist_ok=True)
        lock = (var / "lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(
                "another build is under way", file=var, remedy="wait until it has ended"
            ) from error
        yield


def bare(_folder: Path) -> None:
    """Put nothing into the folder of a generation."""


def with_files(folder: Path, questions: Mapping[str, bytes]) -> Path:
    """Put the published queries into the folder of a generation, and make the one for its dumps.

    An edit of a query must not reach readers before a build has checked it, so that they are copied.
    """
    (folder / _QUESTIONS).mkdir()
    for name, content in questions.items():
        (folder / _QUESTIONS / name).write_bytes(content)
    (folder / _DUMPS).mkdir()
    return folder / _DUMPS


def commit(
    var: Path,
    name: str,
    quads: Iterable[Quad],
    manifest: Mapping[str, Any],
    furnish: Callable[[Path], None] = bare,
) -> Generation:
    """Write a generation beside the others, whole, then move the pointer to it.

    `furnish` puts further files into its folder before anyone sees it.

    An interruption at any point leaves the pointer and what it names as they were. Drafts that a
    killed build left behind are removed. Raises StorageError where the disk refuses.
    """
    folder = _free(var / "generations", name)
    draft = var / "generations" / f".{name}.draft"
    try:
        with writing(var):
            for left in (var / "generations").glob(".*.draft"):
                shutil.rmtree(left)
            draft.mkdir(parents=True)
            _store(draft / "store", quads)
            furnish(draft)
            _write(draft / _MANIFEST, json.dumps(manifest, indent=2, sort_keys=True))
            draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    point(var, folder.name)
    return find(var, folder.name)


def point(var: Path, name: str) -> None:
    """Make `name` the current generation, then drop the oldest beyond KEPT."""
    with writing(var):
        _write(var / f"{_POINTER}.new", name + "\n")
        (var / f"{_POINTER}.new").replace(var / _POINTER)
    folders = [f for f in (var / "generations").iterdir() if f.name != name]
    newest = sorted(folders, key=lambda f: f.stat().st_mtime, reverse=True)
    for folder in newest[KEPT - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn the disk's refusals into StorageError; a reader that has left is none."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StorageError(
            f"cannot be written ({error.strerror or error})",
            file=path,
            remedy="free space, clear the way or correct permissions, then try again",
        ) from error


def _damaged(folder: Path) -> NotBuiltError:
    return NotBuiltError("the generation is gone or damaged", file=folder, remedy="run `dalil build --force`")


def _free(folder: Path, name: str) -> Path:
    """A folder that does not exist yet: a generation that stands is never written over."""
    numbered = (f"{name}.{n}" for n in count(2))
    return next(folder / n for n in chain([name], numbered) if not (folder / n).exists())


def _store(path: Path, quads: Iterable[Quad]) -> None:
    store = Store(str(path))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
