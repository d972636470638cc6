"""The pace of today, and of each server beside it, as the cases of the day show it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kiosk.estimate.times import LONGEST, Times


class Today:
    """The pace of today: how much longer or shorter everything takes, and each server apart.

    A level with a normal prior, older cases fading with a half-life of `HALF_LIFE` seconds; cases
    that still go on count with what is expected of them, or a day would begin with the short ones.
    """

    HALF_LIFE = 3 * 3600.0

    def __init__(self, times: Times) -> None:
        self.times = times
        self._last = 0.0
        self._seen: dict[str, tuple[float, float]] = {}

    def served(self, at: float, service: str, server: str, seconds: float) -> None:
        """A case is over, at `at` seconds since midnight."""
        if not 1.0 <= seconds <= LONGEST:
            return
        sigma = self.times.spread(service)
        rest = (math.log(seconds) - self.times.expected(service, server)) / sigma
        self._seen = self._faded(at)
        self._last = max(self._last, at)
        _add(self._seen, server, max(-4.0, min(4.0, rest)) * sigma)

    def level(
        self, at: float, going: Sequence[tuple[str, str, float]]
    ) -> tuple[float, float, dict[str, float]]:
        """(log pace of the day, how sure one is of it as a standard deviation, log pace of each
        server beside it); `going`: (service, server, seconds so far)."""
        times = self.times
        seen = self._faded(at)
        for service, server, seconds in going:
            if 1.0 <= seconds <= LONGEST:
                sigma = times.spread(service)
                z = (math.log(seconds) - times.expected(service, server)) / sigma
                if -2.0 < z < 3.0:
                    _add(seen, server, sigma * _mills(z))
        noise = times.usual_sigma**2
        weight = sum(share for share, _ in seen.values())
        strength = noise / times.day_sd**2
        whole = times.next_day * strength + sum(total for _, total in seen.values())
        day = whole / (weight + strength)
        own = noise / times.server_day_sd**2
        apart = {
            server: (total - day * share) / (share + own) for server, (share, total) in seen.items()
        }
        return day, math.sqrt(noise / (weight + strength)), apart

    def _faded(self, at: float) -> dict[str, tuple[float, float]]:
        """What each server's cases count at `at`, and the sum of what they were beyond expected."""
        left = 0.5 ** (max(0.0, at - self._last) / self.HALF_LIFE)
        return {
            server: (left * share, left * total) for server, (share, total) in self._seen.items()
        }


def _add(seen: dict[str, tuple[float, float]], server: str, rest: float) -> None:
    share, total = seen.get(server, (0.0, 0.0))
    seen[server] = (share + 1.0, total + rest)


def _mills(z: float) -> float:
    """The mean of a standard normal above `z`."""
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / (math.erfc(z / math.sqrt(2)) / 2)
