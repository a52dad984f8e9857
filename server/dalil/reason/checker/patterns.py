"""Patterns: the rules of the tables, read from `rules.txt`, as the checker matches them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from dalil.terms import OWL, RDF, RDFS, XSD

Pattern: TypeAlias = tuple[str, ...]
"""Three terms or variables; or a word in capitals, and the variables that it speaks of."""

_TABLES = Path(__file__).with_name("rules.txt")
_NAMESPACES = {"rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD}


class Form(NamedTuple):
    """A rule with one of its conclusions; () is false."""

    premises: tuple[Pattern, ...]
    conclusion: Pattern


def read() -> dict[str, list[Form]]:
    """Rule name → its forms."""
    forms: defaultdict[str, list[Form]] = defaultdict(list)
    for line in _TABLES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, premises, conclusion = (part.strip() for part in line.split("|"))
            found = tuple(_pattern(text) for text in premises.split(" ; ") if text)
            forms[name].append(Form(found, () if conclusion == "false" else _pattern(conclusion)))
    return dict(forms)


def is_variable(term: str) -> bool:
    """Whether a term of a pattern stands for any."""
    return term.startswith("?")


def places(pattern: Pattern) -> set[str]:
    """The places in a list of which a pattern speaks: `*`, `+`, `i`, `j`, `$`, or numbers."""
    return {term.partition(".")[2] for term in pattern if is_variable(term)} - {""}


def each(pattern: Pattern, size: int) -> Iterator[Pattern]:
    """A pattern of every element as one pattern an element."""
    return (at(pattern, {"*": place, "+": place + 1}) for place in range(size))


def at(pattern: Pattern, known: Mapping[str, int]) -> Pattern:
    """A pattern with its places as numbers, where they are known."""
    return tuple(_numbered(term, known) for term in pattern)


def _numbered(term: str, known: Mapping[str, int]) -> str:
    variable, _, place = term.partition(".")
    return f"{variable}.{known[place]}" if is_variable(term) and place in known else term


def _pattern(text: str) -> Pattern:
    return tuple(map(_term, text.split()))


def _term(word: str) -> str:
    """A prefixed name as N-Triples writes it; all else as it stands."""
    if word.startswith('"'):
        form, _, datatype = word.partition("^^")
        return f"{form}^^{_term(datatype)}"
    prefix, colon, local = word.partition(":")
    return f"<{_NAMESPACES[prefix]}{local}>" if colon else word
