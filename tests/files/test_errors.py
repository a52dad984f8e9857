"""What a caller can mend, told in one line."""

from pathlib import Path

import pytest

from dalil import errors
from dalil.errors import DalilError, ViolationError

CLASSES = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, DalilError)]


@pytest.mark.parametrize(
    ("file", "line", "remedy", "said"),
    [
        ("a.ttl", 3, "mend it", "a.ttl:3: is wrong. Remedy: mend it"),
        (Path("a.ttl"), 0, "mend it", "a.ttl: is wrong. Remedy: mend it"),
        ("", 3, "", "line 3: is wrong"),
        ("", 0, "", "is wrong"),
    ],
)
def test_an_error_says_where_what_and_the_remedy(file: str | Path, line: int, remedy: str, said: str) -> None:
    """Place, mistake and remedy stand in that order, each only where it is known."""
    assert str(DalilError("is wrong", file=file, line=line, remedy=remedy)) == said
    assert str(DalilError("is wrong.", file=file, line=line, remedy=remedy)) == said


def test_an_error_is_one_line_that_keeps_its_spaces() -> None:
    """Line ends in what is told become spaces; no-break spaces and double ones stay to be copied."""
    assert str(DalilError("«a\u00a0b  c»\nis\r\nwrong\u2028here")) == "«a\u00a0b  c» is wrong here"


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_each_kind_has_an_http_status_and_says_what_it_is(kind: type[DalilError]) -> None:
    """Every class of error is a sentence and a status between 400 and 599."""
    assert 400 <= kind.status < 600
    assert (kind.__doc__ or "").endswith(".")


def test_a_violation_carries_its_report() -> None:
    """What is listed stands apart from the line, so that both can be printed."""
    error = ViolationError("2 violations", "one\ntwo", remedy="mend them")
    assert error.report.splitlines() == ["one", "two"]
    assert str(error) == "2 violations. Remedy: mend them"
