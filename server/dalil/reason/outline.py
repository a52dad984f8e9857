"""Proofs as indented lines of N-Triples: for reports, where nothing has a name yet."""

from collections.abc import Iterator

from dalil.reason.proof import Proof


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
