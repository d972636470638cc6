"""What is to be done at which moment of a simulated day, and done as the moments come."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.demo.pace import Pace


class Agenda:
    """Of one day, which began at `midnight` (aware); moments are seconds since then."""

    def __init__(self, pace: Pace, midnight: datetime) -> None:
        self._pace, self._midnight = pace, midnight
        self._acts: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self.now = 0.0
        """The moment of what is being done."""

    def at(self, seconds: float, act: Callable[[], None]) -> None:
        """Do it at this moment; at the same one, in the order in which it was asked for."""
        heapq.heappush(self._acts, (seconds, next(self._order), act))

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        """From now on, and not from when what is being done began: a hall takes its time."""
        self.at(max(self.now, self._present()) + seconds, act)

    def run(self, until: float) -> None:
        """Until nothing is left to be done before `until`, or the day was stopped."""
        while self._acts and self._acts[0][0] < until:
            due, _, act = heapq.heappop(self._acts)
            if not self._pace.wait_until(self._midnight + timedelta(seconds=due)):
                return
            # A hall that is slower than the pace is late, as a real one would be.
            self.now = max(due, self._present())
            act()

    def _present(self) -> float:
        return (self._pace() - self._midnight).total_seconds()
