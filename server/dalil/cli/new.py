"""`dalil new`: a project folder that builds, to be changed into one's own."""

import argparse
import json
import shlex
import shutil
from pathlib import Path
from urllib.parse import quote

from dalil.errors import ProjectError
from dalil.files import is_base, packaged
from dalil.graph.generation import writing

SUMMARY = "make a project folder with a small article, ontology, shape and query that build as they are"
EXAMPLE = "dalil new my-project --base https://example.org/my-project/ --title 'My project'"
_BASE = "https://example.org/first/"
_TITLE = "A first project"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet, or is empty")
    parser.add_argument("--base", help="the address below which its things are named")
    parser.add_argument("--title", default=_TITLE, help=f"default: {_TITLE}")


def run(arguments: argparse.Namespace) -> int:
    """Make the folder."""
    folder: Path = arguments.folder
    title = json.dumps(arguments.title, ensure_ascii=False)[1:-1]
    base = arguments.base or f"https://example.org/{quote(folder.resolve().name)}/"
    if not is_base(base):
        raise ProjectError(
            f"{base} is no address to name things below",
            remedy="give a --base that begins with https:// and ends with /",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProjectError("is not an empty folder", file=folder, remedy="name a new one")
    with writing(folder):
        shutil.copytree(packaged("scaffold"), folder, dirs_exist_ok=True)
        (folder / "gitignore").rename(folder / ".gitignore")
        for path in (p for p in folder.rglob("*") if p.suffix in {".toml", ".ttl", ".rq", ".md"}):
            text = path.read_text("utf-8").replace(_BASE, base).replace(_TITLE, title)
            path.write_text(text, "utf-8")
    print(f"Made {folder}. Next: cd {shlex.quote(str(folder))} && dalil build && dalil serve")
    return 0
