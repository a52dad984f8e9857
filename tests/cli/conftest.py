"""The projects that tests of the command line read and change."""

from tests.base.conftest import folder, once

__all__ = ["folder", "once"]
