"""What is told of a claim beside a proof: its quote in its sentence, who says so, and how."""

from dataclasses import asdict, dataclass
from typing import Any

from dalil.base.knowledge import KnowledgeBase
from dalil.graph.evaluate import Row
from dalil.graph.terms import NamedNode, value


@dataclass(frozen=True)
class Quotation:
    """A claim: `start` and `end` are the span of the quote in its article, in code points.

    `voices` are those on whose word it is told, the outermost first; `stance` is Asserted, Hedged or Denied.
    """

    claim: str
    quote: str
    sentence: str
    article: str
    stance: str
    voices: tuple[str, ...]
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        """The same for JSON."""
        return asdict(self)


def quotation(kb: KnowledgeBase, iri: str) -> Quotation:
    """What a generation tells of one of its claims."""
    row = kb.page("claim", {"_claim": NamedNode(iri)})[0]
    return Quotation(
        claim=iri,
        quote=value(row["quote"]),
        sentence=_text(row, "text") or value(row["quote"]),
        article=value(row["article"]),
        stance=value(row["stance"]).rpartition("#")[2],
        voices=tuple(value(r["voice"]) for r in kb.page("voices", {"_claim": NamedNode(iri)})),
        start=int(value(row["start"])),
        end=int(value(row["end"])),
    )


def _text(row: Row, name: str) -> str:
    return value(row[name]) if name in row else ""
