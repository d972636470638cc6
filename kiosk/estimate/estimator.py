"""The estimator: hears every event of a hall, and says how long a ticket has still to wait."""

from __future__ import annotations

import math
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from kiosk.estimate import arrivals, attendance, times
from kiosk.estimate.coverage import Coverage
from kiosk.estimate.events import DAY, Event
from kiosk.estimate.forward import Floats, Scene
from kiosk.estimate.kernel import simulate
from kiosk.estimate.knowledge import Knowledge, Moment, Mood, draw
from kiosk.estimate.lines import LineScene
from kiosk.estimate.plan import Plan
from kiosk.estimate.present import FirstCall, Person, Present, Record
from kiosk.estimate.rules import Fit
from kiosk.estimate.today import Today
from kiosk.estimate.windows import WindowScene

LONGEST = 12 * 3600.0
"""No promise is longer than this (seconds)."""

FEWEST = 3
"""After fewer services nothing is said (R34)."""

OVERTIME = 4 * 3600.0
"""Nor does it reach further beyond the last number of the day."""

MEMORY_DAYS = 60
"""So many days are learned from."""

_FEW, _EVERY = 200, 10
_POINTS = np.linspace(0.0, 1.0, 21)


@dataclass(frozen=True, slots=True)
class Range:
    """Seconds until the call: half of all people wait less than `p50`, nine in ten than `p90`."""

    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Raw:
    """The middle and the ninth tenth of the simulated waits, seconds, before recalibration."""

    p50: float
    far: float


class Estimator:
    """Follows one hall. Nothing it says depends on an event that it has not yet heard, nor on
    how often it was asked."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.present = Present(dict(plan.windows))
        self.coverage = Coverage()
        self._fit = Fit.of(plan.rules)
        self._days: deque[Record] = deque(maxlen=MEMORY_DAYS)
        self._known: Knowledge | None = None
        self._today: Today | None = None
        self._promised: dict[str, Raw] = {}
        self._early: Record | None = None
        self._rule = self._fit.best()

    def hear(self, event: Event) -> FirstCall | None:
        """Take in one event, in order."""
        if event.day != self.present.record.day and self.present.goes_on(event):
            event = replace(event, t=self.present.now)  # a slip of the clock
        if event.day != self.present.record.day:
            self.end_day()
        before = self.present.record
        served = len(before.served)
        call = self.present.hear(event)
        record = self.present.record
        if call is not None:
            if call.heads is not None:
                self._fit.call(call.person.priority, *call.heads, call.since, call.streak)
            told = self._promised.pop(call.person.ticket, None)
            if told is not None:
                self.coverage.called(call.wait, told.p50, told.far)
        if record is before and len(record.served) > served:
            if self._today is not None:
                service, server, seconds, at = record.served[-1]
                self._today.served(at, service, server, seconds)
            self._learn_early()
        return call

    def waits(self, ticket: str) -> Raw:
        """How long a waiting ticket has still to wait, as simulated; KeyError if it does not
        wait."""
        return self._raw(self.present.waiting[ticket])

    def of(self, person: Person) -> Range:
        """How long `person` would wait behind everybody who waits now."""
        return self._told_as(self._raw(person))

    def _raw(self, person: Person) -> Raw:
        waits = self._simulate(person)
        p50, far = draw(np.sort(waits), np.array([0.5, 0.9])).tolist()
        return Raw(self._bounded(p50), self._bounded(far))

    def estimate(self, ticket: str) -> Range:
        """How long a waiting ticket has still to wait, the far end as wide as it has to be."""
        return self._told_as(self.waits(ticket))

    def promise(self, ticket: str, waits: Raw | None = None) -> Range:
        """`estimate`, kept to be held against what comes of it; from `waits`, if given."""
        found = self._promised[ticket] = waits or self.waits(ticket)
        return self._told_as(found)

    def _told_as(self, waits: Raw) -> Range:
        far = waits.p50 + (waits.far - waits.p50) * self.coverage.stretch
        return Range(waits.p50, self._bounded(far))

    def end_day(self) -> None:
        """What comes next belongs to another day, whatever its number."""
        record = self.present.record
        if record.served or record.issued:
            self._days.append(record)
        self._known = self._today = self._early = None
        self._rule = self._fit.best()
        self._promised.clear()
        self.present.begin(-1)

    @property
    def knows(self) -> bool:
        """Enough has been served to say anything at all (R34)."""
        served = len(self.present.record.served) + sum(len(day.served) for day in self._days)
        return served >= FEWEST

    def minutes(self) -> Callable[[str], float | None] | None:
        """Says how many minutes a service takes in the mean, from the call until the next one can
        be made, at today's pace, or None for one never seen; None before anything was learned."""
        known = self._known
        if known is None or not self.knows:
            return None
        learned, pace = known.times, self.mood(known).pace

        def mean(service: str) -> float | None:
            middle = learned.middle.get(service)
            if middle is None:
                return None
            return (math.exp(middle + pace + learned.spread(service) ** 2 / 2) + known.lag) / 60

        return mean

    def mood(self, known: Knowledge) -> Mood:
        """What today is like so far."""
        present, today = self.present, self._today
        tod = present.now % DAY
        if today is None:
            return Mood(known.times.next_day, known.times.day_sd, {}, 1.0)
        going = [
            (each.service, each.server, present.now - each.called)
            for each in present.windows.values()
            if each.held and (each.started is not None or not len(known.walks))
        ]
        pace, pace_sd, apart = today.level(tod, going)
        come = known.arrivals.pace(tod, len(present.record.issued)) if known.arrivals.known else 1.0
        return Mood(pace, pace_sd, apart, come)

    def _simulate(self, person: Person) -> Floats:
        known, present = self.knowledge(), self.present
        if not present.windows:
            return np.array([self._unknown()])
        seed = zlib.crc32(f"{person.ticket} {present.now:.3f}".encode())
        moment = Moment(
            present, known, self.mood(known), np.random.default_rng(seed), self.plan.specialists
        )
        lines = LineScene(moment)
        line = lines.line(person)
        if line is None:
            return np.array([self._unknown()])
        windows = WindowScene(moment).windows()
        waits = simulate(Scene(windows, *line, lines.matters, lines.order), seed)
        stuck = np.isinf(waits)
        if stuck.all():
            return np.array([self._unknown()])
        if stuck.any():
            waits[stuck] = float(waits[~stuck].max())
        return np.maximum(waits, 0.0)

    def _bounded(self, seconds: float) -> float:
        """Nobody waits until long after the last number was given out."""
        left = self.plan.last_ticket + OVERTIME - self.present.now % DAY
        return min(max(seconds, 0.0), max(left, 3600.0), LONGEST)

    def _unknown(self) -> float:
        """Seconds for whom nothing speaks: until numbers are no longer given out."""
        return max(600.0, min(self.plan.last_ticket - self.present.now % DAY, 4 * 3600.0))

    def knowledge(self) -> Knowledge:
        """What is known; learned once a day, and anew now and then while there is little."""
        if self._known is not None:
            return self._known
        days = list(self._days)
        shown = [*days, self._early] if self._early is not None else days
        learned = times.learn(shown)
        calls = sum(day.calls for day in shown)
        missed = [each for day in shown for each in day.missed]
        walks = [each for day in shown for each in day.walks]
        lags = [each for day in shown for each in day.lags]
        waited, left = sum(day.waited for day in shown), sum(day.abandoned for day in shown)
        self._known = Knowledge(
            times=learned,
            attendance=attendance.learn(self.plan, days),
            arrivals=arrivals.learn(self.plan, days, self._early),
            rule=self._rule,
            no_show=(len(missed) + 1.0) / (calls + 20.0),
            missed=np.quantile(missed, _POINTS) if len(missed) > 5 else np.array([45.0, 120.0]),
            walks=np.quantile(walks, _POINTS) if len(walks) > 5 else np.empty(0),
            lag=float(np.median(lags)) if len(lags) > 20 else 0.0,
            leaving=left / waited if left > 5 and waited > 0 else 0.0,
        )
        self._today = Today(learned)
        for service, server, seconds, at in self.present.record.served:
            self._today.served(at, service, server, seconds)
        return self._known

    def _learn_early(self) -> None:
        """While little is known, today itself teaches at every `_EVERY`-th person served: at
        moments that the events alone decide, not who asks."""
        record = self.present.record
        if len(record.served) % _EVERY == 0 and sum(len(d.served) for d in self._days) < _FEW:
            self._early = replace(
                record,
                served=[*record.served],
                missed=[*record.missed],
                walks=[*record.walks],
                lags=[*record.lags],
                issued=[*record.issued],
            )
            self._rule = self._fit.best()
            self._known = self._today = None
