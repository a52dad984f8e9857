"""Whether the columns and parameters of the published questions have titles, and no title is left over."""

import tomllib

import pyoxigraph as ox

from dalil.files import Project
from dalil.query import catalogue
from dalil.web.language import load_words
from dalil.web.tables import shown
from tests.queries.expectation import EXAMPLES, ROOT

PROJECT = Project.load(ROOT)
TITLES = tomllib.loads((EXAMPLES / "columns.toml").read_text("utf-8"))


def _titled() -> dict[str, set[str]]:
    """Variable, without the underscore of parameters → the queries that show it in a column or a form."""
    found: dict[str, set[str]] = {}
    for example in catalogue.load(PROJECT.examples()):
        solutions = ox.Store().query(example.text)
        assert isinstance(solutions, ox.QuerySolutions)
        variables = [variable.value for variable in solutions.variables]
        for name in (*shown(variables, PROJECT.languages), *example.parameters):
            found.setdefault(name.removeprefix("_"), set()).add(example.name)
    return found


def test_every_column_has_a_title_in_each_language() -> None:
    """Each variable that an answer or a form shows is titled by the project or by the pages themselves."""
    words = load_words()
    of_pages = {key.removeprefix("column_") for key in words["ar"] if key.startswith("column_")}
    lacking = {
        (name, tag): queries
        for name, queries in _titled().items()
        for tag in PROJECT.languages
        if name not in of_pages and not TITLES.get(name, {}).get(tag, "").strip()
    }
    assert not lacking


def test_every_title_is_used() -> None:
    """Each title belongs to a variable of a published query, in the project's languages only."""
    assert not TITLES.keys() - _titled().keys()
    assert not [name for name, texts in TITLES.items() if texts.keys() - set(PROJECT.languages)]


def test_titles_are_in_order() -> None:
    """The variables stand by name, each once, so that one is found where it is looked for."""
    assert list(TITLES) == sorted(TITLES)
