"""Which graphs a query's dataset clause names."""

import time

import pytest

from dalil.graph.clauses import DatasetClause, dataset_clause, unescaped

PREFIX = "PREFIX g: <urn:g:> PREFIX : <urn:> BASE <http://e.org/a/b> "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", []),
        ("SELECT * FROM <urn:a> FROM NAMED <urn:b> { ?s ?p ?o }", ["urn:a", "urn:b"]),
        (PREFIX + "ASK from g:x from named :y FROM<c> { }", ["urn:g:x", "http://e.org/a/c", "urn:y"]),
        (PREFIX + "ASK FROM g:a\\/b.c FROM g:d. { }", ["urn:g:a/b.c", "urn:g:d"]),
        ("ASK FR\\u004FM <urn:\\u0061> { }", ["urn:a"]),
        ("ASK FROM # <urn:x>\n NAMED # FROM <urn:y>\r <urn:z> { }", ["urn:z"]),
        ("CONSTRUCT { ?s ?p 'FROM <urn:no>' } FROM <urn:yes> WHERE { ?s ?p ?o }", ["urn:yes"]),
        ('SELECT * { ?from ?p """a" FROM <urn:no>""", \'it\\\'s FROM <urn:no>\' }', []),
        ('SELECT * { ex:from <urn:no> ?from . ?s <FROM> "x"@from }', []),
        ("SELECT (?a<?b AS ?c) FROM <urn:a> { }", ["urn:a"]),
        ("SELECT * FROM g:undeclared { }", []),
        ("FROM", []),
        ("PREFIX", []),
    ],
)
def test_the_dataset_clause_is_read_as_the_grammar_reads_it(text: str, expected: list[str]) -> None:
    """Prefixes, base, escapes and comments count; strings, variables and local names do not."""
    clause = dataset_clause(text)
    assert (list(clause.graphs) if clause else []) == expected


def test_default_and_named_graphs_are_told_apart() -> None:
    """FROM adds to the default graph, FROM NAMED to the named graphs."""
    text = "SELECT * FROM <urn:a> FROM NAMED <urn:n> FROM <urn:b> { ?s ?p ?o }"
    assert dataset_clause(text) == DatasetClause(("urn:a", "urn:b"), ("urn:n",))


@pytest.mark.parametrize("unit", ["a.", "'", '"""', "<a", "1a", ":.", "from ", "\\", "_", "prefix a:", "@"])
def test_reading_takes_time_that_grows_with_the_text(unit: str) -> None:
    """A million characters that a stranger chose are read within seconds."""
    began = time.perf_counter()
    dataset_clause((unit * 1_000_000)[:1_000_000])
    assert time.perf_counter() - began < 10


def test_code_points_beyond_unicode_stay_as_they_are() -> None:
    """An escape that is no code point is left for the parser to refuse."""
    assert unescaped("\\u0041\\U0001F600\\UFFFFFFFF") == "A😀\\UFFFFFFFF"
