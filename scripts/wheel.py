"""The build step that puts the project folder into a wheel, below dalil/_project."""

from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = ("dalil.toml", "ontology", "data", "queries")


class ProjectFolder(BuildHookInterface[BuilderConfig]):
    """Carries the project folder in wheels only: a development install reads the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Names what a wheel of kind `version` carries; hatchling fails where a part is missing."""
        if version == "standard":
            paths = {str(Path(self.root, part)): f"dalil/_project/{part}" for part in CARRIED}
            build_data["force_include"].update(paths)
