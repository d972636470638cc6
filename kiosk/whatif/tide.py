"""What is to come: when a line grows too long, and when a group's numbers have to stop."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.whatif.change import Change, More, applied, does
from kiosk.whatif.day import Day, Post, Span
from kiosk.whatif.outcome import QUARTER, Outcome, Visit, outcome, too_late
from kiosk.whatif.run import run

MOST = 6
"""No more tidal counters than this are recommended for one day."""

TRIED = 5
"""So many of the runs are run again with each of them."""

WORTH = 0.1
"""A counter that takes away less of what the lines are too long by is not worth it."""

FEW = 3
"""That one or two people, of all the runs, would be too late says nothing yet."""

SETTLED = 1800.0
"""A tidal counter shows after so many seconds; a line that is too long now cannot be helped."""


@dataclass(frozen=True, slots=True)
class Tide:
    """Open so many tidal counters (潮汐窗口) `like` another, in `span`, for these window `groups`:
    else up to `line` people of one of them wait at once, with all that is recommended `then`; of
    today after `SETTLED`."""

    groups: tuple[str, ...]
    like: str
    count: int
    span: Span
    line: float
    then: float


@dataclass(frozen=True, slots=True)
class Ahead:
    """The rest of a day from `since` (0: all of it), seconds since midnight.

    `tides`: where a line grows longer than `most` people. `stops`: when the numbers of each group
    should stop (R35), None if those of the whole day can be served. `given`: numbers given out
    before `since`, and `still`: how many people are expected after it, the mean of the runs.
    """

    day: date
    since: float
    outcome: Outcome
    most: int
    tides: tuple[Tide, ...]
    stops: Mapping[str, float | None]
    given: int = 0
    still: float = 0.0

    @property
    def helpless(self) -> tuple[str, ...]:
        """The groups whose line, in whole people, grows longer than `most` although no counter is
        recommended for it: one more would come too late, or help too little."""
        helped = {group for each in self.tides for group in each.groups}
        return tuple(
            group
            for group, line in self.outcome.lines.items()
            if group not in helped and round(max(line, default=0.0)) > self.most
        )


def ahead(days: Sequence[Day], most: int, overtime: float, since: float = 0.0) -> Ahead:
    """From `days`, which are runs of one and the same; `overtime`: seconds that the hall stays on
    after it has closed."""
    limit = days[0].closes + overtime
    runs = [run(day) for day in days]
    found = outcome(runs, limit)
    visits = [each for one in runs for each in one]
    stops = {
        group: _stop([v for v in visits if v.person.group == group], limit, since)
        for group in found.lines
    }
    return Ahead(days[0].day, since, found, most, _tides(days, found, most, since), stops)


def _stop(visits: Sequence[Visit], limit: float, since: float) -> float | None:
    """The beginning of the first quarter-hour from which on most who come would be too late.

    Where fewer than `FEW` come, those before them count too, at last those who wait already.
    """
    came: dict[float, list[bool]] = {}
    for visit in visits:
        at = visit.person.at // QUARTER * QUARTER
        came.setdefault(at, []).append(too_late(visit, limit))
    stop: float | None = None
    late: list[bool] = []
    for at in sorted(came, reverse=True):
        if at + QUARTER <= since and stop is not None:
            break
        late += came[at]
        if len(late) < FEW:
            continue
        if sum(late) < len(late) / 2:
            break
        stop, late = max(at, since), []
    return stop


def _tides(days: Sequence[Day], found: Outcome, most: int, since: float) -> tuple[Tide, ...]:
    """One counter after the other, each for the line that is still too long, while that helps."""
    best = found
    tides: dict[str, Tide] = {}
    for _ in range(MOST):
        excess = {group: _excess(best, group, most, since) for group in best.lines}
        worst = max(excess, key=lambda group: excess[group], default=None)
        like = None if worst is None or not excess[worst] else _like(days, worst)
        if worst is None or like is None:
            break
        span = _span(found, worst, most, since, days[0].closes)
        old = tides.get(like.code, Tide((), like.code, 0, span, 0.0, 0.0))
        new = replace(
            old,
            groups=tuple(sorted({*old.groups, worst})),
            count=old.count + 1,
            span=(min(old.span[0], span[0]), max(old.span[1], span[1])),
        )
        change = Change(more=tuple(_more(each) for each in {**tides, like.code: new}.values()))
        then = outcome([run(applied(change, day)) for day in days[:TRIED]])
        if _excess(then, worst, most, since) > (1 - WORTH) * excess[worst]:
            break
        best, tides[like.code] = then, new
    return tuple(
        replace(each, line=_longest(found, each, since), then=_longest(best, each, since))
        for each in tides.values()
    )


def _more(tide: Tide) -> More:
    return More(tide.like, tide.count, tide.span)


def _excess(found: Outcome, group: str, most: int, since: float) -> float:
    """By how many people the line is too long, summed over the quarter-hours."""
    return sum(
        max(0.0, line - most)
        for quarter, line in zip(found.quarters, found.lines.get(group, ()), strict=False)
        if quarter.at >= since + SETTLED
    )


def _longest(found: Outcome, tide: Tide, since: float) -> float:
    return max(
        (
            line
            for group in tide.groups
            for quarter, line in zip(found.quarters, found.lines.get(group, ()), strict=False)
            if quarter.at >= since + SETTLED
        ),
        default=0.0,
    )


def _like(days: Sequence[Day], group: str) -> Post | None:
    """The counter that serves most of those of a group; of two alike, who serves least else."""
    wanted = Tally(
        person.stays[0].lane for day in days for person in day.people if person.group == group
    )

    def served(post: Post) -> int:
        return sum(wanted[lane] for lane in does(post))

    like = max(days[0].posts, key=lambda each: (served(each), -len(each.serves)), default=None)
    return like if like is not None and served(like) else None


def _span(found: Outcome, group: str, most: int, since: float, closes: float) -> Span:
    """From a quarter of an hour before the line is too long, when it is on the way there."""
    over = [
        quarter.at
        for quarter, line in zip(found.quarters, found.lines[group], strict=True)
        if line > most and quarter.at + QUARTER > since
    ]
    start = max(since, over[0] - QUARTER)
    return start, max(start + QUARTER, min(over[-1] + QUARTER, closes))
