"""What the benchmark of serving rests on: equality, new queries, a report that tells failures."""

import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.serve import promises, report, results
from benchmarks.serve.answers import difference, solutions
from benchmarks.serve.asking import AnswerError, Json, address
from benchmarks.serve.comparison import NEW, REPEATED, Footprint, Timing
from benchmarks.serve.endurance import Endurance, Hostile, Kills
from benchmarks.serve.inputs import ARTICLE, UNIVERSITY
from benchmarks.serve.large import Large
from benchmarks.serve.load import Load
from benchmarks.serve.processes import Running
from benchmarks.serve.questions import Question, folder
from benchmarks.serve.results import Results
from benchmarks.serve.servers import DISK, MEMORY, OURS, SERVERS
from dalil.terms import XSD

QUESTION = Question("lookup", ("SELECT ?p (0 AS ?turn) { <urn:a> ?p 10 }",), "urn:a", ("urn:b", "urn:c"))


def _rows(*terms: Json) -> Json:
    return {"results": {"bindings": [{"x": term} for term in terms]}}


def _load(throughput: int, p50: float = 1.0) -> Load:
    return Load(1.0, throughput, 1024 * throughput, p50, 2 * p50, 0, 0, {"200": throughput})


def _timing(question: str, asked: str, server: str, throughput: int, p50: float = 1.0) -> Timing:
    return Timing(UNIVERSITY, question, asked, server, "", {n: _load(throughput, p50) for n in (1, 8, 64)})


def test_results_are_equal_whatever_their_order_and_spelling() -> None:
    """Order, spelling of numbers, the datatype of strings and labels of blank nodes make no difference."""
    left = _rows(
        {"type": "literal", "value": "1.50", "datatype": f"{XSD}decimal"},
        {"type": "literal", "value": "a", "datatype": f"{XSD}string"},
        {"type": "bnode", "value": "b0"},
    )
    right = _rows(
        {"type": "bnode", "value": "node7"},
        {"type": "literal", "value": "a"},
        {"type": "typed-literal", "value": "1.5", "datatype": f"{XSD}decimal"},
    )
    assert difference(solutions(left), solutions(right)) == ""


def test_an_endpoint_keeps_its_own_parameters() -> None:
    """The query joins the parameters that the address of an endpoint has."""
    assert address("http://127.0.0.1/sparql", "ASK {}") == "http://127.0.0.1/sparql?query=ASK+%7B%7D"
    assert address("http://127.0.0.1/s?g=urn:a", "ASK {}") == "http://127.0.0.1/s?g=urn:a&query=ASK+%7B%7D"


def test_results_differ_by_how_often_a_solution_occurs() -> None:
    """A solution that comes twice instead of once is one too many, and language tags count."""
    one: Json = {"type": "literal", "value": "a", "xml:lang": "en"}
    other: Json = {"type": "literal", "value": "a", "xml:lang": "ar"}
    assert difference(solutions(_rows(one, one)), solutions(_rows(one))) == "−0 +1"
    assert difference(solutions(_rows(one)), solutions(_rows(other))) == "−1 +1"


def test_what_is_no_result_is_refused() -> None:
    """JSON of another shape is an error, so that an empty answer can never pass for it."""
    with pytest.raises(AnswerError):
        solutions({"error": "no"})


def test_new_queries_never_repeat() -> None:
    """A thousand new queries are a thousand texts, each with another constant or number in its result."""
    texts = list(islice(QUESTION.fresh(0), 1000))
    assert len({text.partition("\n")[0] for text in texts}) == 1000
    assert texts[11].startswith("SELECT ?p (11 AS ?turn) { <urn:c> ?p 10 }")


@pytest.mark.parametrize("name", ["lookup", "rows", "group", "path"])
@pytest.mark.parametrize("data", [ARTICLE, UNIVERSITY])
def test_each_question_can_be_asked_anew(data: str, name: str) -> None:
    """The number in the result, and the constant where one varies, stand in the query's text."""
    text = (folder(data) / f"{name}.rq").read_text("utf-8")
    head, _, body = text.partition("(0 AS ?turn)")
    assert body
    varies = [line.partition("varies: ")[2] for line in head.splitlines() if "varies: " in line]
    assert all(f"<{constant}>" in body for constant in varies)


def test_a_report_tells_ratios_and_differences() -> None:
    """The ratios are ours over theirs; a server that answers otherwise has its difference and no time."""
    found = Results()
    for each in (
        _timing("group", REPEATED, OURS, 2000),
        _timing("group", REPEATED, DISK, 100),
        _timing("group", NEW, OURS, 300),
        _timing("group", NEW, DISK, 100, p50=20.0),
        _timing("lookup", NEW, DISK, 1000),
        _timing("lookup", NEW, OURS, 10),
        _timing("group", NEW, MEMORY, 200),
        Timing(UNIVERSITY, "path", NEW, "Fuseki", "results differ: −1 +0"),
        Footprint(UNIVERSITY, OURS, 100, 120),
    ):
        found.add(each)
    text = report.body(found)
    assert "Repeated group, 1 and 8 and 64 clients, against Oxigraph: at least 20.00× (promised 10×)" in text
    assert "against Oxigraph: geometric mean 3.00× (promised 2×)" in text
    assert "against Oxigraph in memory: geometric mean 1.50× (promised 0.9×)" in text
    assert "| Fuseki | results differ: −1 +0 |" in text
    assert f"| {UNIVERSITY} | {OURS} | 100 | 120 |" in text


def test_a_server_that_gives_no_answer_makes_no_infinite_ratio() -> None:
    """None in the time counts as one at its end, on either side."""
    none, some = _timing("group", NEW, DISK, 0), _timing("group", NEW, OURS, 300)
    assert {ratio.value for ratio in promises.ratios([none, some])} == {300}
    assert {ratio.value for ratio in promises.ratios([_timing("group", NEW, OURS, 0), none])} == {1}


def test_what_was_measured_is_read_as_it_was_saved(tmp_path: Path) -> None:
    """A file of results gives the same results, and so the same report."""
    found = Results(
        hostile=Hostile(_load(10), _load(9), {"product": _load(1)}),
        endurance=Endurance(100_000, (200, 210), (30, 30)),
        kills=Kills(5, _load(10), _load(10), 0.5),
        large=[Large("rows", 5_000_001, 9, 0.1, 9.0, 100, 101, 300)],
    )
    found.add(_timing("group", NEW, OURS, 300))
    found.save(tmp_path / "results.json")
    assert results.read(tmp_path / "results.json") == found
    assert len(list(promises.borne(found))) == 4


def test_only_the_part_between_the_marks_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands before and after the table stays."""
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", "utf-8")
    monkeypatch.setattr(report, "README", readme)
    report.write(Results())
    text = readme.read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text


def test_refused_answers_are_no_throughput() -> None:
    """A server that refuses fast is not fast."""
    assert Load(2.0, 100, 0, 1.0, 1.0, refused=90, broken=0).throughput == 5


def test_a_process_tree_is_counted_as_one() -> None:
    """The memory of a server is that of its first process with all below it."""
    waits = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]
    with subprocess.Popen(waits, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        here = Running(SERVERS[0], "", process.pid)
        assert here.tree()[0] == process.pid
        assert here.memory() > 1
        assert here.descriptors() > 2
        assert here.keeper() is None
        process.communicate()
