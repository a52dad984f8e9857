"""Texts, articles and facts that the tests of reading share."""

import hashlib
from pathlib import Path

from dalil.ingest.article import Article, read_article
from dalil.ingest.facts import Draft, read_facts

BASE = "https://example.org/"
TEXT = """Storm over the bay

The ferry did not sail. According to the harbour master, the wind reached 3.5 knots.
Ships

The ferry has 20 cabins; the ferry is old.
"""
RECORD = """# The article.
PREFIX dalil: <https://w3id.org/dalil/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX article: <https://example.org/article/>
article:storm a dalil:Article ; dcterms:language "en" ;
    dalil:sourceFile "source.txt" ; dalil:sha256 "{sha}" .
<https://example.org/article/storm#section-0> a dalil:Section ;
    dalil:number 0 ; dalil:heading "Storm over the bay" .
<https://example.org/article/storm#section-1> a dalil:Section ; dalil:number 1 ; dalil:heading "Ships" .
"""
FACTS = """PREFIX dalil: <https://w3id.org/dalil/ns#>
PREFIX ex: <https://example.org/ontology#>
PREFIX id: <https://example.org/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def folder(place: Path, text: str = TEXT, record: str = RECORD) -> Path:
    """An article folder; `{sha}` in the record becomes the digest of the text."""
    place.mkdir(parents=True, exist_ok=True)
    content = text.encode()
    (place / "source.txt").write_bytes(content)
    sha = hashlib.sha256(content).hexdigest()
    (place / "article.ttl").write_text(record.replace("{sha}", sha), "utf-8")
    return place


def article(place: Path, text: str = TEXT, record: str = RECORD) -> Article:
    """The article of such a folder, read."""
    return read_article(folder(place, text, record))


def facts(place: Path, *lines: str) -> list[Draft]:
    """The claims of a facts file with those lines; the first is line 5."""
    place.mkdir(parents=True, exist_ok=True)
    path = place / "facts.ttl"
    path.write_text(FACTS + "\n".join(lines) + "\n", "utf-8")
    return read_facts(path)
