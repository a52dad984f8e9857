"""What `dalil what-if` prints, and its exit codes."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import out, refusal
from tests.conftest import ROOT

PREFIXES = """PREFIX id: <https://w3id.org/unct/id/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX unct: <https://w3id.org/unct/ontology#>
"""


@pytest.fixture
def turtle(tmp_path: Path) -> "Writer":
    """Writes Turtle files with the prefixes of the project."""
    return Writer(tmp_path)


class Writer:
    """Files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str, text: str) -> str:
        """The path of a new file that says this."""
        path = self._folder / f"{name}.ttl"
        path.write_text(PREFIXES + text, "utf-8")
        return str(path)


def what_if(capsys: pytest.CaptureFixture[str], code: int, *words: str) -> str:
    """What is printed about the checkout."""
    return out(capsys, code, "what-if", *words, "--project", str(ROOT))


def test_an_addition_is_told_with_what_follows(capsys: pytest.CaptureFixture[str], turtle: Writer) -> None:
    """A triple that is new, one that is stated already, what follows, and the rows that queries gain."""
    change = turtle("add", "id:unog unct:partOf id:unoct . id:uncct unct:partOf id:unoct .")
    told = what_if(capsys, 0, change).splitlines()
    assert told[:2] == ["Added: 1", "  id:unog unct:partOf id:unoct"]
    assert "  id:uncct unct:partOf id:unoct" in told[told.index("Removed: 0") :][:3]
    assert "  id:unog org:subOrganizationOf id:unoct" in told
    assert "Would follow no more: 0" in told
    assert "Contradictions: 0" in told
    gained = told[told.index("  what-belongs-to-an-organisation") + 1]
    assert gained.startswith("    + ?_organization id:unoct  ?body id:unog")


def test_what_would_follow_is_told_with_its_reasons(
    capsys: pytest.CaptureFixture[str], turtle: Writer
) -> None:
    """Below a conclusion stand the rule and what it rests on: the change, claims with their words, axioms."""
    change = turtle("add", "id:unog unct:partOf id:unoct .")
    told = what_if(capsys, 0, change).splitlines()
    reasons = told[told.index("Why the first of them would:") + 1 : told.index("Would follow no more: 0")]
    assert any(line.endswith("[this change]") for line in reasons)
    assert any(line.endswith("[axiom]") for line in reasons)
    found = json.loads(what_if(capsys, 0, change, "--format", "json"))
    assert [f"{' '.join(proof[-1]['triple'])} ." for proof in found["reasons"]] == found["inferred"][:3]


def test_a_removal_is_told_with_what_breaks(capsys: pytest.CaptureFixture[str], turtle: Writer) -> None:
    """Without the only claim that a body is part of another, a shape breaks, and the claim's rows go."""
    change = turtle("remove", "id:monitoring-team unct:partOf id:security-council .")
    found = json.loads(what_if(capsys, 1, "--remove", change, "--format", "json"))
    assert len(found["removed"]) == 1
    lost = "<https://w3id.org/unct/id/monitoring-team> <https://w3id.org/unct/ontology#partOf>"
    assert f"{lost} <https://w3id.org/unct/id/united-nations> ." in found["retracted"]
    assert any("un-body-parent" in violation for violation in found["violations"])
    queries = {entry["query"]: entry for entry in found["answers"]}
    assert queries["what-is-a-sub-unit-of-an-organisation"]["appear"] == []
    assert "dalil-asserted-claim-without-graph" not in queries


def test_a_contradiction_is_told_with_its_triples(capsys: pytest.CaptureFixture[str], turtle: Writer) -> None:
    """What contradicts the premises comes with the rule and the triples, and the exit code is 1."""
    change = turtle("clash", "id:uncct owl:sameAs id:unog ; owl:differentFrom id:unog .")
    found = json.loads(what_if(capsys, 1, change, "--format", "json"))
    rules = {clash["rule"]: clash["triples"] for clash in found["clashes"]}
    assert any("differentFrom" in triple for triple in rules["eq-diff1"])
    (proof,) = found["contradictions"]
    assert (proof[-1]["triple"], proof[-1]["rule"]) == (None, "eq-diff1")
    told = what_if(capsys, 1, change).splitlines()
    assert told[told.index("Why they would stand:") + 1].endswith("[eq-diff1]")


def test_violations_are_told_by_prefixes_in_the_language_asked(
    capsys: pytest.CaptureFixture[str], turtle: Writer
) -> None:
    """Headings and what the shapes say are Arabic with --lang ar; IRIs are written with their prefixes."""
    change = turtle("remove", "id:monitoring-team unct:partOf id:security-council .")
    told = what_if(capsys, 1, "--remove", change, "--lang", "ar").splitlines()
    begin = told.index("المخالفات: 2") + 1
    assert all(line.startswith("  id:monitoring-team: ") for line in told[begin : begin + 2])
    assert "تذكر كل هيئة" in " ".join(told[begin : begin + 2])
    assert "unct:partOf" in " ".join(told)
    assert not any("http" in line.partition(" [")[0] for line in told[begin : begin + 2])


@pytest.mark.parametrize("term", ["unct:partOff", "rdfs:subclassOf"])
def test_a_misspelt_term_is_refused(capsys: pytest.CaptureFixture[str], turtle: Writer, term: str) -> None:
    """A predicate or class that neither ontology nor change declares is named, as in a build."""
    text = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    change = turtle("typo", f"{text}id:unog {term} id:unoct .")
    told = refusal(ROOT, capsys, "what-if", change).text
    assert f"{term.partition(':')[2]}> in <https://w3id.org/unct/id/unog>" in told
    assert "is no term of the ontology" in told


def test_a_change_without_effect_is_told(capsys: pytest.CaptureFixture[str], turtle: Writer) -> None:
    """What was never there cannot be removed; nothing else is said."""
    told = what_if(capsys, 0, "--remove", turtle("never", "id:nobody unct:partOf id:unoct .")).splitlines()
    assert told[2:4] == [
        "Ignored, since they are stated already or were never: 1",
        "  id:nobody unct:partOf id:unoct",
    ]
    assert all(line.endswith(": 0") for line in (*told[:2], *told[4:]))


def test_a_change_of_too_much_is_refused(capsys: pytest.CaptureFixture[str], turtle: Writer) -> None:
    """A chain from which a million triples would follow: told how many, and what to do."""
    chain = "".join(f"id:t{k} unct:partOf id:t{k + 1} .\n" for k in range(1000))
    told = refusal(ROOT, capsys, "what-if", turtle("chain", chain)).text
    assert "triples would change, and at most 10,000 are looked at" in told


def test_a_change_may_declare_its_terms(capsys: pytest.CaptureFixture[str], turtle: Writer) -> None:
    """New axioms and the terms that they declare are no mistake."""
    change = turtle("new", "unct:advises a owl:ObjectProperty . id:unog unct:advises id:unoct .")
    assert "  id:unog unct:advises id:unoct" in what_if(capsys, 0, change).splitlines()


def test_a_change_of_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file there is nothing to tell."""
    assert "there is no change" in refusal(ROOT, capsys, "what-if").text
