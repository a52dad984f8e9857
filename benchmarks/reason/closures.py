"""Comparison of closures: sets of N-Triples lines, without what every engine may leave out or put in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from dalil.reason.triviality import RESERVED
from dalil.terms import OWL, RDF_TYPE, RDFS, XSD

_LINE: Final = re.compile(r"(\S+) (\S+) (.*\S)\s*\.\s*$")
_STRING: Final = f"^^<{XSD}string>"
_RESERVED: Final = tuple(f"<{namespace}" for namespace in RESERVED)
_TOP: Final = frozenset({f"<{OWL}Thing>", f"<{RDFS}Resource>", f"<{RDFS}Literal>"})
_MEMBERSHIP: Final = frozenset({f"<{RDF_TYPE}>", f"<{RDFS}subClassOf>", f"<{RDFS}domain>", f"<{RDFS}range>"})
_ABOUT_THINGS: Final = frozenset({f"<{RDF_TYPE}>", f"<{OWL}sameAs>", f"<{OWL}differentFrom>"})


@dataclass(frozen=True)
class Closure:
    """Hashes of the triples about things, and of those about classes and properties."""

    things: frozenset[bytes]
    schema: frozenset[bytes]

    def __len__(self) -> int:
        """How many triples it has."""
        return len(self.things) + len(self.schema)


def read(path: Path) -> Closure:
    """The closure in an N-Triples file: eight bytes of hash for each triple that is not trivial."""
    parts: tuple[set[bytes], set[bytes]] = set(), set()
    with path.open(encoding="utf-8") as file:
        for line, predicate in _lines(file):
            parts[_is_schema(predicate)].add(blake2b(line.encode(), digest_size=8).digest())
    return Closure(frozenset(parts[0]), frozenset(parts[1]))


def count(path: Path) -> int:
    """How many triples that are not trivial a closure has, in a file that holds each once."""
    with path.open(encoding="utf-8") as file:
        return sum(1 for _ in _lines(file))


def difference(found: Closure, expected: Closure) -> str:
    """What the found closure lacks (−) and has too many (+); nothing where both are the same."""
    parts = {"": (found.things, expected.things), "schema ": (found.schema, expected.schema)}
    return ", ".join(
        f"{name}−{len(right - left):,} +{len(left - right):,}"
        for name, (left, right) in parts.items()
        if left != right
    )


def _lines(file: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The lines that count, spelt in one way, with their predicates."""
    for line in file:
        match = _LINE.match(line)
        if match and not _is_trivial(*match.groups()):
            yield " ".join(match.groups()).removesuffix(_STRING), match[2]


def _is_schema(predicate: str) -> bool:
    return predicate.startswith(_RESERVED) and predicate not in _ABOUT_THINGS


def _is_trivial(subject: str, predicate: str, value: str) -> bool:
    """As `dalil.reason.triviality` has it, and triples that are RDF only when generalised."""
    return (
        subject.startswith(('"', "_:", *_RESERVED))
        or predicate.startswith("_:")
        or (subject == value and predicate.startswith(_RESERVED))
        or (predicate in _MEMBERSHIP and value in _TOP)
    )
