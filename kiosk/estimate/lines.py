"""The line before one person: who waits, who may come, and who may be called before whom."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from statistics import fmean

import numpy as np

from kiosk.estimate.forward import Floats, Line, Matters, Order, Streams
from kiosk.estimate.knowledge import Moment
from kiosk.estimate.present import Person, Present

Key = tuple[int, bool]
"""Which windows serve a queue, one bit for each, and whether it has priority."""


class LineScene:
    """The lines of one moment."""

    def __init__(self, moment: Moment) -> None:
        self._present, self._known, self._mood = moment.present, moment.known, moment.mood
        self._tod = moment.time
        windows = enumerate(moment.present.windows)
        self._special = sum(1 << row for row, name in windows if name in moment.specialists)
        self._kinds = _kinds(moment.present)
        self._services = {name: place for place, name in enumerate(self._kinds)}
        self.matters = self._matters()
        rule, present = moment.known.rule, moment.present
        self.order = Order(
            rate=float(rule.rate),
            head=float(rule.head),
            between=rule.between,
            run=rule.run,
            limit=float(rule.limit),
            since=present.since,
            streak=present.streak,
        )

    def line(self, person: Person) -> tuple[Line, Streams] | None:
        """Everybody who may go before `person`, `person`, and who may come; None if no window
        serves them."""
        kinds = self._kinds
        mine = kinds.get(person.service)
        if not mine:
            return None
        waiting: dict[Key, list[Person]] = {}
        behind = False
        for each in self._present.waiting.values():
            behind |= each is person
            key = kinds[each.service], each.priority
            if not behind or self._comes(key, mine, person):
                waiting.setdefault(key, []).append(each)
        waiting.setdefault((mine, person.priority), []).append(person)
        coming: dict[Key, dict[str, float]] = {}
        for (service, flag), share in self._known.arrivals.shares.items():
            kind = kinds.get(service, 0)
            if kind and self._comes((kind, flag), mine, person):
                coming.setdefault((kind, flag), {})[service] = share
        found = {*waiting, *coming}
        used = _together(mine, {kind for kind, _ in found})
        keys = sorted(key for key in found if key[0] & used)
        line = self._line(person, {key: waiting.get(key, ()) for key in keys})
        return line, self._streams([coming.get(key, {}) for key in keys])

    def _comes(self, key: Key, mine: int, person: Person) -> bool:
        """Whether people of a queue who come later may go before `person`, or keep a specialist
        window from whoever is before `person`, because it alone serves them."""
        kind, flag = key
        if flag != person.priority:
            rule = self._known.rule
            return rule.overtakes if flag else rule.limited
        return bool(mine & ~self._special) and not kind & ~self._special

    def _line(self, person: Person, queues: Mapping[Key, Sequence[Person]]) -> Line:
        now, rows = self._present.now, range(len(self._present.windows))
        people = [each for queue in queues.values() for each in queue]
        serves = np.array([[bool(kind >> row & 1) for kind, _ in queues] for row in rows])
        alone = np.array([not kind & ~self._special for kind, _ in queues])
        return Line(
            came=np.array([min(each.issued - now, 0.0) for each in people], float),
            service=np.array([self._services[each.service] for each in people]),
            spare=self._spare(people),
            first=np.array([0, *accumulate(len(queue) for queue in queues.values())]),
            prior=np.array([flag for _, flag in queues]),
            serves=serves,
            own=serves & alone,
            target=next(place for place, each in enumerate(people) if each is person),
        )

    def _spare(self, people: Sequence[Person]) -> Floats:
        """How many of priority may go before each until the limit of the rule is reached.

        The hall's rule reckons what one more call costs by how often the windows that serve
        somebody have called, twice over for lunch; here they call as often as they are open and
        the line says.
        """
        limit = self._known.rule.limit
        if limit == math.inf:
            return np.full(len(people), math.inf)
        means = self._means()
        mean = fmean(means[self._services[each.service]] for each in people)
        windows = enumerate(self._present.windows.values())
        there = sum(1 << row for row, each in windows if each.open)
        prior = sorted(each.issued for each in people if each.priority)
        found = []
        for each in people:
            open_ = max((self._kinds[each.service] & there).bit_count(), 1)
            before = self._present.overtook(each) - bisect_right(prior, each.issued)
            found.append(math.floor(limit * open_ / (2 * mean)) - float(before))
        return np.array(found)

    def _matters(self) -> Matters:
        known, times = self._known, self._known.times
        middle = np.array([times.middle.get(name, times.usual) for name in self._services])
        spread = np.array([times.spread(name) for name in self._services])
        return Matters(
            seconds=np.exp(middle[:, None] + spread[:, None] * times.grid),
            missed=np.array([known.missed], float),
            lengths=np.array(known.attendance.break_lengths, float),
            no_show=known.no_show,
            breaks=known.attendance.breaks,
            lag=known.lag,
            leaving=known.leaving,
        )

    def _means(self) -> Floats:
        """The mean of what a call takes, by service."""
        each = self.matters
        taken = (1 - each.no_show) * each.seconds.mean(axis=1) + each.no_show * each.missed.mean()
        found: Floats = each.lag + taken * (1 + each.breaks * each.lengths.mean())
        return found

    def _streams(self, coming: Sequence[Mapping[str, float]]) -> Streams:
        arrivals = self._known.arrivals
        at, people = arrivals.after(self._tod)
        shares = [share for queue in coming for share in _cumulated(queue.values())]
        return Streams(
            people=people,
            at=at,
            rate=self._mood.come * np.array([sum(queue.values()) for queue in coming], float),
            services=np.array([self._services[name] for queue in coming for name in queue], int),
            first=np.array([0, *accumulate(map(len, coming))]),
            shares=np.array(shares, float),
        )


def _cumulated(shares: Iterable[float]) -> list[float]:
    """The parts of a whole one after the other, the last up to 1."""
    sums = list(accumulate(shares))
    return [*(each / sums[-1] for each in sums[:-1]), 1.0] if sums else []


def _kinds(present: Present) -> dict[str, int]:
    """Which windows serve each service, one bit for each; a service that none names may go to
    any that says nothing, or to all."""
    kinds: dict[str, int] = {}
    for row, window in enumerate(present.windows.values()):
        for service in sorted(window.services):
            kinds[service] = kinds.get(service, 0) | 1 << row
    anywhere = sum(
        1 << row for row, each in enumerate(present.windows.values()) if not each.services
    )
    anywhere = anywhere or (1 << len(present.windows)) - 1
    for person in present.waiting.values():
        kinds.setdefault(person.service, anywhere)
    return kinds


def _together(mine: int, kinds: set[int]) -> int:
    """The windows that have to do with `mine`, directly or by others."""
    used, grown = 0, mine
    while grown != used:
        used = grown
        for kind in kinds:
            if kind & used:
                grown |= kind
    return used
