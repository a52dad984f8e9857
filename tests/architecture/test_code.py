"""Whether the package's code keeps queries, terms, the store and the web framework in their places."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dalil import terms
from tests.architecture.source import PACKAGE, ROOT, Function, files, functions, strings, tree

# The one package that may import each of these.
OWNERS = {
    "pyoxigraph": "graph",
    "flask": "web",
    "werkzeug": "web",
    "jinja2": "web",
    "markupsafe": "web",
    "a2wsgi": "web",
    "owlrl": "reason",
    "numpy": "reason",
    "pyshacl": "validate",
    "yaml": "query",
}
QUERY = re.compile(
    r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE|WHERE|INSERT|DELETE)\b[^{}]*\{[^}]*[?$]\w"
    r"|\bPREFIX\s+[\w-]*:"
    r"|@(prefix|base)\b"
    r"|\?\w+\s+(a|\w*:\w+)\s+[?<\w]",
    re.IGNORECASE,
)
TERM = re.compile(r"https?://(www\.w3|w3id|purl|xmlns|rdfs|schema|data\.europa)\.(org|com|eu)/")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def _where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def test_no_queries_in_strings() -> None:
    """Python holds no SPARQL and no Turtle: queries and graphs are files."""
    found = [_where(p, line) for p in files("server") for line, text in strings(p) if QUERY.search(text)]
    assert not found


def test_no_terms_outside_terms() -> None:
    """Only terms.py holds the IRIs of terms and namespaces."""
    paths = [p for p in files("server") if p != PACKAGE / "terms.py"]
    assert not [_where(p, line) for p in paths for line, text in strings(p) if TERM.search(text)]


def test_every_term_is_used() -> None:
    """Each constant of terms.py is read somewhere in the package: a name that nothing reads is none."""
    nodes = [node for path in files("server") for node in ast.walk(tree(path))]
    read = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    read |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert sorted(name for name in vars(terms) if name.isupper() and name not in read) == []


@pytest.mark.parametrize("library", OWNERS)
def test_libraries_have_one_owner(library: str) -> None:
    """A library with a shape of its own is imported in one package only, so that it can be replaced there."""
    owner = PACKAGE / OWNERS[library]
    users = [p for p in files("server") if any(name.split(".")[0] == library for name in _imports(p))]
    assert not [str(p.relative_to(ROOT)) for p in users if owner not in p.parents]


def test_no_imports_in_functions() -> None:
    """Imports stand at the top of a file, where a cycle shows at once."""
    found = [
        str(f)
        for f in functions("server", "tests", "scripts")
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(f.node))
    ]
    assert not found


def test_few_checks_of_type() -> None:
    """No function checks types more than twice: an argument that must be guessed is badly typed."""
    found = [str(f) for f in functions("server", "scripts") if _calls(f).count("isinstance") > 2]
    assert not found


def _calls(function: Function) -> list[str]:
    calls = (node.func for node in ast.walk(function.node) if isinstance(node, ast.Call))
    return [name.id for name in calls if isinstance(name, ast.Name)]


def test_no_boolean_switches() -> None:
    """No argument is a boolean: two behaviours are two functions."""
    found = [
        f"{f} {argument.arg}"
        for f in functions("server")
        for argument in f.arguments
        if argument.annotation and ast.unparse(argument.annotation) in {"bool", "bool | None"}
    ]
    assert not found


def test_no_passing_through() -> None:
    """No function hands its keyword arguments on unread: its signature says what it takes."""
    found = [
        str(f) for f in functions("server") if f.node.args.kwarg and _hands_on(f.node, f.node.args.kwarg.arg)
    ]
    assert not found


def _hands_on(node: ast.AST, name: str) -> bool:
    calls = (call for call in ast.walk(node) if isinstance(call, ast.Call))
    given = (keyword for call in calls for keyword in call.keywords if keyword.arg is None)
    return any(isinstance(k.value, ast.Name) and k.value.id == name for k in given)
