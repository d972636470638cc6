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
from kiosk.whatif import slots
from kiosk.whatif.arrivals import BEFORE, QUARTERS, Seen, Trial, expected, trial
from kiosk.whatif.counted import Counted, counted, kind, opened
from kiosk.whatif.day import Day, Person, Stay
from kiosk.whatif.memory import Memory
from kiosk.whatif.outcome import QUARTER
from kiosk.whatif.slots import Slotted
from kiosk.whatif.usual import usual

EIGHT_IN_TEN = 1.2816
"""So many standard deviations to each side hold eight in ten."""

UNKNOWN = 0.2
"""How far a day's number lies apart while nothing shows it (as a logarithm)."""

AROUND = (-600.0, 300.0)
"""Between so many seconds before the slot begins and after it people come to an appointment."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The quarter-hour that begins `at` seconds since midnight: people who come in the mean, and
    the range of eight such days in ten; `booked` of them have an appointment then."""

    at: float
    people: float
    low: float
    high: float
    booked: float = 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """Who comes on `day`. `people`: of the whole day, with `low` to `high` in eight of ten;
    `by_service`: how many of them for what; `days`: so many have been learned from; `trial`: how
    good such forecasts were, None with too few days. `booked`: so many of them come to the
    `appointments` that have been made so far."""

    day: date
    quarters: tuple[Expected, ...]
    people: float
    low: float
    high: float
    by_service: Mapping[str, float]
    days: int
    trial: Trial | None
    booked: float = 0.0
    appointments: int = 0


@dataclass(frozen=True, slots=True)
class Coming:
    """A forecast with all that is needed to run such a day: the people of the last days, one of
    whom each of those to come is like, who has booked a time, and a day without people."""

    forecast: Forecast
    people: tuple[Person, ...]
    booked: tuple[Slotted, ...]
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
            come = random.poisson((each.people - each.booked) * busy)
            moments += (each.at + QUARTER * random.random(come)).tolist()
        like = random.integers(len(self.people), size=len(moments))
        people = [_another(self.people[place], at) for at, place in zip(moments, like, strict=True)]
        people += [person for each in self.booked if (person := self._comes(each, random))]
        people.sort(key=lambda each: each.at)
        people = [replace(each, ticket=ticket) for ticket, each in enumerate(people, start=1)]
        servers = frozenset(each.server for each in self.frame.posts)
        learned = self.frame.learned.on_a_day(servers, random)
        return replace(self.frame, people=tuple(people), learned=learned)

    def _comes(self, slotted: Slotted, random: np.random.Generator) -> Person | None:
        """The holder of an appointment who is still to come, if they do."""
        chance, early = random.random(2).tolist()
        if slotted.here or chance >= slotted.likely:
            return None
        alike = [each for each in self.people if each.service == slotted.service]
        stays = (
            alike[random.integers(len(alike))].stays if alike else (Stay(slotted.service, None),)
        )
        at = max(0.0, slotted.at + AROUND[0] + early * (AROUND[1] - AROUND[0]))
        return Person(0, at, slotted.service, slotted.group, False, stays, slotted.at)


def coming(ground: Ground, work: Work, day: date, memory: Memory) -> Coming:
    """The forecast of `day` from the days before it; refuses with "whatif.hall_shut" or
    "whatif.little_history"."""
    hours = ground.settings.hours
    if hours is not None and not hours.on(day):
        raise Refusal("whatif.hall_shut", day=day.isoformat())
    last = min(day, work.day + timedelta(days=over(ground, work))) - timedelta(days=1)
    seen = counted(ground, work, last, memory)
    if len(seen) < BEFORE:
        raise Refusal("whatif.little_history", days=len(seen), needed=BEFORE)
    ever = np.any([each.walked_in.open for each in seen], axis=0)
    frame = Seen(day, *kind(hours, day), opened(hours, day, ever), np.zeros(QUARTERS))
    newest = seen[-1].walked_in.day
    past = pasts.days(ground, work, newest - pasts.LEARNED, newest, memory)
    people = tuple(_alone(person) for each in past for person in each.day.people)
    booked = slots.of_day(ground, work, day)
    told = _told(seen, frame, people, booked, more=day > work.day)
    return Coming(told, people, booked, usual(ground, day, past))


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


def _another(person: Person, at: float) -> Person:
    """Somebody like that who comes at another time, without an appointment."""
    return Person(0, at, person.service, person.group, person.priority, person.stays)


def _alone(person: Person) -> Person:
    """The same without whom it stood behind."""
    stays = tuple(replace(each, turn=None) for each in person.stays)
    return replace(person, stays=stays)


def _told(
    seen: Sequence[Counted],
    frame: Seen,
    past: Sequence[Person],
    booked: Sequence[Slotted],
    *,
    more: bool,
) -> Forecast:
    """`more`: appointments may still be made for that day."""
    slotted = np.zeros(QUARTERS)
    for each in booked:
        slotted[min(QUARTERS - 1, max(0, int(each.at // QUARTER)))] += each.likely
    frame = replace(frame, open=frame.open | (slotted > 0))
    walked_in = expected([each.walked_in for each in seen], frame)
    if more and any(each.booked.counts.any() for each in seen):
        # Who usually comes with an appointment, and has none yet.
        usually = expected([each.booked for each in seen], frame)
        still = max(0.0, 1 - float(slotted.sum()) / max(float(usually.sum()), 1e-6))
        walked_in = walked_in + usually * still
    held = trial([each.everybody for each in seen])
    spread = held.spread if held is not None else UNKNOWN
    people, with_slot = float(walked_in.sum()), float(slotted.sum())
    low, high = _range(people, spread)
    services = Tally(each.service for each in past)
    by_service = {service: people * count / len(past) for service, count in services.items()}
    for slot in booked:
        by_service[slot.service] = by_service.get(slot.service, 0.0) + slot.likely
    quarters = []
    for place in np.flatnonzero(frame.open):
        others, here = float(walked_in[place]), float(slotted[place])
        least, most = _range(others, spread)
        quarters.append(
            Expected(float(place) * QUARTER, others + here, least + here, most + here, here)
        )
    return Forecast(
        day=frame.day,
        quarters=tuple(quarters),
        people=people + with_slot,
        low=low + with_slot,
        high=high + with_slot,
        by_service=dict(sorted(by_service.items(), key=lambda each: -each[1])),
        days=len(seen),
        trial=held,
        booked=with_slot,
        appointments=len(booked),
    )


def _range(people: float, spread: float) -> tuple[float, float]:
    """Between which eight of ten lie: people come one by one, on days that are busier or less."""
    beside = EIGHT_IN_TEN * math.sqrt(people + (people * spread) ** 2)
    return max(0.0, people - beside), people + beside
