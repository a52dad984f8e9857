"""Published queries: headers, parameters, descriptions."""

from pathlib import Path

import pytest

from dalil import terms
from dalil.errors import NotFoundError, QueryError, SourceError
from dalil.graph.terms import Literal, NamedNode, Term, triple
from dalil.query import catalogue, header

HEADER = """#+ summary:
#+   en: Who sits where?
#+   ar: من يجلس أين؟
#+ tags:
#+   - seats
#+   - people
#+ defaults:
#+   body: id:council
"""
SELECT = "PREFIX ex: <http://e/#>\n\nSELECT ?_body ?seat { ?_body ex:seat ?seat }\n"
PREFIXES = {"id": "http://e/id/"}


def write(folder: Path, name: str, text: str) -> Path:
    """A query file with that text."""
    path = folder / f"{name}.rq"
    path.write_text(text, "utf-8")
    return path


def test_a_header_is_read_field_by_field(tmp_path: Path) -> None:
    """Summary, tags, defaults, form and parameters come from the file alone."""
    found = catalogue.example(write(tmp_path, "seats", HEADER + SELECT))
    assert found.name == "seats"
    assert found.header.summary == {"en": "Who sits where?", "ar": "من يجلس أين؟"}
    assert (found.topic, found.header.tags) == ("seats", ("seats", "people"))
    assert (found.form, found.parameters) == ("select", ("body",))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"_body": NamedNode("http://e/id/council")}),
        ({"body": "https://e.org/x"}, {"_body": NamedNode("https://e.org/x")}),
        ({"body": "<urn:x>"}, {"_body": NamedNode("urn:x")}),
        ({"body": ""}, {}),
    ],
)
def test_parameters_are_bound_to_terms(
    tmp_path: Path, given: dict[str, str], expected: dict[str, Term]
) -> None:
    """A value given replaces the default, an empty one frees the variable."""
    found = catalogue.example(write(tmp_path, "seats", HEADER + SELECT))
    assert found.bindings(given, PREFIXES) == expected


@pytest.mark.parametrize(
    ("select", "name", "remedy"),
    [
        (SELECT, "bodi", "did you mean body? it has body"),
        (SELECT, "zzz", "it has body"),
        (SELECT.replace("?_body", "?body"), "body", "leave it out; it has none"),
    ],
)
def test_a_parameter_that_is_not_there_is_refused(
    tmp_path: Path, select: str, name: str, remedy: str
) -> None:
    """A misspelt parameter would leave another question answered; the refusal names those there are."""
    head = HEADER if "?_body" in select else HEADER.partition("#+ defaults")[0]
    found = catalogue.example(write(tmp_path, "seats", head + select))
    with pytest.raises(QueryError, match=f"seats has no parameter {name}") as caught:
        found.bindings({name: "id:council"}, PREFIXES)
    assert caught.value.remedy == remedy


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("12", Literal("12", datatype=NamedNode(terms.XSD_INTEGER))),
        ("2019-03-28", Literal("2019-03-28", datatype=NamedNode(terms.XSD_DATE))),
        ('"القاعدة"@ar', Literal("القاعدة", language="ar")),
        ('"12"', Literal("12")),
        ("unknown:x", Literal("unknown:x")),
        ("} DROP ALL #", Literal("} DROP ALL #")),
    ],
)
def test_a_value_writes_one_term(value: str, term: Term) -> None:
    """What looks like nothing else is a text: no value can become part of the query."""
    assert catalogue.term_of(value, PREFIXES) == term


@pytest.mark.parametrize("value", ["id:a b", '"x"@too-longasubtag'])
def test_a_value_that_is_no_term_is_refused(value: str) -> None:
    """A prefixed value that makes no IRI, or a tag of no language, is a mistake of the caller."""
    with pytest.raises(QueryError, match=r"Remedy: "):
        catalogue.term_of(value, PREFIXES)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (SELECT, 0),
        ("#+ tags:\n#+   - a\n" + SELECT, 0),
        ("#+ summary: one language\n" + SELECT, 0),
        (HEADER + "#+ colour: red\n" + SELECT, 0),
        ("#+ summary:\n#+   en: a: b\n" + SELECT, 2),
        (HEADER.replace("body:", "nobody:") + SELECT, 0),
        (HEADER, 0),
        (HEADER.replace("#+   - seats\n#+   - people\n", "#+   seats\n") + SELECT, 0),
        ("#+ defaults: x\n" + HEADER.partition("#+ tags")[0] + SELECT, 0),
    ],
)
def test_a_bad_header_names_its_file(tmp_path: Path, text: str, line: int) -> None:
    """A query without summary, with an unknown field or with broken YAML is refused, line named."""
    path = write(tmp_path, "bad", text)
    with pytest.raises(SourceError) as refusal:
        catalogue.example(path)
    assert (refusal.value.file, refusal.value.line) == (str(path), line)
    assert refusal.value.remedy


def test_examples_are_found_by_name_and_topic(tmp_path: Path) -> None:
    """The catalogue lists by topic, titles topics from topics.toml, and knows what to feature."""
    files = [write(tmp_path, name, HEADER + SELECT) for name in ("b", "a")]
    files.append(write(tmp_path, "c", HEADER + "#+ featured: true\n" + SELECT))
    (tmp_path / "topics.toml").write_text('seats.en = "Seats"\n', "utf-8")
    found = catalogue.load(files)
    assert [e.name for e in found] == ["a", "b", "c"]
    assert {t: [e.name for e in es] for t, es in found.topics().items()} == {"seats": ["a", "b", "c"]}
    assert found.titles == {"seats": {"en": "Seats"}}
    assert found.featured() == found.find("c")
    with pytest.raises(NotFoundError):
        found.find("d")


def test_columns_are_titled_by_the_file_beside_the_queries(tmp_path: Path) -> None:
    """columns.toml gives titles to variables; without it there are none."""
    files = [write(tmp_path, "a", HEADER + SELECT)]
    assert catalogue.load(files).columns == {}
    (tmp_path / "columns.toml").write_text('seat.en = "Seat"\nseat.ar = "المقر"\n', "utf-8")
    assert catalogue.load(files).columns == {"seat": {"en": "Seat", "ar": "المقر"}}


@pytest.mark.parametrize("name", ["topics.toml", "columns.toml"])
@pytest.mark.parametrize("text", ["seats =", 'seats = "Seats"'])
def test_titles_must_be_toml_and_name_their_language(tmp_path: Path, name: str, text: str) -> None:
    """A broken file of titles, or a title in no language, is refused by name, not passed over."""
    path = write(tmp_path, "a", HEADER + SELECT)
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(SourceError, match=name):
        catalogue.load([path])


def test_examples_are_published_as_shacl_executables(tmp_path: Path) -> None:
    """Type, kind, text, one comment, both labels, keywords, target and prefixes; no blank node."""
    found = catalogue.load([write(tmp_path, "seats", HEADER + SELECT)])
    described = catalogue.describe(found, "http://e/", "en")
    triples = [*described, *catalogue.targets(found, "http://e/", "http://e/sparql")]
    node = NamedNode("http://e/query/seats")
    stated = {(t.predicate.value, t.object) for t in triples if t.subject == node}
    assert stated == {
        (terms.RDF_TYPE, NamedNode(terms.SH + "SPARQLExecutable")),
        (terms.RDF_TYPE, NamedNode(terms.SH + "SPARQLSelectExecutable")),
        (terms.SH + "select", Literal(HEADER + SELECT)),
        (terms.RDFS + "comment", Literal("Who sits where?", language="en")),
        (terms.RDFS_LABEL, Literal("Who sits where?", language="en")),
        (terms.RDFS_LABEL, Literal("من يجلس أين؟", language="ar")),
        (terms.SCHEMA + "keywords", Literal("seats")),
        (terms.SCHEMA + "keywords", Literal("people")),
        (terms.SCHEMA + "target", NamedNode("http://e/sparql")),
        (terms.SH + "prefixes", NamedNode("http://e/query/")),
    }
    prefix = NamedNode("http://e/query/#prefix-ex")
    namespace = Literal("http://e/#", datatype=NamedNode(terms.XSD + "anyURI"))
    assert triple(prefix, terms.SH + "prefix", Literal("ex")) in triples
    assert triple(prefix, terms.SH + "namespace", namespace) in triples


def test_the_header_form_in_the_documentation_parses() -> None:
    """The form that header.py shows is itself a header."""
    lines = [line.strip() for line in str(header.__doc__).splitlines()]
    shown = "\n".join(line for line in lines if line.startswith("#+"))
    found = header.parse(shown, Path("header.py"))
    assert (found.featured, found.defaults) == (True, {"resolution": "id:resolution-2462"})
