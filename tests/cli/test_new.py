"""The project folder that `dalil new` makes."""

from pathlib import Path

import pytest

from dalil.cli import main
from dalil.files import Project
from tests.base import projects
from tests.cli.calls import out


def test_new_writes_its_title_and_base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Title and address are taken as given, quotation marks and spaces in names too."""
    folder = tmp_path / "my project"
    printed = out(capsys, 0, "new", str(folder), "--title", 'The "best" \\ one')
    assert f"cd '{folder}'" in printed
    project = Project.load(folder)
    assert project.title["en"] == 'The "best" \\ one'
    assert project.base == "https://example.org/my%20project/"
    assert (folder / ".gitignore").is_file()
    assert projects.BASE not in "".join(p.read_text("utf-8") for p in folder.rglob("*") if p.is_file())
    projects.built(folder)


@pytest.mark.parametrize(
    "base", ["ftp://x/", "https://example.org", "https:///", "https://x/#a/", "https://x y/"]
)
def test_new_refuses_an_address_without_room(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], base: str
) -> None:
    """An address below which nothing can be named makes no folder."""
    assert main(["new", str(tmp_path / "p"), "--base", base]) == 2
    assert "Remedy" in capsys.readouterr().err
    assert not (tmp_path / "p").exists()


def test_new_overwrites_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds something stays as it is; an empty one is filled."""
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert main(["new", str(folder)]) == 2
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    assert "empty" in capsys.readouterr().err
    (folder.parent / "empty").mkdir()
    assert main(["new", str(folder.parent / "empty")]) == 0
