"""When windows are there: their plan, set right by what they have done on other days."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from kiosk.estimate.plan import Plan
from kiosk.estimate.present import Record

LATE = 300.0
"""Who is late comes so many seconds later on average, where nothing was seen."""

SHORTEST = 600.0
"""No lunch is shorter (seconds), where none was seen."""

FEW = 5.0
"""What was seen so many times counts as much as what is thought."""


@dataclass(frozen=True, slots=True)
class Lunch:
    """A planned absence, seconds since midnight: from `away` until `back` (0: until no set time),
    and for `least` seconds however late it began."""

    away: float
    back: float
    least: float

    def ends(self, begun: float) -> float:
        """When it is over, if it began then; seconds since midnight."""
        return max(self.back, begun + self.least)


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
    of their seconds, in order; `late`: how many seconds after their habit windows opened, in
    order."""

    habits: dict[str, Habit]
    usual: Habit
    breaks: float
    break_lengths: tuple[float, ...] = field(default=(300.0, 600.0, 900.0))
    late: tuple[float, ...] = ()

    def habit(self, window: str) -> Habit:
        """What this window does, or what is usual."""
        return self.habits.get(window, self.usual)

    def coming(self, window: str, late: float) -> float:
        """How likely it is that a window still opens that is so many seconds late."""
        many = len(self.late)
        later = many - bisect_right(self.late, late) + FEW * math.exp(-late / LATE)
        missing = self.habit(window).missing
        there = (1 - missing) * later / (many + FEW)
        return there / (there + missing)


def learn(plan: Plan, days: Sequence[Record]) -> Attendance:
    """What the plan says and these days show."""
    names = {*plan.windows, *(name for day in days for name in day.opened)}
    lunches = _seen_lunches(days)
    every = [back - away for seen in lunches.values() for away, back in seen]
    # A lunch that was shorter than all but the shortest was a slip of the hand.
    shortest = sorted(every)[len(every) // 100] if len(every) > FEW else SHORTEST
    habits = {name: _habit(name, plan, days, lunches.get(name, []), shortest) for name in names}
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
    late = sorted(at - habits[name].opens for day in days for name, at in day.opened.items())
    known = tuple(sorted(lengths)) or (300.0, 600.0, 900.0)
    return Attendance(habits, usual, breaks, known, tuple(late))


def _planned(reason: str) -> bool:
    return reason.lower() in {"lunch", "end"}


Lunches = Sequence[tuple[float, float]]
"""Lunches as they were: from, to, in seconds since midnight."""


def _seen_lunches(days: Sequence[Record]) -> dict[str, Lunches]:
    """The lunches of each window."""
    found: dict[str, list[tuple[float, float]]] = {}
    for day in days:
        for name, away, back, reason in day.absences:
            if reason.lower() == "lunch" and back is not None and back > away:
                found.setdefault(name, []).append((away, back))
    return dict(found)


def _habit(
    name: str, plan: Plan, days: Sequence[Record], lunches: Lunches, shortest: float
) -> Habit:
    hours = plan.hours.get(name, ())
    came = [day.opened[name] for day in days if name in day.opened]
    missing = 0.04 if not days else (len(days) - len(came) + 0.4) / (len(days) + 10)
    opens = hours[0][0] if hours else plan.tickets_from
    if len(came) >= 3:
        opens = median(came) if not hours else max(opens, opens + median(at - opens for at in came))
    gaps = [(end, start) for (_, end), (start, _) in pairwise(hours)]
    if not gaps and len(lunches) >= max(2, len(days) // 2):
        gaps = [(min(away for away, _ in lunches), median(back for _, back in lunches))]
    planned = tuple(_lunch(away, back, lunches, shortest) for away, back in gaps)
    return Habit(opens, _end(name, days), planned, missing)


def _lunch(away: float, back: float, seen: Lunches, shortest: float) -> Lunch:
    """Whether one comes back on time or takes the full length shows in what varies less."""
    mine = [(left, came) for left, came in seen if abs(left - away) < 2700]
    if len(mine) < 3:
        return Lunch(away, back, shortest)
    ends, lengths = [came for _, came in mine], [came - left for left, came in mine]
    if _spread(lengths) < _spread(ends):
        return Lunch(away, 0.0, median(lengths))
    return Lunch(away, median(ends), shortest)


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
