"""What holds for every test run: where the project lies, and when a skip counts as a failure.

With DALIL_NO_SKIPS=1 a run that skips anything but a listed W3C exclusion fails and names what it
skipped. A W3C exclusion is a test marked `w3c_exclusion("IRI of the W3C test", reason="…")`.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NO_SKIPS = "DALIL_NO_SKIPS"


@pytest.fixture(scope="session")
def root() -> Path:
    """The project folder: the checkout that these tests belong to."""
    return ROOT


def pytest_configure(config: pytest.Config) -> None:
    """Arms the check of skips where the environment asks for it."""
    if os.environ.get(NO_SKIPS) == "1":
        config.pluginmanager.register(NoSkips(), "dalil-no-skips")


class NoSkips:
    """Collects skips that nobody listed, and fails the run that has any."""

    def __init__(self) -> None:
        self.excluded: set[str] = set()
        self.skipped: list[str] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Learns which tests carry a W3C exclusion."""
        self.excluded = {i.nodeid for i in session.items if i.get_closest_marker("w3c_exclusion")}

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Notes modules that skip themselves as a whole."""
        if report.skipped:
            self.skipped.append(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes tests that are skipped; an expected failure is not a skip."""
        if report.skipped and not hasattr(report, "wasxfail") and report.nodeid not in self.excluded:
            self.skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turns a run that would pass into one that fails."""
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Names what was skipped."""
        for nodeid in self.skipped:
            terminalreporter.write_line(f"{NO_SKIPS}: skipped without a listed W3C exclusion: {nodeid}")
