"""What is true of the reference hall: its services, windows, clerks, people and their habits."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.queue.routing import Rule

HOUR = 3600.0
SHORTEST_LUNCH = 1200.0
STRICT = Rule("strict")
Hours = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """A service: its share of the people, and the lognormal of its seconds."""

    share: float
    median: float
    sigma: float


@dataclass(frozen=True, slots=True)
class Desk:
    """A window: what it serves, when it is planned to be there (seconds since midnight), and how
    many times as long as the middle clerk its clerk takes. A specialist one keeps to what no
    comprehensive one that is there could do."""

    services: frozenset[str]
    hours: Hours
    slowness: float = 1.0
    comprehensive: bool = True


@dataclass(frozen=True, slots=True)
class Truth:
    """A hall. `rates` are people per second by the time of day, in steps of `STEP` seconds."""

    matters: Mapping[str, Matter]
    desks: Mapping[str, Desk]
    rates: tuple[float, ...]
    tickets_from: float = 8.5 * HOUR
    last_ticket: float = 16.5 * HOUR
    priority: float = 0.15
    no_show: float = 0.08
    walk: tuple[float, float] = (10.0, 30.0)
    no_show_seconds: tuple[float, float] = (60.0, 90.0)
    breaks_per_hour: float = 0.12
    break_seconds: tuple[float, float] = (300.0, 900.0)
    day_sigma: float = 0.04
    rule: Rule = STRICT
    missing: frozenset[str] = frozenset()
    slower: float = 1.0

    def rate(self, at: float) -> float:
        """People per second at a time of day."""
        place = int((at - self.tickets_from) // STEP)
        return self.rates[place] if 0 <= place < len(self.rates) else 0.0

    def mean(self, service: str) -> float:
        """The mean seconds of a service at the middle clerk, without drift."""
        matter = self.matters[service]
        return matter.median * math.exp(matter.sigma**2 / 2)


STEP = 1800.0
_SHAPE = (0.7, 1.1, 1.4, 1.4, 1.2, 1.0, 0.6, 0.5, 0.6, 0.9, 1.2, 1.3, 1.2, 1.0, 0.8, 0.5)
"""How the morning and the afternoon of a hall rise and fall, by half-hours from half past eight."""


def sample(seed: int, load: float = 0.95) -> Truth:
    """A hall of 12 services, 8 comprehensive and 4 specialist windows and two waves of lunch.

    `load`: people per day as a share of what the windows can do in seven hours.
    """
    rng = random.Random(f"hall {seed}")
    names = [f"s{number:02d}" for number in range(12)]
    seconds = {name: (rng.uniform(180, 780), rng.uniform(0.45, 0.75)) for name in names}
    waves = (
        ((8.5 * HOUR, 11.75 * HOUR), (12.5 * HOUR, 17 * HOUR)),
        ((8.5 * HOUR, 12.5 * HOUR), (13.25 * HOUR, 17 * HOUR)),
    )
    desks = {}
    for number in range(12):
        services = frozenset(names[:8] if number < 8 else [names[number]])
        if number > 9:
            # Two of the specialists stand in for each other, and help with what is common.
            services |= frozenset([*names[number - 10 : number - 8], *names[10:]])
        slowness = math.exp(rng.gauss(0, 0.15))
        desks[f"{number + 1}"] = Desk(services, waves[number % 2], slowness, number < 8)
    # What a window can do in its hours, of which four know one service each and share the rest.
    work = {name: rng.uniform(0.7, 1.3) for name in names[:8]}
    whole = sum(work.values())
    work = {name: 8.6 * each / whole for name, each in work.items()}
    work |= {name: 0.85 if place < 2 else 0.55 for place, name in enumerate(names[8:])}
    people = {}
    for name, (median, sigma) in seconds.items():
        mean = 0.92 * (median * math.exp(sigma**2 / 2) + 20) + 0.08 * 75
        people[name] = load * work[name] * 7.0 * HOUR / mean
    matters = {name: Matter(people[name], *seconds[name]) for name in names}
    unit = sum(people.values()) / (sum(_SHAPE) * STEP)
    return Truth(matters, desks, tuple(unit * each for each in _SHAPE))


def scenarios(seed: int) -> dict[str, tuple[Truth, Truth]]:
    """Name -> (the hall of the history, the hall of the day)."""
    usual = sample(seed)
    apq = replace(usual, rule=Rule("apq"))

    def times(truth: Truth, factor: float) -> Truth:
        return replace(truth, rates=tuple(factor * each for each in truth.rates))

    return {
        "ordinary": (usual, usual),
        "overload": (usual, times(usual, 1.1)),
        "quiet": (usual, times(usual, 0.7)),
        "missing": (usual, replace(usual, missing=frozenset({"3", "11"}))),
        "slower": (usual, replace(usual, slower=1.15)),
        "apq": (apq, apq),
    }
