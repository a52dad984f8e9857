"""The reader's language: words of the pages, directions, the fallback of names."""

import re
from pathlib import Path

import pytest

from dalil import terms
from dalil.base import labels
from dalil.base.labels import Label
from dalil.base.language import direction, preference
from dalil.graph.terms import Literal
from dalil.web.addresses import Addresses, safe_link
from dalil.web.language import load_words

WEB = Path("server/dalil/web")
DYNAMIC = re.compile(r"(stance|ground)_\w+|\w+_count|problem_\d+(_means)?")
"""Keys that templates put together: words for a stance, a ground, a number, for the status of a problem."""

PREFERRED, LABEL = terms.SKOS_PREF_LABEL, terms.RDFS_LABEL
NAMES = [
    (PREFERRED, Literal("council", language="en")),
    (PREFERRED, Literal("مجلس", language="ar")),
    (LABEL, Literal("Council (label)", language="en")),
]


def test_the_languages_have_the_same_words() -> None:
    """Every key stands in each file, and no text is empty."""
    words = load_words()
    assert set(words) == {"ar", "en"}
    assert words["ar"].keys() == words["en"].keys()
    assert all(text.strip() for texts in words.values() for text in texts.values())


def test_every_word_is_used_and_every_used_word_exists(root: Path) -> None:
    """Templates and files agree: no dead text, no missing one."""
    templates = "".join(p.read_text("utf-8") for p in (root / WEB / "templates").glob("*.html"))
    used = set(re.findall(r"\bw\.(\w+)", templates))
    keys = set(load_words()["en"])
    assert used - keys == set()
    assert {key for key in keys - used if not DYNAMIC.fullmatch(key)} == set()


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (("en", "ar"), Label("council", "en")),
        (("ar", "en"), Label("مجلس", "ar")),
        (("fr", "en", "ar"), Label("council", "en", fallback=True)),
        (("ar",), Label("مجلس", "ar")),
    ],
)
def test_names_fall_back_in_one_order(languages: tuple[str, ...], expected: Label) -> None:
    """The reader's language, English, Arabic, any; preferred labels before labels; a fallback is marked."""
    assert labels.choose(NAMES, languages, "urn:x") == expected


def test_a_label_serves_where_no_preferred_one_is() -> None:
    """rdfs:label in the reader's language comes before a preferred label in another."""
    found = labels.choose(NAMES[1:], ("en", "ar"), "urn:x")
    assert found == Label("Council (label)", "en")


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("https://e.org/ns#adoptedBy", "adopted by"),
        ("https://e.org/id/resolution-2462", "resolution 2462"),
        ("https://e.org/ns#versionIRI", "version IRI"),
        ("https://e.org/", "e.org"),
        ("urn:x", "urn:x"),
    ],
)
def test_without_a_label_the_iri_gives_the_name(iri: str, name: str) -> None:
    """The local name is written in words, and belongs to no language."""
    assert labels.choose([], ("en",), iri) == Label(name, "")


def test_directions_follow_the_language() -> None:
    """Arabic runs from the right, English from the left, a region changes nothing."""
    assert [direction(tag) for tag in ("ar", "ar-EG", "en", "")] == ["rtl", "rtl", "ltr", "ltr"]
    assert preference("ar") == ("ar", "en")


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        ("https://e.org/un/id/x", "/id/x"),
        ("https://e.org/un/article/a#section-1", "/article/a#section-1"),
        ("https://e.org/un/id/مجلس", "/id/%D9%85%D8%AC%D9%84%D8%B3"),
        ("https://e.org/un/ontology#Body", "/ontology#Body"),
        ("https://e.org/un/ontology/1.0.0", "/ontology/1.0.0"),
        ("https://w3id.org/dalil/ns#Claim", "/ns#Claim"),
        ("https://e.org/un/other/x", None),
        ("https://e.org/else", None),
    ],
)
def test_own_iris_lead_to_this_server(iri: str, path: str | None) -> None:
    """IRIs below the bases have a path here, all others have none."""
    addresses = Addresses("https://e.org/un/", "https://e.org/un/ontology")
    assert addresses.local(iri) == path


def test_only_harmless_schemes_become_links() -> None:
    """A script in an IRI is never a link."""
    assert safe_link("javascript:alert(1)") is None
    assert safe_link("data:text/html,x") is None
    assert safe_link("https://e.org/") == "https://e.org/"
