"""The line run forward some hundred times, until one ticket is called: plain loops, compiled.

A window that becomes free calls who is next among those it may serve. One replica follows the
other, and chance is drawn only where it decides something. Compiled code does not hold the
interpreter's lock: the glass moves on meanwhile.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import float64, int64, types

from kiosk.estimate.compiled import kept, part
from kiosk.estimate.forward import Bools, Floats, Ints, Order, Scene

MOST_CALLS = 6000
"""So many calls before the ticket's own are simulated at most."""

_NOBODY = -1
_FLOATS, _INTS, _BOOLS = float64[::1], int64[::1], types.boolean[::1]
_TABLE, _CHOICE = float64[:, ::1], types.boolean[:, ::1]
_ORDER = types.NamedTuple(  # type: ignore[no-untyped-call]
    (float64, float64, int64, int64, float64, int64, int64), Order
)


def simulate(scene: Scene, seed: int) -> Floats:
    """Seconds until the ticket is called, (R,); inf where no window ever comes to it.

    The same scene and seed give the same waits.
    """
    windows, line, streams, matters, order = scene
    columns: list[Any] = [*windows, *line, *streams, *matters, order, seed]
    return _run(*columns)


@part
def _soonest(free: Floats) -> int:
    """The window that can call first."""
    found = 0
    for window in range(1, len(free)):
        if free[window] < free[found]:
            found = window
    return found


@part
def _there(
    away: Floats, back: Floats, least: Floats, turn: Ints, window: int, until: float
) -> float:
    """When a window can call again that could at `until` but for its absences."""
    while away[turn[window], window] <= until < np.inf:
        until = max(until + least[turn[window], window], back[turn[window], window])
        turn[window] += 1
    return until


@part
def _exponential() -> float:
    """A draw of mean 1."""
    return float(-np.log(1.0 - np.random.random()))


@part
def _quantile(table: Floats, row: int) -> float:
    """A draw of what has the quantiles of a row, at equal steps of probability from 0 to 1."""
    place = np.random.random() * (table.shape[1] - 1)
    low = int(place)
    return float(table[row, low] + (place - low) * (table[row, low + 1] - table[row, low]))


@part
def _comes(people: Floats, at: Floats, rate: float, come: Floats, queue: int) -> float:
    """When the next one comes to a queue, inf for nobody more today; `come` (G,): how many usual
    people have come by then."""
    if rate <= 0.0:
        return np.inf
    come[queue] += _exponential() / rate
    for step in range(1, len(people)):
        if come[queue] <= people[step]:
            share = (come[queue] - people[step - 1]) / (people[step] - people[step - 1])
            return float(at[step - 1] + share * (at[step] - at[step - 1]))
    return np.inf


@part
def _wanted(services: Ints, shares: Floats, place: int) -> int:
    """What somebody wants who comes to the queue whose services begin at a place."""
    chance = np.random.random()
    while chance >= shares[place]:
        place += 1
    return int(services[place])


@part
def _first(
    serves: Bools, own: Bools, prior: Bools, came: Floats, flag: bool, window: int, now: float
) -> int:
    """The queue of a class that a window calls from, or whose first person it waits for."""
    found, least, mine = _NOBODY, np.inf, False
    for queue in range(len(came)):
        if serves[window, queue] and prior[queue] == flag:
            keeps = own[window, queue] and came[queue] <= now
            if (keeps and not mine) or (keeps == mine and came[queue] < least):
                found, least, mine = queue, came[queue], keeps
    return found


@part
def _goes(order: Order, priority: float, ordinary: float, since: int, streak: int) -> bool:
    """Whether priority goes first, both having waited so many seconds (`Rule.priority_goes`)."""
    if since < order.between and priority - ordinary <= order.limit:
        return False
    return not 0 < order.run <= streak and order.rate * priority + order.head >= ordinary


@kept(
    *(_TABLE, _TABLE, _TABLE, _TABLE, _TABLE),
    *(_FLOATS, _INTS, _FLOATS, _INTS, _BOOLS, _CHOICE, _CHOICE, int64),
    *(_FLOATS, _FLOATS, _FLOATS, _INTS, _INTS, _FLOATS),
    *(_TABLE, _TABLE, _FLOATS, float64, float64, float64, float64),
    *(_ORDER, int64),
)
def _run(
    windows_free: Floats,
    pace: Floats,
    away: Floats,
    back: Floats,
    least: Floats,
    waiting: Floats,
    service: Ints,
    spare: Floats,
    first: Ints,
    prior: Bools,
    serves: Bools,
    own: Bools,
    target: int,
    people: Floats,
    at: Floats,
    rate: Floats,
    wanted: Ints,
    wants: Ints,
    shares: Floats,
    seconds: Floats,
    missed: Floats,
    lengths: Floats,
    no_show: float,
    breaks: float,
    lag: float,
    leaving: float,
    order: Order,
    seed: int,
) -> Floats:
    """`simulate`, which hands over the columns one by one: a tuple of them, taken apart at every
    step, takes twice the time."""
    np.random.seed(seed)
    (replicas, count), queues = windows_free.shape, len(prior)
    # Of each window: when it can call next, and how many of its absences are over.
    free, turn = np.empty(count), np.empty(count, np.int64)
    # Of each queue: the place of its first person, when this one came, how many usual people had
    # come by then, and how many of priority have been called by windows that serve it.
    head, came = np.empty(queues, np.int64), np.empty(queues)
    come, overtaken = np.empty(queues), np.empty(queues)
    waits = np.full(replicas, np.inf)
    for replica in range(replicas):
        for window in range(count):
            turn[window] = 0
            free[window] = _there(away, back, least, turn, window, windows_free[replica, window])
        for queue in range(queues):
            head[queue], come[queue], overtaken[queue] = first[queue], 0.0, 0.0
            if head[queue] < first[queue + 1]:
                came[queue] = waiting[head[queue]]
            else:
                came[queue] = _comes(people, at, rate[queue], come, queue)
        since, streak = order.since, order.streak
        for _ in range(MOST_CALLS):
            window = _soonest(free)
            now = free[window]
            if now == np.inf:
                break
            plain = _first(serves, own, prior, came, False, window, now)
            queue = _first(serves, own, prior, came, True, window, now)
            if plain == _NOBODY or queue == _NOBODY:
                queue = max(plain, queue)
            elif max(came[plain], came[queue]) > now:
                queue = plain if came[plain] <= came[queue] else queue
            elif not _goes(order, now - came[queue], now - came[plain], since, streak):
                queue = plain
            else:
                for other in range(queues):
                    # Who waited before may have been overtaken often enough.
                    before = serves[window, other] and came[other] < came[queue]
                    waits_there = not prior[other] and head[other] < first[other + 1]
                    if before and waits_there and overtaken[other] >= spare[head[other]]:
                        queue = plain
            if queue == _NOBODY:
                free[window] = np.inf
                continue
            until = came[queue]
            if until <= now:
                place, until = head[queue], now
                known = place < first[queue + 1]
                if known and place == target:
                    waits[replica] = now
                    break
                if leaving <= 0.0 or _exponential() >= leaving * (now - max(came[queue], 0.0)):
                    what = service[place] if known else _wanted(wanted, shares, wants[queue])
                    taken = (
                        _quantile(missed, 0)
                        if np.random.random() < no_show
                        else _quantile(seconds, what)
                    )
                    if np.random.random() < breaks * taken:
                        taken += lengths[int(np.random.random() * len(lengths))]
                    until += pace[replica, window] * (taken + lag)
                head[queue] += 1
                if head[queue] < first[queue + 1]:
                    came[queue] = waiting[head[queue]]
                else:
                    came[queue] = _comes(people, at, rate[queue], come, queue)
                if prior[queue]:
                    since, streak = 0, streak + 1
                    for other in range(queues):
                        overtaken[other] += serves[window, other]
                else:
                    since, streak = since + 1, 0
            free[window] = _there(away, back, least, turn, window, until)
    return waits
