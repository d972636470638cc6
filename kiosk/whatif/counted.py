"""Counts who came on the hall's past days, and says what kind of day each was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from sqlalchemy import select

from kiosk import calendar
from kiosk.estimate.forward import Bools, Floats
from kiosk.ground import Ground, Work
from kiosk.hours import Hours
from kiosk.queue import rows
from kiosk.whatif.arrivals import QUARTERS, Seen
from kiosk.whatif.day import seconds_of
from kiosk.whatif.memory import Memory, marks
from kiosk.whatif.outcome import QUARTER

DAYS = 120
"""So many days back (on the calendar) people are counted."""

HOLIDAY = 3
"""So many days shut in a row are a holiday; a weekend is two."""

MAKE_UP = 7
"""The kind of a Saturday or Sunday on which offices work; the others are 0 for Monday to 6."""

_tickets = rows.tickets.c


@dataclass(frozen=True, slots=True)
class Counted:
    """Who came on a past day, without an appointment and with one."""

    walked_in: Seen
    booked: Seen

    @property
    def everybody(self) -> Seen:
        """Both together."""
        return replace(self.walked_in, counts=self.walked_in.counts + self.booked.counts)


def counted(ground: Ground, work: Work, last: date, memory: Memory) -> tuple[Counted, ...]:
    """The days until `last` (included) on which the hall was open and somebody came, in order."""
    hours = ground.settings.hours

    def read(missing: list[date]) -> dict[date, Floats]:
        return _came(ground, work, missing)

    known = marks(work, last - timedelta(days=DAYS), last)
    open_days = {day: each for day, each in known.items() if hours is None or hours.on(day)}
    found = memory.counts.days(work, open_days, read)
    ever = sum((each.sum(0) for each in found.values()), np.zeros(QUARTERS)) > 0
    seen = []
    for day, counts in found.items():
        like, first = kind(hours, day)
        known_open = opened(hours, day, ever) | (counts.sum(0) > 0)
        walked_in, booked = (Seen(day, like, first, known_open, each) for each in counts)
        seen.append(Counted(walked_in, booked))
    return tuple(seen)


def _came(ground: Ground, work: Work, days: list[date]) -> dict[date, Floats]:
    """Who came in each quarter-hour of these days, (2, 96): without and with an appointment."""
    query = select(_tickets.day, _tickets.issued_at, _tickets.appointment_at).where(
        _tickets.hall_id == work.hall, _tickets.day.in_(days)
    )
    counts = {day: np.zeros((2, QUARTERS)) for day in days}
    for day, at, slot in work.connection.execute(query):
        here = at.astimezone(ground.zone)
        # A clock that stood in yesterday brought somebody before the day had begun.
        place = (here.hour * 60 + here.minute) // 15 if here.date() == day else 0
        counts[day][int(slot is not None), place] += 1
    return counts


def kind(hours: Hours | None, day: date) -> tuple[int, bool]:
    """What a day is like: its weekday or `MAKE_UP`, and whether it is the first after a holiday."""
    weekend = day.weekday() >= 5
    like = MAKE_UP if weekend and calendar.is_working_day(day)[0] else day.weekday()
    before = (day - timedelta(days=back) for back in range(1, HOLIDAY + 1))
    return like, not any(_works(hours, each) for each in before)


def opened(hours: Hours | None, day: date, ever: Bools) -> Bools:
    """The quarter-hours of `day` in which numbers are given out, (96,); of a hall without hours
    those in which somebody has `ever` come."""
    if hours is None:
        return ever
    found = np.zeros(QUARTERS, dtype=bool)
    for period in hours.on(day):
        start = seconds_of(period.start) - 60 * hours.early_minutes
        end = seconds_of(period.end)
        found[max(0, int(start // QUARTER)) : int(-(-end // QUARTER))] = True
    return found


def _works(hours: Hours | None, day: date) -> bool:
    return bool(hours.on(day)) if hours is not None else calendar.is_working_day(day)[0]
