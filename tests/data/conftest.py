"""The project that tests of another subject read."""

from tests.base.conftest import orchard

__all__ = ["orchard"]
