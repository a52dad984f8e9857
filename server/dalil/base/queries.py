"""The queries of a project as files: read, parsed, and blamed by name and line."""

from pathlib import Path

from dalil.errors import QueryError, RefusedError
from dalil.files import Project
from dalil.graph.evaluate import Answer, Store, evaluate, memory
from dalil.graph.parse import read_text
from dalil.query import catalogue
from dalil.query.protocol import refuse_federation


def answer(store: Store, path: Path) -> Answer:
    """The answer of a store to the query in a file.

    Raises QueryError with file and line, also where the query would ask another server.
    """
    text = read_text(path)
    try:
        refuse_federation(text)
        return evaluate(store, text, {})
    except (QueryError, RefusedError) as error:
        raise QueryError(error.message, file=path, line=error.line, remedy=error.remedy) from error


def require_sound(project: Project) -> None:
    """Raise SourceError or QueryError for the first query whose header or SPARQL is malformed."""
    catalogue.load(project.examples())
    for path in [*project.examples(), *project.checks()]:
        answer(memory(()), path)
