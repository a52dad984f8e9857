"""Explanations as JSON: proofs as numbered steps, premises before what follows from them."""

from collections.abc import Mapping
from typing import Any

from dalil.base.explanation import AKIN, Contradictions, Explanation
from dalil.base.grounds import Ground
from dalil.base.knowledge import KnowledgeBase
from dalil.base.quotation import quotation
from dalil.base.telling import Teller, plain
from dalil.reason.outline import numbered
from dalil.reason.proof import Proof, Statement
from dalil.reason.proofs.nearly import Near


class Writer:
    """Writes explanations in one language, with what a knowledge base tells of their claims."""

    def __init__(self, kb: KnowledgeBase, teller: Teller) -> None:
        self._kb = kb
        self._teller = teller

    def written(self, found: Explanation) -> dict[str, Any]:
        """An explanation; `proof` is null where the triple does not hold."""
        proofs = [self._proof(proof, found.grounds) for proof in found.alternatives]
        return {
            "triple": list(found.statement),
            "sentence": plain(self._teller.statement(found.statement)),
            "holds": found.proof is not None,
            "given": found.ground is not None,
            "counts": found.counts(),
            "proof": self._proof(found.proof, found.grounds) if found.proof else None,
            "alternatives": proofs,
            "near": [self._near(near) for near in found.near],
            "rules_left_out": found.left_out,
            "doubts": [self._claim(iri) for iri in found.doubts],
            "akin": []
            if found.proof
            else [self._told(said) for said in self._kb.akin(found.statement)[:AKIN]],
        }

    def contradictions(self, found: Contradictions) -> dict[str, Any]:
        """The proofs that end in false, whose last triple is null."""
        proofs = [self._proof(proof, found.grounds) for proof in found.proofs]
        return {"contradictions": proofs, "complete": found.complete}

    def _near(self, near: Near) -> dict[str, Any]:
        """A way in which the triple would follow; ?x in a missing premise is any term."""
        sides = {"present": near.present, "missing": near.missing}
        told = {side: [self._told(s) for s in statements] for side, statements in sides.items()}
        return {"rule": near.rule, **told}

    def _claim(self, iri: str) -> dict[str, Any]:
        return quotation(self._kb, iri).as_json()

    def _told(self, statement: Statement) -> dict[str, Any]:
        return {"triple": list(statement), "sentence": plain(self._teller.statement(statement))}

    def _proof(self, proof: Proof, grounds: Mapping[Statement, Ground]) -> list[dict[str, Any]]:
        """The steps as `numbered`, each with its sentence; those that were given with their ground."""
        steps = zip(numbered(proof), proof.parts(), strict=True)
        return [{**step, **self._part(part, grounds)} for step, part in steps]

    def _part(self, part: Proof, grounds: Mapping[Statement, Ground]) -> dict[str, Any]:
        said = {"sentence": plain(self._teller.step(part))}
        if part.rule or part.conclusion is None:
            return said
        return said | {"ground": self._ground(grounds[part.conclusion])}

    def _ground(self, ground: Ground) -> dict[str, Any]:
        claims = [self._claim(iri) for iri in ground.claims]
        place = {"place": ground.place} if ground.place else {}
        return {"kind": ground.kind} | ({"claims": claims} if claims else place)
