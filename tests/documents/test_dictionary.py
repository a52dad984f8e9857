"""Whether the generated pages in docs/ are those of the ontology as it stands."""

import html

import pytest

from scripts import dictionary


def test_pages_are_up_to_date() -> None:
    """Each page is what `make docs` writes now."""
    for name, text in dictionary.pages().items():
        assert (dictionary.DOCS / name).read_text("utf-8") == text, name


@pytest.mark.parametrize("name", ["classes", "relations"])
def test_pictures_show_what_they_were_drawn_from(name: str) -> None:
    """Each picture holds the label of every node of its source."""
    source = (dictionary.DOCS / f"{name}.dot").read_text("utf-8")
    picture = html.unescape((dictionary.DOCS / f"{name}.svg").read_text("utf-8"))
    labels = [part for line in source.splitlines() if "[label=" in line for part in _label(line)]
    assert labels
    assert not [label for label in labels if label not in picture]


def _label(line: str) -> list[str]:
    return line.split('label="')[1].split('"', maxsplit=1)[0].split("\\n")
