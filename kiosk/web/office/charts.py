"""Charts as values: where bars, lines and points lie, in per cent of the plot, for inline SVG.

Per cent let a chart follow the width of its page while its letters keep their size; a page of this
service runs no script and holds no style of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Tick:
    """A word on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """An area from the left and top corner; `title` is what a pointer over it tells."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke between two points."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A round point."""

    x: float
    y: float
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: `title` and `text` say it in words to whoever does not see it."""

    name: str
    title: str
    text: str
    x: tuple[Tick, ...]
    y: tuple[Tick, ...]
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to per cent of the plot; an upright axis grows upwards."""

    low: float
    high: float
    upright: bool = False

    def __call__(self, value: float) -> float:
        """Where a value lies, rounded to what a screen can show; beyond the ends it is the end."""
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(100 * (1 - part if self.upright else part), 2)

    def bar(self, x: float, width: float, value: float, kind: str, title: str = "") -> Bar:
        """A bar that stands on the foot of this upright axis."""
        top = self(value)
        return Bar(round(x, 2), top, round(width, 2), round(100 - top, 2), kind, title)


def steps(most: float, about: int = 4) -> list[float]:
    """Round values from 0 to at least `most`, some `about` of them (Heckbert, Graphics Gems 1990,
    "Nice numbers for graph labels")."""
    rough = max(most, 1e-9) / about
    size = 10.0 ** floor(log10(rough))
    step = next(size * each for each in (1, 2, 5, 10) if size * each >= rough)
    return [step * each for each in range(ceil(max(most, 1e-9) / step - 1e-9) + 1)]


Points = Sequence[tuple[float, float] | None]


def path(points: Points, kind: str) -> list[Line]:
    """Strokes from point to point; none where one is missing."""
    return [
        Line(*start, *end, kind)
        for start, end in pairwise(points)
        if start is not None and end is not None
    ]


def lone(points: Points, kind: str) -> list[Dot]:
    """The points that no stroke of `path` reaches, which nobody would see otherwise."""
    edged = (None, *points, None)
    return [
        Dot(*point, kind)
        for before, point, after in zip(edged, edged[1:], edged[2:], strict=False)
        if point is not None and before is None and after is None
    ]
