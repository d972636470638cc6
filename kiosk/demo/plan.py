"""Who comes on a simulated day, when and for what, and when the counters are staffed.

A plan is a value and is drawn from one seed: the same hall and seed give the same day. People come
as a Poisson process whose rate follows the day (two humps, as in halls that are open before and
after lunch); service times are lognormal (Brown et al. 2005, JASA 100(469), for call centres).
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.catalogue import Catalogue
from kiosk.queue.tickets import Counter, Priority

OPENS, CLOSES = 9 * 3600, 17 * 3600
"""Seconds since midnight in the hall."""
HUMPS = ((10 * 3600, 3600.0), (15 * 3600, 4500.0))
"""When most people come, and how wide the hump is (seconds)."""
VALLEY = 0.35
"""The rate between the humps, of that on their tops."""
LOAD = 0.85
"""How much of the staffed hours is work."""
PRIORITY, NO_SHOW, RETURN, GIVE_UP, ENGLISH = 0.15, 0.08, 0.4, 0.02, 0.03
"""Shares of the people: with priority; not there when called, and of those who come back; who give
their number up; who read English."""
LUNCH = (41_400, 45_600)
"""When the two waves of lunch begin (11:30, 12:40); each lasts for an hour."""
LUNCH_SECONDS = 3600
SPREAD = 0.45
"""The sigma of the logarithm of service times."""
LEAST_SECONDS = 45.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comes at `at` seconds since midnight.

    `work`: seconds that the matter takes at an ordinary counter. `there`: comes when called.
    `back`: checks in again after a miss. `patience`: gives up after so many seconds, if ever.
    """

    at: float
    service: str
    priority: Priority | None
    language: str
    work: float
    walk: float
    there: bool
    back: bool
    patience: float | None


@dataclass(frozen=True, slots=True)
class Shift:
    """When somebody sits at a counter: (from, to) in seconds since midnight, lunch left out.

    `speed`: how long this clerk takes for what others do in one.
    """

    counter: str
    spans: tuple[tuple[float, float], ...]
    speed: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A day: the people in the order of their coming, and the shifts."""

    people: tuple[Person, ...]
    shifts: tuple[Shift, ...]


def plan(
    catalogue: Catalogue,
    counters: Sequence[Counter],
    serves: Mapping[str, frozenset[str]],
    seed: int,
) -> Plan:
    """The day of `seed` in this hall.

    People come for what the counters can do: each counter brings as many as keep it busy for
    `LOAD` of its hours, so that no group of a hall is flooded while another sleeps.
    """
    dice = random.Random(seed)
    working = [each for each in counters if serves.get(each.code, frozenset())]
    shifts = tuple(_shift(each.code, place, dice) for place, each in enumerate(working))
    rates = _rates(catalogue, shifts, serves)
    people = [
        _person(at, service, catalogue, dice)
        for service, daily in sorted(rates.items())
        for at in _arrivals(daily, dice)
    ]
    return Plan(tuple(sorted(people, key=lambda each: (each.at, each.service))), shifts)


def _shift(counter: str, place: int, dice: random.Random) -> Shift:
    lunch = LUNCH[place % len(LUNCH)]
    late = dice.uniform(-60, 180)
    spans = ((OPENS + late, float(lunch)), (lunch + LUNCH_SECONDS + late, float(CLOSES)))
    return Shift(counter, spans, math.exp(dice.gauss(0, 0.12)))


def _rates(
    catalogue: Catalogue, shifts: Sequence[Shift], serves: Mapping[str, frozenset[str]]
) -> dict[str, float]:
    """People a day for each service."""
    rates: dict[str, float] = {}
    for shift in shifts:
        mine = sorted(serves[shift.counter] & catalogue.services.keys())
        if not mine:
            continue
        seconds = LOAD * sum(until - since for since, until in shift.spans)
        # What stands first in a catalogue is asked for more: a gentle law of Zipf.
        weights = [1 / (2 + place) for place in range(len(mine))]
        work = [
            _mean(catalogue, service) * weight
            for service, weight in zip(mine, weights, strict=True)
        ]
        for service, weight in zip(mine, weights, strict=True):
            rates[service] = rates.get(service, 0.0) + seconds * weight / sum(work)
    return rates


def _mean(catalogue: Catalogue, service: str) -> float:
    return catalogue.services[service].avg_service_minutes * 60.0


def _arrivals(daily: float, dice: random.Random) -> list[float]:
    """Moments of a Poisson process whose rate follows the day, by thinning (Lewis and Shedler
    1979)."""
    mean = sum(_height(at) for at in range(OPENS, CLOSES, 300)) / len(range(OPENS, CLOSES, 300))
    top = daily / (CLOSES - OPENS) / mean
    found, at = [], float(OPENS) - 300
    while top > 0 and (at := at + dice.expovariate(top)) < CLOSES - 1800:
        if dice.random() < _height(at):
            found.append(at)
    return found


def _height(at: float) -> float:
    """The rate at a moment, of the highest: 1 on the humps."""
    hump = max(math.exp(-0.5 * ((at - top) / width) ** 2) for top, width in HUMPS)
    return VALLEY + (1 - VALLEY) * hump


def _person(at: float, service: str, catalogue: Catalogue, dice: random.Random) -> Person:
    mean = _mean(catalogue, service)
    work = math.exp(dice.gauss(math.log(mean) - SPREAD**2 / 2, SPREAD))
    first = dice.random() < PRIORITY
    there = dice.random() >= NO_SHOW
    return Person(
        at=at,
        service=service,
        priority=dice.choice(list(Priority)) if first else None,
        language="en" if dice.random() < ENGLISH else "zh",
        work=max(LEAST_SECONDS, work),
        walk=dice.uniform(8, 40),
        there=there,
        back=not there and dice.random() < RETURN,
        patience=dice.uniform(900, 3600) if dice.random() < GIVE_UP else None,
    )
