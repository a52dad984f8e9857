"""One change, by a peer in its own environment: `python -m benchmarks.maintain.peer NAME FOLDER CASE`.

The folder holds `all.nt` and, for the case, `CASE.less.nt` without the change and `CASE.nt`, the change.
Printed are the seconds of processor to come to the closure without the change, and to that with it again;
both closures are written beside.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Final, TypeAlias

Steps: TypeAlias = tuple[Callable[[], object], Callable[[], object]]
"""To remove the change, and to add it again."""


def sparq(peer: ModuleType, files: tuple[Path, Path, Path]) -> Steps:
    """A graph is closed anew after an update; to close the closed one further takes it longer."""
    whole, _, change = files
    base = peer.load(whole)
    data = f"DATA {{ {change.read_text('utf-8')} }}"

    def updated(verb: str) -> object:
        base.update(f"{verb} {data}")
        return peer.reason(base.copy())

    return partial(updated, "DELETE"), partial(updated, "INSERT")


def reasonable(peer: ModuleType, files: tuple[Path, Path, Path]) -> Steps:
    """It compares its premises with the new ones, follows additions, and closes anew otherwise."""
    whole, less, _ = files
    reasoner = peer.load(whole)
    every = reasoner.get_base_triples()
    some = peer.load(less).get_base_triples()
    peer.reason(reasoner)

    def became(triples: object) -> object:
        reasoner.update_graph(triples)
        return peer.reason(reasoner)

    return partial(became, some), partial(became, every)


def nemo(peer: ModuleType, files: tuple[Path, Path, Path]) -> Steps:
    """A program is run anew over other premises."""
    whole, less, _ = files
    return lambda: peer.reason(peer.load(less)), lambda: peer.reason(peer.load(whole))


PEERS: Final = {"sparq": sparq, "reasonable": reasonable, "nemo": nemo}


def main() -> None:
    """Measures the removal of a change and its return."""
    name, folder, case = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    peer = import_module(f"benchmarks.reason.peers.{name}_peer")
    whole, less, change = folder / "all.nt", folder / f"{case}.less.nt", folder / f"{case}.nt"
    seconds = []
    for verb, step in zip(("remove", "add"), PEERS[name](peer, (whole, less, change)), strict=True):
        began = process_time()
        closed = step()
        seconds.append(process_time() - began)
        peer.write(peer.read(closed), folder / f"{case}.{verb}.{name}.nt")
    print(json.dumps(seconds), flush=True)


if __name__ == "__main__":
    main()
