"""The words of the pages."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

_LOCALE = Path(__file__).parent / "locale"


def load_words() -> dict[str, Mapping[str, str]]:
    """Language → key → words, from one file a language."""
    files = sorted(_LOCALE.glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text("utf-8")) for file in files}
