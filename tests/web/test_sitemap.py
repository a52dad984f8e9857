"""What search engines find: every page once, each of which answers, and none without end."""

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from dalil.web.routes import sitemap
from tests.web.conftest import HTML

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def listed(client: FlaskClient, path: str) -> list[str]:
    """The paths that a sitemap, or an index of them, lists."""
    response = client.get(path)
    assert response.content_type == "application/xml; charset=utf-8"
    tree = ET.fromstring(response.text)  # noqa: S314 (our own answer)
    return [urlsplit(found.text or "").path for found in tree.iter(LOCATION)]


def test_every_listed_page_answers(client: FlaskClient) -> None:
    """Each address is a page that can be read without being sent on; retired things are not listed."""
    (only,) = listed(client, "/sitemap.xml")
    paths = listed(client, only)
    assert {"/", "/ontology", "/api/seat", "/doc/city-library", "/article/library-news"} <= set(paths)
    assert len(paths) == len(set(paths))
    assert "/doc/reading-room" not in paths
    assert {client.get(path, headers=HTML).status_code for path in paths} == {200}


def test_many_pages_are_listed_in_several_files(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file has more addresses than it may, together they have each, and there is none after the last."""
    whole = listed(client, "/sitemap-1.xml")
    monkeypatch.setattr(sitemap, "MOST", 4)
    parts = [listed(client, path) for path in listed(client, "/sitemap.xml")]
    assert [address for part in parts for address in part] == whole
    assert max(map(len, parts)) == 4
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_robots_are_told_where_there_is_no_end(client: FlaskClient) -> None:
    """Pages may be fetched, dumps not; the sitemap is named by its whole address."""
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())
    assert rules.can_fetch("any", "/doc/city-library")
    assert not rules.can_fetch("any", "/dump.nq")
    assert rules.site_maps() == ["http://localhost/sitemap.xml"]
