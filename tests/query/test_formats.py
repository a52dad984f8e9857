"""Content negotiation."""

import pytest

from dalil.query import formats
from dalil.query.formats import (
    CSV,
    HTML,
    JSON,
    JSON_LD,
    RDF_XML,
    TSV,
    TURTLE,
    XML,
    Format,
    NotAcceptableError,
)

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
RESULTS = (*formats.RESULTS, HTML)
GRAPHS = (*formats.GRAPHS, HTML)


@pytest.mark.parametrize(
    ("accept", "offered", "expected"),
    [
        ("", RESULTS, JSON),
        ("*/*", GRAPHS, TURTLE),
        (BROWSER, RESULTS, HTML),
        (BROWSER, GRAPHS, HTML),
        ("text/csv;q=0.5, text/tab-separated-values", RESULTS, TSV),
        ("text/csv, */*;q=0.1", RESULTS, CSV),
        ("application/json", RESULTS, JSON),
        ("application/json", GRAPHS, JSON_LD),
        ("APPLICATION/RDF+XML", GRAPHS, RDF_XML),
        ("application/xml", RESULTS, XML),
        ("text/*, application/*;q=0.9", GRAPHS, TURTLE),
        ("text/*;q=0.2, text/turtle;q=0, text/html;q=0.1", GRAPHS, formats.N_TRIPLES),
        ("application/sparql-results+json;q=0.9,application/sparql-results+xml;q=0.9", RESULTS, JSON),
    ],
)
def test_accept_chooses(accept: str, offered: tuple[Format, ...], expected: Format) -> None:
    """The highest weight wins, the most precise range gives the weight, our order breaks ties."""
    assert formats.choose(accept, "", offered) is expected


@pytest.mark.parametrize("format_", [*formats.RESULTS, HTML])
def test_format_overrides_accept(format_: Format) -> None:
    """?format= takes the short name or the media type, whatever Accept says."""
    assert formats.choose("image/png", format_.name, RESULTS) is format_
    assert formats.choose("image/png", format_.media, RESULTS) is format_


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [("image/png", ""), ("text/turtle", ""), ("*/*;q=0", ""), ("text/csv;q=often", ""), ("", "pdf")],
)
def test_what_there_is_not_lists_what_there_is(accept: str, wanted: str) -> None:
    """406 names every format that is offered, with the parameter that asks for it."""
    with pytest.raises(NotAcceptableError) as refusal:
        formats.choose(accept, wanted, formats.RESULTS)
    assert refusal.value.status == 406
    for format_ in formats.RESULTS:
        assert f"{format_.media} (?format={format_.name})" in refusal.value.remedy


def test_every_format_states_its_charset() -> None:
    """Everything served is UTF-8, and says so."""
    offered = {*formats.RESULTS, *formats.GRAPHS, HTML}
    assert {f.content_type.split("; ")[1] for f in offered} == {"charset=utf-8"}
