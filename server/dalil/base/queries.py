"""The queries of a project as files: read, parsed, and blamed by name and line."""

from pathlib import Path

from dalil.errors import QueryError
from dalil.files import Project
from dalil.graph.evaluate import Answer, Store, evaluate, memory
from dalil.graph.parse import read_text
from dalil.query import catalogue


def answer(store: Store, path: Path) -> Answer:
    """The answer of a store to the query in a file. Raises QueryError with file and line."""
    try:
        return evaluate(store, read_text(path), {})
    except QueryError as error:
        raise QueryError(error.message, file=path, line=error.line, remedy=error.remedy) from error


def require_sound(project: Project) -> None:
    """Raise SourceError or QueryError for the first query whose header or SPARQL is malformed."""
    catalogue.load(project.examples())
    for path in [*project.examples(), *project.checks()]:
        answer(memory(()), path)
