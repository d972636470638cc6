"""The windows of the present hall as draws of chance: when each can call next, when it is away."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from kiosk.estimate.attendance import FEW, LATE
from kiosk.estimate.events import DAY
from kiosk.estimate.forward import Floats, Windows
from kiosk.estimate.knowledge import REPLICAS, Moment, draw
from kiosk.estimate.present import Window

_EVENLY = np.array([NormalDist().inv_cdf((row + 0.5) / REPLICAS) for row in range(REPLICAS)])
"""What all windows have in common moves a middle most: drawn evenly, few replicas show it well."""


class WindowScene:
    """Draws the windows of one moment."""

    def __init__(self, moment: Moment) -> None:
        self._present, self._known = moment.present, moment.known
        self._mood, self._random = moment.mood, moment.random
        self._tod = moment.time
        self._names = list(moment.present.windows)

    def windows(self) -> Windows:
        """When each window can call next, and when it will be away."""
        known, mood, random = self._known, self._mood, self._random
        windows = [self._present.windows[name] for name in self._names]
        usual = np.array(
            [
                known.times.pace.get(each.server or name, 0.0)
                + mood.apart.get(each.server or name, 0.0)
                for name, each in zip(self._names, windows, strict=True)
            ]
        )
        day = mood.pace + mood.pace_sd * random.permutation(_EVENLY)[:, None]
        own = 0.5 * known.times.server_day_sd * random.standard_normal((REPLICAS, len(windows)))
        pace = np.exp(usual + day + own)
        free = self._done(windows, usual + day)
        absences = []
        for place, (name, window) in enumerate(zip(self._names, windows, strict=True)):
            if not window.open:
                free[:, place] = np.maximum(free[:, place], self._back(name, window))
            elif not window.held:
                free[:, place] = self._idle(window)
            absences.append(self._absences(name, window))
        deep = max(len(each) for each in absences) + 1
        away = np.full((deep, len(windows)), np.inf)
        back, least = np.zeros_like(away), np.zeros_like(away)
        for place, each in enumerate(absences):
            for row, (leaves, ends, lasts) in enumerate(each):
                away[row, place], back[row, place], least[row, place] = leaves, ends, lasts
        return Windows(free, pace, away, back, least)

    def _absences(self, name: str, window: Window) -> list[tuple[float, float, float]]:
        """The planned absences to come: (begins, ends, lasts at least), seconds from now."""
        tod, habit = self._tod, self._known.attendance.habit(name)
        found = []
        for lunch in habit.lunches:
            begun_late = window.held and window.called % DAY > lunch.away + 120
            away = window.seen and not window.open and tod >= lunch.away - self._early(window)
            if not (lunch.ends(lunch.away) <= tod or begun_late or away):
                found.append((lunch.away - tod, lunch.back - tod, lunch.least))
        if math.isfinite(habit.ends):
            found.append((max(habit.ends - tod, 0.0), np.inf, 0.0))
        return found

    def _early(self, window: Window) -> float:
        """So many seconds before its lunch a window that is away may have gone to it."""
        return 1800.0 if window.reason.lower() == "lunch" else 0.0

    def _done(self, windows: Sequence[Window], pace: Floats) -> Floats:
        """Seconds until each is done with the ticket that it has, given how long it has had it."""
        known, random, now = self._known, self._random, self._present.now
        times = known.times
        free = np.zeros(pace.shape)
        held = [place for place, each in enumerate(windows) if each.held]
        if not held:
            return free
        busy = [windows[place] for place in held]
        so_far = np.array([max(1.0, now - each.called) for each in busy])
        middle = np.array([times.middle.get(each.service, times.usual) for each in busy])
        sigma = np.array([times.spread(each.service) for each in busy])
        middle = middle + pace[:, held]
        steps = np.linspace(0.0, 1.0, len(times.grid))
        gone = np.interp((np.log(so_far) - middle) / sigma, times.grid, steps)
        gone = np.minimum(gone, 0.995)
        chance = random.random(gone.shape)
        whole = np.exp(middle + sigma * draw(times.grid, gone + (1 - gone) * chance))
        # What has gone on beyond all experience goes on for some part of that.
        beyond = -0.1 * so_far * np.log1p(-chance)
        rest = np.where(whole > so_far, whole - so_far, beyond)
        for place, window in enumerate(busy):
            absent = self._absent_chance(window, so_far[place])
            if absent > 0:
                lost = np.maximum(draw(known.missed, random.random(REPLICAS)) - so_far[place], 1.0)
                rest[:, place] = np.where(random.random(REPLICAS) < absent, lost, rest[:, place])
        free[:, held] = rest + known.lag
        return free

    def _absent_chance(self, window: Window, so_far: float) -> float:
        """How likely it is that nobody has come to the call."""
        known = self._known
        if window.started is not None or known.no_show <= 0:
            return 0.0
        missed = 1.0 - float(np.mean(known.missed < so_far))
        here = 1.0 - float(np.mean(known.walks < so_far)) if len(known.walks) else 1.0
        missed, here = known.no_show * missed, (1 - known.no_show) * here
        if missed + here <= 0:
            return 1.0 if len(known.walks) else 0.0
        return missed / (missed + here)

    def _idle(self, window: Window) -> Floats:
        """It calls at once, unless people have been waiting for it longer than anyone takes."""
        present = self._present
        first = next(
            (each.issued for each in present.waiting.values() if each.service in window.services),
            present.now,
        )
        idle = present.now - max(window.free_since, window.since, first)
        if idle <= 60.0 + 5 * self._known.lag:
            return np.full(REPLICAS, max(self._known.lag - max(idle, 0.0), 0.0))
        # Nobody knows why; what has lasted so long lasts as long again, more or less.
        return np.minimum(idle * (1 / self._random.uniform(0.25, 1.0, REPLICAS) - 1), 3600.0)

    def _back(self, name: str, window: Window) -> Floats:
        """Seconds until a window that is not open calls again, (R,); inf for not today."""
        tod, known, random = self._tod, self._known.attendance, self._random
        habit = known.habit(name)
        if not window.seen:
            late = tod - habit.opens
            seen = np.array(known.late)
            if late <= 0 and len(seen) < FEW:
                return np.full(REPLICAS, -late)
            later = seen[seen > late] - late
            if len(later) < FEW:
                soon = LATE * -np.log1p(-random.random(REPLICAS))
            else:
                soon = draw(later, random.random(REPLICAS))
            if late <= 0:
                return soon
            coming = random.random(REPLICAS) < known.coming(name, late)
            return np.where(coming, soon, np.inf)
        away = max(0.0, self._present.now - window.since)
        reason = window.reason.lower()
        if reason == "end":
            return np.full(REPLICAS, np.inf)
        left = tod - away
        if reason == "lunch":
            return self._from_lunch(name, left, away)
        lengths = np.array(known.break_lengths)
        longer = lengths[lengths > away]
        if len(longer) < 2:
            return np.minimum(
                (away + 120.0) * (1 / random.uniform(0.25, 1.0, REPLICAS) - 1), 7200.0
            )
        return random.choice(longer, REPLICAS) - away

    def _from_lunch(self, name: str, left: float, away: float) -> Floats:
        habit, random = self._known.attendance.habit(name), self._random
        lunch = min(habit.lunches, key=lambda each: abs(each.away - left), default=None)
        rest = lunch.ends(left) - self._tod if lunch is not None else 3000.0 - away
        soon = 120.0 * -np.log1p(-random.random(REPLICAS))
        return np.full(REPLICAS, rest) if rest > 0 else soon + max(0.0, -0.2 * rest)
