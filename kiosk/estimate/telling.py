"""A wait as people are told it: rounded, and not changed for every little thing."""

from __future__ import annotations

import math
from dataclasses import dataclass

FINE = 10
"""Up to so many minutes are told one by one, more in fives."""


@dataclass(frozen=True, slots=True)
class Told:
    """Minutes: "about `about`, nine in ten within `within`"; 0 and 0 is "at once"."""

    about: int
    within: int


def told(p50: float, p90: float) -> Told:
    """Seconds as people are told them; the far end is rounded up, so that it still holds."""
    about = _near(p50 / 60)
    return Told(about, max(about, _up(p90 / 60)))


def steady(before: Told, passed: float, p50: float, p90: float) -> Told:
    """What to tell `passed` seconds after `before` was told, now that one thinks `p50` and `p90`.

    Time that passes is taken off what was told. Beyond that it is changed only when it is off by
    more than one step, so that it never jumps up and down.
    """
    new = told(p50, p90)
    left = Told(
        _near(max(0.0, before.about - passed / 60)), _up(max(0.0, before.within - passed / 60))
    )
    about = left.about if abs(new.about - left.about) <= _step(left.about) else new.about
    within = left.within if abs(new.within - left.within) <= _step(left.within) else new.within
    return Told(about, max(about, within))


def _step(minutes: float) -> int:
    return 1 if minutes <= FINE else 5


def _near(minutes: float) -> int:
    near = math.floor(minutes + 0.5)
    return near if near <= FINE else 5 * math.floor(minutes / 5 + 0.5)


def _up(minutes: float) -> int:
    up = math.ceil(minutes - 1e-9)
    return up if up <= FINE else 5 * math.ceil(minutes / 5 - 1e-9)
