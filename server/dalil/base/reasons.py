"""Reasons: why what a change brings would follow, by which proofs from which grounds."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dalil.base import labels
from dalil.base.assembly import Knowledge
from dalil.base.grounds import Ground
from dalil.base.language import preference
from dalil.base.telling import Names
from dalil.graph.terms import Literal, Triple
from dalil.reason.explained import statement_of
from dalil.reason.proof import Proof, Statement
from dalil.terms import PHRASE


@dataclass(frozen=True)
class Reasons:
    """Proofs of the first things that would follow, and of the first contradictions."""

    inferred: tuple[Proof, ...] = ()
    clashes: tuple[Proof, ...] = ()
    grounds: Mapping[Statement, Ground] = field(default_factory=dict)
    """Where each premise is stated; what the change adds is of the kind `change`."""
    quotes: Mapping[str, str] = field(default_factory=dict)
    """Claim → its words."""
    stated: Collection[Triple] = ()
    """What may name the things that the proofs speak of."""

    def names(self, language: str) -> Names:
        """What things and statements are called in a language."""
        phrases = {
            str(subject): phrase.value
            for subject, predicate, phrase in self.stated
            if predicate.value == PHRASE and isinstance(phrase, Literal) and phrase.language == language
        }
        label = labels.names(self.stated, preference(language))
        return Names(label, lambda iri: phrases.get(f"<{iri}>", ""))


NONE: Final = Reasons()
"""Of a change that brings nothing."""


def reasons(
    knowledge: Knowledge, added: Collection[Triple], inferred: tuple[Proof, ...], clashes: tuple[Proof, ...]
) -> Reasons:
    """The proofs with the grounds of a project, to which triples are added."""
    return Reasons(
        inferred,
        clashes,
        dict(_grounds(knowledge, added)),
        {claim.iri: claim.quote for claim in knowledge.claims},
        [*knowledge.ontology, *knowledge.records, *added],
    )


def _grounds(knowledge: Knowledge, added: Collection[Triple]) -> Iterator[tuple[Statement, Ground]]:
    claims: defaultdict[Triple, list[str]] = defaultdict(list)
    for claim in knowledge.claims:
        for triple in claim.triples if claim.asserted else ():
            claims[triple].append(claim.iri)
    for kind, triples in (("change", added), ("record", knowledge.records), ("axiom", knowledge.ontology)):
        yield from ((statement_of(triple), Ground(kind)) for triple in triples)
    yield from ((statement_of(triple), Ground("claim", tuple(own))) for triple, own in claims.items())
