"""The pages as a screen reader, a keyboard and a reader of either language meet them."""

from pathlib import Path

import pytest

from tests.browser.chromium import Tab
from tests.browser.test_pages import PAGES

EVERYWHERE = [*PAGES, "/api/books", "/nowhere", "/sparql?query=ASK", "/sparql?query=SELECT+*+{?s+?p+?o}"]
PROPER = {"SPARQL", "Dalil"}
"""Names that are written in Latin letters in Arabic too."""


def script(name: str) -> str:
    """The JavaScript in that file beside this one."""
    return (Path(__file__).parent / name).read_text("utf-8")


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_have_a_sound_structure(tab: Tab, site: str, path: str, language: str) -> None:
    """Headings skip no level, fields have labels, tables heads with scope, links words; ids are single."""
    tab.open(site + path, 1280, language)
    assert tab.evaluate(script("structure.js")) == []


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_names_in_another_language_say_so(tab: Tab, site: str, path: str, language: str) -> None:
    """A heading, title, label or menu entry is in the language of the page, or is marked with its own."""
    tab.open(site + path, 1280, language)
    assert set(tab.evaluate(script("unmarked.js"))) - PROPER == set()


def test_narrow_answers_stay_tables(tab: Tab, site: str) -> None:
    """At 360 pixels each cell shows the title of its column, and the head is for screen readers only."""
    tab.open(f"{site}/api/seat", 360, "ar")
    title = "document.querySelector('td .column')"
    assert tab.evaluate(f"getComputedStyle({title}).display") == "inline"
    assert tab.evaluate("document.querySelector('table.answer thead').getBoundingClientRect().width") == 1
    tab.open(f"{site}/api/seat", 1280, "ar")
    assert tab.evaluate(f"getComputedStyle({title}).display") == "none"


def test_queries_are_written_in_a_fixed_width(tab: Tab, site: str) -> None:
    """The field for a query runs from the left in letters of one width, on an Arabic page too."""
    tab.open(f"{site}/sparql", 1280, "ar")
    style = "getComputedStyle(document.querySelector('textarea'))"
    assert "monospace" in tab.evaluate(f"{style}.fontFamily")
    assert tab.evaluate(f"{style}.direction") == "ltr"


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_hint_of_an_empty_field_follows_the_page(
    tab: Tab, site: str, language: str, direction: str
) -> None:
    """The hint in the search field begins where the page's lines begin."""
    tab.open(site, 1280, language)
    assert tab.evaluate("getComputedStyle(document.querySelector('#search-text')).direction") == direction
