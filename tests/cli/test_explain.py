"""What `dalil explain` prints, and its exit codes."""

import json

import pytest

from tests.base import projects
from tests.cli.calls import out, refusal
from tests.conftest import ROOT

UNCCT = ("id:uncct", "unct:partOf", "id:united-nations")
LONG = ("id:anadolu-agency", "rdf:type", "foaf:Agent")
MANY = ("id:uncct", "rdf:type", "org:Organization")


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    projects.built(ROOT)


def explain(capsys: pytest.CaptureFixture[str], code: int, *words: str) -> str:
    """What is printed of a triple of the checkout."""
    return out(capsys, code, "explain", *words, "--project", str(ROOT))


def test_a_proof_is_a_tree(capsys: pytest.CaptureFixture[str]) -> None:
    """The conclusion, the rule, and below it each premise with its words, or its file and line."""
    told = explain(capsys, 0, *UNCCT).splitlines()
    assert told[0] == "United Nations Counter-Terrorism Centre is part of United Nations."
    assert told[1] == "It follows; steps: 1 (claims: 1, records: 1, axioms: 1)."
    assert told[3].endswith("[prp-trp]")
    assert "«ومركز الأمم المتحدة لمكافحة الإرهاب التابع لمكتب الأمم المتحدة لمكافحة الإرهاب»" in told[4]
    assert "[record: records.ttl:" in told[5]
    assert "[axiom: unct.ttl:" in told[6]


def test_a_proof_is_told_in_arabic(capsys: pytest.CaptureFixture[str]) -> None:
    """The same sentences in the other language."""
    told = explain(capsys, 0, *UNCCT, "--lang", "ar")
    assert "«تابع لـ» علاقة متعدية  [مسلّمة: unct.ttl:" in told


def test_json_numbers_the_steps(capsys: pytest.CaptureFixture[str]) -> None:
    """Each step has a number, after those of its premises; the last is the triple that was asked about."""
    found = json.loads(explain(capsys, 0, *LONG, "--format", "json"))
    assert found["counts"] == {"claim": 0, "record": 1, "axiom": 3}
    for place, step in enumerate(found["proof"], 1):
        assert step["number"] == place
        assert all(premise < place for premise in step.get("premises", ()))
    assert found["proof"][-1]["triple"] == found["triple"]
    claims = json.loads(explain(capsys, 0, *UNCCT, "--format", "json"))["proof"][0]["ground"]["claims"]
    assert claims[0]["quote"] in claims[0]["sentence"]


def test_a_false_number_is_told_beside_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    """A number that the project does not have needs no name to be asked about."""
    told = explain(capsys, 1, "id:resolution-2462", "unct:number", "2463")
    assert "nothing is known" not in told
    assert any(line.startswith("- ") and "2462" in line for line in told.splitlines())


def test_what_a_claim_says_of_a_false_triple_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    """A denial is told as one."""
    told = explain(capsys, 1, "id:isil", "unct:defeatedIn", "id:ideological-sphere").splitlines()
    assert told[1].startswith("A source denies this")
    assert told[2].startswith("What a claim says of it: denied, «")


def test_other_proofs_are_told_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """As many as there are, up to the number that is asked for."""
    one, several = (
        json.loads(explain(capsys, 0, *MANY, "--all", number, "--format", "json"))["alternatives"]
        for number in ("1", "5")
    )
    assert len(one) == 1
    assert 1 < len(several) <= 5


def test_what_was_given_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """A triple of a claim is no inference: its claim is shown."""
    told = explain(capsys, 0, "id:uncct", "unct:partOf", "id:unoct")
    assert "not inferred" in told
    assert "[claim: «" in told


def test_what_does_not_hold_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """A triple that nothing yields; one that a claim denies shows the denial."""
    told = explain(capsys, 1, "id:united-nations", "unct:partOf", "id:uncct")
    assert "United Nations is part of United Nations Counter-Terrorism Centre?" in told
    assert "✗ United Nations is part of something" in told
    assert "denied, «" in explain(capsys, 1, "id:isil", "unct:defeatedIn", "id:ideological-sphere")


@pytest.mark.parametrize("subject", ["id:nobody", '"words"', "<no iri>"])
def test_what_cannot_be_asked_is_refused(capsys: pytest.CaptureFixture[str], subject: str) -> None:
    """A term that nothing mentions, a literal as subject, an IRI that is none."""
    assert refusal(ROOT, capsys, "explain", subject, "rdf:type", "foaf:Agent").text
