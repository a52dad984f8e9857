"""Search: names and sentences, in whichever spelling, the words marked."""

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import HTML


@pytest.mark.parametrize("text", ["library", "مكتبة", "LIBRARY", "المكتبه"])
def test_search_finds_names_in_both_languages(client: FlaskClient, text: str) -> None:
    """A part of a name finds the thing, whatever its case and spelling."""
    assert (
        '<a href="/id/city-library">' in client.get("/search", query_string={"text": text}, headers=HTML).text
    )


def test_search_finds_sentences_and_marks_the_words(client: FlaskClient) -> None:
    """Words of an article lead to the sentence that has them, where they are marked as it spells them."""
    query = {"text": "الميدان ابوابها", "lang": "en"}
    page = client.get("/search", query_string=query, headers=HTML).text
    assert "Sentences of the articles" in page
    assert '<a href="/article/library-news#sentence-' in page
    assert "<mark>أبوابها</mark>" in page


def test_search_without_a_find_says_so(client: FlaskClient) -> None:
    """Nothing found is said, and the words asked for are escaped."""
    page = client.get("/search", query_string={"text": "<b>zzz", "lang": "en"}, headers=HTML).text
    assert "No name and no sentence here" in page
    assert "<b>zzz" not in page


def test_an_empty_search_asks_for_a_name(client: FlaskClient) -> None:
    """A search for nothing finds no fault with the names; a search for something keeps it in the field."""
    assert "اكتب في خانة البحث" in client.get("/search?text=&lang=ar", headers=HTML).text
    assert 'value="river"' in client.get("/search?text=river&lang=ar", headers=HTML).text
