"""How long things take: learned per service and clerk, few data leaning on the whole hall.

The logarithm of a service's seconds is a service's middle plus a clerk's plus the day's plus
chance. Effects are shrunk to zero by empirical Bayes (Robbins 1956; Morris 1983), the variances
found by moments.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kiosk.estimate.forward import Floats, Ints
from kiosk.estimate.present import Record

USUAL_SECONDS = 480.0
"""What a matter takes in a hall of which nothing is known."""

USUAL_SIGMA = 0.6
LEAST_DAY_SD = 0.15
"""A day may be slower than all before it; so much of it is always thought possible. Believing too
much costs days like the others little, for they show soon enough what they are."""

LEAST_SERVER_DAY_SD = 0.05
UNKNOWN_SD = 0.4
"""How wrong `USUAL_SECONDS` may be, as a logarithm."""

_ROUNDS = 30
_OWN_MIDDLE = 5
"""So many cases of a service show what is usual for it."""

LONGEST = 4 * 3600.0
"""Nothing is learned from a case that took more seconds."""

_POINTS = np.linspace(0.0, 1.0, 101)


@dataclass(frozen=True, slots=True)
class Times:
    """What is known of service times. `middle`: log seconds by service; `pace`: log of how much
    longer a server takes; `sigma`: by service; `grid`: quantiles of the standardised rest;
    `next_day`: log of how much longer the next day is thought to take than all of these, known to
    within `day_sd`."""

    middle: dict[str, float]
    usual: float
    pace: dict[str, float]
    sigma: dict[str, float]
    usual_sigma: float
    grid: Floats
    day_sd: float
    server_day_sd: float
    count: int
    next_day: float = 0.0

    def expected(self, service: str, server: str) -> float:
        """The middle of the logarithm of the seconds."""
        return self.middle.get(service, self.usual) + self.pace.get(server, 0.0)

    def spread(self, service: str) -> float:
        """The standard deviation of the logarithm."""
        return self.sigma.get(service, self.usual_sigma)


def learn(days: Sequence[Record]) -> Times:
    """What these days show."""
    rows = [
        (service, server, math.log(seconds), place)
        for place, day in enumerate(days)
        for service, server, seconds, _ in day.served
        if 1.0 <= seconds <= LONGEST
    ]
    grid = _normal_grid()
    if len(rows) < 8:
        usual = math.log(USUAL_SECONDS)
        count = len(rows)
        usual = (4 * usual + sum(row[2] for row in rows)) / (4 + count)
        return Times({}, usual, {}, {}, USUAL_SIGMA, grid, UNKNOWN_SD, 0.1, count)
    services, kind = _index([row[0] for row in rows])
    servers, who = _index([row[1] for row in rows])
    logs = np.array([row[2] for row in rows])
    when = np.array([row[3] for row in rows])
    logs = _tamed(logs, kind)
    usual = float(logs.mean())
    middle, pace = np.zeros(len(services)), np.zeros(len(servers))
    day = np.zeros(len(days))
    sigma = float(logs.std()) or USUAL_SIGMA
    for _ in range(_ROUNDS):
        rest = logs - usual - pace[who] - day[when]
        middle = _shrunk(rest, kind, len(services), sigma)
        rest = logs - usual - middle[kind] - day[when]
        pace = _shrunk(rest, who, len(servers), sigma)
        rest = logs - usual - middle[kind] - pace[who]
        day = _shrunk(rest, when, len(days), sigma)
        left = rest - day[when]
        sigma = max(float(np.sqrt((left**2).mean())), 0.05)
        usual += float(left.mean())
    left = logs - usual - middle[kind] - pace[who] - day[when]
    counts = np.bincount(kind, minlength=len(services))
    sums = np.bincount(kind, left**2, minlength=len(services))
    # A service's own spread counts as much as 30 cases of the hall's.
    sigmas = np.sqrt((sums + 30 * sigma**2) / (counts + 30))
    grid = _shape(left / sigmas[kind], grid)
    cells = who * len(days) + when
    next_day, day_sd = _next_day(left + day[when], when, sigma)
    return Times(
        middle={name: usual + float(middle[place]) for name, place in services.items()},
        usual=usual,
        pace={name: float(pace[place]) for name, place in servers.items()},
        sigma={name: float(sigmas[place]) for name, place in services.items()},
        usual_sigma=sigma,
        grid=grid,
        day_sd=max(day_sd, LEAST_DAY_SD),
        server_day_sd=max(math.sqrt(_variance(left, cells, sigma)), LEAST_SERVER_DAY_SD),
        count=len(rows),
        next_day=next_day,
    )


def _next_day(rest: Floats, when: Ints, sigma: float) -> tuple[float, float]:
    """What the days show of the one after them, and how far that may be off.

    Each day moves what one expects of the next by some part of its surprise: by that part which
    would have done best on these days (exponential smoothing, Brown 1959), so by none where days
    do not hang together. How far off it was, less what chance makes of a day's cases, is how far
    it may be.
    """
    counts = np.bincount(when)
    used = counts > 0
    levels = (np.bincount(when, rest)[used] / counts[used]).tolist()
    found = min(_smoothed(levels, part) for part in (0.0, 0.1, 0.2, 0.4, 0.7))
    mean_square, expected = found
    return expected, math.sqrt(max(mean_square - float((sigma**2 / counts[used]).mean()), 0.0))


def _smoothed(levels: Sequence[float], part: float) -> tuple[float, float]:
    """(the mean square of the surprises, what to expect next)."""
    expected, squares = 0.0, 0.0
    for level in levels:
        squares += (level - expected) ** 2
        expected += part * (level - expected)
    return squares / len(levels), expected


def _index(names: Sequence[str]) -> tuple[dict[str, int], Ints]:
    found: dict[str, int] = {}
    places = [found.setdefault(name, len(found)) for name in names]
    return found, np.array(places)


def _tamed(logs: Floats, kind: Ints) -> Floats:
    """Whatever stands far out of its service (a window left open over lunch) counts as merely long
    or short; a service seen but a few times is held against all.

    Where most take equally long they have no spread of their own; that makes nobody else wrong.
    """
    whole = float(np.median(logs))
    middles = np.full(kind.max() + 1, whole)
    for place in np.flatnonzero(np.bincount(kind) >= _OWN_MIDDLE):
        middles[place] = np.median(logs[kind == place])
    rest = logs - middles[kind]
    reach = 5 * max(1.4826 * float(np.median(np.abs(rest))), USUAL_SIGMA / 2)
    found: Floats = middles[kind] + np.clip(rest, -reach, reach)
    return found


def _variance(rest: Floats, group: Ints, sigma: float) -> float:
    """The variance between groups, by moments."""
    counts = np.bincount(group)
    sums = np.bincount(group, rest)
    used = counts > 0
    counts, means = counts[used], sums[used] / counts[used]
    if len(counts) < 2:
        return 0.0
    weights = counts / (counts + 5.0)
    between = float((weights * (means**2 - sigma**2 / counts)).sum() / weights.sum())
    return max(between, 0.0)


def _shrunk(rest: Floats, group: Ints, many: int, sigma: float) -> Floats:
    counts = np.bincount(group, minlength=many)
    sums = np.bincount(group, rest, minlength=many)
    between = _variance(rest, group, sigma)
    if between <= 0:
        return np.zeros(many)
    found: Floats = sums / (counts + sigma**2 / between)
    return found


def _normal_grid() -> Floats:
    from statistics import NormalDist

    points = np.clip(_POINTS, 0.002, 0.998)
    return np.array([NormalDist().inv_cdf(float(point)) for point in points])


def _shape(rest: Floats, normal: Floats) -> Floats:
    """The quantiles of the rest, near the normal ones while data are few."""
    points = np.clip(_POINTS, 0.002, 0.998)
    seen = np.quantile(rest, points)
    weight = len(rest) / (len(rest) + 300)
    mixed: Floats = np.sort(weight * seen + (1 - weight) * normal)
    return mixed
