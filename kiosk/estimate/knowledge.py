"""What a simulation needs beside the events: what was learned, and what today is like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kiosk.estimate.arrivals import Arrivals
from kiosk.estimate.attendance import Attendance
from kiosk.estimate.events import DAY
from kiosk.estimate.forward import Floats
from kiosk.estimate.present import Present
from kiosk.estimate.rules import Rule
from kiosk.estimate.times import Times

REPLICAS = 256
"""So many times a line is run forward for one estimate."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything a simulation needs beside the present: learned, or the truth itself.

    `no_show`: share of calls that nobody answers, which take seconds from `missed` (quantiles);
    `walks`: quantiles of the seconds from call to start, empty where starts are not told; `lag`:
    seconds until a free window calls; `leaving`: people who give up, per second of waiting.
    """

    times: Times
    attendance: Attendance
    arrivals: Arrivals
    rule: Rule
    no_show: float
    missed: Floats
    walks: Floats
    lag: float
    leaving: float


@dataclass(frozen=True, slots=True)
class Mood:
    """What today is like: `pace` of everything as a logarithm, known to within `pace_sd`; of each
    server beside it; and how many times as many people as usual come."""

    pace: float
    pace_sd: float
    apart: Mapping[str, float]
    come: float


def draw(grid: Floats, chance: Floats) -> Floats:
    """The quantiles of `grid`, which stand at equal steps of probability from 0 to 1."""
    place = chance * (len(grid) - 1)
    low = np.minimum(place.astype(np.int64), len(grid) - 2)
    below: Floats = grid[low]
    found: Floats = below + (place - low) * (grid[low + 1] - below)
    return found


@dataclass(frozen=True, slots=True)
class Moment:
    """The present hall, what is known of it, what today is like, and chance; `specialists` as in
    `Plan`."""

    present: Present
    known: Knowledge
    mood: Mood
    random: np.random.Generator
    specialists: frozenset[str] = frozenset()

    @property
    def time(self) -> float:
        """Seconds since midnight."""
        return self.present.now % DAY
