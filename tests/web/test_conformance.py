"""/conformance: what the page says of the suites."""

import html
import json

import pytest
from flask.testing import FlaskClient

from dalil.files import packaged
from tests.web.conftest import HTML

SUMMARY = json.loads(packaged("conformance.json").read_text("utf-8"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_shows_each_suite_and_each_reason(client: FlaskClient, language: str) -> None:
    """Each specification has its row, each test that is not passed a reason in the page's language."""
    text = html.unescape(client.get("/conformance", query_string={"lang": language}, headers=HTML).text)
    for name, counts in SUMMARY["suites"].items():
        numbers = [sum(counts.values()), counts.get("passed", 0), counts.get("inapplicable", 0)]
        row = f'<th scope="row"><bdi lang="en">{name}</bdi></th>'
        assert row + "".join(f"<td>{number}</td>" for number in numbers) in text
    for each in SUMMARY["excluded"]:
        assert f'href="{each["test"]}"' in text
        assert each["reason"][language] in text
