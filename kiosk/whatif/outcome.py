"""What a day came to: how long people waited, by class, service, group and quarter-hour."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from kiosk.whatif.day import Person

QUARTER = 900.0
"""Seconds of a quarter-hour."""

NEVER = 86400.0
"""Seconds that count for somebody who is not called that day."""

ORDINARY, PRIORITY, APPOINTMENT = "ordinary", "priority", "appointment"
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of one person: when the first call was (None: never), when the last stay was over
    and when they gave up, in seconds since midnight."""

    person: Person
    called: float | None
    done: float | None
    gone: float | None = None

    @property
    def wait(self) -> float | None:
        """Seconds from the number to the first call; a clock set back gives 0."""
        return None if self.called is None else max(0.0, self.called - self.person.at)

    @property
    def kind(self) -> str:
        """In which class they waited."""
        if self.person.appointment is not None:
            return APPOINTMENT
        return PRIORITY if self.person.priority else ORDINARY


@dataclass(frozen=True, slots=True)
class Waits:
    """How long so many `people` waited until they were called, seconds."""

    people: int
    mean: float
    p95: float
    longest: float


@dataclass(frozen=True, slots=True)
class Quarter:
    """The quarter-hour that begins `at` seconds since midnight: how many came (per day), how long
    they waited (None if nobody who came was called) and how many waited at once at most."""

    at: float
    came: float
    waits: Waits | None
    line: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """A day, or `days` runs of one; all but `unserved`, `gave_up` and the lines are over all runs.

    `unserved` and `gave_up` are people per day. `ends`: when the last person was done, seconds
    since midnight (the median of the runs). `lines`: by window group, the most who waited at once
    in each quarter-hour, beside `quarters`. `late`: by group, the share of those who came in each
    quarter-hour who would be done only after the hall has closed and its overtime.
    """

    whole: Waits
    by_class: Mapping[str, Waits]
    by_service: Mapping[str, Waits]
    by_group: Mapping[str, Waits]
    quarters: tuple[Quarter, ...]
    lines: Mapping[str, tuple[float, ...]]
    late: Mapping[str, tuple[float | None, ...]]
    unserved: float
    gave_up: float
    ends: float
    days: int = 1


def outcome(runs: Sequence[Sequence[Visit]], limit: float = float("inf")) -> Outcome:
    """The figures of the runs of one day; `limit`: when everybody has to be done, seconds since
    midnight. Empty runs give zeros."""
    visits = [each for run in runs for each in run]
    many = max(1, len(runs))
    groups = sorted({each.person.group for each in visits})
    places = _places(visits)
    lines = {
        group: _lines([[v for v in run if v.person.group == group] for run in runs], places)
        for group in groups
    }
    whole = _lines(runs, places)
    by_quarter = _split(visits, lambda each: int(each.person.at // QUARTER))
    ends = [max((each.done for each in run if each.done is not None), default=0.0) for run in runs]
    return Outcome(
        whole=_waits(visits) or Waits(0, 0.0, 0.0, 0.0),
        by_class=_by(visits, lambda each: each.kind),
        by_service=_by(visits, lambda each: each.person.service),
        by_group=_by(visits, lambda each: each.person.group),
        quarters=tuple(
            Quarter(
                place * QUARTER,
                len(by_quarter.get(place, ())) / many,
                _waits(by_quarter.get(place, ())),
                line,
            )
            for place, line in zip(places, whole, strict=True)
        ),
        lines=lines,
        late={
            group: _late([v for v in visits if v.person.group == group], places, limit)
            for group in groups
        },
        unserved=sum(each.called is None and each.gone is None for each in visits) / many,
        gave_up=sum(each.gone is not None for each in visits) / many,
        ends=float(np.median(ends)) if ends else 0.0,
        days=many,
    )


def p95(runs: Sequence[Sequence[Visit]]) -> float:
    """How long 95 of 100 people waited at most, seconds; who was never called, `NEVER`."""
    waits = [
        NEVER if each.wait is None else each.wait
        for run in runs
        for each in run
        if each.gone is None
    ]
    return float(np.quantile(waits, 0.95)) if waits else 0.0


def _waits(visits: Sequence[Visit]) -> Waits | None:
    waits = [each.wait for each in visits if each.wait is not None]
    if not waits:
        return None
    found = np.array(waits)
    return Waits(
        len(waits), float(found.mean()), float(np.quantile(found, 0.95)), float(found.max())
    )


def _split(visits: Sequence[Visit], key: Callable[[Visit], _Key]) -> dict[_Key, list[Visit]]:
    found: dict[_Key, list[Visit]] = {}
    for each in visits:
        found.setdefault(key(each), []).append(each)
    return found


def _by(visits: Sequence[Visit], key: Callable[[Visit], str]) -> dict[str, Waits]:
    parts = ((name, _waits(part)) for name, part in sorted(_split(visits, key).items()))
    return {name: waits for name, waits in parts if waits is not None}


def _places(visits: Sequence[Visit]) -> range:
    """The quarter-hours from the first person to the last call, by their number in the day."""
    if not visits:
        return range(0)
    first = min(each.person.at for each in visits)
    last = max(_left(each) for each in visits)
    return range(int(first // QUARTER), int(last // QUARTER) + 1)


def _left(visit: Visit) -> float:
    """When somebody no longer waited for the first call; who was never called counts as long as
    people came."""
    if visit.called is not None:
        return visit.called
    return visit.gone if visit.gone is not None else visit.person.at


def _lines(runs: Sequence[Sequence[Visit]], places: range) -> tuple[float, ...]:
    """The most who waited at once in each quarter-hour, the mean of the runs."""
    edges = np.array([place * QUARTER for place in places])
    most = np.zeros(len(edges))
    for run in runs:
        if not run or not len(edges):
            continue
        came = np.sort([each.person.at for each in run])
        never = [each.called is None and each.gone is None for each in run]
        left = np.sort([np.inf if no else _left(each) for each, no in zip(run, never, strict=True)])
        # The line is longest right after somebody has come, or where a quarter-hour begins.
        moments = np.sort(np.concatenate((came, edges)))
        waiting = np.searchsorted(came, moments, "right") - np.searchsorted(left, moments, "right")
        found = np.zeros(len(edges))
        np.maximum.at(found, np.searchsorted(edges, moments, "right") - 1, waiting)
        most += found
    return tuple((most / max(1, len(runs))).tolist())


def _late(visits: Sequence[Visit], places: range, limit: float) -> tuple[float | None, ...]:
    came = _split(visits, lambda each: int(each.person.at // QUARTER))
    return tuple(
        None
        if place not in came
        else sum(too_late(each, limit) for each in came[place]) / len(came[place])
        for place in places
    )


def too_late(visit: Visit, limit: float) -> bool:
    """Whether somebody would be done only after `limit`, or never, without having given up."""
    return visit.gone is None and (visit.done is None or visit.done > limit)
