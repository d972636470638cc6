"""The forecast of a day: how many come when, for what, and who will be at the counters."""

from __future__ import annotations

import math
import zlib
from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

import numpy as np

from kiosk import calendar
from kiosk.ground import Ground, Work
from kiosk.hours import Period
from kiosk.refusal import Refusal
from kiosk.whatif import past as pasts
from kiosk.whatif.arrivals import BEFORE, QUARTERS, Seen, Trial, expected, trial
from kiosk.whatif.counted import counted, kind, opened
from kiosk.whatif.day import Day, Person
from kiosk.whatif.outcome import QUARTER
from kiosk.whatif.usual import usual

EIGHT_IN_TEN = 1.2816
"""So many standard deviations to each side hold eight in ten."""

UNKNOWN = 0.2
"""How far a day's number lies apart while nothing shows it (as a logarithm)."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The quarter-hour that begins `at` seconds since midnight: people who come in the mean, and
    the range of eight such days in ten."""

    at: float
    people: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Who comes on `day`. `people`: of the whole day, with `low` to `high` in eight of ten;
    `by_service`: how many of them for what; `days`: so many have been learned from; `trial`: how
    good such forecasts were, None with too few days."""

    day: date
    quarters: tuple[Expected, ...]
    people: float
    low: float
    high: float
    by_service: Mapping[str, float]
    days: int
    trial: Trial | None


@dataclass(frozen=True, slots=True)
class Coming:
    """A forecast with all that is needed to run such a day: the people of the last days, one of
    whom each of those to come is like, and a day without people."""

    forecast: Forecast
    people: tuple[Person, ...]
    frame: Day

    def days(self, many: int) -> list[Day]:
        """So many such days by chance; the same hall and day give the same ones."""
        random = np.random.default_rng(zlib.crc32(self.forecast.day.isoformat().encode()))
        return [self._drawn(random) for _ in range(many)]

    def _drawn(self, random: np.random.Generator) -> Day:
        spread = self.forecast.trial.spread if self.forecast.trial is not None else UNKNOWN
        busy = float(np.exp(spread * random.standard_normal()))
        moments: list[float] = []
        for each in self.forecast.quarters:
            come = random.poisson(each.people * busy)
            moments += (each.at + QUARTER * random.random(come)).tolist()
        like = random.integers(len(self.people), size=len(moments))
        people = tuple(
            replace(self.people[place], ticket=ticket, at=at, appointment=None)
            for ticket, (at, place) in enumerate(zip(sorted(moments), like, strict=True), start=1)
        )
        servers = frozenset(each.server for each in self.frame.posts)
        learned = self.frame.learned.on_a_day(servers, random)
        return replace(self.frame, people=people, learned=learned)


def coming(ground: Ground, work: Work, day: date) -> Coming:
    """The forecast of `day` from the days before it; refuses with "whatif.hall_shut" or
    "whatif.little_history"."""
    hours = ground.settings.hours
    if hours is not None and not hours.on(day):
        raise Refusal("whatif.hall_shut", day=day.isoformat())
    last = min(day, work.day + timedelta(days=over(ground, work))) - timedelta(days=1)
    seen = counted(ground, work, last)
    if len(seen) < BEFORE:
        raise Refusal("whatif.little_history", days=len(seen), needed=BEFORE)
    ever = np.any([each.open for each in seen], axis=0)
    frame = Seen(day, *kind(hours, day), opened(hours, day, ever), np.zeros(QUARTERS))
    newest = seen[-1].day
    past = pasts.days(ground, work, newest - pasts.LEARNED, newest)
    people = tuple(_alone(person) for each in past for person in each.day.people)
    return Coming(_told(seen, frame, people), people, usual(ground, day, past))


def over(ground: Ground, work: Work) -> bool:
    """Whether nobody comes any more today."""
    hours = ground.settings.hours
    now = work.at.astimezone(ground.zone)
    periods = hours.on(work.day) if hours is not None else ()
    later = now.date() > work.day
    return work.closed or later or (hours is not None and now.time() >= _end(periods))


def next_working_day(ground: Ground, today: date) -> date:
    """The next day after today on which the hall is open; refuses with "whatif.hall_shut" if it is
    none of the next 60."""
    hours = ground.settings.hours
    for ahead in range(1, 61):
        day = today + timedelta(days=ahead)
        if hours.on(day) if hours is not None else calendar.is_working_day(day)[0]:
            return day
    raise Refusal("whatif.hall_shut", day=(today + timedelta(days=1)).isoformat())


def _end(periods: Sequence[Period]) -> time:
    return periods[-1].end if periods else time()


def _alone(person: Person) -> Person:
    """The same without whom it stood behind."""
    stays = tuple(replace(each, turn=None) for each in person.stays)
    return replace(person, stays=stays)


def _told(seen: Sequence[Seen], frame: Seen, past: Sequence[Person]) -> Forecast:
    counts = expected(seen, frame)
    held = trial(seen)
    spread = held.spread if held is not None else UNKNOWN
    people = float(counts.sum())
    low, high = _range(people, spread)
    services = Tally(each.service for each in past)
    quarters = []
    for place in np.flatnonzero(frame.open):
        each = float(counts[place])
        quarters.append(Expected(float(place) * QUARTER, each, *_range(each, spread)))
    return Forecast(
        day=frame.day,
        quarters=tuple(quarters),
        people=people,
        low=low,
        high=high,
        by_service={
            service: people * count / len(past) for service, count in services.most_common()
        },
        days=len(seen),
        trial=held,
    )


def _range(people: float, spread: float) -> tuple[float, float]:
    """Between which eight of ten lie: people come one by one, on days that are busier or less."""
    beside = EIGHT_IN_TEN * math.sqrt(people + (people * spread) ** 2)
    return max(0.0, people - beside), people + beside
