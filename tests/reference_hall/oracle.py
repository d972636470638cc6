"""The best that anybody could say: the same simulation with the true numbers of the hall."""

from __future__ import annotations

import math

import numpy as np

from kiosk.estimate import times
from kiosk.estimate.arrivals import STEP, Arrivals
from kiosk.estimate.attendance import Attendance, Habit, Lunch
from kiosk.estimate.estimator import Estimator
from kiosk.estimate.events import DAY
from kiosk.estimate.knowledge import Knowledge, Mood
from kiosk.estimate.rules import ALWAYS, Rule
from tests.reference_hall.day import hall_plan
from tests.reference_hall.truth import Truth

_POINTS = np.linspace(0.0, 1.0, 21)


class Oracle(Estimator):
    """An estimator that need not learn: it knows the hall, and the pace of each day."""

    def __init__(self, truth: Truth, paces: dict[int, float]) -> None:
        super().__init__(hall_plan(truth))
        self._truth, self._paces = truth, paces
        self._true = knowledge(truth)

    def knowledge(self) -> Knowledge:
        return self._true

    def mood(self, known: Knowledge) -> Mood:
        day = int(self.present.now // DAY)
        return Mood(math.log(self._paces.get(day, 1.0)), 0.0, {}, 1.0)


def rule_of(truth: Truth) -> Rule:
    """The rule that the simulated hall follows."""
    between = int(truth.params.get("between", 0))
    match truth.policy:
        case "fcfs":
            return Rule(between=between)
        case "apq":
            return Rule(rate=truth.params.get("rate", 4.0), between=between)
        case "head_start":
            return Rule(head=60 * truth.params.get("minutes", 10.0), between=between)
        case "interleave":
            return Rule(head=ALWAYS, between=int(truth.params.get("n", 3)))
    return Rule(head=ALWAYS, between=between)


def knowledge(truth: Truth) -> Knowledge:
    """Everything a simulation needs, as it is."""
    walk = sum(truth.walk) / 2
    normal = times.learn([]).grid
    steps = np.arange(96) * STEP
    counts = [truth.rate(at) * STEP if at < truth.last_ticket else 0.0 for at in steps + STEP / 2]
    whole = sum(matter.share for matter in truth.matters.values())
    habits = {}
    for name, desk in truth.desks.items():
        gaps = zip(desk.hours, desk.hours[1:], strict=False)
        lunches = tuple(Lunch(end, start, fixed=True) for (_, end), (start, _) in gaps)
        missing = 1.0 if name in truth.missing else 0.0
        opens = 0.0 if name in truth.missing else desk.hours[0][0] + 60
        habits[name] = Habit(opens, math.inf, lunches, missing)
    low, high = truth.break_seconds
    return Knowledge(
        times=times.Times(
            # The walk to the window belongs to what a call takes.
            middle={name: math.log(each.median + walk) for name, each in truth.matters.items()},
            usual=math.log(480),
            pace={name: math.log(desk.slowness) for name, desk in truth.desks.items()},
            sigma={
                name: each.sigma * each.median / (each.median + walk)
                for name, each in truth.matters.items()
            },
            usual_sigma=0.6,
            grid=normal,
            day_sd=1e-6,
            server_day_sd=1e-6,
            count=10**6,
        ),
        attendance=Attendance(
            habits,
            Habit(0.0, math.inf, (), 0.0),
            truth.breaks_per_hour / 3600,
            tuple(low + (high - low) * float(point) for point in _POINTS),
        ),
        arrivals=Arrivals(
            np.concatenate(([0.0], np.cumsum(counts))),
            {
                (name, flag): each.share / whole * (truth.priority if flag else 1 - truth.priority)
                for name, each in truth.matters.items()
                for flag in (False, True)
            },
            known=True,
        ),
        rule=rule_of(truth),
        no_show=truth.no_show,
        missed=np.array(truth.no_show_seconds),
        walks=np.linspace(*truth.walk, 21),
        lag=0.0,
        leaving=0.0,
    )
