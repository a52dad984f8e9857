"""Problems in Arabic: which of the program's sentences are known, and how values stand in them."""

import ast
from collections.abc import Iterator

import pytest
from werkzeug import exceptions

from dalil.web.translation import sentences, told
from tests.architecture.source import PACKAGE, files, strings, tree

FOREIGN = {
    class_.description
    for class_ in vars(exceptions).values()
    if isinstance(class_, type) and issubclass(class_, exceptions.HTTPException)
}
"""What Flask's own errors say."""
PLACES = ("web/routes", "query/protocol.py", "query/graph_store.py", "query/catalogue.py", "base/naming.py")
"""Where mistakes of readers are told."""
INTERNAL = {"SourceError", "ValueError"}
"""Mistakes in the project's files, or ours: no request makes them."""


def _raised() -> Iterator[str]:
    """What the errors made in those places say and what they say helps, gaps as `{}`."""
    for path in files("server"):
        if str(path.relative_to(PACKAGE)).startswith(PLACES):
            calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and _is_error(node)]
            lines = {line for call in calls for line in range(call.lineno, (call.end_lineno or 0) + 1)}
            yield from (text for line, text in strings(path) if line in lines)


def _is_error(call: ast.Call) -> bool:
    name = getattr(call.func, "id", "")
    return name.endswith("Error") and name not in INTERNAL


def test_every_sentence_that_is_translated_is_said() -> None:
    """No translation is left over from a sentence that the program no longer says."""
    said = {text for path in files("server") for _, text in strings(path)} | FOREIGN
    assert set(sentences("ar")) - said == set()


def test_every_mistake_of_a_reader_has_an_arabic_sentence() -> None:
    """What a request can get wrong is told in Arabic on an Arabic page."""
    small = {"none", "nothing"}
    assert {text for text in _raised() if " " in text.strip()} - set(sentences("ar")) - small == set()


def test_a_translation_has_the_gaps_of_its_sentence() -> None:
    """As many values as stand in the English sentence stand in the Arabic one."""
    pairs = sentences("ar").items()
    assert [english for english, arabic in pairs if english.count("{}") != arabic.count("{}")] == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("nothing is known of id:x", 'لا يُعرف شيء عن <bdi dir="auto">id:x</bdi>'),
        ("nothing is known of <b>", 'لا يُعرف شيء عن <bdi dir="auto">&lt;b&gt;</bdi>'),
        ("encode it as UTF-8", 'رمّزه بترميز <bdi dir="ltr">UTF-8</bdi>.'),
        (
            "did you mean body? it has body",
            'أتقصد <bdi dir="auto">body</bdi>؟ متغيراته: <bdi dir="auto">body</bdi>',
        ),
        ("there is no class <i>\u202e", 'لا يوجد صنف باسم <bdi dir="auto">&lt;i&gt;<span class="control"'),
    ],
)
def test_values_stand_isolated_and_escaped(text: str, html: str) -> None:
    """A value is no markup, and turns no direction but its own; a sentence within one is translated too."""
    assert str(told(text, "ar")).startswith(html)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("text", ["a sentence of tomorrow", "nothing is known of " + "x" * 2000])
def test_what_is_not_known_stays_english(text: str, language: str) -> None:
    """It is marked as English, as is all on an English page."""
    assert told(text, language) == f'<bdi lang="en" dir="ltr">{text}</bdi>'
    assert told("encode it as UTF-8", "en") == '<bdi lang="en" dir="ltr">encode it as UTF-8</bdi>'
