"""Where the published conformance suites lie, and the one line that tells that they are absent."""

import os
from pathlib import Path
from typing import Final

VARIABLE: Final = "DALIL_SHARED"
SHARED: Final = Path(os.environ.get(VARIABLE) or Path(__file__).parents[3] / "shared")
"""The folder beside the checkout that holds the suites; DALIL_SHARED names another."""

OWL2: Final = SHARED / "suites" / "owl2" / "all.rdf"
SPARQL: Final = SHARED / "suites" / "sparql"
LAB: Final = SHARED / "lab"


def absent(path: Path) -> str:
    """Why the tests over a published file are skipped."""
    return f"{path} is absent: lay the suites beside the checkout, or name their folder in {VARIABLE}"
