"""Times of what is measured again and again: by the clock on the wall and by the processor."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Stopwatch:
    """Seconds of each call: by the `wall`, and `cpu` of this thread, in the kernel too."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def time(self, call: Callable[[], T]) -> T:
        """Call it and remember how long it took."""
        wall, cpu = time.perf_counter_ns(), time.thread_time_ns()
        answer = call()
        self.cpu.append((time.thread_time_ns() - cpu) / 1e9)
        self.wall.append((time.perf_counter_ns() - wall) / 1e9)
        return answer

    @property
    def p50(self) -> float:
        """The median by the clock on the wall."""
        return statistics.median(self.wall)

    @property
    def cpu50(self) -> float:
        """The median by the processor."""
        return statistics.median(self.cpu)
