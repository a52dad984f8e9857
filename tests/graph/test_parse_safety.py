"""Files that would fetch, or grow, when they are read."""

from pathlib import Path

import pytest

from dalil.errors import SourceError
from dalil.graph.parse import document, quads
from dalil.graph.terms import value
from tests.base.projects import listener

BODY = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    '<rdf:Description rdf:about="http://e/a"><e:p>{}</e:p></rdf:Description></rdf:RDF>'
)
LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "prologue",
    [
        f"<!DOCTYPE rdf:RDF [{LAUGHS}]>",
        '<!DOCTYPE rdf:RDF [<!ENTITY i SYSTEM "file:///etc/hostname">]>',
        '<!doctype rdf:RDF [<!ENTITY i "x">]>',
        '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF SYSTEM "http://127.0.0.1/x.dtd">',
    ],
    ids=["laughs", "file", "lower-case", "external"],
)
def test_rdf_xml_with_a_document_type_is_refused(tmp_path: Path, prologue: str) -> None:
    """Nothing is expanded and nothing is fetched: the file is named, and what helps."""
    path = tmp_path / "bomb.rdf"
    path.write_text(prologue + BODY.format("&i;"), "utf-8")
    for reading in (iter(quads(path)), iter(document(path, "http://e/"))):
        with pytest.raises(SourceError, match=r"bomb\.rdf: declares a document type"):
            next(reading)


def test_rdf_xml_without_one_is_read(tmp_path: Path) -> None:
    """The entities that XML itself has are no danger."""
    path = tmp_path / "plain.rdf"
    path.write_text(BODY.format("&lt;!"), "utf-8")
    assert [value(quad.object) for _, quad in quads(path)] == ["<!"]


def test_a_remote_context_is_not_fetched(tmp_path: Path) -> None:
    """JSON-LD that names a context elsewhere is refused, and nobody is called."""
    with listener() as (listening, port):
        listening.settimeout(0)
        path = tmp_path / "remote.jsonld"
        path.write_text(
            f'{{"@context": "http://127.0.0.1:{port}/c", "@id": "http://e/a", "p": "x"}}', "utf-8"
        )
        with pytest.raises(SourceError, match="remote"):
            list(quads(path))
        with pytest.raises(BlockingIOError):
            listening.accept()
