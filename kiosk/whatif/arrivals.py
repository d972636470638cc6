"""How many people come in each quarter-hour of a day to come, from how many came before.

A day's number is the hall's level, the newest days counting most, times what is peculiar to its
weekday, to make-up workdays and to the first day after a holiday; each of these is believed as far
as days have shown it (shrunk as in `kiosk.estimate.times`). It is spread over the open
quarter-hours as on the days before.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from kiosk.estimate.forward import Bools, Floats

QUARTERS = 96
HALF_LIFE = 25.0
"""After so many days of the hall, a day counts half."""

LEAST_SPREAD = 0.03
"""Days of one kind lie apart by at least so much (as a logarithm), beside chance."""

FEW = 3.0
"""With so many days a quarter-hour is smoothed half as much as with one."""

BEFORE = 5
"""A forecast needs so many days before it."""

TRIED = 20
"""So many of the last days show how good it is."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A day of the past: `kind` is its weekday (0 is Monday) or what else it is like, `first`: the
    first one after a holiday; `open` (96,): its quarter-hours; `counts` (96,): who came."""

    day: date
    kind: int
    first: bool
    open: Bools
    counts: Floats


@dataclass(frozen=True, slots=True)
class Error:
    """How far a forecast was off on past days: in people per quarter-hour and per day, and as a
    share of those who came; the mean of the absolute values over `days`."""

    quarter: float
    day: float
    share: float
    days: int


@dataclass(frozen=True, slots=True)
class Trial:
    """A forecast held against the last days: its error, that of the plain mean of all days before,
    and how far the numbers of a day lie apart from it (a standard deviation of the logarithm)."""

    ours: Error
    naive: Error
    spread: float


def expected(past: Sequence[Seen], day: Seen) -> Floats:
    """People in each quarter-hour of `day`, (96,), of which only `counts` is not looked at; `past`
    is in order, not empty."""
    shape = _shape(past)
    weights = np.array([0.5 ** ((len(past) - 1 - place) / HALF_LIFE) for place in range(len(past))])
    # A day of half the hours is compared by what it would have been with all of them.
    whole = np.array([each.counts.sum() / max(shape[each.open].sum(), 1e-6) for each in past])
    logs = np.log(whole + 0.5)
    level = float((weights * logs).sum() / weights.sum())
    rest = logs - level
    kinds = _peculiar([each.kind for each in past], rest, weights)
    rest = rest - np.array([kinds[each.kind] for each in past])
    firsts = _peculiar([each.first for each in past], rest, weights)
    peculiar = kinds.get(day.kind, 0.0) + firsts.get(day.first, 0.0)
    found: Floats = math.exp(level + peculiar) * np.where(day.open, shape, 0.0)
    return found


def naive(past: Sequence[Seen], day: Seen) -> Floats:
    """The plain mean of the days before, in the open quarter-hours of `day`."""
    found: Floats = np.where(day.open, np.mean([each.counts for each in past], axis=0), 0.0)
    return found


def trial(days: Sequence[Seen]) -> Trial | None:
    """Each of the last `TRIED` days forecast from those before it alone; None with too few."""
    ours: list[Floats] = []
    plain: list[Floats] = []
    tried = range(max(BEFORE, len(days) - TRIED), len(days))
    if not tried:
        return None
    for place in tried:
        ours.append(expected(days[:place], days[place]))
        plain.append(naive(days[:place], days[place]))
    real = [days[place] for place in tried]
    logs = [
        math.log((found.sum() + 0.5) / (each.counts.sum() + 0.5))
        for found, each in zip(ours, real, strict=True)
    ]
    return Trial(_error(ours, real), _error(plain, real), float(np.sqrt(np.mean(np.square(logs)))))


def _shape(past: Sequence[Seen]) -> Floats:
    """Which share of a day's people comes in each quarter-hour, (96,), among the days on which it
    was open; the fewer days, the more its neighbours say of it."""
    counts = np.sum([each.counts for each in past], axis=0)
    often = np.sum([each.open for each in past], axis=0)
    known = often > 0
    beside = 0.25 * FEW / (FEW + len(past))
    window = (beside, 1 - 2 * beside, beside)
    rate = np.convolve(counts / np.maximum(often, 1), window, mode="same")
    share = np.convolve(known.astype(float), window, mode="same")
    shape: Floats = np.where(known, rate / np.maximum(share, beside), 0.0)
    total = float(shape.sum())
    return shape / total if total > 0 else known / max(1.0, float(known.sum()))


def _peculiar(kinds: Sequence[int], rest: Floats, weights: Floats) -> dict[int, float]:
    """How far each kind of day lies from all days, as far as that is more than chance (empirical
    Bayes, the variances by moments: Morris 1983)."""
    every = [*dict.fromkeys(kinds)]
    place = np.array([every.index(each) for each in kinds])
    sure = np.bincount(place, weights)
    means = np.bincount(place, weights * rest) / sure
    within = float((weights * (rest - means[place]) ** 2).sum())
    free = max(1.0, float(weights.sum()) * (1 - len(every) / len(kinds)))
    chance = max(within / free, LEAST_SPREAD**2)
    between = float((sure * (means**2 - chance / sure)).sum() / sure.sum())
    if between <= 0:
        return dict.fromkeys(every, 0.0)
    found = sure * means / (sure + chance / between)
    return dict(zip(every, found.tolist(), strict=True))


def _error(found: Sequence[Floats], real: Sequence[Seen]) -> Error:
    apart = [np.abs(one - each.counts)[each.open] for one, each in zip(found, real, strict=True)]
    by_day = [
        abs(float(one.sum() - each.counts.sum())) for one, each in zip(found, real, strict=True)
    ]
    came = sum(float(each.counts.sum()) for each in real)
    return Error(
        quarter=float(np.concatenate(apart).mean()),
        day=float(np.mean(by_day)),
        share=sum(by_day) / came if came else 0.0,
        days=len(real),
    )
