"""Proofs as values: what is concluded, by which rule, from which proofs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Statement(NamedTuple):
    """A triple, its terms as N-Triples writes them; unlike in RDF, a literal may be its subject."""

    subject: str
    predicate: str
    value: str

    def __str__(self) -> str:
        return " ".join(self)


@dataclass(frozen=True, eq=False, repr=False)
class Proof:
    """A conclusion (None is false), the rule of OWL 2 Profiles that yields it, and proofs of its premises.

    A leaf has no rule: its conclusion was given. Proofs of one search share their parts, so that a premise
    that is used twice is one object.
    """

    conclusion: Statement | None
    rule: str = ""
    premises: tuple["Proof", ...] = ()

    def __str__(self) -> str:
        return f"{self.conclusion or 'false'} ({self.rule or 'given'})"

    def parts(self) -> Iterator["Proof"]:
        """This proof and all within it, each once, premises before what follows from them."""
        seen: set[int] = set()
        waiting = [(self, iter(self.premises))]
        while waiting:
            _, premises = waiting[-1]
            following = next((p for p in premises if id(p) not in seen), None)
            if following is not None:
                seen.add(id(following))
                waiting.append((following, iter(following.premises)))
            else:
                yield waiting.pop()[0]

    def said(self) -> Iterator["Statement"]:
        """What this proof and all within it conclude."""
        return (part.conclusion for part in self.parts() if part.conclusion)

    def ends_as(self, other: "Proof") -> bool:
        """Whether the last step of another proof is the same, from the same premises."""
        said = [{premise.conclusion for premise in proof.premises} for proof in (self, other)]
        return self.rule == other.rule and said[0] == said[1]

    def leaves(self) -> list[Statement]:
        """The statements that were given, each once, in the order in which the proof uses them."""
        found = (part.conclusion for part in self.parts() if not part.rule)
        return list(dict.fromkeys(statement for statement in found if statement))

    def steps(self) -> int:
        """How many conclusions the proof draws, each counted once."""
        return sum(1 for part in self.parts() if part.rule)
