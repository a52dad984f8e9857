"""/conformance: which tests of the W3C this build passes, and why not the others."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from flask import Blueprint, Response

from dalil.files import packaged
from dalil.graph.parse import read_text
from dalil.web.responses import PAGE, negotiate, page

blueprint = Blueprint("conformance", __name__)

Reason: TypeAlias = tuple[tuple[str, str], ...]
"""A reason as pairs of language and text."""


@dataclass(frozen=True)
class Suite:
    """How many tests of one specification ended how, and which are not passed for which reason."""

    name: str
    counts: Mapping[str, int]
    excluded: Mapping[Reason, Sequence[str]]

    @property
    def total(self) -> int:
        """How many tests were run."""
        return sum(self.counts.values())


@blueprint.get("/conformance")
def conformance() -> Response:
    """The suites that `make conformance` ran when this build was made."""
    negotiate(PAGE)
    version, suites = _summary()
    context = {"version": version, "suites": suites}
    return page("conformance.html", context)


@cache
def _summary() -> tuple[str, list[Suite]]:
    """The version that was tested, and its suites."""
    found = json.loads(read_text(packaged("conformance.json")))
    excluded: dict[str, dict[Reason, list[str]]] = {name: {} for name in found["suites"]}
    for each in found["excluded"]:
        reason = tuple(sorted(each["reason"].items()))
        excluded[each["suite"]].setdefault(reason, []).append(each["test"])
    return found["version"], [Suite(name, n, excluded[name]) for name, n in found["suites"].items()]
