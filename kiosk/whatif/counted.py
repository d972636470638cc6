"""Counts who came on the hall's past days, and says what kind of day each was."""

from __future__ import annotations

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
from kiosk.whatif.outcome import QUARTER

DAYS = 120
"""So many days back (on the calendar) people are counted."""

HOLIDAY = 3
"""So many days shut in a row are a holiday; a weekend is two."""

MAKE_UP = 7
"""The kind of a Saturday or Sunday on which offices work; the others are 0 for Monday to 6."""

_tickets = rows.tickets.c


def counted(ground: Ground, work: Work, last: date) -> tuple[Seen, ...]:
    """The days until `last` (included) on which the hall was open and somebody came, in order."""
    hours = ground.settings.hours
    query = (
        select(_tickets.day, _tickets.issued_at)
        .where(_tickets.hall_id == work.hall)
        .where(_tickets.day.between(last - timedelta(days=DAYS), last))
        .order_by(_tickets.day)
    )
    counts: dict[date, Floats] = {}
    for day, at in work.connection.execute(query):
        if hours is not None and not hours.on(day):
            continue
        here = at.astimezone(ground.zone)
        # A clock that stood in yesterday brought somebody before the day had begun.
        place = (here.hour * 60 + here.minute) // 15 if here.date() == day else 0
        counts.setdefault(day, np.zeros(QUARTERS))[place] += 1
    ever = sum(counts.values(), np.zeros(QUARTERS)) > 0
    return tuple(
        Seen(day, *kind(hours, day), opened(hours, day, ever) | (found > 0), found)
        for day, found in sorted(counts.items())
    )


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
