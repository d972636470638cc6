"""Who will come: people per service and class by time of day, at today's pace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kiosk.estimate.forward import Floats
from kiosk.estimate.plan import Plan
from kiosk.estimate.present import Record

STEP = 900.0
_BINS = 96
_STRENGTH = 40.0
"""Today's pace is thought to be the usual one as firmly as if so many people had shown it."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """`curve` (97,): people of a usual day who have come by each quarter-hour; `shares`: which
    part of them is of a service and class."""

    curve: Floats
    shares: Mapping[tuple[str, bool], float]
    known: bool

    def by(self, at: float) -> float:
        """People who have usually come by then, seconds since midnight."""
        return float(np.interp(at / STEP, np.arange(_BINS + 1), self.curve))

    def pace(self, at: float, come: int) -> float:
        """How many times as many people as usual come today, of whom `come` have by now."""
        return (come + _STRENGTH) / (self.by(at) + _STRENGTH)

    def after(self, at: float) -> tuple[Floats, Floats]:
        """(seconds after `at`, how many usual people will have come by then), each from 0 on."""
        steps = np.arange(_BINS + 1) * STEP
        edges = np.concatenate(([at], steps[steps > at]))
        return edges - at, np.interp(edges, steps, self.curve) - self.by(at)


def learn(plan: Plan, days: Sequence[Record], today: Record | None = None) -> Arrivals:
    """What these days show; without any, an even stream at the rate of `today` so far."""
    counts = np.zeros(_BINS)
    shares: dict[tuple[str, bool], float] = {}
    whole = 0
    for day in days or ([today] if today is not None else []):
        for at, service, priority in day.issued:
            counts[min(int(at / STEP), _BINS - 1)] += 1
            shares[service, priority] = shares.get((service, priority), 0.0) + 1
            whole += 1
    if days:
        counts = counts / len(days)
        smooth = np.convolve(counts, (0.25, 0.5, 0.25), mode="same")
        inside = (np.arange(_BINS) + 1) * STEP > plan.tickets_from
        counts = smooth * (inside & (np.arange(_BINS) * STEP < plan.last_ticket))
    else:
        start, end = plan.tickets_from, max(plan.last_ticket, plan.tickets_from + STEP)
        now = today.issued[-1][0] if today is not None and today.issued else start
        rate = (whole + 0.5) / (max(now - start, 0.0) + STEP)
        edges = np.arange(_BINS + 1) * STEP
        counts = rate * np.diff(np.clip(edges, start, end))
    curve = np.concatenate(([0.0], np.cumsum(counts)))
    return Arrivals(curve, {key: each / whole for key, each in shares.items()}, bool(days))
