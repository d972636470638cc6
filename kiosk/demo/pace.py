"""A clock that runs faster than the day, so that a whole day of a hall can be watched in minutes.

Source: discrete-event simulation "in scaled real time" (Banks et al., Discrete-Event System
Simulation, ch. 3).
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Pace(Protocol):
    """A clock that a simulated day runs by."""

    def __call__(self) -> datetime: ...

    def wait_until(self, moment: datetime) -> bool:
        """Come back when it is `moment`; False if the day was stopped meanwhile."""
        ...


class Fast:
    """`speed` seconds of the hall pass in a second, from `start` (aware) on, once it is let go."""

    def __init__(self, start: datetime, speed: float) -> None:
        if not speed > 0:
            raise ValueError(f"a day cannot run at a speed of {speed}")
        self._start, self._speed = start.astimezone(UTC), speed
        self._began: float | None = None
        self._stopped = threading.Event()

    def __call__(self) -> datetime:
        if self._began is None:
            return self._start
        passed = (time.monotonic() - self._began) * self._speed
        return self._start + timedelta(seconds=passed)

    def go(self) -> None:
        """Time passes from now on."""
        self._began = time.monotonic()

    def wait_until(self, moment: datetime) -> bool:
        """Sleeps, as long as that is in true time."""
        seconds = (moment - self()).total_seconds() / self._speed
        return not self._stopped.wait(max(0.0, seconds))

    def stop(self) -> None:
        """Nobody waits any more."""
        self._stopped.set()


class Leaping:
    """Time passes only by waiting for it: a day takes as long as its verbs do."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def __call__(self) -> datetime:
        return self._now

    def wait_until(self, moment: datetime) -> bool:
        """Leaps there."""
        self._now = max(self._now, moment.astimezone(UTC))
        return True
