"""How long somebody would wait who took a number of a group now, for all screens of staff and the
hall board (R34)."""

from __future__ import annotations

import threading
from collections import Counter as Tally
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.ground import Ground, Work
from kiosk.queue import rows
from kiosk.queue.tickets import Wait

KEPT = timedelta(seconds=20)
"""So long an answer is good: each question simulates the hall, and boards and consoles look at
every call."""


@dataclass
class GroupWaits:
    """The waits of one hall's groups, asked from any thread."""

    ground: Ground
    _at: datetime | None = None
    _waits: dict[str, Wait] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> dict[str, Wait]:
        """By the group's letter; without those of which nothing can be said.

        While one caller simulates, the others get what was known before.
        """
        if self._lock.acquire(blocking=False):
            try:
                if not self._good():
                    learned = self.ground.waits.learned
                    with self.ground.read() as work:
                        self._waits = self._asked(work)
                        # What is being learned may be known in a moment.
                        self._at = work.at if learned or self._waits else None
            finally:
                self._lock.release()
        return self._waits

    def of(self, work: Work, service: str) -> Wait | None:
        """The wait of one service; None while that cannot be said."""
        return self.ground.waits.newcomer(work, service)

    def _good(self) -> bool:
        return self._at is not None and timedelta() <= self.ground.clock() - self._at < KEPT

    def _asked(self, work: Work) -> dict[str, Wait]:
        found = {group: self.of(work, service) for group, service in _usual(work).items()}
        return {group: wait for group, wait in found.items() if wait is not None}


def _usual(work: Work) -> dict[str, str]:
    """The service for which most people of each group wait; of a group where none waits, the
    first that a counter calls for."""
    waiting: Tally[str] = Tally()
    for line in rows.line(work):
        waiting[line.service] += line.count
    services = work.floor.catalogue.services
    usual: dict[str, str] = {}
    for code, service in services.items():
        group = service.window_group
        if not any(each.calls for each in work.floor.counters_for(code)):
            continue
        if group not in usual or waiting[code] > waiting[usual[group]]:
            usual[group] = code
    return usual
