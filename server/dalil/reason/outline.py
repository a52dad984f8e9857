"""Proofs as indented lines, or numbered steps, of N-Triples: for reports, where nothing has a name yet."""

from collections.abc import Iterator
from typing import TypedDict

from dalil.reason.proof import Proof


class NumberedStep(TypedDict):
    """A step for JSON: its number from 1, triple (null is false), rule, and the numbers of its premises."""

    number: int
    triple: list[str] | None
    rule: str | None
    premises: list[int]


def numbered(proof: Proof) -> list[NumberedStep]:
    """The steps in the order in which they follow; the last is the conclusion."""
    parts = list(proof.parts())
    numbers = {id(part): number for number, part in enumerate(parts, 1)}
    return [
        {
            "number": numbers[id(part)],
            "triple": list(part.conclusion) if part.conclusion else None,
            "rule": part.rule or None,
            "premises": [numbers[id(premise)] for premise in part.premises],
        }
        for part in parts
    ]


def outline(proof: Proof) -> Iterator[str]:
    """The conclusion, and below it its premises; what was proved above is named only."""
    shown: set[int] = set()
    waiting = [(proof, 0)]
    while waiting:
        part, depth = waiting.pop()
        again = id(part) in shown
        how = (part.rule + (", above" if again else "")) if part.rule else "given"
        yield f"{'  ' * depth}{part.conclusion or 'false'} [{how}]"
        if not again:
            waiting += ((premise, depth + 1) for premise in reversed(part.premises))
        shown.add(id(part))
