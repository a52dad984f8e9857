"""Whether files and functions stay small enough to be read at a glance."""

from statistics import median, quantiles

from tests.architecture.source import ROOT, files, functions

EVERYWHERE = ("server", "tests", "scripts", "benchmarks")
FUNCTION_LINES, FILE_LINES, ARGUMENTS, NESTING = 40, 250, 5, 3
# Functions that may break a rule of this file, each with its reason: {"server/dalil/x.py:name": "why"}.
EXEMPT: dict[str, str] = {}


def _exempt(where: str) -> bool:
    place, name = where.split(" ")
    return f"{place.split(':')[0]}:{name}" in EXEMPT


def test_functions_are_short() -> None:
    """No function has more than 40 lines, its docstring apart."""
    long = [f for f in functions(*EVERYWHERE) if f.lines > FUNCTION_LINES]
    assert not [f"{f} has {f.lines}" for f in long if not _exempt(str(f))]


def test_half_of_the_functions_are_tiny() -> None:
    """Half of the package's functions have at most 8 lines, nine in ten at most 25."""
    lengths = [f.lines for f in functions("server")]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 25


def test_files_are_short() -> None:
    """No file has more than 250 lines."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in files(*EVERYWHERE)}
    assert not {str(p.relative_to(ROOT)): lines for p, lines in lengths.items() if lines > FILE_LINES}


def test_functions_take_few_arguments() -> None:
    """No function takes more than five arguments, self and cls apart."""
    greedy = [str(f) for f in functions(*EVERYWHERE) if len(f.arguments) > ARGUMENTS]
    assert not [where for where in greedy if not _exempt(where)]


def test_blocks_nest_little() -> None:
    """No block lies more than three deep in its function."""
    found = [str(f) for f in functions(*EVERYWHERE) if f.depth > NESTING and not _exempt(str(f))]
    assert not found


def test_exemptions_are_needed() -> None:
    """Every exemption names a function that exists and gives a reason."""
    named = {f"{f.path.relative_to(ROOT)}:{f.node.name}" for f in functions(*EVERYWHERE)}
    assert set(EXEMPT) <= named
    assert all(EXEMPT.values())
