"""The pages in Chromium: what fits, what can be read, what can be reached by keyboard."""

from pathlib import Path

import pytest

from tests.browser.chromium import Tab

PAGES = [
    "/",
    "/examples",
    "/things",
    "/doc/city-library",
    "/article/library-news",
    "/ontology",
    "/ns",
    "/api/seat",
    "/sparql",
    "/explain",
    "/contradictions",
    "/explain?s=id:great-square&p=ex:seatOf&o=id:city-library",
    "/explain?s=id:city-library&p=ex:closedBy&o=id:municipality",
    "/search?text=library",
]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_fit_and_log_no_error(tab: Tab, site: str, path: str, language: str) -> None:
    """At 360 and at 1280 pixels nothing is cut off sideways, and nothing that the page needs is refused."""
    for width in (360, 1280):
        tab.open(site + path, width, language)
        assert tab.evaluate(OVERFLOW) == 0
        assert tab.problems == []
        assert tab.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_from_their_ground(tab: Tab, site: str, path: str, scheme: str) -> None:
    """Every text reaches the contrast of WCAG AA, in the light and in the dark."""
    tab.open(site + path, 1280, "ar", scheme)
    assert tab.evaluate((Path(__file__).parent / "contrast.js").read_text("utf-8")) == []


def test_arabic_quotes_run_from_the_right_on_english_pages(tab: Tab, site: str) -> None:
    """A sentence has its own direction, and the words beside it keep theirs."""
    tab.open(f"{site}/doc/city-library", 1280, "en")
    direction = "getComputedStyle(document.querySelector('{}')).direction"
    assert tab.evaluate(direction.format(".evidence .sentence")) == "rtl"
    assert tab.evaluate(direction.format(".evidence figcaption")) == "ltr"


def test_the_first_tab_skips_to_the_content(tab: Tab, site: str) -> None:
    """By keyboard the first stop is the skip link, visible once it has the focus."""
    tab.open(site, 1280, "en")
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().top >= 0") is True


def test_underlined_words_open_the_claims_of_their_sentence(tab: Tab, site: str) -> None:
    """Following evidence in the article opens the list of its claims, without any script."""
    tab.open(f"{site}/article/library-news#sentence-3-claims", 1280, "ar")
    assert tab.evaluate("document.querySelector('#sentence-3-claims').closest('details').open") is True
    assert tab.evaluate("document.querySelectorAll('details[open]').length") == 1
