"""What if: a day of the hall once more, or a day to come, with something otherwise (R34 to R36).

A past day is replayed as its events tell it, with the hall's own rule; a day to come is a forecast,
run some times by chance. Moments are seconds since midnight in the hall, waits seconds. Every
question reads the hall in a transaction that only looks, and takes a second or a few.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from kiosk.queue import rows
from kiosk.refusal import Refusal
from kiosk.whatif import coming, memory, past, tide, today
from kiosk.whatif.arrivals import Error, Trial
from kiosk.whatif.change import Change, More, applied
from kiosk.whatif.coming import Coming, Expected, Forecast
from kiosk.whatif.day import Day, Post, Span
from kiosk.whatif.outcome import Outcome, Quarter, Waits, outcome
from kiosk.whatif.past import Past
from kiosk.whatif.run import run
from kiosk.whatif.suggesting import Step, Suggestion, suggested
from kiosk.whatif.tide import Ahead, Tide
from kiosk.whatif.today import Now

if TYPE_CHECKING:
    from kiosk.ground import Work
    from kiosk.hall import Hall

__all__ = [
    "Ahead",
    "Change",
    "Comparison",
    "Error",
    "Expected",
    "Forecast",
    "More",
    "Outcome",
    "Post",
    "Quarter",
    "Span",
    "Step",
    "Suggestion",
    "Tide",
    "Trial",
    "Waits",
    "ahead",
    "compare",
    "counters",
    "forecast",
    "forecast_and_ahead",
    "last_day",
    "recorded",
    "replay",
    "suggest",
]

AS_IT_WAS = Change()

FEWEST, RUNS, ENOUGH = 6, 20, 5000
"""A day to come is run until so many people have come, but neither more often nor less: that keeps
an answer under a second of a core, however large the hall."""

TRIES, ENOUGH_TRIED = 4, 1500
"""So many times for each change that is tried on it, or until so many people have come."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A day as it was (`truth`, None of a day to come), run once more as it was (`before`), and
    with something otherwise (`after`). How near the first two are is how far the third can be
    believed."""

    truth: Outcome | None
    before: Outcome
    after: Outcome


def recorded(hall: Hall, day: date) -> Outcome:
    """A past day (or today so far) as it was; refuses with "whatif.no_numbers"."""
    with hall.ground.read() as work:
        return _as_it_was(hall, _past(hall, work, day))


def replay(hall: Hall, day: date, change: Change = AS_IT_WAS) -> Outcome:
    """A day with something otherwise: a past day or today so far, else a forecast.

    Refuses with "whatif.no_numbers", "whatif.counter_away", "whatif.none_comprehensive" and as
    `forecast` does.
    """
    return _run(hall, _days(hall, day), change)


def compare(hall: Hall, day: date, change: Change) -> Comparison:
    """What a day is without and with a change, reading it once; refuses as `replay` does."""
    ground = hall.ground
    with ground.read() as work:
        was = _past(hall, work, day) if day <= work.day else None
        days = [was.day] if was else _runs(coming.coming(ground, work, day, memory.of(hall)))
    before = _run(hall, days, AS_IT_WAS)
    after = _run(hall, days, change) if change.any else before
    return Comparison(_as_it_was(hall, was) if was else None, before, after)


def counters(hall: Hall, day: date) -> tuple[Post, ...]:
    """Which counters were there on a day (or will be), and when; refuses as `replay` does."""
    return _days(hall, day, 1)[0].posts


def forecast(hall: Hall, day: date | None = None) -> Forecast:
    """Who comes on a day, or on the next working day; refuses with "whatif.hall_shut" or
    "whatif.little_history"."""
    with hall.ground.read() as work:
        chosen = day or coming.next_working_day(hall.ground, work.day)
        return coming.coming(hall.ground, work, chosen, memory.of(hall)).forecast


def suggest(
    hall: Hall, day: date, goal: float, step: Callable[[], None] = lambda: None
) -> Suggestion:
    """The smallest change with which 95 of 100 people wait no longer than `goal` seconds; `step` is
    called with each that is tried. Refuses as `replay` does."""
    days = _days(hall, day, TRIES)
    return suggested(days[: max(1, ENOUGH_TRIED // max(1, len(days[0].people)))], goal, step)


def ahead(hall: Hall, day: date | None = None) -> Ahead:
    """The rest of today, or a day to come: where a tidal counter is needed, by the line that is an
    alarm of the hall, and when numbers should stop. Refuses as `forecast` does."""
    with hall.ground.read() as work:
        found = coming.coming(hall.ground, work, day or work.day, memory.of(hall))
        here = _now(hall, work, found)
    return _ahead(hall, found, here)


def forecast_and_ahead(hall: Hall, day: date | None = None) -> tuple[Forecast, Ahead]:
    """Both of a day, or of the next working day, reading the past once; refuses as `forecast`
    does."""
    with hall.ground.read() as work:
        chosen = day or coming.next_working_day(hall.ground, work.day)
        found = coming.coming(hall.ground, work, chosen, memory.of(hall))
        here = _now(hall, work, found)
    return found.forecast, _ahead(hall, found, here)


def last_day(hall: Hall) -> date:
    """The last day before today on which numbers were given out; today if there is none."""
    tickets = rows.tickets.c
    with hall.ground.read() as work:
        query = select(func.max(tickets.day)).where(tickets.hall_id == work.hall)
        return work.connection.scalar(query.where(tickets.day < work.day)) or work.day


def _now(hall: Hall, work: Work, found: Coming) -> Now | None:
    """The hall as it stands, where the day that comes is today."""
    return today.now(hall.ground, work, found) if found.forecast.day == work.day else None


def _ahead(hall: Hall, found: Coming, here: Now | None) -> Ahead:
    many = _many(found)
    days = found.days(many) if here is None else today.days(found, here, many)
    most = hall.settings.alarms.line_people
    if here is None:
        return tide.ahead(days, most, _overtime(hall))
    still = fmean(len(day.people) for day in days) - len(here.waiting)
    told = tide.ahead(days, most, _overtime(hall), here.at)
    return replace(told, given=here.given, still=still)


def _many(found: Coming) -> int:
    """How often a day to come is run."""
    return max(FEWEST, min(RUNS, round(ENOUGH / max(1.0, found.forecast.people))))


def _runs(found: Coming) -> list[Day]:
    return found.days(_many(found))


def _days(hall: Hall, day: date, many: int | None = None) -> Sequence[Day]:
    """A past day, or so many runs of a day to come."""
    ground = hall.ground
    with ground.read() as work:
        if day <= work.day:
            return [_past(hall, work, day).day]
        found = coming.coming(ground, work, day, memory.of(hall))
        return _runs(found) if many is None else found.days(many)


def _past(hall: Hall, work: Work, day: date) -> Past:
    found = past.days(hall.ground, work, day - past.LEARNED, day, memory.of(hall))
    if not found or found[-1].day.day != day:
        raise Refusal("whatif.no_numbers", day=day.isoformat())
    return found[-1]


def _as_it_was(hall: Hall, found: Past) -> Outcome:
    return outcome([found.visits], found.day.closes + _overtime(hall))


def _run(hall: Hall, days: Sequence[Day], change: Change) -> Outcome:
    changed = [applied(change, each) for each in days]
    return outcome([run(each) for each in changed], changed[0].closes + _overtime(hall))


def _overtime(hall: Hall) -> float:
    return hall.settings.calling.overtime_minutes * 60.0
