"""What every W3C suite shares: an excluded test is expected to fail, and fails the run once it passes."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Turns each `w3c_exclusion(iri, reason)` into an expected failure that must go on failing."""
    for item in items:
        exclusion = item.get_closest_marker("w3c_exclusion")
        if exclusion:
            reason = exclusion.kwargs["reason"]
            item.add_marker(pytest.mark.xfail(reason=reason, raises=AssertionError, strict=True))
