"""A pytest plugin that writes how W3C tests ended as an EARL report: `-p tests.w3c.earl --earl FILE`."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from dalil.graph.serialise import serialise
from dalil.terms import DCTERMS, RDF_TYPE

EARL: Final = "http://www.w3.org/ns/earl#"
DOAP: Final = "http://usefulinc.com/ns/doap#"
BASE: Final = "https://w3id.org/dalil/conformance/"
SUBJECT: Final = NamedNode(BASE + "dalil")


@dataclass(frozen=True)
class Outcome:
    """How one test of a suite ended: its IRI, what it asked, an EARL outcome, the reason for an exclusion."""

    test: str
    kind: str
    outcome: str
    reason: str


_OUTCOMES: Final = pytest.StashKey[list[Outcome]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option that names the report."""
    parser.addoption("--earl", type=Path, default=Path("var/conformance/earl.ttl"), help="file of the report")


def pytest_configure(config: pytest.Config) -> None:
    """Opens the list of outcomes."""
    config.stash[_OUTCOMES] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes how a test marked `w3c(iri, kind)` ended."""
    report = yield
    test = item.get_closest_marker("w3c")
    if test and (report.when == "call" or report.skipped):
        reason = str(getattr(report, "wasxfail", ""))
        item.config.stash[_OUTCOMES].append(Outcome(test.args[0], test.args[1], _outcome(report), reason))
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Writes the report."""
    path: Path = session.config.getoption("earl")
    path.parent.mkdir(parents=True, exist_ok=True)
    triples = [*_subject(), *(t for each in session.config.stash[_OUTCOMES] for t in _assertion(each))]
    path.write_bytes(serialise(triples, "ttl", {"earl": EARL, "doap": DOAP, "dcterms": DCTERMS}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says where the report is and what it counts."""
    found = [each.outcome for each in config.stash[_OUTCOMES]]
    counts = ", ".join(f"{found.count(kind)} {kind}" for kind in sorted(set(found)))
    terminalreporter.write_line(f"EARL report: {config.getoption('earl')}: {counts or 'no W3C test ran'}")


def _outcome(report: pytest.TestReport) -> str:
    """An excluded test is inapplicable, one whose suite is absent is untested."""
    if report.skipped:
        return "inapplicable" if hasattr(report, "wasxfail") else "untested"
    return "passed" if report.passed else "failed"


def _subject() -> Iterator[Triple]:
    """The description of the software, without a date: equal outcomes give equal reports."""
    yield Triple(SUBJECT, NamedNode(RDF_TYPE), NamedNode(EARL + "Software"))
    yield Triple(SUBJECT, NamedNode(DOAP + "name"), Literal("Dalil"))
    yield Triple(SUBJECT, NamedNode(DOAP + "revision"), Literal(version("dalil")))


def _assertion(outcome: Outcome) -> Iterator[Triple]:
    """The assertion and its result; a case that asks two things has two assertions."""
    node = NamedNode(f"{BASE}{outcome.test.rpartition('/')[2]}/{outcome.kind}")
    result = NamedNode(node.value + "/result")
    yield Triple(node, NamedNode(RDF_TYPE), NamedNode(EARL + "Assertion"))
    yield Triple(node, NamedNode(EARL + "assertedBy"), SUBJECT)
    yield Triple(node, NamedNode(EARL + "subject"), SUBJECT)
    yield Triple(node, NamedNode(EARL + "test"), NamedNode(outcome.test))
    yield Triple(node, NamedNode(EARL + "mode"), NamedNode(EARL + "automatic"))
    yield Triple(node, NamedNode(EARL + "result"), result)
    yield Triple(result, NamedNode(RDF_TYPE), NamedNode(EARL + "TestResult"))
    yield Triple(result, NamedNode(EARL + "outcome"), NamedNode(EARL + outcome.outcome))
    yield Triple(result, NamedNode(DCTERMS + "title"), Literal(outcome.kind))
    if outcome.reason:
        yield Triple(result, NamedNode(EARL + "info"), Literal(outcome.reason, language="en"))
