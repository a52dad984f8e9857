"""The pages: what stands on them, in which language and direction."""

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from dalil.query.formats import HTML as PAGE
from tests.web.conftest import BASE, HTML

ADDRESSES = [
    "/",
    "/examples",
    "/things",
    "/things/ontology/Library",
    "/articles",
    "/article/library-news",
    "/ontology",
    "/ns",
    "/sparql",
    "/api/seat",
    "/api/is-closed",
    "/api/books",
    "/doc/city-library",
    "/explain",
    "/contradictions",
    "/explain?s=id:great-square&p=ex:seatOf&o=id:city-library",
    "/explain?s=id:city-library&p=ex:closedBy&o=id:municipality",
    "/search?text=library",
]


def read(client: FlaskClient, path: str, language: str = "en") -> str:
    """The page at that path for a reader of that language."""
    response = client.get(path, headers={**HTML, "Accept-Language": language})
    assert response.status_code == 200, response.text
    assert response.content_type == PAGE.content_type
    return response.text


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_every_page_states_language_and_direction(
    client: FlaskClient, path: str, language: str, direction: str
) -> None:
    """Each page exists in both languages, with the direction that belongs to it, and can be skipped into."""
    page = read(client, path, language)
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert '<a class="skip" href="#main-content">' in page
    assert page.count("<h1") == 1
    assert 'aria-label="' in page


@pytest.mark.parametrize("path", ["/", "/doc/city-library", "/article/library-news"])
def test_no_style_or_script_stands_in_a_page(client: FlaskClient, path: str) -> None:
    """The policy forbids inline code, and no page has any."""
    response = client.get(path, headers=HTML)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert "style=" not in response.text
    assert response.text.count("<script") == response.text.count('<script type="application/ld+json">')


def test_a_fact_shows_its_sentence_and_voice(client: FlaskClient) -> None:
    """Beside the number of books: the sentence, the quoted words marked, and according to whom."""
    page = read(client, "/doc/city-library")
    assert "ووفقًا لصحيفة النهر <mark>تضم المكتبة 12000 كتاب</mark>." in page
    assert 'according to <a href="/id/river-gazette"><bdi lang="en" dir="ltr">River Gazette</bdi></a>' in page
    assert '<q class="sentence" lang="ar" dir="rtl">' in page


def test_facts_are_marked_by_their_ground(client: FlaskClient) -> None:
    """An inferred class bears the mark inferred, in both languages; a claimed fact bears none."""
    assert '<span class="kind inferred"><a href="/things/ontology/Body">' in read(client, "/doc/city-library")
    assert ">inferred</span>" in read(client, "/doc/great-square")
    assert ">مستنتَج</span>" in read(client, "/doc/great-square", "ar")


def test_denied_and_hedged_claims_stand_apart(client: FlaskClient) -> None:
    """What the article denies or hedges stands under its own heading, never among the facts."""
    page = read(client, "/doc/city-library")
    facts, apart = page.split('<section class="not-asserted"')
    assert "closed by" not in facts
    assert "old quarter" not in facts
    assert '<span class="stance denied">denied</span>' in apart
    assert '<span class="stance hedged">hedged</span>' in apart


def test_literals_cannot_break_the_page(client: FlaskClient) -> None:
    """Markup in a name is text, and a control that turns the direction is shown by its code."""
    page = read(client, "/doc/city-library")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\u202e" not in page
    assert "U+202E" in page


def test_a_claim_page_tells_the_whole_claim(client: FlaskClient, claim_of: Callable[[str], str]) -> None:
    """Quote in its sentence, statement, chain of voices, stance, notes and second reading."""
    page = read(client, claim_of("12000"))
    assert "<mark>تضم المكتبة 12000 كتاب</mark>" in page
    assert '<li><a href="/id/river-gazette">' in page
    assert '<span class="stance asserted">stated</span>' in page
    assert "Not yet read a second time." in page
    seat = read(client, claim_of("الميدان"))
    assert "Opening its doors there is read as having its seat there." in seat


def test_a_denied_claim_page_says_that_nothing_asserts_it(
    client: FlaskClient, claim_of: Callable[[str], str]
) -> None:
    """The proposition of a denied claim is shown, marked as not asserted."""
    page = read(client, claim_of("تغلق"))
    assert '<span class="stance denied">denied</span>' in page
    assert "asserted nowhere" in page


def test_the_article_shows_its_text_with_its_claims(client: FlaskClient) -> None:
    """Every sentence stands in its section, its evidence underlined and linked to its claims."""
    page = read(client, "/article/library-news")
    assert page.index('id="section-0"') < page.index('id="section-1"')
    assert '<a class="quoted" href="#sentence-3-claims">تضم المكتبة 12000 كتاب</a>.' in page
    assert '<ol id="sentence-3-claims">' in page


def test_the_ontology_explains_each_term_in_both_languages(client: FlaskClient) -> None:
    """A term's id is its fragment; its labels and definitions stand in Arabic and English."""
    page = read(client, "/ontology")
    assert '<article class="term-entry" id="Library">' in page
    assert "A body that lends books." in page
    assert "هيئة تعير الكتب." in page
    tree = page.split('<ul class="tree">')[1].split("</section>")[0]
    assert tree.index("#Body") < tree.index("#Library")
    assert 'id="Claim"' not in page
    assert '<article class="term-entry" id="Claim">' in read(client, "/ns")


def test_pages_list_the_things_of_a_class(client: FlaskClient) -> None:
    """Classes are listed with their numbers, a class with its things."""
    assert '<a href="/things/ontology/Place">' in read(client, "/things")
    page = read(client, "/things/ontology/Place")
    assert "Great Square" in page
    assert "old quarter" in page


def test_the_home_page_answers_a_question(client: FlaskClient) -> None:
    """The first page shows a question, its answer and the Arabic sentence that gives it."""
    page = read(client, "/")
    assert "Where does the library work?" in page
    assert "<mark>افتتحت مكتبة المدينة أبوابها في الميدان الكبير</mark>" in page
    assert "What one short Arabic article says of a library." in page
    assert '<bdi lang="en" dir="auto">Places</bdi>' in page


def test_an_answer_can_be_asked_with_other_parameters(client: FlaskClient) -> None:
    """The form shows the default, an address of a thing without a seat empties the answer."""
    assert 'name="library" value="id:city-library"' in read(client, "/api/seat")
    assert "The answer is empty." in read(client, "/api/seat?library=id:municipality")


def test_a_form_offers_the_things_that_have_an_answer(client: FlaskClient) -> None:
    """Whatever a parameter is set to, the field offers the things that the question finds, by their names."""
    for path in ("/api/seat", "/api/seat?library=id:municipality"):
        page = read(client, path)
        assert '<input name="library"' in page
        assert '<option value="id:city-library">city library</option>' in page
        assert page.count("<option") == 1


def test_the_language_can_be_chosen_and_is_kept(client: FlaskClient) -> None:
    """?lang= wins over the cookie, the cookie over Accept-Language; the choice becomes the cookie."""
    asked = client.get("/?lang=en", headers={**HTML, "Accept-Language": "ar"})
    assert '<html lang="en"' in asked.text
    assert "lang=en" in asked.headers["Set-Cookie"]
    kept = client.get("/", headers={**HTML, "Accept-Language": "en", "Cookie": "lang=ar"})
    assert '<html lang="ar"' in kept.text
    assert '<html lang="ar"' in client.get("/", headers={**HTML, "Accept-Language": "fr"}).text


def test_a_thing_page_links_to_its_data(client: FlaskClient) -> None:
    """Canonical address, formats, the other language, JSON-LD, and the generation it was made from."""
    page = read(client, "/doc/city-library")
    assert '<link rel="canonical" href="http://localhost/doc/city-library">' in page
    assert '<link rel="alternate" type="text/turtle" href="/doc/city-library?format=ttl">' in page
    assert '<link rel="alternate" hreflang="ar" href="/doc/city-library?lang=ar">' in page
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert f"{BASE}id/city-library" in block
    assert "<" not in block
    assert '<a href="/generation/' in page


def test_each_fact_is_marked_with_its_origin(client: FlaskClient) -> None:
    """A page tells curated background, links to other datasets and inferences apart."""
    text = read(client, "/doc/city-library")
    linked = text[text.index('<a href="https://example.com/library') :]
    assert linked[: linked.index("</li>")].count(">link</span>") == 1
    assert text.count(">link</span>") == 1
    assert ">inferred</span>" in text


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/doc/city-library?lang=ar", "/doc/city-library"),
        ("/article/library-news", "/article/library-news"),
        ("/api/seat?library=id:municipality", "/api/seat"),
        ("/ontology/1.0.0", "/ontology"),
    ],
)
def test_a_page_names_its_address(client: FlaskClient, path: str, canonical: str) -> None:
    """However a page was reached, one address is the canonical one; a version's page is the ontology's."""
    assert f'<link rel="canonical" href="http://localhost{canonical}">' in read(client, path)


@pytest.mark.parametrize("path", ["/doc/city-library", "/article/library-news", "/ontology"])
def test_a_page_holds_its_data(client: FlaskClient, path: str) -> None:
    """What a page is about stands in it as JSON-LD."""
    block = read(client, path).partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(block)
