"""Whether the checker refuses proofs that are none, and rests on the tables alone."""

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import dalil.reason.checker
from dalil.errors import ProofError
from dalil.graph.terms import NamedNode
from dalil.reason.checker.check import Checker
from dalil.reason.checker.patterns import read
from dalil.reason.explained import explain, statement_of
from dalil.reason.proof import Proof, Statement
from dalil.terms import OWL, RDF_NIL, RDF_TYPE
from tests.reason.statements import collection, fact, named

PREMISES = [
    fact("a", "partOf", "b"),
    fact("b", "partOf", "c"),
    fact("partOf", RDF_TYPE, NamedNode(OWL + "TransitiveProperty")),
    fact("concerns", OWL + "propertyChainAxiom", "chain0"),
    *collection("chain", "partOf", "concerns"),
    fact("c", "concerns", "d"),
]
CHECKER = Checker([statement_of(triple) for triple in PREMISES])
AXIOMATIC = Proof(Statement(f"<{OWL}Thing>", f"<{RDF_TYPE}>", f"<{OWL}Class>"), "cls-thing")
OTHER = Statement(*(str(named(name)) for name in ("d", "partOf", "e")))


def proof_of(subject: str, predicate: str, value: str) -> Proof:
    """The engine's proof of a conclusion from the premises."""
    found = explain(PREMISES).proof(statement_of(fact(subject, predicate, value)))
    assert found is not None
    return found


def test_a_proof_is_accepted() -> None:
    """A step of prp-trp, and one of prp-spo2 with the cells of its list."""
    for proof in (proof_of("a", "partOf", "c"), proof_of("b", "concerns", "d")):
        assert proof.rule
        CHECKER.check(proof)


def _without(place: int) -> Callable[[Proof], Proof]:
    return lambda p: replace(p, premises=(*p.premises[:place], *p.premises[place + 1 :]))


def _about(place: int) -> Callable[[Proof], Proof]:
    """The conclusion with the term at a place exchanged."""

    def mutated(proof: Proof) -> Proof:
        assert proof.conclusion is not None
        terms = [*proof.conclusion[:place], str(named("other")), *proof.conclusion[place + 1 :]]
        return replace(proof, conclusion=Statement(*terms))

    return mutated


MUTATIONS: dict[str, Callable[[Proof], Proof]] = {
    **{f"without premise {place}": _without(place) for place in range(3)},
    **{f"another term {place}": _about(place) for place in range(3)},
    "another rule": lambda p: replace(p, rule="prp-symp"),
    "no rule of the tables": lambda p: replace(p, rule="prp-none"),
    "a premise more": lambda p: replace(p, premises=(*p.premises, AXIOMATIC)),
    "a leaf that was not given": lambda p: replace(p, premises=(Proof(OTHER), *p.premises[1:])),
    "a leaf for what follows": lambda p: Proof(p.conclusion),
    "a leaf with premises": lambda p: Proof(Statement(*map(str, PREMISES[0])), "", p.premises),
    "false from what is true": lambda p: replace(p, conclusion=None),
    "a premise that is false": lambda p: replace(p, premises=(Proof(None, "prp-trp"), *p.premises[1:])),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("conclusion", [("a", "partOf", "c"), ("b", "concerns", "d")], ids=["trp", "spo2"])
def test_a_forged_proof_is_refused(mutation: str, conclusion: tuple[str, str, str]) -> None:
    """No proof stands whose step is no instance of its rule, or whose leaf was not given."""
    with pytest.raises(ProofError):
        CHECKER.check(MUTATIONS[mutation](proof_of(*conclusion)))


def test_a_cell_less_is_refused() -> None:
    """A list is read from its cells: without one, with an end too early, or in a circle, it is none."""
    proof = proof_of("b", "concerns", "d")
    for place in range(len(proof.premises)):
        with pytest.raises(ProofError):
            CHECKER.check(_without(place)(proof))


def test_an_empty_list_proves_nothing() -> None:
    """An axiom without its list, or with one that has no element, is no premise of a rule that reads one."""
    nil = NamedNode(RDF_NIL)
    for value in (named("list"), nil):
        axiom = fact("all", OWL + "intersectionOf", value)
        member = Statement(str(named("x")), f"<{RDF_TYPE}>", str(named("all")))
        with pytest.raises(ProofError):
            Checker([statement_of(axiom)]).check(Proof(member, "cls-int1", (Proof(statement_of(axiom)),)))


def test_a_proof_that_rests_on_itself_is_refused() -> None:
    """A premise that is the conclusion's own proof proves nothing."""
    proof = proof_of("a", "partOf", "c")
    object.__setattr__(proof, "premises", (proof, *proof.premises[1:]))
    with pytest.raises(ProofError, match="proved by itself"):
        CHECKER.check(proof)


def test_the_checker_knows_the_78_rules() -> None:
    """The tables have 78 rules, and each stands in the checker's file."""
    assert len(read()) == 78


def test_the_checker_does_not_know_the_engine() -> None:
    """Of the reasoner it imports itself, proofs as values, and the values of literals."""
    folder = Path(dalil.reason.checker.__file__).parent
    nodes = [node for path in folder.glob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    reason = {name.removeprefix("dalil.reason.") for name in names if name.startswith("dalil.reason.")}
    assert {name for name in reason if not name.startswith("checker")} == {"proof", "values"}
    assert not [node for node in nodes if isinstance(node, ast.Import) and "dalil" in node.names[0].name]
