"""Explanations as JSON: proofs as numbered steps, premises before what follows from them."""

from collections.abc import Callable, Mapping
from typing import Any

from dalil.base.explanation import Explanation
from dalil.base.grounds import Ground
from dalil.base.telling import Teller, plain
from dalil.reason.proof import Proof, Statement
from dalil.reason.proofs.nearly import Near


class Writer:
    """Writes explanations in one language; `claim` gives what is told of a claim by its IRI."""

    def __init__(self, teller: Teller, claim: Callable[[str], dict[str, Any]]) -> None:
        self._teller = teller
        self._claim = claim

    def written(self, found: Explanation) -> dict[str, Any]:
        """An explanation; `proof` is null where the triple does not hold."""
        proofs = [self._proof(proof, found) for proof in found.alternatives]
        return {
            "triple": list(found.statement),
            "sentence": plain(self._teller.statement(found.statement)),
            "holds": found.proof is not None,
            "given": found.ground is not None,
            "counts": found.counts(),
            "proof": self._proof(found.proof, found) if found.proof else None,
            "alternatives": proofs,
            "near": [self._near(near) for near in found.near],
            "doubts": [self._claim(iri) for iri in found.doubts],
        }

    def _near(self, near: Near) -> dict[str, Any]:
        """A way in which the triple would follow; ?x in a missing premise is any term."""
        sides = {"present": near.present, "missing": near.missing}
        told = {side: [self._told(s) for s in statements] for side, statements in sides.items()}
        return {"rule": near.rule, **told}

    def _told(self, statement: Statement) -> dict[str, Any]:
        return {"triple": list(statement), "sentence": plain(self._teller.statement(statement))}

    def _proof(self, proof: Proof, found: Explanation) -> list[dict[str, Any]]:
        """The steps in the order in which they follow; the last is the conclusion. Numbers count from 1."""
        parts = list(proof.parts())
        numbers = {id(part): number for number, part in enumerate(parts, 1)}
        return [self._part(part, numbers, found) for part in parts]

    def _part(self, part: Proof, numbers: dict[int, int], found: Explanation) -> dict[str, Any]:
        said: dict[str, Any] = {
            "number": numbers[id(part)],
            "triple": list(part.conclusion) if part.conclusion else None,
            "sentence": plain(self._teller.step(part)),
        }
        if part.rule:
            return said | {"rule": part.rule, "premises": [numbers[id(premise)] for premise in part.premises]}
        return said | ({"ground": self._ground(found.grounds, part.conclusion)} if part.conclusion else {})

    def _ground(self, grounds: Mapping[Statement, Ground], statement: Statement) -> dict[str, Any]:
        ground = grounds[statement]
        claims = [self._claim(iri) for iri in ground.claims]
        place = {"place": ground.place} if ground.place else {}
        return {"kind": ground.kind} | ({"claims": claims} if claims else place)
