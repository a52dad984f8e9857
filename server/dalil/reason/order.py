"""The order in which the atoms of a body are joined, and when a variable has been read for the last time."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from heapq import heapify, heappop, heappush

from dalil.reason.facts import Facts
from dalil.reason.rules import Argument, Atom


def ordered(body: Sequence[Atom], bound: Collection[str], facts: Facts) -> Iterator[Atom]:
    """The atoms, each the one of which most is bound by then; of such, the one with the fewest rows."""
    if len(body) == 1:
        yield body[0]
        return
    known = set(bound)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, atom in enumerate(body):
        for name in _variables(atom):
            places[name].append(place)
    heap = [_turn(body, place, known, facts) for place in range(len(body))]
    heapify(heap)
    done: set[int] = set()
    while heap:
        place = heappop(heap)[-1]
        if place in done:
            continue
        done.add(place)
        yield body[place]
        for name in _variables(body[place]) - known:
            known.add(name)
            for other in places[name]:
                heappush(heap, _turn(body, other, known, facts))


def spent(atoms: Sequence[Atom], wanted: Collection[Argument] | None) -> list[set[str]]:
    """For each atom, its variables that are read no more after it; None where all are wanted in the end."""
    if wanted is None:
        return [set() for _ in atoms]
    names: set[Argument] = set(wanted)
    found: list[set[str]] = []
    for atom in reversed(atoms):
        found.append(_variables(atom) - names)
        names |= _variables(atom)
    return found[::-1]


def _turn(body: Sequence[Atom], place: int, known: set[str], facts: Facts) -> tuple[float, int, int]:
    arguments = body[place].arguments
    free = sum(isinstance(argument, str) and argument not in known for argument in arguments)
    return free / len(arguments), len(facts.table(body[place].relation)), place


def _variables(atom: Atom) -> set[str]:
    return {argument for argument in atom.arguments if isinstance(argument, str)}
