"""The line run forward some hundred times at once, until one ticket is called.

A window that becomes free calls who is next among those it may serve. All replicas advance one
call at a time as NumPy rows. Only who can go before the ticket is simulated: who waits now, and
who comes with priority meanwhile; a later ordinary person never takes a place from it.
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

MOST_CALLS = 6000
"""So many calls before the ticket's own are simulated at most."""


@dataclass(frozen=True, slots=True)
class Windows:
    """W windows in R replicas; all times in seconds from now.

    `free` (R, W): when it can call next, inf for never. `pace` (R, W): how many times as long as
    usual everything takes. `away` (K + 1, W): when its next absences begin, the last row inf;
    `back` (K + 1, W): when they end, where `fixed` (K + 1, W), else how long they last.
    """

    free: Floats
    pace: Floats
    away: Floats
    back: Floats
    fixed: Bools


@dataclass(frozen=True, slots=True)
class Line:
    """Queues one behind the other in slots, with a slot that never comes at each one's end.

    `came` (R, S): seconds from now, negative for who waits already; `taken` (R, S): for how many
    seconds the call takes a window of the usual pace. `first` (G,): where each queue begins, those
    without priority before the others, of which there are `ordinary`. `serves` (W, G): which window
    may call from which queue. `target`: the slot of the ticket itself. `gone` (R, S): when each
    gives up, in seconds from now; None if nobody does. `own` (W, G): from which queues of a class a
    window calls before the others of it, whoever came first; None if from none.
    """

    came: Floats
    taken: Floats
    first: Ints
    ordinary: int
    serves: Bools
    target: int
    gone: Floats | None = None
    own: Bools | None = None


@np.errstate(invalid="ignore")  # who never comes has no credit
def run(windows: Windows, line: Line, rule: Rule, since: int, streak: int) -> Floats:
    """Seconds until the ticket is called, (R,); inf where no window ever comes to it.

    `since` ordinary calls were made after the last of priority, and `streak` of priority came
    last.
    """
    replicas, count = windows.free.shape
    queues, split = len(line.first), line.ordinary
    rows = np.arange(replicas)
    alive = rows
    free, pace = windows.free.copy(), windows.pace
    leaves = np.repeat(windows.away[:1], replicas, axis=0)
    turn = np.zeros((replicas, count), np.int64)
    head = rows[:, None] * line.came.shape[1] + line.first[None, :]
    goal = rows * line.came.shape[1] + line.target
    came, taken = line.came.ravel(), line.taken.ravel()
    closed = np.where(line.serves, 0.0, np.inf)
    order = _Order(rule, np.full(replicas, since), np.full(replicas, streak))
    answer = np.full(replicas, np.inf)
    cells, places = rows * count, rows * queues
    for _ in range(MOST_CALLS):
        window = free.argmin(1)
        cell = cells + window
        now = free.take(cell)
        first = came.take(head)
        first += closed.take(window, 0)
        rank = first
        if line.own is not None:
            mine = line.own.take(window, 0) & (first <= now[:, None])
            rank = np.where(mine, first - _LONG, first)
        if split == queues or split == 0:
            place = places + rank.argmin(1)
            chosen = first.take(place)
        else:
            plain = places + rank[:, :split].argmin(1)
            prior = places + split + rank[:, split:].argmin(1)
            came_plain, came_prior = first.take(plain), first.take(prior)
            goes = order.priority_goes(now, came_prior, came_plain)
            place = np.where(goes, prior, plain)
            chosen = np.where(goes, came_prior, came_plain)
        slot = head.take(place)
        called = chosen <= now
        until = now + taken.take(slot) * pace.take(cell)
        if line.gone is not None:
            until = np.where(now > line.gone.take(slot), now, until)
        everybody = called.all()
        if not everybody:
            # Nobody is there: the window waits for who comes first.
            until = np.where(called, until, chosen)
        late = (until >= leaves.take(cell)) & (until < np.inf)
        if late.any():
            _absent(windows, leaves, turn, until, window, np.flatnonzero(late))
        free.ravel()[cell] = until
        head.ravel()[place] = slot + called
        if order.limited and 0 < split < queues:
            order.remember(called, place - places >= split)
        over = slot == goal
        if not everybody:
            over &= called
            over |= np.isinf(now)
        if over.any():
            answer[alive[over]] = np.where(called, now, np.inf)[over]
            left = ~over
            alive = alive[left]
            if not len(alive):
                break
            free, pace, turn, leaves = free[left], pace[left], turn[left], leaves[left]
            head, goal = head[left], goal[left]
            cells, places = cells[: len(alive)], places[: len(alive)]
            order.keep(left)
    return answer


class _Order:
    """The rule between the classes, and what each replica remembers of its calls."""

    def __init__(self, rule: Rule, since: Ints, streak: Ints) -> None:
        self._rule, self._since, self._streak = rule, since, streak
        self.limited = rule.limited

    def priority_goes(self, now: Floats, prior: Floats, plain: Floats) -> Bools:
        """Where the first of priority is called, not the first ordinary; both may be yet to come:
        then whoever comes first is."""
        rule = self._rule
        goes = (now - prior) * rule.rate + rule.head >= now - plain
        if self.limited:
            goes &= self._since >= rule.between
            if rule.run:
                goes &= self._streak < rule.run
        # Only where both are there is it a matter of rank.
        goes &= prior <= now
        goes |= (plain > now) & (prior < plain)
        return goes

    def remember(self, called: Bools, prior: Bools) -> None:
        """Of which class the calls were."""
        self._since = np.where(called, np.where(prior, 0, self._since + 1), self._since)
        self._streak = np.where(called, np.where(prior, self._streak + 1, 0), self._streak)

    def keep(self, left: Bools) -> None:
        """Forget the replicas that are over."""
        self._since, self._streak = self._since[left], self._streak[left]


def _absent(
    windows: Windows, leaves: Floats, turn: Ints, until: Floats, window: Ints, late: Ints
) -> None:
    """Move `until` of the rows `late` behind the absences of their windows."""
    while len(late):
        which = window[late]
        at = turn[late, which]
        back, done = windows.back[at, which], until[late]
        done = np.where(windows.fixed[at, which], np.maximum(done, back), done + back)
        leaves[late, which] = after = windows.away[at + 1, which]
        turn[late, which] = at + 1
        until[late] = done
        late = late[(done >= after) & (done < np.inf)]
