"""Where things lie: a project's folders, and the engine's own files in a checkout or a wheel."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path
from typing import Any

from dalil.errors import ProjectError

CONFIG = "dalil.toml"
PROJECT_VARIABLE = "DALIL_PROJECT"
"""The environment variable by which a server process is told its project folder."""
_PACKAGE = Path(__file__).parent
_SETTINGS = {
    "project": {"title", "description", "base", "ontology", "languages"},
    "build": {"reasoner"},
    "serve": {"host", "port"},
    "prefixes": set[str](),
}
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?")
_PREFIX = re.compile(r"([^\W\d_]([\w.-]*[\w-])?)?")
_PART = r"([^\s<>\"{}|\\^`#?/%\[\]]|%[0-9A-Fa-f]{2})+"
_IRI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:({_PART}|[#?/])+")
_BASE = re.compile(rf"https?://{_PART}(/{_PART})*/")


def engine() -> Path:
    """The folder that holds the engine's ontology/, queries/ and data/.

    In an installed wheel they lie inside the package, in a checkout two levels above it.
    """
    installed = _PACKAGE / "_project"
    return installed if installed.is_dir() else _PACKAGE.parent.parent


def code() -> list[Path]:
    """The files whose text decides what a build yields: modules and queries of the package."""
    return sorted(p for end in ("*.py", "*.rq") for p in _PACKAGE.rglob(end))


def packaged(name: str) -> Path:
    """What comes with the package: `scaffold`, which `dalil new` copies, and `plain.toml`."""
    return _PACKAGE / name


@dataclass(frozen=True)
class Project:
    """A project folder and what its dalil.toml says."""

    root: Path
    var: Path
    title: Mapping[str, str]
    description: Mapping[str, str]
    base: str
    ontology: str
    languages: tuple[str, ...]
    prefixes: Mapping[str, str]
    reasoner: str
    host: str
    port: int

    @classmethod
    def load(cls, folder: Path | None = None) -> "Project":
        """The project in `folder`, or in the nearest folder above the working directory.

        Without a project there, the one that comes with the engine, which builds into ./var.
        Raises ProjectError.
        """
        if folder is not None and not folder.is_dir():
            raise ProjectError(
                "there is no such folder", file=folder, remedy="name a folder that `dalil new` made"
            )
        root = (folder or _nearest(Path.cwd()) or engine()).resolve()
        var = Path.cwd() / "var" if root == _PACKAGE / "_project" else root / "var"
        config = root / CONFIG
        try:
            return _project(root, var, tomllib.loads(config.read_text("utf-8")))
        except FileNotFoundError as error:
            raise ProjectError(
                f"there is no {CONFIG} here", file=root, remedy="run `dalil new FOLDER` to make one"
            ) from error
        except OSError as error:
            raise ProjectError(
                f"cannot be read ({error.strerror})", file=config, remedy="restore its permissions"
            ) from error
        except (ValueError, RecursionError) as error:
            raise ProjectError(f"is not TOML: {error}", file=config, remedy="correct the syntax") from error

    def short(self, iri: str) -> str:
        """The IRI by the prefix with the longest namespace that it begins with, else in angle brackets."""
        found = ((name, namespace) for name, namespace in self.prefixes.items() if iri.startswith(namespace))
        name, namespace = max(found, key=lambda pair: len(pair[1]), default=("", ""))
        return f"{name}:{iri.removeprefix(namespace)}" if namespace else f"<{iri}>"

    def articles(self) -> list[Path]:
        """The article folders: every folder in data/. Raises ProjectError."""
        found = _matching(self.root / "data", "*")
        return [path for path in found if path.is_dir() or not path.exists()]

    def ontologies(self) -> list[Path]:
        """The engine's vocabulary first, then the project's own ontology files.

        Raises ProjectError where there is none.
        """
        found = _matching(self.root / "ontology", "*.ttl")
        own = [path for path in found if path.name != "dalil.ttl"]
        if not own:
            raise ProjectError(
                "there is no ontology",
                file=self.root / "ontology",
                remedy="declare classes and properties in ontology/<name>.ttl",
            )
        return [engine() / "ontology" / "dalil.ttl", *own]

    def records(self) -> list[Path]:
        """The files of curated background: data/records.ttl, where it exists."""
        return _matching(self.root / "data", "records*.ttl")

    def links(self) -> list[Path]:
        """The files of external identifiers: data/links.ttl, where it exists."""
        return _matching(self.root / "data", "links*.ttl")

    def shapes(self, phase: str) -> list[Path]:
        """The shape files of a phase, `asserted` or `closed`: the engine's, then the project's."""
        name = f"*.{phase}.ttl"
        engines = _matching(engine() / "ontology" / "shapes", f"dalil-{name}")
        own = _matching(self.root / "ontology" / "shapes", name)
        return [*engines, *(p for p in own if not p.name.startswith("dalil-"))]

    def examples(self) -> list[Path]:
        """The published example queries."""
        return _matching(self.root / "queries" / "examples", "*.rq")

    def questions(self) -> list[Path]:
        """The example queries and the files that title their topics and columns."""
        return [*self.examples(), *_matching(self.root / "queries" / "examples", "*.toml")]

    def checks(self) -> list[Path]:
        """The queries that must return nothing: the engine's, then the project's."""
        own = _matching(self.root / "queries" / "checks", "*.rq")
        engines = _matching(engine() / "queries" / "checks", "dalil-*.rq")
        return [*engines, *(p for p in own if not p.name.startswith("dalil-"))]

    def inputs(self) -> list[Path]:
        """Every file that a build reads, apart from the package itself."""
        article_files = [p for f in self.articles() for p in _matching(f, "*") if p.is_file()]
        return [
            self.root / CONFIG,
            *self.ontologies(),
            *self.records(),
            *self.links(),
            *article_files,
            *chain(self.shapes("asserted"), self.shapes("closed"), self.questions(), self.checks()),
        ]


def page(name: str) -> Path:
    """The query behind a page of the explorer, by name."""
    return engine() / "queries" / "pages" / f"{name}.rq"


def is_base(address: str) -> bool:
    """Whether things can be named below that address: http or https, a host, `/` at its end."""
    return _BASE.fullmatch(address) is not None


def _matching(folder: Path, pattern: str) -> list[Path]:
    """What lies in a folder under names of that pattern, sorted, hidden files left out.

    Nothing where there is no such folder; raises ProjectError for one that cannot be read.
    """
    try:
        there = folder.is_symlink() or folder.exists()
        names = sorted(path.name for path in folder.iterdir()) if there else []
    except OSError as error:
        raise ProjectError(
            f"cannot be read as a folder ({error.strerror})",
            file=folder,
            remedy="restore the folder or its permissions",
        ) from error
    return [folder / name for name in names if fnmatchcase(name, pattern) and name[0] != "."]


def _nearest(start: Path) -> Path | None:
    return next((d for d in (start, *start.parents) if (d / CONFIG).is_file()), None)


def _project(root: Path, var: Path, config: Mapping[str, Any]) -> Project:
    try:
        found = _configured(root, var, config)
        wrong = next(chain(_unknown(config), _misspelt(found)), None)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unfit(root, str(error)) from error
    if wrong:
        raise _unfit(root, wrong)
    return found


def _unfit(root: Path, wrong: str) -> ProjectError:
    return ProjectError(
        f"lacks or misspells {wrong}",
        file=root / CONFIG,
        remedy="compare it with the file that `dalil new` writes",
    )


def _configured(root: Path, var: Path, config: Mapping[str, Any]) -> Project:
    about, serve = config["project"], config.get("serve", {})
    return Project(
        root=root,
        var=var,
        title=dict(about["title"]),
        description=dict(about["description"]),
        base=str(about["base"]),
        ontology=str(about["ontology"]),
        languages=tuple(about["languages"]),
        prefixes=dict(config["prefixes"]),
        reasoner=str(config.get("build", {}).get("reasoner", "dalil")),
        host=str(serve.get("host", "127.0.0.1")),
        port=serve.get("port", 8080),
    )


def _unknown(config: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The names of tables and settings that no one reads."""
    for table, settings in config.items():
        if table not in _SETTINGS:
            yield f"a table: [{table}] is unknown"
        elif table != "prefixes":
            yield from (f"a setting: {n!r} is unknown" for n in settings if n not in _SETTINGS[table])


def _misspelt(project: Project) -> Iterator[str]:
    """The names of settings whose values cannot be what they are for."""
    languages, port, title = project.languages, project.port, project.title
    fits: dict[str, object] = {
        "'base', an address that ends with /": is_base(project.base),
        "'languages', a list of language tags": languages and all(map(_TAG.fullmatch, languages)),
        "'title' or 'description', a text for each language": title
        and all(_TAG.fullmatch(k) and str(v) == v for k, v in (*title.items(), *project.description.items())),
        "'host', a name or an address": project.host,
        "'port', a number from 1 to 65535": type(port) is int and 0 < port < 2**16,
    }
    for name, iri in {"ontology": project.ontology, **project.prefixes}.items():
        fits[f"{name!r}, an IRI behind a name"] = _PREFIX.fullmatch(name) and _IRI.fullmatch(iri)
    return (what for what, good in fits.items() if not good)
