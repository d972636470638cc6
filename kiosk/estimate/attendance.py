"""When windows are there: their plan, set right by what they have done on other days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from kiosk.estimate.plan import Hours, Plan
from kiosk.estimate.present import Record

LATE = 600.0
"""Who is later than this (seconds) may not come at all."""


@dataclass(frozen=True, slots=True)
class Lunch:
    """A planned absence, seconds since midnight. `fixed`: it ends at `back` however late it
    began; else it lasts as long as planned."""

    away: float
    back: float
    fixed: bool


@dataclass(frozen=True, slots=True)
class Habit:
    """One window: when it opens and is done (inf: stays until nobody waits), its lunch, and the
    share of days on which it does not come."""

    opens: float
    ends: float
    lunches: tuple[Lunch, ...]
    missing: float


@dataclass(frozen=True, slots=True)
class Attendance:
    """All windows. `breaks`: unplanned absences per second of being there; `break_lengths`: some
    of their seconds, in order."""

    habits: dict[str, Habit]
    usual: Habit
    breaks: float
    break_lengths: tuple[float, ...] = field(default=(300.0, 600.0, 900.0))

    def habit(self, window: str) -> Habit:
        """What this window does, or what is usual."""
        return self.habits.get(window, self.usual)


def learn(plan: Plan, days: Sequence[Record]) -> Attendance:
    """What the plan says and these days show."""
    names = {*plan.windows, *(name for day in days for name in day.opened)}
    habits = {name: _habit(name, plan, days) for name in names}
    lengths, there = [], 0.0
    for day in days:
        lengths += [
            back - away
            for _, away, back, reason in day.absences
            if back is not None and back > away and not _planned(reason)
        ]
        there += sum(
            max(0.0, day.last_call.get(name, opened) - opened)
            for name, opened in day.opened.items()
        )
    opens = median([habit.opens for habit in habits.values()]) if habits else 0.0
    usual = Habit(opens, math.inf, (), 0.1)
    breaks = len(lengths) / there if there > 3600 else 0.0
    return Attendance(habits, usual, breaks, tuple(sorted(lengths)) or (300.0, 600.0, 900.0))


def _planned(reason: str) -> bool:
    return reason.lower() in {"lunch", "end"}


def _habit(name: str, plan: Plan, days: Sequence[Record]) -> Habit:
    hours = plan.hours.get(name, ())
    came = [day.opened[name] for day in days if name in day.opened]
    missing = 0.04 if not days else (len(days) - len(came) + 0.4) / (len(days) + 10)
    opens = hours[0][0] if hours else plan.tickets_from
    if len(came) >= 3:
        opens = median(came) if not hours else max(opens, opens + median(at - opens for at in came))
    gaps = _lunches(name, hours, days)
    return Habit(opens, _end(name, days), gaps, missing)


def _lunches(name: str, hours: Hours, days: Sequence[Record]) -> tuple[Lunch, ...]:
    seen = [
        (away, back)
        for day in days
        for window, away, back, reason in day.absences
        if window == name and reason.lower() == "lunch" and back is not None and back > away
    ]
    gaps = [(end, start) for (_, end), (start, _) in pairwise(hours)]
    if not gaps and len(seen) >= max(2, len(days) // 2):
        gaps = [(min(away for away, _ in seen), median(back for _, back in seen))]
    return tuple(_lunch(away, back, seen) for away, back in gaps)


def _lunch(away: float, back: float, seen: Sequence[tuple[float, float]]) -> Lunch:
    """Whether one comes back on time or takes the full length shows in what varies less."""
    mine = [(left, came) for left, came in seen if abs(left - away) < 2700]
    if len(mine) < 3:
        return Lunch(away, back, fixed=True)
    ends, lengths = [came for _, came in mine], [came - left for left, came in mine]
    if _spread(lengths) < _spread(ends):
        return Lunch(away, median(lengths), fixed=False)
    return Lunch(away, median(ends), fixed=True)


def _spread(values: Sequence[float]) -> float:
    middle = median(values)
    return median(abs(value - middle) for value in values)


def _end(name: str, days: Sequence[Record]) -> float:
    """When it calls nobody any more; inf where it has stayed as long as somebody waited."""
    left = [day.left[name] for day in days if name in day.left]
    if len(left) < 2:
        return math.inf
    usual = median(left)
    stayed = sum(day.last_call.get(name, 0.0) > usual + 600 for day in days)
    return usual if stayed < len(left) else math.inf
