"""What stands over the columns of answers and before parameters, and how their cells read."""

import pytest
from flask.testing import FlaskClient

from dalil.web.tables import shown
from tests.web.conftest import BASE, HTML

LANGUAGES = ("ar", "en")


def read(client: FlaskClient, path: str, language: str, query: str = "") -> str:
    """The page at that path for a reader of that language, with a query where one is given."""
    given = {"query": query} if query else {}
    response = client.get(path, query_string=given, headers={**HTML, "Accept-Language": language})
    assert response.status_code == 200, response.text
    return response.text


@pytest.mark.parametrize(
    ("language", "title"),
    [("ar", '<bdi lang="ar" dir="rtl">المكان</bdi>'), ("en", '<bdi lang="en" dir="ltr">Place</bdi>')],
)
def test_columns_bear_titles_in_the_language_of_the_page(
    client: FlaskClient, language: str, title: str
) -> None:
    """A column is headed by its title, and repeats it in each cell for windows without room for a head."""
    page = read(client, "/api/seat", language)
    assert f'<th scope="col" role="columnheader">{title}</th>' in page
    assert f'<span class="column" aria-hidden="true">{title}</span>' in page


def test_a_parameter_is_labelled_by_its_title(client: FlaskClient) -> None:
    """The field has the title as its label; in another language than the page's, the title says which."""
    label = '<label><bdi lang="en" dir="ltr">Library</bdi> <input name="library"'
    assert label in read(client, "/api/seat", "en")
    assert label in read(client, "/api/seat", "ar")


def test_a_freed_parameter_is_a_column_with_the_same_title(client: FlaskClient) -> None:
    """?_library shows as a column once it is free, under the title of the parameter."""
    page = client.get("/api/seat?library=&lang=en", headers=HTML).text
    assert 'role="columnheader"><bdi lang="en" dir="ltr">Library</bdi></th>' in page


def test_a_variable_without_a_title_is_split_into_english_words(client: FlaskClient) -> None:
    """A name made up in a query is shown in words, marked as English even on an Arabic page."""
    page = read(client, "/sparql", "ar", f"SELECT ?closingBody {{ ?x <{BASE}ontology#seat> ?closingBody }}")
    assert 'role="columnheader"><bdi lang="en" dir="ltr">closing body</bdi></th>' in page


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "الموضوع الخاصية القيمة"), ("en", "Subject Property Value")]
)
def test_graphs_are_headed_by_the_words_of_the_pages(client: FlaskClient, language: str, words: str) -> None:
    """The three columns of a graph have titles in every project."""
    page = read(client, "/api/books", language)
    for word in words.split():
        assert f'lang="{language}"' in page.partition(f">{word}</bdi></th>")[0].rpartition("<th")[2]


@pytest.mark.parametrize(
    ("variables", "columns"),
    [
        (["claim", "quote", "sentence", "place"], ("place",)),
        (["quote", "place"], ("quote", "place")),
        (["place", "ar", "en"], ("place",)),
        (["speaker", "speakerAr", "speakerEn", "nameAr"], ("speaker", "nameAr")),
        (["ar"], ("ar",)),
    ],
)
def test_words_and_names_have_no_column_of_their_own(variables: list[str], columns: tuple[str, ...]) -> None:
    """The evidence stands for a claim's words, a link for names; where nothing would be left, all stays."""
    assert shown(variables, LANGUAGES) == columns


@pytest.mark.parametrize(("language", "yes", "no"), [("ar", "نعم", "لا"), ("en", "Yes", "No")])
def test_truth_values_are_words(client: FlaskClient, language: str, yes: str, no: str) -> None:
    """A cell that says true or false says yes or no in the language of the page."""
    page = read(client, "/sparql", language, "SELECT (true AS ?a) (false AS ?b) {}")
    cells = [cell.partition("</span>")[2].partition("<")[0] for cell in page.split('<td role="cell">')[1:]]
    assert cells == [yes, no]


@pytest.mark.parametrize(("language", "name"), [("ar", "النوع"), ("en", "type")])
def test_built_in_terms_have_names(client: FlaskClient, language: str, name: str) -> None:
    """What RDF and OWL build in is named in the language of the page, in every project."""
    page = read(
        client, "/sparql", language, f"SELECT ?p {{ <{BASE}id/city-library> ?p <{BASE}ontology#Library> }}"
    )
    assert f'<bdi lang="{language}"' in page.partition(f">{name}</bdi>")[0].rpartition("<a ")[2]


def test_mentions_read_as_sentences(client: FlaskClient) -> None:
    """Where a thing is the value, its name ends the property: what is listed below is the subject."""
    page = read(client, "/doc/great-square", "en")
    mentions = page.partition('<section class="incoming"')[2]
    assert 'seat</bdi></a> <bdi lang="en" dir="ltr">Great Square</bdi></h3>' in mentions
