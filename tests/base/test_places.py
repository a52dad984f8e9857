"""Whether a violation says where its cause is written."""

from pathlib import Path

import pytest

from dalil.errors import ViolationError
from tests.base import projects


@pytest.mark.parametrize(
    ("edited", "place"),
    [
        (("data/harbour-news/facts.ttl", "ex:berths 12", "ex:berths 0"), "harbour-news/facts.ttl:8: "),
        (("data/records.ttl", ' ; skos:prefLabel "Calm Gazette"@en', ""), "records.ttl:10: "),
        (("ontology/first.ttl", '    rdfs:label "agency"@en ;\n', ""), "first.ttl:"),
    ],
    ids=["fact", "record", "term"],
)
def test_a_violation_names_file_and_line(folder: Path, edited: tuple[str, str, str], place: str) -> None:
    """The report names the line of the fact, the record or the term that breaks a shape."""
    file, old, new = edited
    projects.edit(folder / file, old, new)
    with pytest.raises(ViolationError) as caught:
        projects.built(folder)
    assert [line.startswith(place) for line in caught.value.report.splitlines()] == [True]
