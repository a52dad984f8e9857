"""Whether the queries answer the thirty published questions as their publisher does.

public.jsonl is a copy of the published list: a question a line, in two languages, with its answer.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dalil import terms
from dalil.base.assembly import Knowledge
from dalil.graph.evaluate import Row
from dalil.graph.terms import Literal, NamedNode, Term
from dalil.query import catalogue
from tests.queries import expectation
from tests.queries.asking import Respondent
from tests.queries.expectation import EXAMPLES, NAMES, Expectation, written

LIST = Path(__file__).parent / "public.jsonl"
QUESTIONS: list[dict[str, Any]] = [json.loads(line) for line in LIST.read_text("utf-8").splitlines()]
BY_LABEL = {"entities", "mapping"}
# A published answer is worded freely, and often at greater length than a label; this share of its words must
# occur in the names of its row, and no other answer may be nearer to them.
ENOUGH = 0.3
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])


@pytest.fixture(scope="session")
def expectations(knowledge: Knowledge) -> dict[str, tuple[str, Expectation]]:
    """Id of a public question → the name of its query, and what that must return."""
    loaded = {name: expectation.load(name, knowledge.project.prefixes) for name in NAMES}
    return {found.question: (name, found) for name, found in loaded.items() if found.question}


@pytest.fixture(scope="session")
def labels(knowledge: Knowledge) -> dict[str, set[str]]:
    """Thing → the stems of the words in its names."""
    found: dict[str, set[str]] = {}
    for subject, predicate, value in knowledge.records:
        if predicate.value.startswith(terms.SKOS) and isinstance(value, Literal):
            found.setdefault(str(subject), set()).update(_stems(value.value))
    return found


def test_every_question_has_one_query(expectations: Mapping[str, tuple[str, Expectation]]) -> None:
    """Each public question is answered by a query of its own, and no query claims another id."""
    assert sorted(expectations) == sorted(question["id"] for question in QUESTIONS)


@every_question
def test_the_question_is_the_published_one(
    question: Mapping[str, Any], expectations: Mapping[str, tuple[str, Expectation]]
) -> None:
    """The expectation repeats the question word for word, and the query is listed under its topic."""
    name, expected = expectations[question["id"]]
    assert expected.summary == {"en": question["question_en"], "ar": question["question_ar"]}
    assert catalogue.example(EXAMPLES / f"{name}.rq").topic == question["topic"]


@every_question
def test_the_answer_is_the_published_one(
    question: Mapping[str, Any],
    expectations: Mapping[str, tuple[str, Expectation]],
    project_answers: Respondent,
    labels: Mapping[str, set[str]],
) -> None:
    """A number, date or boolean is among the cells of each row; a thing has a row that is named like it."""
    name, expected = expectations[question["id"]]
    rows = project_answers.rows(catalogue.example(EXAMPLES / f"{name}.rq"))
    assert rows
    if question["answer_form"] in BY_LABEL:
        found = _by_label(question["answer"], rows, expected, labels)
        assert sorted(found, key=str) == list(range(len(question["answer"])))
    elif question["answer_form"] == "text":
        found = _by_label(question["answer"], rows * len(question["answer"]), expected, labels)
        assert None not in found
    else:
        assert all(question["answer"][0] in {written(cell) for cell in row.values()} for row in rows)


def _by_label(
    answers: list[str], rows: list[Row], expected: Expectation, labels: Mapping[str, set[str]]
) -> list[int | None]:
    """For each different row the position of the answer that it is named like; None for no answer."""
    keys = {tuple(written(row.get(c)) for c in expected.columns): row for row in rows}
    return [_nearest(_words(row.values(), labels), answers) for row in keys.values()]


def _nearest(words: set[str], answers: list[str]) -> int | None:
    shares = [len(_stems(answer) & words) / len(_stems(answer)) for answer in answers]
    return shares.index(max(shares)) if max(shares) >= ENOUGH else None


def _words(cells: Iterable[Term], labels: Mapping[str, set[str]]) -> set[str]:
    """The stems in a row: of its literals, of the names of its things, and of the ends of their IRIs."""
    found: set[str] = set()
    for cell in cells:
        found |= labels.get(str(cell), set())
        found |= _stems(re.split("[#/]", cell.value)[-1] if isinstance(cell, NamedNode) else written(cell))
    return found


def _stems(text: str) -> set[str]:
    """The first five letters of each word, so that *defeated militarily* is near *military defeat*."""
    return {word[:5] for word in re.findall(r"\w+", text.casefold())}
