"""The smallest change that keeps the waits of a day under a goal: what costs no hours first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kiosk.queue.tickets import DESKS
from kiosk.whatif.change import Change, More, applied, does
from kiosk.whatif.day import Day, Span
from kiosk.whatif.outcome import QUARTER, Outcome, Visit, outcome, p95
from kiosk.whatif.run import run

MOST_FREE, MOST = 2, 4
"""So many steps one on top of the other are tried, that cost no hours and that do."""

WORTH = 5.0
"""A change that makes the waits shorter by no more (seconds) is not worth it."""

FREE = 0.02
"""Lunch by turns that takes no more of the counters' hours than this share costs nothing."""

TIDES = (3600.0, 7200.0, 10800.0)
"""For how long (seconds) a tidal counter is tried."""

WAVES = ((11.5 * 3600, 12.5 * 3600), (12.5 * 3600, 13.5 * 3600))
"""Lunch by turns, if people go together."""


_DESKS = frozenset(each.value for each in DESKS)


@dataclass(frozen=True, slots=True)
class Step:
    """One change that was tried: how many more seconds of counters it takes, and what 95 of 100
    people then wait at most (seconds)."""

    change: Change
    seconds: float
    p95: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The smallest change with which 95 of 100 people wait no longer than `goal` seconds, or the
    best that was found where none `reaches` it; `before` and `after` are the day without and with
    it. `tried`: everything, in the order of its cost."""

    goal: float
    change: Change
    reaches: bool
    before: Outcome
    after: Outcome
    tried: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Tried:
    step: Step
    runs: tuple[tuple[Visit, ...], ...]

    @property
    def cost(self) -> tuple[float, int, float]:
        """Hours first, then how much is to be changed, then the waits."""
        return self.step.seconds, len(_parts(self.step.change)), self.step.p95


def suggested(
    days: Sequence[Day], goal: float, step: Callable[[], None] = lambda: None
) -> Suggestion:
    """For `days`, runs of one and the same; not empty. `step` hears of each that is tried.

    First what costs no hours (skills, lunch), then tidal counters and whole ones beside it: of
    those that reach the goal the cheapest, where none does the one that helps most, and on from
    there. At last everything is left out again without which the goal is reached too.
    """
    search = _Search(days, goal, step)
    best = before = search.tried(Change())
    for free in (True, False):
        best = search.from_here(best, free=free)
    best = search.pruned(best)
    steps = sorted(search.steps.values(), key=lambda each: (each.seconds, each.p95))
    return Suggestion(
        goal=goal,
        change=best.step.change,
        reaches=best.step.p95 <= goal,
        before=outcome(before.runs),
        after=outcome(best.runs),
        tried=tuple(each for each in steps if each.change.any),
    )


@dataclass(slots=True)
class _Search:
    days: Sequence[Day]
    goal: float
    told: Callable[[], None]
    steps: dict[Change, Step] = field(default_factory=dict)

    @property
    def staffed(self) -> float:
        """For how many seconds counters are there, all together."""
        return sum(each.seconds for each in self.days[0].posts)

    def tried(self, change: Change) -> _Tried:
        """The days with a change."""
        self.told()
        changed = [applied(change, day) for day in self.days]
        runs = tuple(map(run, changed))
        more = sum(each.seconds for each in changed[0].posts) - self.staffed
        step = self.steps[change] = Step(change, max(0.0, more), p95(runs))
        return _Tried(step, runs)

    def from_here(self, best: _Tried, *, free: bool) -> _Tried:
        """On from `best`, with what costs no hours or with everything else."""
        for _ in range(MOST_FREE if free else MOST):
            if best.step.p95 <= self.goal:
                break
            found = [self.tried(each) for each in self._next(best, free=free)]
            if free:
                found = [each for each in found if each.step.seconds <= FREE * self.staffed]
            better = [each for each in found if each.step.p95 < best.step.p95 - WORTH]
            if not better:
                break
            reach = [each for each in better if each.step.p95 <= self.goal]
            best = min(reach or better, key=lambda each: each.cost if reach else (each.step.p95,))
        return best

    def pruned(self, best: _Tried) -> _Tried:
        """Without what is not needed for the goal, or does not help where it cannot be reached."""
        bound = max(self.goal, best.step.p95 + WORTH)
        for part in _parts(best.step.change):
            less = self.tried(_without(best.step.change, part))
            if less.step.p95 <= bound:
                best = less
        return best

    def _next(self, best: _Tried, *, free: bool) -> Iterator[Change]:
        """What to try on top of `best`; of each kind of counter one stands for all."""
        old, day = best.step.change, self.days[0]
        kinds = {does(post): post.code for post in reversed(applied(old, day).posts)}
        late = {code: _late(best.runs, lanes, self.goal) for lanes, code in kinds.items()}
        real = {post.code for post in day.posts}
        pressed = {code: lanes for lanes, code in kinds.items() if late[code] and code in real}
        if not old.lunch:
            yield replace(old, lunch=WAVES)
        if free:
            # What one does also is what the other did at first.
            as_was = {post.code: does(post) for post in day.posts}
            likes = {as_was[code]: code for code in reversed(pressed)}
            for mine, code in kinds.items():
                for lanes, like in reversed(likes.items()):
                    if mine - _DESKS and not lanes <= mine and code in real:
                        yield replace(old, also=(*old.also, (code, like)))
            return
        for like in pressed:
            for length in TIDES:
                yield replace(old, more=(*old.more, More(like, span=_tide(late[like], length))))
            yield replace(old, more=(*old.more, More(like)))


def _parts(change: Change) -> list[More | tuple[str, str] | None]:
    """What a suggestion is made of; None is the lunch. What takes hours comes first."""
    return [*change.more, *change.also, *([None] if change.lunch else [])]


def _without(change: Change, part: More | tuple[str, str] | None) -> Change:
    if part is None:
        return replace(change, lunch=())
    if isinstance(part, More):
        at = change.more.index(part)
        return replace(change, more=change.more[:at] + change.more[at + 1 :])
    return replace(change, also=tuple(each for each in change.also if each != part))


def _late(runs: Sequence[Sequence[Visit]], lanes: frozenset[str], goal: float) -> dict[int, float]:
    """By the quarter-hour in which they came: how many seconds people waited beyond the goal."""
    found: dict[int, float] = {}
    for visit in (each for one in runs for each in one):
        if visit.wait is not None and visit.wait > goal and visit.person.stays[0].lane in lanes:
            place = int(visit.person.at // QUARTER)
            found[place] = found.get(place, 0.0) + visit.wait - goal
    return found


def _tide(late: dict[int, float], length: float) -> Span:
    """When a counter for so long helps most: where people come who wait too long, and a quarter of
    an hour before."""
    many = int(length // QUARTER)
    start = max(sorted(late), key=lambda place: sum(late.get(place + n, 0.0) for n in range(many)))
    begins = max(0.0, (start - 1) * QUARTER)
    return begins, begins + length
