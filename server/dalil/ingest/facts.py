"""Reading facts.ttl: one fact a line in Turtle 1.2, its evidence in an annotation."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from dalil import terms
from dalil.errors import ClaimError
from dalil.graph import parse
from dalil.graph.terms import Literal, NamedNode, Quad, Term, Triple, value

EVIDENCE = (
    terms.QUOTE,
    terms.CONTEXT,
    terms.ACCORDING_TO,
    terms.POSSIBLY_ACCORDING_TO,
    terms.STANCE,
    terms.SKOS_NOTE,
)
"""The properties that an annotation may use."""

_VOICES = (terms.ACCORDING_TO, terms.POSSIBLY_ACCORDING_TO)
_LINK = {terms.RDF_FIRST, terms.RDF_REST}
_NIL = NamedNode(terms.RDF_NIL)


@dataclass
class Draft:
    """A claim as it was written: what it states, with which words, in whose voice."""

    file: Path
    line: int
    triples: list[Triple] = field(default_factory=list)
    evidence: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))

    @property
    def stance(self) -> str:
        """IRI of the stance; Asserted where none is written."""
        written = self.evidence[terms.STANCE]
        return value(written[0]) if written else terms.ASSERTED

    @property
    def place(self) -> str:
        """Folder, file and line, as in `harbour-news/facts.ttl:6`."""
        return f"{self.file.parent.name}/{self.file.name}:{self.line}"

    def text(self, predicate: str) -> str | None:
        """The one literal that the annotation gives for `predicate`, or None."""
        found = [v.value for v in self.evidence[predicate] if isinstance(v, Literal)]
        return found[0] if found else None

    def error(self, message: str, remedy: str) -> ClaimError:
        """The error that points at this fact."""
        return ClaimError(message, file=self.file, line=self.line, remedy=remedy)


class _Reading:
    """What has been read of a facts file so far."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.asserted: dict[Triple, int] = {}
        self.drafts: dict[Term, Draft] = {}
        self.links: dict[Term, dict[str, Term]] = defaultdict(dict)

    def add(self, line: int, quad: Quad) -> None:
        predicate = quad.predicate.value
        if predicate in _LINK:
            self.links[quad.subject][predicate] = quad.object
        elif predicate == terms.RDF_REIFIES and isinstance(quad.object, Triple):
            draft = self.drafts.setdefault(quad.subject, Draft(self.file, line))
            draft.triples.append(quad.object)
        elif quad.subject in self.drafts:
            self.drafts[quad.subject].evidence[predicate].append(quad.object)
        else:
            self.asserted.setdefault(quad.triple, line)

    def members(self, head: Term) -> list[Term]:
        """The members of the RDF list at `head`, or `head` itself where it is no list.

        Of a list that is broken or goes round, the node at which it ceases to be one comes last.
        """
        found: list[Term] = []
        seen: set[Term] = set()
        while set(self.links.get(head, ())) == _LINK and head not in seen:
            seen.add(head)
            found.append(self.links[head][terms.RDF_FIRST])
            head = self.links[head][terms.RDF_REST]
        return found if found and head == _NIL else [*found, head]


def read_facts(path: Path) -> list[Draft]:
    """The claims of a facts file, in the order of their first lines.

    Raises SourceError where it is not Turtle, ClaimError where a fact lacks its evidence or its
    stance contradicts the way it is written.
    """
    reading = _Reading(path)
    for line, quad in parse.quads(path):
        reading.add(line, quad)
    drafts = list(reading.drafts.values())
    for draft in drafts:
        voices = draft.evidence[terms.ACCORDING_TO]
        draft.evidence[terms.ACCORDING_TO] = [m for v in voices for m in reading.members(v)]
    _check_bare(reading, drafts)
    for draft in drafts:
        _check_evidence(draft)
        _check_triples(draft)
        _check_voices(draft)
        _check_stance(draft, reading.asserted)
    return drafts


def _check_bare(reading: _Reading, drafts: list[Draft]) -> None:
    """Every triple that the file asserts is what some claim asserts."""
    voiced = {t for d in drafts if d.stance == terms.ASSERTED for t in d.triples}
    reified = {t: d for d in drafts for t in d.triples}
    for statement, line in reading.asserted.items():
        if statement in voiced:
            continue
        if statement in reified:
            raise reified[statement].error(
                "a stance other than Asserted stands on a triple that is asserted",
                "write it as << subject predicate object >> dalil:stance …",
            )
        raise ClaimError(
            f"a fact without evidence: {statement}",
            file=reading.file,
            line=line,
            remedy='add {| dalil:quote "…" |}, or move it to records.ttl',
        )


def _check_evidence(draft: Draft) -> None:
    unknown = [p for p in draft.evidence if p not in EVIDENCE and draft.evidence[p]]
    if unknown:
        raise draft.error(
            f"<{unknown[0]}> is no property of evidence",
            "use dalil:quote, context, accordingTo, possiblyAccordingTo, stance or skos:note",
        )
    for predicate in (terms.QUOTE, terms.CONTEXT, terms.STANCE):
        if len(draft.evidence[predicate]) > 1:
            raise draft.error(f"a claim with two of <{predicate}>", "split it into two claims")
    for predicate in (terms.QUOTE, terms.CONTEXT, terms.SKOS_NOTE):
        if not all(isinstance(found, Literal) for found in draft.evidence[predicate]):
            raise draft.error(f"<{predicate}> is given something else than words", "write it in quotes")
    if not draft.text(terms.QUOTE):
        raise draft.error("a claim without a quote", 'add dalil:quote "…" from the article')


def _check_triples(draft: Draft) -> None:
    """What a claim speaks of has a name that outlives a reading of the file."""
    for statement in draft.triples:
        if not isinstance(statement.subject, NamedNode):
            raise draft.error("a claim about a blank node", "give the thing a name under id:")
        if not isinstance(statement.object, NamedNode | Literal):
            raise draft.error(
                "a claim whose object is neither an IRI nor a literal", "give the thing a name under id:"
            )


def _check_voices(draft: Draft) -> None:
    for voice in (v for predicate in _VOICES for v in draft.evidence[predicate]):
        if not isinstance(voice, NamedNode) or voice == _NIL:
            raise draft.error(f"{voice} is no voice", "name one by its IRI, or give a list of IRIs")


def _check_stance(draft: Draft, asserted: dict[Triple, int]) -> None:
    if draft.stance not in terms.STANCES:
        raise draft.error(
            f"<{draft.stance}> is no stance", "use dalil:Asserted, dalil:Hedged or dalil:Denied"
        )
    if draft.stance == terms.ASSERTED:
        if any(statement not in asserted for statement in draft.triples):
            raise draft.error(
                "a reified triple without a stance is neither asserted nor denied",
                "add dalil:stance dalil:Hedged or dalil:Denied, or write it with {| |}",
            )
    elif len(draft.triples) > 1:
        raise draft.error("a claim that asserts nothing holds one triple", "split it")
