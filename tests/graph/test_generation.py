"""Generations: written whole, pointed to atomically, pruned, never written over."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dalil.errors import BusyError, NotBuiltError, StorageError
from dalil.graph import generation
from dalil.graph.terms import BlankNode, DefaultGraph, Literal, NamedNode, Quad

NODE = NamedNode("https://example.org/a")


def quads(number: int) -> list[Quad]:
    """One quad that tells its generation, and one about a blank node."""
    label = BlankNode("b-ontology-first-c14n0")
    return [Quad(NODE, NODE, Literal(number), DefaultGraph()), Quad(label, NODE, NODE, DefaultGraph())]


def commit(var: Path, name: str, number: int = 0) -> generation.Generation:
    """A generation of that name."""
    return generation.commit(var, name, quads(number), {"claims": number})


def names(var: Path) -> set[str]:
    """What lies beside the generations, drafts too."""
    return {path.name for path in (var / "generations").iterdir()}


def interrupted() -> Iterator[Quad]:
    """A quad, and then Ctrl-C."""
    yield quads(1)[0]
    raise KeyboardInterrupt


def refused() -> Iterator[Quad]:
    """A quad, and then a full disk."""
    yield quads(1)[0]
    raise OSError(28, os.strerror(28))


def test_a_commit_is_found_whole(tmp_path: Path) -> None:
    """The pointer names what was committed; its quads and its manifest can be read."""
    made = commit(tmp_path, "one", 7)
    assert generation.current_id(tmp_path) == "one"
    assert generation.current(tmp_path) == made
    assert made.manifest == {"claims": 7}
    assert set(made.open()) == set(quads(7))


def test_nothing_built_is_told_with_the_remedy(tmp_path: Path) -> None:
    """Without a pointer there is no generation, and the error says what makes one."""
    assert generation.current_id(tmp_path) is None
    with pytest.raises(NotBuiltError, match="dalil build"):
        generation.current(tmp_path)


def test_a_generation_that_stands_is_never_written_over(tmp_path: Path) -> None:
    """A second commit of a name stands beside the first, which stays readable."""
    first = commit(tmp_path, "one", 1)
    second = commit(tmp_path, "one", 2)
    assert (first.id, second.id) == ("one", "one.2")
    assert generation.current_id(tmp_path) == "one.2"
    assert set(first.open()) == set(quads(1))


def test_the_oldest_generations_are_dropped(tmp_path: Path) -> None:
    """So many generations stay as KEPT says, the newest of them, the current one among them."""
    for number in range(5):
        made = commit(tmp_path, f"g{number}", number)
        os.utime(made.folder, (number, number))
    assert names(tmp_path) == {"g2", "g3", "g4"}
    generation.point(tmp_path, "g2")
    assert generation.current(tmp_path).manifest == {"claims": 2}
    assert "g2" in names(tmp_path)


def test_a_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    """A store that was opened before a commit still holds what it held."""
    store = commit(tmp_path, "one", 1).open()
    commit(tmp_path, "two", 2)
    assert set(store) == set(quads(1))


def test_an_interruption_leaves_the_last_generation(tmp_path: Path) -> None:
    """Ctrl-C while quads are written leaves the pointer as it was and no draft behind."""
    commit(tmp_path, "one", 1)
    with pytest.raises(KeyboardInterrupt):
        generation.commit(tmp_path, "two", interrupted(), {})
    assert generation.current_id(tmp_path) == "one"
    assert names(tmp_path) == {"one"}


def test_a_full_disk_leaves_the_last_generation(tmp_path: Path) -> None:
    """A disk that refuses raises StorageError, with the pointer as it was and no draft behind."""
    commit(tmp_path, "one", 1)
    with pytest.raises(StorageError, match="No space left"):
        generation.commit(tmp_path, "two", refused(), {})
    assert generation.current_id(tmp_path) == "one"
    assert names(tmp_path) == {"one"}


def test_drafts_of_killed_builds_are_swept(tmp_path: Path) -> None:
    """A draft that nobody could clean up goes with the next commit, whatever its name."""
    (tmp_path / "generations" / ".killed.draft" / "store").mkdir(parents=True)
    commit(tmp_path, "one")
    assert names(tmp_path) == {"one"}


def test_a_pointer_that_cannot_move_leaves_the_last_one(tmp_path: Path) -> None:
    """Where the pointer cannot be written, what it named before is still current."""
    commit(tmp_path, "one", 1)
    (tmp_path / "current.new").mkdir()
    with pytest.raises(StorageError):
        commit(tmp_path, "two", 2)
    assert generation.current_id(tmp_path) == "one"


@pytest.mark.parametrize("harm", ["manifest", "json", "list", "bytes", "store", "table"])
def test_a_damaged_generation_is_told(tmp_path: Path, harm: str) -> None:
    """A generation that has lost a part is refused with the remedy, not read in pieces."""
    made = commit(tmp_path, "one")
    manifest = made.folder / "manifest.json"
    if harm == "store":
        (made.folder / "store" / "CURRENT").unlink()
    elif harm == "manifest":
        manifest.unlink()
    elif harm == "table":
        for table in (made.folder / "store").glob("*.sst"):
            table.write_bytes(table.read_bytes()[:-1])
    else:
        manifest.write_bytes({"json": b"{", "list": b"[]", "bytes": b"\xff"}[harm])
    with pytest.raises(NotBuiltError, match="--force"):
        generation.current(tmp_path).open()


def test_a_pointer_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A folder in the pointer's place, or bytes that are no text, get a remedy."""
    (tmp_path / "current").mkdir()
    with pytest.raises(StorageError, match="delete it"):
        generation.current_id(tmp_path)
    (tmp_path / "current").rmdir()
    (tmp_path / "current").write_bytes(b"\xff")
    with pytest.raises(StorageError, match="delete it"):
        generation.current(tmp_path)


def test_one_build_at_a_time(tmp_path: Path) -> None:
    """While a build holds the folder another is refused; afterwards it may begin."""
    with generation.building(tmp_path), pytest.raises(BusyError), generation.building(tmp_path):
        pytest.fail("two builds at once")
    with generation.building(tmp_path):
        pass


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    """Where var is a file, building is refused by name and nothing counts as built."""
    var = tmp_path / "var"
    var.write_text("in the way", "utf-8")
    assert generation.current_id(var) is None
    with pytest.raises(StorageError, match="var"), generation.building(var):
        pytest.fail("built into a file")


def test_a_reader_that_left_is_no_full_disk(tmp_path: Path) -> None:
    """A broken pipe passes as what it is."""
    with pytest.raises(BrokenPipeError), generation.writing(tmp_path):
        raise BrokenPipeError


def test_the_manifest_holds_no_clock(tmp_path: Path) -> None:
    """Equal manifests are equal bytes, whatever the order of their keys."""
    for name, manifest in (("one", {"a": 1, "b": 2}), ("two", {"b": 2, "a": 1})):
        generation.commit(tmp_path, name, quads(0), manifest)
    texts = {
        (tmp_path / "generations" / name / "manifest.json").read_text("utf-8") for name in ("one", "two")
    }
    assert len(texts) == 1
    assert json.loads(texts.pop()) == {"a": 1, "b": 2}
