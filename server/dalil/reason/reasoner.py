"""The closure of a graph by arrays: premises in, clashes and conclusions out."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dalil.graph.ntriples import Columns, file_columns, read_ntriples, text, text_columns, triple_columns
from dalil.graph.terms import Triple
from dalil.reason import contradictions
from dalil.reason.answers import Answers
from dalil.reason.clash import Clash
from dalil.reason.consequences import Consequences
from dalil.reason.given import Given
from dalil.reason.journal import Journal
from dalil.reason.limits import LIMITS, Limits
from dalil.reason.literals import Literals
from dalil.reason.readout import Readout
from dalil.reason.saturation import Progress, Saturation
from dalil.reason.statistics import Statistics

FORGETFUL = Journal()


def silent(_stage: str) -> None:
    """Progress that nobody watches."""


class Reasoned:
    """A graph and what follows from it; conclusions are written out only when they are asked for."""

    def __init__(
        self,
        blocks: Iterable[Columns],
        progress: Progress = silent,
        limits: Limits = LIMITS,
        journal: Journal = FORGETFUL,
    ) -> None:
        progress("read")
        self.given = Given(blocks)
        saturation = Saturation(self.given.facts(), Literals(self.given.terms), limits, journal)
        saturation.run(progress)
        self.statistics: Statistics = saturation.statistics
        self.program = saturation.program
        self.saturation = saturation
        classes = saturation.equality.classes()
        self._readout = Readout(self.given, saturation.facts, classes, limits)
        self._answers = Answers(self.given, saturation, classes)
        progress("clashes")
        self.clashes: tuple[Clash, ...] = contradictions.find(saturation, self.given, limits)

    def inferred(self) -> Iterator[str]:
        """What is new, as blocks of N-Triples; trivial conclusions are left out, blank nodes are not."""
        return self._readout.texts(self._readout.conclusions())

    def everything(self) -> Iterator[str]:
        """Premises and all conclusions, trivial ones among them, but for x sameAs x (eq-ref)."""
        return self._readout.texts(self._readout.everything())

    def count(self) -> int:
        """How many triples `inferred` yields."""
        return sum(len(rows) for _, rows in self._readout.conclusions())

    def holds(self, triple: Triple) -> bool:
        """Whether the triple was given or follows, trivial ones included."""
        return self._answers.holds(*map(text, triple))


def reason_triples(triples: Iterable[Triple]) -> Reasoned:
    """The closure of triples."""
    return Reasoned([triple_columns(triples)])


def reason_ntriples(ntriples: str) -> Reasoned:
    """The closure of N-Triples text."""
    return Reasoned(text_columns(ntriples))


def reason_files(paths: Sequence[Path], progress: Progress = silent, limits: Limits = LIMITS) -> Reasoned:
    """The closure of RDF files together; blank nodes of two files are never the same."""
    return Reasoned(blocks(paths), progress, limits)


def blocks(paths: Sequence[Path]) -> Iterator[Columns]:
    """The triples of RDF files, the blank nodes of each under labels of its own."""
    several = len(paths) > 1
    for number, path in enumerate(paths, 1):
        yield from file_columns(path, f"f{number}-" if several else "")


def consequences(premises: Iterable[Triple]) -> Consequences:
    """What follows from premises, trivial conclusions left out."""
    rows = sorted(zip(*triple_columns(premises), strict=True))
    subjects, predicates, objects = ([row[place] for row in rows] for place in range(3))
    reasoned = Reasoned([(subjects, predicates, objects)])
    return Consequences(read_ntriples("".join(reasoned.inferred())), reasoned.clashes, reasoned.statistics)
