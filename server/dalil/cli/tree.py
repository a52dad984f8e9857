"""Proofs as trees of lines for a terminal."""

from collections.abc import Callable, Iterator

from dalil.base.grounds import premises
from dalil.base.telling import Teller, plain
from dalil.reason.proof import Proof


def tree(proof: Proof, teller: Teller, reason: Callable[[Proof], str]) -> Iterator[str]:
    """A proof, the conclusion first, each line with its reason; what was shown already is named only."""
    shown: set[int] = set()
    waiting = [(proof, "", "")]
    while waiting:
        part, branch, margin = waiting.pop()
        again = bool(part.rule) and id(part) in shown
        shown.add(id(part))
        sentence = plain(teller.statement(part.conclusion))
        note = f" ({teller.words['above']})" if again else ""
        yield f"{branch}{sentence}  [{reason(part)}]{note}"
        if not again:
            waiting += reversed(list(_branches(part, margin)))


def _branches(part: Proof, margin: str) -> Iterator[tuple[Proof, str, str]]:
    """The premises, each with what its line and the lines below it begin with; cells of lists not."""
    told = premises(part)
    for place, premise in enumerate(told, 1):
        last = place == len(told)
        yield premise, margin + ("└─ " if last else "├─ "), margin + ("   " if last else "│  ")
