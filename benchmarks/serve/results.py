"""What was measured so far, kept in one JSON file: a later run replaces what it measures anew."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.serve.comparison import Footprint, Timing
from benchmarks.serve.endurance import Endurance, Hostile, Kills
from benchmarks.serve.large import Large
from benchmarks.serve.load import Load


@dataclass
class Results:
    """Timings and footprints by what they are of, and what our server bore."""

    timings: dict[tuple[str, str, str, str], Timing] = field(default_factory=dict)
    footprints: dict[tuple[str, str], Footprint] = field(default_factory=dict)
    hostile: Hostile | None = None
    endurance: Endurance | None = None
    kills: Kills | None = None
    large: list[Large] = field(default_factory=list)

    def add(self, found: Timing | Footprint) -> None:
        """Takes a figure in, in place of an earlier one of the same thing."""
        match found:
            case Timing():
                self.timings[found.data, found.question, found.asked, found.server] = found
            case Footprint():
                self.footprints[found.data, found.server] = found

    def save(self, path: Path) -> None:
        """Writes the file."""
        said = asdict(self) | {
            "timings": [asdict(timing) for timing in self.timings.values()],
            "footprints": [asdict(footprint) for footprint in self.footprints.values()],
        }
        path.write_text(json.dumps(said, indent=1), "utf-8")


def read(path: Path) -> Results:
    """What the file holds; nothing where there is none."""
    results = Results()
    if not path.exists():
        return results
    said = json.loads(path.read_text("utf-8"))
    for timing in said["timings"]:
        loads = {int(number): Load(**load) for number, load in timing["loads"].items()}
        results.add(Timing(**timing | {"loads": loads}))
    for footprint in said["footprints"]:
        results.add(Footprint(**footprint))
    if found := said["hostile"]:
        enemies = {name: Load(**load) for name, load in found["hostile"].items()}
        results.hostile = Hostile(Load(**found["alone"]), Load(**found["beside"]), enemies)
    if found := said["endurance"]:
        results.endurance = Endurance(found["requests"], tuple(found["memory"]), tuple(found["descriptors"]))
    if found := said["kills"]:
        results.kills = Kills(
            found["workers"], Load(**found["seen"]), Load(**found["keeper"]), found["resumed"]
        )
    results.large = [Large(**large) for large in said["large"]]
    return results
