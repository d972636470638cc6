"""The line run forward some dozens of times at once, until one ticket is called.

A window that becomes free calls who is next among those it may serve. All replicas advance one
call at a time as NumPy rows; one that is done runs on beside the others, where nobody looks. Only
who can go before the ticket, or keep a window from it, is simulated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.estimate.rules import Rule

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_LONG = 1e7
"""Nobody has waited so many seconds."""

_NEVER = 1e12
"""When windows call that never do, in seconds; who never comes, comes later still."""

MOST_CALLS = 6000
"""So many calls before the ticket's own are simulated at most."""


@dataclass(frozen=True, slots=True)
class Windows:
    """W windows in R replicas; all times in seconds from now.

    `free` (R, W): when it can call next, inf for never. `pace` (R, W): how many times as long as
    usual everything takes. `away` (K + 1, W): when its next absences begin, the last row inf; none
    ends before `back` (K + 1, W), nor is it shorter than `least` (K + 1, W).
    """

    free: Floats
    pace: Floats
    away: Floats
    back: Floats
    least: Floats


@dataclass(frozen=True, slots=True)
class Overtaken:
    """The limit of what priority may cost. `before` (S,): how many calls with priority, of those
    who came later, to windows that serve who is in a slot, had been made, less those of priority
    who came before and still wait; `queues` (Q,): the ordinary queues that may come to it; `most`
    (Q,): after so many, nobody more overtakes the first of them."""

    before: Floats
    queues: Ints
    most: Floats


@dataclass(frozen=True, slots=True)
class Line:
    """Queues one behind the other in slots, with a slot that never comes at each one's end.

    `came` (R, S): seconds from now, negative for who waits already; `taken` (R, S): for how many
    seconds the call takes a window of the usual pace. `first` (G,): where each queue begins, those
    of one class, or of `both`: those without priority, then as many with it, which the same windows
    serve in the same order. `serves` (W, G): which window may call from which queue. `target`: the
    slot of the ticket itself. `gone` (R, S): when each gives up, in seconds from now; None if
    nobody does. `own` (W, G): from which queues of a class a window calls before the others of it,
    whoever came first; None if from none. `overtaken`: None where nobody comes near the limit.
    """

    came: Floats
    taken: Floats
    first: Ints
    both: bool
    serves: Bools
    target: int
    gone: Floats | None = None
    own: Bools | None = None
    overtaken: Overtaken | None = None


@np.errstate(invalid="ignore")  # who never comes has no credit
def run(windows: Windows, line: Line, rule: Rule, since: int, streak: int) -> Floats:
    """Seconds until the ticket is called, (R,); inf where no window ever comes to it.

    `since` ordinary calls were made after the last of priority, and `streak` of priority came
    last.
    """
    replicas, count = windows.free.shape
    slots = line.came.shape[1]
    rows = np.arange(replicas)
    cells = rows * count
    head, goal = rows[:, None] * slots + line.first[None, :], rows * slots + line.target
    came, taken, pace = line.came.ravel(), line.taken.ravel(), windows.pace.ravel()
    closed = np.where(line.serves, 0.0, np.inf)
    ahead = None if line.own is None else _LONG * line.own
    doors = _Doors(windows)
    order = _Order(rule, line, replicas, since, streak)
    answer, waits = np.full(replicas, np.inf), replicas
    for _ in range(MOST_CALLS):
        window = doors.free.argmin(1)
        cell = cells + window
        now = doors.free.take(cell)
        first = came.take(head)
        first += closed.take(window, 0)
        rank = first
        if ahead is not None:
            rank = first - ahead.take(window, 0) * (first <= now[:, None])
        place, prior = order.next(head, now, first, rank)
        chosen, slot = first.take(place), head.take(place)
        called = chosen <= now
        until = taken.take(slot)
        until *= pace.take(cell)
        until += now
        if line.gone is not None:
            until = np.where(now > line.gone.take(slot), now, until)
        over = slot == goal
        if np.count_nonzero(called) < replicas:
            # Nobody is there: the window waits for who comes first.
            until = np.where(called, until, np.minimum(chosen, _NEVER))
            prior &= called
            over &= called
            if now.min() >= _NEVER:
                break
        doors.busy(window, cell, until)
        head.put(place, slot + called)
        order.remember(window, called, prior)
        if found := np.count_nonzero(over):
            answer[over] = now[over]
            waits -= found
            if not waits:
                break
    return np.where(answer < _NEVER, answer, np.inf)


class _Doors:
    """When the windows can call next, in each replica, with the absences that come between."""

    def __init__(self, windows: Windows) -> None:
        self.free = np.minimum(windows.free, _NEVER)
        self._count = self.free.shape[1]
        # Nothing is later than "nan": who has no more absences is never late for one.
        self._away = np.where(windows.away < np.inf, windows.away, np.nan).ravel()
        self._back, self._least = np.minimum(windows.back, _NEVER).ravel(), windows.least.ravel()
        self._turn = np.tile(np.arange(self._count), (len(self.free), 1))
        cells = np.arange(self.free.size)
        self.busy(cells % self._count, cells, self.free.ravel())

    def busy(self, window: Ints, cell: Ints, until: Floats) -> None:
        """These windows can call again at `until`, or when they are back after that."""
        turn = self._turn.take(cell)
        late = until >= self._away.take(turn)
        if np.count_nonzero(late):
            while np.count_nonzero(late):
                back = np.maximum(until + self._least.take(turn), self._back.take(turn))
                until = np.where(late, back, until)
                turn += self._count * late
                late = until >= self._away.take(turn)
            self._turn.put(cell, turn)
        self.free.put(cell, until)


class _Order:
    """The rule between the classes, and what each replica remembers of its calls."""

    def __init__(self, rule: Rule, line: Line, replicas: int, since: int, streak: int) -> None:
        self._rule, self._both = rule, line.both
        self._queues = len(line.first) // (2 if line.both else 1)
        self._starts = np.arange(0, replicas * len(line.first), self._queues)
        self._none = np.zeros(replicas, np.bool_)
        self._since, self._streak = np.full(replicas, since), np.full(replicas, streak)
        self._overtaken = line.overtaken if self._both else None
        if self._overtaken is not None:
            self._before = np.tile(self._overtaken.before, replicas)
            self._serves = line.serves[:, self._overtaken.queues].astype(np.float64)
            rows = np.arange(replicas)[:, None] * len(line.first)
            self._near = rows + self._overtaken.queues
            self._more = np.zeros(self._near.shape)

    def next(self, head: Ints, now: Floats, first: Floats, rank: Floats) -> tuple[Ints, Bools]:
        """The place in `head` of the queue that each window calls from, and whether that is one of
        priority; where nobody is there yet, who comes first."""
        place = rank.reshape(-1, self._queues).argmin(1)
        place += self._starts
        if not self._both:
            return place, self._none.copy()
        plain, prior = place[::2], place[1::2]
        ordinary, priority = first.take(plain), first.take(prior)
        goes = self._goes(now, ordinary, priority)
        if self._overtaken is not None:
            lost = self._before.take(head.take(self._near)) + self._more >= self._overtaken.most
            lost &= first.take(self._near) < priority[:, None]
            goes &= ~lost.any(1)
        # Only where both are there is it a matter of rank.
        goes = np.where(np.maximum(ordinary, priority) <= now, goes, priority < ordinary)
        return np.where(goes, prior, plain), goes

    def _goes(self, now: Floats, ordinary: Floats, priority: Floats) -> Bools:
        rule = self._rule
        if rule.always:
            goes = ~self._none
        else:
            goes = (now - priority) * rule.rate + rule.head >= now - ordinary
        if rule.between:
            goes &= (self._since >= rule.between) | (ordinary - priority > rule.limit)
        if rule.run:
            goes &= self._streak < rule.run
        return goes

    def remember(self, window: Ints, called: Bools, prior: Bools) -> None:
        """Of which class the calls were."""
        if not self._both:
            return
        if self._rule.between:
            self._since += called
            self._since *= ~prior
        if self._rule.run:
            self._streak += prior
            self._streak *= prior | ~called
        if self._overtaken is not None and np.count_nonzero(prior):
            self._more += self._serves.take(window, 0) * prior[:, None]
