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
LEAST_DAY_SD = 0.10
"""A day may be slower than all before it; so much of it is always thought possible."""

LEAST_SERVER_DAY_SD = 0.05
UNKNOWN_SD = 0.4
"""How wrong `USUAL_SECONDS` may be, as a logarithm."""

_ROUNDS = 30
_LONGEST = 4 * 3600.0
_POINTS = np.linspace(0.0, 1.0, 101)


@dataclass(frozen=True, slots=True)
class Times:
    """What is known of service times. `middle`: log seconds by service; `pace`: log of how much
    longer a server takes; `sigma`: by service; `grid`: quantiles of the standardised rest."""

    middle: dict[str, float]
    usual: float
    pace: dict[str, float]
    sigma: dict[str, float]
    usual_sigma: float
    grid: Floats
    day_sd: float
    server_day_sd: float
    count: int

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
        if 1.0 <= seconds <= _LONGEST
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
    logs = _tamed(logs)
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
    return Times(
        middle={name: usual + float(middle[place]) for name, place in services.items()},
        usual=usual,
        pace={name: float(pace[place]) for name, place in servers.items()},
        sigma={name: float(sigmas[place]) for name, place in services.items()},
        usual_sigma=sigma,
        grid=grid,
        day_sd=max(float(day.std()), LEAST_DAY_SD),
        server_day_sd=max(math.sqrt(_variance(left, cells, sigma)), LEAST_SERVER_DAY_SD),
        count=len(rows),
    )


def _index(names: Sequence[str]) -> tuple[dict[str, int], Ints]:
    found: dict[str, int] = {}
    places = [found.setdefault(name, len(found)) for name in names]
    return found, np.array(places)


def _tamed(logs: Floats) -> Floats:
    """Whatever stands far out (a window left open over lunch) counts as merely long or short."""
    middle = np.median(logs)
    reach = 5 * 1.4826 * float(np.median(np.abs(logs - middle))) + 1e-9
    return np.clip(logs, middle - reach, middle + reach)


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


class Today:
    """The pace of today: how much longer or shorter everything takes, and each server apart.

    A level with a normal prior, older cases fading with a half-life of `HALF_LIFE` seconds; cases
    that still go on count with what is expected of them, or a day would begin with the short ones.
    """

    HALF_LIFE = 3 * 3600.0

    def __init__(self, times: Times) -> None:
        self.times = times
        self._rows: list[tuple[float, float, str]] = []

    def served(self, at: float, service: str, server: str, seconds: float) -> None:
        """A case is over, at `at` seconds since midnight."""
        if not 1.0 <= seconds <= _LONGEST:
            return
        sigma = self.times.spread(service)
        rest = (math.log(seconds) - self.times.expected(service, server)) / sigma
        self._rows.append((at, max(-4.0, min(4.0, rest)) * sigma, server))

    def level(
        self, at: float, going: Sequence[tuple[str, str, float]]
    ) -> tuple[float, float, dict[str, float]]:
        """(log pace of the day, how sure one is of it as a standard deviation, log pace of each
        server beside it); `going`: (service, server, seconds so far)."""
        times = self.times
        noise = times.usual_sigma**2
        rows = [
            (0.5 ** (max(0.0, at - when) / self.HALF_LIFE), rest, server)
            for when, rest, server in self._rows
        ]
        for service, server, seconds in going:
            if 1.0 <= seconds <= _LONGEST:
                sigma = times.spread(service)
                z = (math.log(seconds) - times.expected(service, server)) / sigma
                if -2.0 < z < 3.0:
                    rows.append((1.0, sigma * _mills(z), server))
        weight = sum(row[0] for row in rows)
        total = sum(row[0] * row[1] for row in rows)
        strength = noise / times.day_sd**2
        day = total / (weight + strength)
        own = noise / times.server_day_sd**2
        sums: dict[str, tuple[float, float]] = {}
        for share, rest, server in rows:
            before = sums.get(server, (0.0, 0.0))
            sums[server] = (before[0] + share, before[1] + share * (rest - day))
        apart = {server: rests / (shares + own) for server, (shares, rests) in sums.items()}
        return day, math.sqrt(noise / (weight + strength)), apart


def _mills(z: float) -> float:
    """The mean of a standard normal above `z`."""
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / (math.erfc(z / math.sqrt(2)) / 2)
