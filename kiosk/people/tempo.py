"""How often something may be done at one machine: for people, not for trying all numbers."""

from __future__ import annotations

import math
import threading
from collections import deque
from datetime import datetime, timedelta

from kiosk.clock import Clock
from kiosk.refusal import Refusal

MOST = 20
WITHIN = timedelta(minutes=1)


BETWEEN = timedelta(seconds=30)


class Lists:
    """Lets one list be printed at this machine at a time: a child that plays empties no roll."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: datetime | None = None
        self._lock = threading.Lock()

    def count(self) -> None:
        """One more; refuses with "list.too_soon" and the seconds to wait."""
        with self._lock:
            now = self._clock()
            gone = now - self._last if self._last is not None else BETWEEN
            # As below: a clock that was set back locks nothing.
            if timedelta(0) <= gone < BETWEEN:
                wait = (BETWEEN - gone).total_seconds()
                raise Refusal("list.too_soon", seconds=math.ceil(wait))
            self._last = now


class Typing:
    """Counts what is typed at this machine; what was scanned cannot be guessed and is free."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._times: deque[datetime] = deque(maxlen=MOST)
        self._lock = threading.Lock()

    def count(self) -> None:
        """One more; refuses with "machine.too_often" and the seconds to wait."""
        with self._lock:
            now = self._clock()
            # A clock that was set back must not lock the machine until it has caught up.
            if self._times and self._times[-1] > now:
                self._times.clear()
            if len(self._times) == MOST and now - self._times[0] < WITHIN:
                wait = WITHIN - (now - self._times[0])
                raise Refusal("machine.too_often", seconds=math.ceil(wait.total_seconds()))
            self._times.append(now)
