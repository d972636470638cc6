"""Keeps the promise "nine in ten": the far end of a range, set right by the last waits.

Online conformal recalibration (Vovk 2005; Gibbs and Candès 2021): of the last `MEMORY` people
called, how many times the promised excess over the middle each would have needed; the next
excess is stretched by a quantile of these.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

MEMORY = 300
HALF_LIFE = 150
"""After so many more people, somebody's wait counts half."""

AIM = 0.93
"""A little more than nine in ten: a range is better somewhat wide than broken."""

FEW = 30
LEAST, MOST = 0.2, 4.0
_USUAL = 30
"""Stretches of 1 that count as seen while nothing has been."""


class Coverage:
    """What the last waits say about the far end."""

    def __init__(self) -> None:
        self._needed: deque[float] = deque(maxlen=MEMORY)
        self._stretch: float | None = None

    def called(self, wait: float, p50: float, far: float) -> None:
        """Somebody was called after `wait` seconds who had been told `p50` and, before stretching,
        `far`."""
        if far - p50 > 1.0:
            self._needed.append((wait - p50) / (far - p50))
        else:
            self._needed.append(-math.inf if wait <= p50 + 1.0 else math.inf)
        self._stretch = None

    @property
    def stretch(self) -> float:
        """By what the next excess is to be stretched."""
        if self._stretch is None:
            self._stretch = _stretch(self._needed)
        return self._stretch


def _stretch(needed: Sequence[float]) -> float:
    """The quantile of what was needed, the latest counting most; near 1 while few were seen."""
    if len(needed) < FEW:
        return 1.0
    weights = [0.5 ** ((len(needed) - 1 - place) / HALF_LIFE) for place in range(len(needed))]
    left = AIM * (sum(weights) + 1)
    found = MOST
    for stretch, weight in sorted(zip(needed, weights, strict=True)):
        left -= weight
        if left <= 0:
            found = stretch
            break
    trust = len(needed) / (len(needed) + _USUAL)
    return math.exp(trust * math.log(min(max(found, LEAST), MOST)))
