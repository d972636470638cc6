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
from tests.reference_hall.day import hall_plan
from tests.reference_hall.truth import SHORTEST_LUNCH, Truth

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


def knowledge(truth: Truth) -> Knowledge:
    """Everything a simulation needs, as it is."""
    calls = {name: _call(truth, name) for name in truth.matters}
    normal = times.learn([]).grid
    steps = np.arange(96) * STEP
    counts = [truth.rate(at) * STEP if at < truth.last_ticket else 0.0 for at in steps + STEP / 2]
    whole = sum(matter.share for matter in truth.matters.values())
    habits = {}
    for name, desk in truth.desks.items():
        gaps = zip(desk.hours, desk.hours[1:], strict=False)
        lunches = tuple(Lunch(end, start, SHORTEST_LUNCH) for (_, end), (start, _) in gaps)
        missing = 1.0 if name in truth.missing else 0.0
        opens = 0.0 if name in truth.missing else desk.hours[0][0] + 60
        habits[name] = Habit(opens, math.inf, lunches, missing)
    low, high = truth.break_seconds
    return Knowledge(
        times=times.Times(
            middle={name: middle for name, (middle, _) in calls.items()},
            usual=math.log(480),
            pace={name: math.log(desk.slowness) for name, desk in truth.desks.items()},
            sigma={name: sigma for name, (_, sigma) in calls.items()},
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
            late=tuple(np.linspace(-60.0, 60.0, 1000).tolist()),
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
        rule=hall_plan(truth).rules[0],
        no_show=truth.no_show,
        missed=np.array(truth.no_show_seconds),
        walks=np.linspace(*truth.walk, 21),
        lag=0.0,
        leaving=0.0,
    )


def _call(truth: Truth, service: str) -> tuple[float, float]:
    """Middle and spread of the logarithm of what a call takes: the lognormal with the mean and the
    variance of service and walk together."""
    low, high = truth.walk
    alone, mean = truth.mean(service), truth.mean(service) + (low + high) / 2
    variance = alone**2 * math.expm1(truth.matters[service].sigma ** 2) + (high - low) ** 2 / 12
    spread = math.log1p(variance / mean**2)
    return math.log(mean) - spread / 2, math.sqrt(spread)
