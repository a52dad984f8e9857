"""A program that closes a hub of 100,000 ways in a narrow address space, and prints why that is refused."""

import resource
import sys

from dalil.errors import ReasonerError
from dalil.reason.reasoner import reason_ntriples
from dalil.terms import OWL, RDF_FIRST, RDF_NIL, RDF_REST

MANY = 100_000


def hub(rules: int) -> str:
    """One hub with 100,000 ways in and 150 ways out; each rule is a chain through it."""
    ways = [f"<a:i{n}> <a:p> <a:hub> .\n" for n in range(MANY)]
    ways += [f"<a:hub> <a:q> <a:o{n}> .\n" for n in range(150)]
    return "".join(ways) + "".join(map(_chain, range(rules)))


def _chain(number: int) -> str:
    cells = f"<a:l{number}> <{RDF_FIRST}> <a:p> .\n<a:l{number}> <{RDF_REST}> <a:m{number}> .\n"
    ends = f"<a:m{number}> <{RDF_FIRST}> <a:q> .\n<a:m{number}> <{RDF_REST}> <{RDF_NIL}> .\n"
    return f"<a:u{number}> <{OWL}propertyChainAxiom> <a:l{number}> .\n{cells}{ends}"


def main(space: int, rules: int) -> None:
    """Close the hub with so many bytes of address space."""
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    try:
        reason_ntriples(hub(rules))
    except ReasonerError as error:
        sys.stdout.write(f"{error}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
