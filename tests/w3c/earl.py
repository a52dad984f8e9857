"""A pytest plugin that tells how W3C tests ended: `-p tests.w3c.earl --earl FILE --summary FILE`.

The first file is a report in EARL, the second what the server shows at /conformance.
"""

import json
from collections import Counter
from collections.abc import Generator, Iterator, Mapping
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
    """How one test of a suite ended: an EARL outcome, and the reason of an exclusion by language."""

    test: str
    kind: str
    suite: str
    outcome: str
    reason: Mapping[str, str]


_OUTCOMES: Final = pytest.StashKey[list[Outcome]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options that name the files."""
    parser.addoption("--earl", type=Path, default=Path("var/conformance/earl.ttl"), help="file of the report")
    parser.addoption("--summary", type=Path, help="file of the counts and exclusions, in JSON")


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
        (iri, kind, suite), outcome = test.args, _outcome(report)
        item.config.stash[_OUTCOMES].append(Outcome(iri, kind, suite, outcome, _reason(item, outcome)))
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Writes the files."""
    found = session.config.stash[_OUTCOMES]
    path: Path = session.config.getoption("earl")
    path.parent.mkdir(parents=True, exist_ok=True)
    triples = [*_subject(), *(t for each in found for t in _assertion(each))]
    path.write_bytes(serialise(triples, "ttl", {"earl": EARL, "doap": DOAP, "dcterms": DCTERMS}))
    summary: Path | None = session.config.getoption("summary")
    if summary:
        summary.write_text(json.dumps(_summary(found), ensure_ascii=False, indent=1) + "\n", "utf-8")


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


def _reason(item: pytest.Item, outcome: str) -> Mapping[str, str]:
    """Why an excluded test is not passed; nothing for another one."""
    exclusion = item.get_closest_marker("w3c_exclusion")
    if exclusion is None or outcome != "inapplicable":
        return {}
    return {"en": exclusion.kwargs["reason"], "ar": exclusion.kwargs.get("arabic", "")}


def _summary(found: list[Outcome]) -> Mapping[str, object]:
    """The version, how many tests of each suite ended how, and the excluded ones with their reasons."""
    counts: dict[str, Counter[str]] = {}
    for each in found:
        counts.setdefault(each.suite, Counter())[each.outcome] += 1
    excluded = [
        {"suite": each.suite, "test": each.test, "kind": each.kind, "reason": dict(each.reason)}
        for each in sorted(found, key=lambda each: (each.suite, each.test, each.kind))
        if each.reason
    ]
    suites = {suite: dict(sorted(counts[suite].items())) for suite in sorted(counts)}
    return {"version": version("dalil"), "suites": suites, "excluded": excluded}


def _subject() -> Iterator[Triple]:
    """The description of the software, without a date: equal outcomes give equal reports."""
    yield Triple(SUBJECT, NamedNode(RDF_TYPE), NamedNode(EARL + "Software"))
    yield Triple(SUBJECT, NamedNode(DOAP + "name"), Literal("Dalil"))
    yield Triple(SUBJECT, NamedNode(DOAP + "revision"), Literal(version("dalil")))


def _assertion(outcome: Outcome) -> Iterator[Triple]:
    """The assertion and its result; a case that asks two things has two assertions."""
    address = outcome.test.partition("://")[2].replace("#", "/")
    node = NamedNode(f"{BASE}{address}/{outcome.kind}")
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
    for language, text in outcome.reason.items():
        yield Triple(result, NamedNode(EARL + "info"), Literal(text, language=language))
