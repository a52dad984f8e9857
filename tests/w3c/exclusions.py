"""The tests of a suite that we do not pass, with their reasons in both languages.

A file of exclusions holds `[reasons.<name>]` with a text for each language, and sections that map the IRI
of a test to the name of its reason.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest


@dataclass(frozen=True)
class Reason:
    """Why a test is not passed, in English and Arabic."""

    en: str
    ar: str


Exclusions: TypeAlias = Mapping[str, Mapping[str, Reason]]
"""Section → IRI of a test → reason."""


def read(path: Path) -> Exclusions:
    """What a file of exclusions holds. Raises KeyError for a reason that is missing."""
    content = tomllib.loads(path.read_text("utf-8"))
    reasons = {name: Reason(**texts) for name, texts in content.pop("reasons").items()}
    return {section: {i: reasons[name] for i, name in tests.items()} for section, tests in content.items()}


def mark(test: str, reason: Reason) -> pytest.MarkDecorator:
    """The marker of an excluded test."""
    return pytest.mark.w3c_exclusion(test, reason=reason.en, arabic=reason.ar)
