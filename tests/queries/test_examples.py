"""Whether every published query returns what the article says, and rests on the claims that it cites."""

import re
import tomllib
from pathlib import Path

import pytest

from dalil.base.assembly import Knowledge
from dalil.graph.evaluate import Row
from dalil.query import catalogue
from dalil.query.catalogue import Example
from tests.queries import expectation
from tests.queries.asking import Respondent, derived, respondent, with_facts, without
from tests.queries.expectation import EXAMPLES, NAMES, Expectation, Key, written

TOPICS = set(tomllib.loads((EXAMPLES / "topics.toml").read_text("utf-8")))
every_query = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def example(name: str) -> Example:
    """The query of that name."""
    return catalogue.example(EXAMPLES / f"{name}.rq")


@pytest.fixture
def expected(name: str, knowledge: Knowledge) -> Expectation:
    """What that query must return."""
    return expectation.load(name, knowledge.project.prefixes)


def test_every_query_has_its_expectation() -> None:
    """No query goes untested, and no expectation waits for a query."""
    assert sorted(path.stem for path in EXAMPLES.glob("*.rq")) == NAMES


def test_there_are_enough_queries() -> None:
    """A newcomer finds at least forty-five questions to learn the model from."""
    assert len(NAMES) >= 45


def test_every_topic_has_a_query() -> None:
    """No topic is listed without a question."""
    assert {example.topic for example in catalogue.load(EXAMPLES.glob("*.rq"))} == TOPICS


@every_query
def test_the_header_is_complete(example: Example) -> None:
    """A query says what it asks in both languages, and its first tag is a topic."""
    assert {"ar", "en"} == set(example.header.summary)
    assert all(text.strip() for text in example.header.summary.values())
    assert example.topic in TOPICS
    assert re.search(r"[\u0600-\u06ff]", example.header.summary["ar"])


@every_query
def test_only_needed_prefixes_are_declared(example: Example) -> None:
    """A query declares its prefixes in alphabetical order, and uses each."""
    declared = re.findall(r"^PREFIX (\w+): <", example.text, re.MULTILINE)
    body = example.text.split("SELECT", 1)[1]
    assert declared == sorted(declared)
    assert [prefix for prefix in declared if not re.search(rf"\b{prefix}:\w", body)] == []


@every_query
def test_rows_are_those_of_the_article(
    example: Example, expected: Expectation, project_answers: Respondent
) -> None:
    """A query returns exactly the expected rows, in their order where there is one."""
    rows = project_answers.rows(example)
    found = list(dict.fromkeys(_key(row, expected) for row in rows))
    wanted = [row.key for row in expected.rows]
    assert found == wanted if expected.ordered else sorted(found) == sorted(wanted)
    assert len(rows) == len({str(sorted(row.items())) for row in rows})


@every_query
def test_the_evidence_holds_the_words(
    example: Example, expected: Expectation, project_answers: Respondent
) -> None:
    """A row shows the words that it rests on."""
    answer = project_answers.answer(example)
    assert expected.evidence in answer.variables
    rows = answer.rows()
    for wanted in expected.rows:
        evidence = [written(row.get(expected.evidence)) for row in _of(rows, wanted.key, expected)]
        assert any(wanted.words in text for text in evidence), wanted


@every_query
def test_the_words_stand_in_the_article(expected: Expectation, knowledge: Knowledge) -> None:
    """What a row is expected to show was read from the article, and there is something to show."""
    texts = [article.text for article in knowledge.articles]
    assert [row for row in expected.rows if not any(row.words in text for text in texts)] == []
    assert any(row.words for row in expected.rows)


@every_query
def test_the_answer_rests_on_its_claims(
    example: Example, expected: Expectation, knowledge: Knowledge, project_answers: Respondent, tmp_path: Path
) -> None:
    """Without the claims that a row cites the row is not answered; a no turns where a claim says yes."""
    wanted = next(row for row in expected.rows if row.words)
    if expected.added:
        facts = tmp_path / "facts.ttl"
        facts.write_text(expected.added, "utf-8")
        changed = with_facts(knowledge, facts)
    else:
        cited = _cited(_of(project_answers.rows(example), wanted.key, expected), wanted.words, knowledge)
        assert cited
        changed = without(knowledge, cited)
    rows = respondent(changed).rows(example)
    gone = {row.key for row in expected.rows} - {_key(row, expected) for row in rows}
    assert gone if expected.added else wanted.key in gone


def test_answers_do_not_hang_on_the_order_of_loading(
    knowledge: Knowledge, project_answers: Respondent
) -> None:
    """A query gives the same rows in the same order, however the dataset was loaded."""
    project = knowledge.project
    quads = sorted(derived(knowledge).stored(), key=str, reverse=True)
    other = Respondent(project.base, project.prefixes, quads)
    examples = catalogue.load(project.examples())
    assert [e.name for e in examples if other.rows(e) != project_answers.rows(e)] == []


@every_query
def test_parameters_can_be_left_open(example: Example, project_answers: Respondent) -> None:
    """A query whose parameters are not bound asks for all things, the default among them."""
    freed = project_answers.rows(example, dict.fromkeys(example.parameters, ""))
    assert [row for row in project_answers.rows(example) if row not in freed] == []


def test_a_parameter_asks_about_another_thing(project_answers: Respondent) -> None:
    """The same query answers for the other resolution when its parameter says so."""
    example = catalogue.example(EXAMPLES / "what-a-resolution-asks.rq")
    rows = project_answers.rows(example, {"resolution": "id:resolution-2482"})
    assert ["coordination" in written(row["en"]) for row in rows] == [True]


def _key(row: Row, expected: Expectation) -> Key:
    return tuple(written(row.get(column)) for column in expected.columns)


def _of(rows: list[Row], key: Key, expected: Expectation) -> list[Row]:
    return [row for row in rows if _key(row, expected) == key]


def _cited(rows: list[Row], words: str, knowledge: Knowledge) -> set[str]:
    """The claims that rows name; where they name none, those whose quote holds the words and is shown."""
    named = {row["claim"] for row in rows if "claim" in row}
    if named:
        return {written(claim).strip("<>") for claim in named}
    shown = " ".join(written(row.get("quote")) for row in rows)
    return {c.iri for c in knowledge.claims if words in c.quote and c.quote in shown}
