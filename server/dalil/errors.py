"""What a caller can mend: one class for each kind of mistake, each with its HTTP status."""

from pathlib import Path


class DalilError(Exception):
    """A mistake outside the program, told in one line: where, what, and the remedy."""

    status = 400

    def __init__(self, message: str, *, file: str | Path = "", line: int = 0, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.file = str(file)
        self.line = line
        self.remedy = remedy

    def __str__(self) -> str:
        remedy = f". Remedy: {self.remedy}" if self.remedy else ""
        return " ".join(f"{self._place}{self.message.rstrip('.')}{remedy}".splitlines())

    @property
    def _place(self) -> str:
        if not self.file:
            return f"line {self.line}: " if self.line else ""
        return f"{self.file}:{self.line}: " if self.line else f"{self.file}: "


class ProjectError(DalilError):
    """A project folder that is missing, unreadable or incomplete."""

    status = 404


class SourceError(DalilError):
    """A file of the project that cannot be read as what it claims to be."""


class AnchorError(DalilError):
    """A quote that its article does not hold exactly once."""

    status = 422


class ClaimError(DalilError):
    """A fact whose evidence is missing or contradicts how the fact is written."""

    status = 422


class ViolationError(DalilError):
    """Data that its shapes refuse; `report` is the readable list."""

    status = 422

    def __init__(self, message: str, report: str, *, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.report = report


class ClashError(ViolationError):
    """Data from which the rules derive a contradiction; `report` lists the triples in it."""


class ReasonerError(DalilError):
    """A reasoner that is unknown, or an axiom that the chosen one would get wrong."""


class ProofError(DalilError):
    """A proof with a step that no rule allows, or a leaf that was not given."""

    status = 422


class QueryError(DalilError):
    """A query that is malformed, or names what is not there."""


class RefusedError(DalilError):
    """A request that is understood and not allowed here."""

    status = 403


class NotFoundError(DalilError):
    """Nothing is known by this name."""

    status = 404


class GoneError(DalilError):
    """What was here once and is no more."""

    status = 410


class NotBuiltError(DalilError):
    """A project whose knowledge base has not been built yet."""

    status = 503


class BusyError(DalilError):
    """A resource that something else holds: a port, a folder being built."""

    status = 503


class StorageError(DalilError):
    """A disk that is full, or refuses to be written."""

    status = 507
