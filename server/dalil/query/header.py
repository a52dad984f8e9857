"""The `#+` header of a query file: YAML in comments, as grlc writes it, checked field by field.

A header has this form; only `summary` is required:

    #+ summary:                      # what the query answers, in each language of the project
    #+   en: What does a resolution ask of Member States?
    #+   ar: ماذا يطلب القرار من الدول الأعضاء؟
    #+ tags:                         # the first is the topic under which the query is listed
    #+   - financing
    #+ defaults:                     # values of parameters: `resolution` is the variable ?_resolution
    #+   resolution: id:resolution-2462
    #+ featured: true                # the home page shows its answer; the first such query by name counts

A value is an IRI in angle brackets or with http(s), a name with a prefix of dalil.toml, an integer, a
date, or else a text; "…"@ar is a text in a language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from dalil.errors import SourceError

_FIELDS = frozenset({"summary", "tags", "defaults", "featured"})
_MARK = "#+ "
_FORM = "see the header form in server/dalil/query/header.py"


@dataclass(frozen=True)
class Header:
    """What a query file says about itself: language → summary, tags in order, parameter → value."""

    summary: Mapping[str, str]
    tags: tuple[str, ...]
    defaults: Mapping[str, str]
    featured: bool


def parse(text: str, file: Path) -> Header:
    """The header of the query `text`; raises SourceError with file and line."""
    fields = _fields(_yaml(text, file), file)
    summary = fields.get("summary")
    if not isinstance(summary, dict) or not summary:
        raise _wrong("lacks a summary in each language", file)
    return Header(
        summary=_texts(summary),
        tags=tuple(str(tag) for tag in _list(fields, "tags", file)),
        defaults=_texts(_mapping(fields, "defaults", file)),
        featured=fields.get("featured") is True,
    )


def _yaml(text: str, file: Path) -> object:
    """The header lines read as YAML; the other lines count as empty, so that line numbers stay."""
    lines = [line.removeprefix(_MARK) if line.startswith(_MARK) else "" for line in text.splitlines()]
    try:
        return yaml.safe_load("\n".join(lines))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise SourceError(
            f"has a header that is not YAML: {error.problem}", file=file, line=line, remedy=_FORM
        ) from error


def _fields(found: object, file: Path) -> Mapping[str, object]:
    if not isinstance(found, dict):
        raise _wrong("has no header", file)
    unknown = sorted(str(name) for name in found if name not in _FIELDS)
    if unknown:
        raise _wrong(f"has a header with the unknown field {unknown[0]}", file)
    return found


def _mapping(fields: Mapping[str, object], name: str, file: Path) -> Mapping[object, object]:
    found = fields.get(name) or {}
    if not isinstance(found, dict):
        raise _wrong(f"has a header whose {name} are no mapping", file)
    return found


def _list(fields: Mapping[str, object], name: str, file: Path) -> list[object]:
    found = fields.get(name) or []
    if not isinstance(found, list):
        raise _wrong(f"has a header whose {name} are no list", file)
    return found


def _texts(found: Mapping[object, object]) -> dict[str, str]:
    return {str(key): str(value) for key, value in found.items()}


def _wrong(message: str, file: Path) -> SourceError:
    return SourceError(message, file=file, remedy=_FORM)
