"""`dalil close`: what follows from any RDF files."""

import argparse
from collections.abc import Iterable
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from time import perf_counter

from dalil.cli import console, options
from dalil.graph.ntriples import read_ntriples
from dalil.graph.serialise import FORMATS, serialise
from dalil.reason.explained import PROVED, Explained
from dalil.reason.limits import LIMITS, Limits
from dalil.reason.outline import numbered, outline
from dalil.reason.reasoner import Reasoned, blocks, reason_files

SUMMARY = (
    "write what follows from RDF files by the rules of OWL 2 RL; a contradiction is told with its triples"
)
EXAMPLE = "dalil close ontology.ttl data.nt --output inferred.nt"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="read together; graph names fall away"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")
    parser.add_argument("--format", choices=sorted(FORMATS), default="nt", help="default: nt, as it comes")
    parser.add_argument(
        "--everything",
        action="store_true",
        help="the premises and the trivial conclusions too (not x sameAs x)",
    )
    parser.add_argument("--explain", action="store_true", help="prove the contradictions, step by step")
    parser.add_argument(
        "--memory",
        type=options.size,
        metavar="SIZE",
        help="how much the triples may take, as 512M or 8G (default: half of what there is)",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print a summary: `inferences` are what is written, `rules` count the trivial ones too; "
        "the triples go to --output alone",
    )


def run(arguments: argparse.Namespace) -> int:
    """Close the files; 1, and no triple written, where they contradict themselves."""
    began = perf_counter()
    with console.status() as progress:
        reasoned = reason_files(arguments.files, progress, _limits(arguments.memory))
        if reasoned.clashes:
            return _tell(reasoned, arguments)
        progress("write")
        if arguments.output or not arguments.json:
            texts = reasoned.everything() if arguments.everything else reasoned.inferred()
            console.write(_serialised(texts, arguments.format), arguments.output)
    if arguments.json:
        options.print_json(_summary(reasoned) | {"seconds": round(perf_counter() - began, 3)})
    return 0


def _limits(memory: int | None) -> Limits:
    return LIMITS if memory is None else replace(LIMITS, memory=lambda: memory)


def _tell(reasoned: Reasoned, arguments: argparse.Namespace) -> int:
    proofs = list(islice(Explained(blocks(arguments.files)).clashes(), PROVED)) if arguments.explain else []
    if arguments.json:
        told = {"proofs": [numbered(proof) for proof in proofs]} if arguments.explain else {}
        options.print_json(_summary(reasoned) | told)
    for clash in reasoned.clashes:
        console.tell(f"{clash.rule}:")
        for triple in clash.triples:
            console.tell(f"    {triple} .")
    for line in (line for proof in proofs for line in ["", *outline(proof)]):
        console.tell(line)
    return 1


def _serialised(texts: Iterable[str], ending: str) -> Iterable[bytes]:
    if ending == "nt":
        return (text.encode() for text in texts)
    return [serialise(read_ntriples("".join(texts)), ending, {})]


def _summary(reasoned: Reasoned) -> dict[str, object]:
    rules, inferences = reasoned.statistics.by_inferences(), reasoned.count()
    return {
        "premises": len(reasoned.given),
        "inferences": inferences,
        "trivial": sum(tally.inferences for _, tally in rules) - inferences,
        "clashes": [
            {"rule": clash.rule, "triples": [str(triple) for triple in clash.triples]}
            for clash in reasoned.clashes
        ],
        "rules": {rule: asdict(tally) for rule, tally in rules},
    }
