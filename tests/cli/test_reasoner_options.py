"""`dalil build`: the reasoner by name, and the rules by what they yielded."""

import json
from pathlib import Path

import pytest

from dalil.cli import main
from dalil.files import Project
from dalil.graph import parse
from dalil.reason.closure import DEFAULT


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A new project, not built yet."""
    folder = tmp_path / "port"
    assert main(["new", str(folder)]) == 0
    capsys.readouterr()
    return folder


def built(project: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, object]:
    """What the command prints as JSON."""
    assert main(["build", "--project", str(project), "--json", *options]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_new_project_has_our_reasoner(project: Path) -> None:
    """The reasoner that a new project names is the default of the engine."""
    assert Project.load(project).reasoner == DEFAULT == "dalil"


def test_reasoners_agree_and_make_generations_of_their_own(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another reasoner is another build: it yields the same inferences under another name."""
    ours, theirs = built(project, capsys), built(project, capsys, "--reasoner", "owlrl")
    assert (ours["reasoner"], theirs["reasoner"]) == ("dalil", "owlrl")
    assert ours["inferences"] == theirs["inferences"] != 0
    assert ours["generation"] != theirs["generation"]


def test_rules_are_listed_by_inferences(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --stats each rule that yielded anything comes with its inferences and seconds, most first."""
    rules = built(project, capsys, "--stats")["rules"]
    assert isinstance(rules, dict)
    counts = [rule["inferences"] for rule in rules.values()]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 0
    assert main(["build", "--project", str(project), "--force", "--stats"]) == 0
    told = capsys.readouterr().out
    assert all(rule in told for rule in rules)


def test_an_unchanged_project_has_no_rules_to_list(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing was built, nothing was counted, and the command says so."""
    built(project, capsys)
    assert main(["build", "--project", str(project), "--stats"]) == 0
    assert "nothing was built" in capsys.readouterr().out


def test_a_clash_stops_the_build(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A contradiction is told with its rule and triples, and no generation is made."""
    ontology = next(project.glob("ontology/*.ttl"))
    declared = [t for path in project.glob("ontology/*.ttl") for t in parse.triples(path)]
    typed = [
        t for t in parse.triples(project / "data" / "records.ttl") if t.predicate.value.endswith("#type")
    ]
    kind = next(t.object for t in typed if any(d.subject == t.object for d in declared))
    nothing = "<http://www.w3.org/2002/07/owl#Nothing>"
    axiom = f"\n{kind} <http://www.w3.org/2000/01/rdf-schema#subClassOf> {nothing} .\n"
    ontology.write_text(ontology.read_text("utf-8") + axiom, "utf-8")
    assert main(["build", "--project", str(project)]) == 2
    told = capsys.readouterr().err
    assert "cls-nothing2" in told
    assert f"{typed[0].subject}" in told
    assert not list(project.glob("var/*/manifest.json"))
