"""`dalil explain`: why a triple holds, step by step down to its sentences, or why it does not."""

import argparse
from collections.abc import Iterator

from dalil.base import KnowledgeBase
from dalil.base.explanation import AKIN, Explanation
from dalil.base.grounds import Ground
from dalil.base.proof_graph import described
from dalil.base.proof_json import Writer
from dalil.base.question import asked, document
from dalil.base.quotation import quotation
from dalil.base.telling import Teller, plain
from dalil.cli import console, options
from dalil.cli.tree import tree
from dalil.graph.serialise import serialise
from dalil.reason.proof import Proof

SUMMARY = "tell why a triple holds: by which rules, from which claims, records and axioms"
EXAMPLE = "dalil explain id:anadolu-agency rdf:type foaf:Agent"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.project(parser)
    for name in ("subject", "predicate"):
        parser.add_argument(name, help="prefix:name or <IRI>")
    parser.add_argument("object", help='prefix:name, <IRI>, "text"@ar, a number or a date')
    parser.add_argument("--all", type=int, default=0, metavar="N", help="up to N other proofs too")
    parser.add_argument("--lang", choices=("ar", "en"), default="en", help="language of the sentences")
    parser.add_argument("--format", choices=("text", "json", "ttl"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the explanation; 1 where the triple does not hold."""
    kb = KnowledgeBase.open(options.load(arguments))
    prefixes = kb.project.prefixes
    statement = asked(arguments.subject, arguments.predicate, arguments.object, prefixes)
    found = kb.explainer.explain(statement, arguments.all)
    teller = Teller(arguments.lang, kb.names(arguments.lang), found.said)
    if arguments.format == "json":
        options.print_json(Writer(kb, teller).written(found))
    elif arguments.format == "ttl":
        graph = described(found.proofs, found.grounds, document(statement, kb.project.base))
        console.write([serialise(graph, "ttl", prefixes)], None)
    else:
        lines = _Text(kb, teller, found).lines()
        console.write((f"{line}\n".encode() for line in lines), None)
    return 0 if found.proof else 1


class _Text:
    """An explanation as lines for a terminal."""

    def __init__(self, kb: KnowledgeBase, teller: Teller, found: Explanation) -> None:
        self._kb = kb
        self._teller = teller
        self._words = teller.words
        self._found = found

    def lines(self) -> Iterator[str]:
        """What the triple says, how it is known, and its proofs as trees."""
        found = self._found
        yield plain(self._teller.statement(found.statement)) + self._words["end" if found.proof else "asked"]
        if found.proof is None:
            stances = [quotation(self._kb, claim).stance for claim in found.doubts]
            yield self._teller.failure(stances)
        elif found.proof.rule:
            yield self._summary(found.proof)
        else:
            yield self._words["asserted"] + self._words["end"]
        for claim in found.doubts:
            yield self._words["doubted"] + ": " + self._quoted(claim)
        if found.proof is not None:
            yield from ["", *tree(found.proof, self._teller, self._reason)]
        else:
            yield from (*self._akin(), *self._near())
        for proof in found.alternatives:
            told = tree(proof, self._teller, self._reason)
            yield from ["", self._words["other"] + self._words["end"], *told]

    def _akin(self) -> Iterator[str]:
        """What else is known of the same."""
        akin = self._kb.akin(self._found.statement)
        if akin:
            yield self._words["akin"] + ":"
        yield from (f"- {plain(self._teller.statement(said))}" for said in akin[:AKIN])
        if len(akin) > AKIN:
            yield "- …"

    def _near(self) -> Iterator[str]:
        """The rules that would conclude the triple: what they lack, then what they have."""
        if not self._found.near:
            yield self._words["nowhere"] + self._words["end"]
        if self._found.left_out:
            yield f"{self._words['left_out']}: {self._found.left_out}"
        for near in self._found.near:
            yield f"\n{self._words['near']}  [{near.rule}]"
            for mark, statements in (("✗", near.missing), ("✓", near.present)):
                yield from (f"{mark} {plain(self._teller.statement(s))}" for s in statements)

    def _summary(self, proof: Proof) -> str:
        follows = self._words["follows"].format(steps=proof.steps())
        return f"{follows} ({self._words['rests'].format(**self._found.counts())}){self._words['end']}"

    def _reason(self, part: Proof) -> str:
        if part.rule or part.conclusion is None:
            return part.rule
        ground = self._found.grounds[part.conclusion]
        return ": ".join(filter(None, (self._words[ground.kind], self._source(ground))))

    def _source(self, ground: Ground) -> str:
        return "; ".join(map(self._quoted, ground.claims)) or ground.place

    def _quoted(self, claim: str) -> str:
        """A claim by its words, its stance where it is not asserted, and those on whose word it is told."""
        told = quotation(self._kb, claim)
        stance = "" if told.stance == "Asserted" else f"{self._words[told.stance]}{self._words['list']}"
        voices = " › ".join(self._teller.name(f"<{voice}>").text for voice in told.voices)
        by = f"{self._words['list']}{self._words['according_to']} {voices}" if voices else ""
        return f"{stance}«{told.quote}»{by} ({self._kb.project.short(claim)})"
