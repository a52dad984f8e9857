"""Where things lie: project folders, their settings, and what is refused."""

import shutil
from pathlib import Path

import pytest

from dalil import files
from dalil.errors import ProjectError
from dalil.files import Project
from tests.base import projects


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new project."""
    return projects.new(tmp_path / "first")


def refused(folder: Path) -> str:
    """What loading that folder says."""
    with pytest.raises(ProjectError) as caught:
        Project.load(folder)
    assert caught.value.file
    assert caught.value.remedy
    return str(caught.value)


def test_the_nearest_project_above_is_loaded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name, the project is the one around the working directory."""
    monkeypatch.chdir(folder / "data" / "harbour-news")
    assert Project.load().root == folder.resolve()
    assert Project.load().var == folder.resolve() / "var"


def test_without_one_the_engine_s_own_is_loaded(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside of any project, the one that comes along is used."""
    monkeypatch.chdir(tmp_path)
    assert Project.load().root == root


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('base = "https://example.org/first/"', 'base = "https://example.org/first"', "'base'"),
        ('base = "https://example.org/first/"', 'base = "first/"', "'base'"),
        ('base = "https://example.org/first/"', "base = 3", "'base'"),
        ('languages = ["en"]', 'languages = "en"', "'languages'"),
        ('languages = ["en"]', "languages = []", "'languages'"),
        ("port = 8080", "port = 0", "'port'"),
        ("port = 8080", "port = 70000", "'port'"),
        ("port = 8080", 'port = "http"', "'port'"),
        ('title.en = "A first project"', 'title = "A first project"', "misspells"),
        ('title.en = "A first project"', "title.en = 3", "'title'"),
        ('title.en = "A first project"', "title = {}", "'title'"),
        ('title.en = "A first project"', 'title."e n" = "x"', "'title'"),
        ('languages = ["en"]', """languages = ['en"><b>']""", "'languages'"),
        ('base = "https://example.org/first/"', 'base = "https://example.org/%zz/"', "'base'"),
        ("port = 8080", "port = 8080.5", "'port'"),
        ("port = 8080", "port = true", "'port'"),
        ("port = 8080", "port = " + "9" * 5000, "is not TOML"),
        ('host = "127.0.0.1"', 'host = ""', "'host'"),
        ('ex = "https://example.org/first/ontology#"', 'ex = "https://example.org/%zz#"', "'ex', an IRI"),
        (
            'ex = "https://example.org/first/ontology#"',
            '"e x" = "https://example.org/"',
            "'e x', an IRI behind a name",
        ),
        ("[build]", "[bild]", "[bild] is unknown"),
        ("reasoner =", "reasonner =", "'reasonner' is unknown"),
        ("[prefixes]", "[prefixs]", "'prefixes'"),
        ('ex = "https://example.org/first/ontology#"', 'ex = "ontology"', "'ex', an IRI"),
        ('ontology = "https://example.org/first/ontology"', 'ontology = "an ontology"', "'ontology', an IRI"),
    ],
)
def test_a_setting_that_cannot_be_is_named(folder: Path, old: str, new: str, said: str) -> None:
    """A setting that is missing or of no use is told by its name before anything is read."""
    projects.edit(folder / "dalil.toml", old, new)
    assert said in refused(folder)


@pytest.mark.parametrize("content", [b"[project\n", b"\xff"], ids=["syntax", "bytes"])
def test_a_config_that_is_no_toml_is_refused(folder: Path, content: bytes) -> None:
    """A configuration that cannot be parsed is told by its file."""
    (folder / "dalil.toml").write_bytes(content)
    assert "dalil.toml: is not TOML" in refused(folder)


def test_a_config_that_cannot_be_read_is_refused(folder: Path) -> None:
    """A folder in place of dalil.toml is told by its reason, and so is its absence."""
    (folder / "dalil.toml").unlink()
    assert "there is no dalil.toml" in refused(folder)
    (folder / "dalil.toml").mkdir()
    assert "cannot be read" in refused(folder)


def test_shapes_are_the_engine_s_then_the_project_s(folder: Path) -> None:
    """Each phase has the engine's shapes and the project's own; a copy of the engine's is not read."""
    (folder / "ontology/shapes/dalil-claims.asserted.ttl").write_text("", "utf-8")
    names = [path.name for path in Project.load(folder).shapes("asserted")]
    assert names[-1] == "facilities.asserted.ttl"
    assert names.count("dalil-claims.asserted.ttl") == 1
    assert all(name.startswith("dalil-") for name in names[:-1])
    assert "facilities.asserted.ttl" not in [path.name for path in Project.load(folder).shapes("closed")]


def test_iris_are_shortened_by_the_longest_namespace(folder: Path) -> None:
    """An IRI reads by its nearest prefix; one below none stands in angle brackets."""
    project = Project.load(folder)
    assert project.short(f"{projects.BASE}id/pier") == "id:pier"
    assert project.short(f"{projects.BASE}other") == f"<{projects.BASE}other>"


def test_inputs_are_all_that_a_build_reads(folder: Path) -> None:
    """Every file of the project is an input, but for the README and what is hidden."""
    (folder / "data/harbour-news/.source.txt.swp").write_text("", "utf-8")
    inputs = set(Project.load(folder).inputs())
    ours = {p.resolve() for p in folder.rglob("*") if p.is_file() and p.name[0] != "."}
    assert ours - inputs == {folder.resolve() / "README.md"}


def test_optional_folders_may_be_missing(folder: Path) -> None:
    """No queries, no shapes and no records is a project all the same."""
    project = Project.load(folder)
    for place in ("queries", "ontology/shapes"):
        shutil.rmtree(folder / place)
    (folder / "data/records.ttl").unlink()
    assert project.examples() == project.records() == project.links() == []
    assert all(path.name.startswith("dalil-") for path in project.shapes("asserted"))


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://example.org/", True),
        ("http://example.org/a/b/", True),
        ("https://مثال.example/مشروع/", True),
        ("https://example.org", False),
        ("https://example.org/#a/", False),
        ("https://example.org/?a/", False),
        ("https:///", False),
        ("https://a b/", False),
        ("urn:a/", False),
        ("", False),
    ],
)
def test_things_are_named_below_an_address_that_ends_in_a_slash(address: str, fits: bool) -> None:
    """An address serves as a base where a host is named, no fragment or query is in it, and / ends it."""
    assert files.is_base(address) is fits


def test_the_engine_has_its_own_files() -> None:
    """The engine's vocabulary, scaffold, pages and code lie where the package looks for them."""
    assert (files.engine() / "ontology" / "dalil.ttl").is_file()
    assert (files.packaged("scaffold") / "dalil.toml").is_file()
    assert files.page("facts").is_file()
    assert Path(files.__file__) in files.code()
