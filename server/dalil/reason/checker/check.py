"""The check of a whole proof: every step is an instance of its rule, every leaf was given."""

from collections.abc import Container, Iterator

from dalil.errors import ProofError
from dalil.reason.checker.instance import is_instance
from dalil.reason.checker.patterns import read
from dalil.reason.proof import Proof, Statement


class Checker:
    """Accepts proofs by the tables of rules, whatever engine found them."""

    def __init__(self, given: Container[Statement]) -> None:
        self._given = given
        self._forms = read()

    def check(self, proof: Proof) -> None:
        """Raise ProofError for a step that is no instance of its rule, or a leaf that was not given."""
        for part in _parts(proof):
            if part.rule:
                self._check_step(part)
            elif part.premises or part.conclusion is None or part.conclusion not in self._given:
                raise ProofError(f"{part.conclusion or 'false'} was not given", remedy="prove it")

    def _check_step(self, step: Proof) -> None:
        premises = [premise.conclusion for premise in step.premises]
        if None in premises:
            raise ProofError("false is the premise of a step", remedy="end the proof with it")
        said = [premise for premise in premises if premise is not None]
        if not any(is_instance(form, said, step.conclusion) for form in self._forms.get(step.rule, ())):
            raise ProofError(
                f"{step.conclusion or 'false'} does not follow by {step.rule} from "
                + (" . ".join(map(str, said)) or "nothing"),
                remedy="compare the step with the rule in OWL 2 Profiles, section 4.3",
            )


def _parts(proof: Proof) -> Iterator[Proof]:
    """Each part once, premises first. Raises ProofError where a proof contains itself."""
    open_parts: set[int] = {id(proof)}
    done: set[int] = set()
    waiting = [(proof, iter(proof.premises))]
    while waiting:
        part, premises = waiting[-1]
        premise = next((p for p in premises if id(p) not in done), None)
        if premise is None:
            waiting.pop()
            open_parts.discard(id(part))
            done.add(id(part))
            yield part
        elif id(premise) in open_parts:
            raise ProofError(f"{premise.conclusion} is proved by itself", remedy="prove it otherwise")
        else:
            open_parts.add(id(premise))
            waiting.append((premise, iter(premise.premises)))
