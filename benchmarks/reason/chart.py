"""A chart of seconds against triples, both on logarithmic scales, as SVG."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from math import floor, log10
from typing import Final, TypeAlias

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 120, 40, 60
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00")
"""Colours that people with any colour vision tell apart (Okabe and Ito)."""
SHAPES: Final = ("circle", "square", "triangle", "diamond", "cross")
_STYLE: Final = """
text{font:13px sans-serif;fill:#222;paint-order:stroke;stroke:#fff;stroke-width:4px}
.grid{stroke:#8886;stroke-width:1}
.line{fill:none;stroke-width:2}
@media (prefers-color-scheme:dark){text{fill:#eee;stroke:#111}}
"""
Point: TypeAlias = tuple[float, float]
_SHAPE_PATHS: Final[Mapping[str, str]] = {
    "circle": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "square": "M-5 -5h10v10h-10z",
    "triangle": "M0 -6l6 11h-12z",
    "diamond": "M0 -7l7 7l-7 7l-7 -7z",
    "cross": "M-5 -5l10 10M5 -5l-10 10",
}


def svg(title: str, series: Mapping[str, Sequence[Point]]) -> str:
    """The chart of named series of (triples, seconds)."""
    frame = _Frame([point for points in series.values() for point in points])
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        f'<text x="{LEFT}" y="20" font-weight="bold">{escape(title)}</text>',
        *frame.grid(),
        *(
            line
            for k, (name, points) in enumerate(series.items())
            for line in _series(frame, k, name, points)
        ),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


class _Frame:
    """Where a pair of values lies on the page."""

    def __init__(self, points: Iterable[Point]) -> None:
        across, up = zip(*points, strict=True)
        self.across = (floor(log10(min(across))), floor(log10(max(across))) + 1)
        self.up = (floor(log10(min(up))), floor(log10(max(up))) + 1)

    def x(self, value: float) -> float:
        """Across the page."""
        low, high = self.across
        return round(LEFT + (log10(value) - low) / (high - low) * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        """Down the page."""
        low, high = self.up
        return round(HEIGHT - BOTTOM - (log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)

    def grid(self) -> Iterator[str]:
        """A line and a label for each power of ten, and the names of the axes."""
        bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
        for power in range(self.across[0], self.across[1] + 1):
            x = self.x(10**power)
            yield f'<path class="grid" d="M{x} {TOP}V{bottom}"/>'
            yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{10**power:,}</text>'
        for power in range(self.up[0], self.up[1] + 1):
            y = self.y(10**power)
            yield f'<path class="grid" d="M{LEFT} {y}H{right}"/>'
            yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g} s</text>'
        yield f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 14}" text-anchor="middle">triples read</text>'


def _series(frame: _Frame, index: int, name: str, points: Sequence[Point]) -> Iterator[str]:
    colour = COLOURS[index % len(COLOURS)]
    shape = _SHAPE_PATHS[SHAPES[index % len(SHAPES)]]
    places = [(frame.x(across), frame.y(up)) for across, up in sorted(points)]
    path = " ".join(f"{x},{y}" for x, y in places)
    yield f'<polyline class="line" stroke="{colour}" points="{path}"/>'
    for x, y in places:
        yield f'<path d="{shape}" transform="translate({x} {y})" fill="{colour}" stroke="{colour}"/>'
    x, y = places[-1]
    yield f'<text x="{x + 12}" y="{y + 4}">{escape(name)}</text>'
