"""Work that may take seconds: begun once, looked at until it is done, and kept for a minute."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread

from kiosk.clock import Clock

PATIENCE = 1.2
"""So many seconds a page is waited for; then it says how far its work has come, and asks again."""

KEPT = timedelta(minutes=1)
"""Who asks the same so soon gets the same answer."""

_T = TypeVar("_T")
Step = Callable[[], None]
"""What a work calls each time it has come a step further."""


@dataclass(slots=True)
class _Job:
    begun: datetime
    steps: int = 0
    task: asyncio.Task[Any] | None = None

    def step(self) -> None:
        self.steps += 1


@dataclass(frozen=True, slots=True)
class Busy:
    """It is being worked on, and has come so many `steps`."""

    steps: int


class Bench:
    """Does one work at a time: each keeps a core busy, and the other is left to the hall."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._one = CapacityLimiter(1)
        self._jobs: dict[Hashable, _Job] = {}

    async def ask(
        self, key: Hashable, work: Callable[[Step], _T], patience: float | None = PATIENCE
    ) -> _T | Busy:
        """What `work` comes to, on a thread; raises what it raises. `patience`: seconds, None to
        wait for it however long it takes."""
        self._forget()
        job = self._jobs.get(key)
        if job is None:
            job = self._jobs[key] = _Job(self._clock())
            job.task = asyncio.create_task(self._do(job, work))
        assert job.task is not None
        await asyncio.wait([job.task], timeout=patience)
        if not job.task.done():
            return Busy(job.steps)
        if job.task.exception() is not None:
            # Whoever asks again has it tried again.
            self._jobs.pop(key, None)
        found: _T = job.task.result()
        return found

    async def _do(self, job: _Job, work: Callable[[Step], _T]) -> _T:
        found = await to_thread.run_sync(work, job.step, limiter=self._one)
        job.begun = self._clock()
        return found

    def _forget(self) -> None:
        now = self._clock()
        for key, job in [*self._jobs.items()]:
            over = job.task is not None and job.task.done()
            if over and not timedelta(0) <= now - job.begun < KEPT:
                del self._jobs[key]
