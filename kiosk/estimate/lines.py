"""The line before one person as draws of chance: who waits, who will come, how long each takes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from kiosk.estimate.forward import Bools, Floats, Line
from kiosk.estimate.knowledge import REPLICAS, Moment, draw
from kiosk.estimate.present import Person, Present


class LineScene:
    """Draws the line of one moment."""

    def __init__(self, moment: Moment) -> None:
        self._present, self._known = moment.present, moment.known
        self._mood, self._random = moment.mood, moment.random
        self._tod = moment.time
        windows = enumerate(moment.present.windows)
        self._special = sum(1 << row for row, name in windows if name in moment.specialists)

    def line(self, person: Person, horizon: float) -> Line | None:
        """Everybody who may go before `person`, and `person`; None if no window serves them."""
        present = self._present
        kinds = _kinds(present)
        mine = kinds.get(person.service)
        if not mine:
            return None
        waiting: dict[tuple[int, bool], list[Person]] = {}
        behind = False
        for each in present.waiting.values():
            behind |= each is person
            kind = kinds[each.service]
            if not behind or self._passes(kind, each.priority, mine, person):
                waiting.setdefault((kind, each.priority), []).append(each)
        waiting.setdefault((mine, person.priority), []).append(person)
        coming = [flag for flag in (False, True) if self._comes(flag, person)]
        streams: dict[tuple[int, bool], dict[str, float]] = {}
        for (service, flag), share in self._known.arrivals.shares.items():
            kind = kinds.get(service, 0)
            if kind and (flag in coming or self._passes(kind, flag, mine, person)):
                streams.setdefault((kind, flag), {})[service] = share
        used = _together(mine, {key[0] for key in (*waiting, *streams)})
        keys = sorted(
            {key for key in (*waiting, *streams) if key[0] & used}, key=lambda key: (key[1], key[0])
        )
        return self._slots(person, keys, waiting, streams, horizon)

    def _comes(self, flag: bool, person: Person) -> bool:
        """Whether people of a class who come later may go before `person`."""
        if flag == person.priority:
            return False
        return self._known.rule.overtakes if flag else self._known.rule.limited

    def _passes(self, kind: int, flag: bool, mine: int, person: Person) -> bool:
        """Whether specialist windows that `person` may go to too keep to people of this kind and
        class, whoever came first."""
        shared = bool(kind & mine) and bool(mine & ~self._special)
        return flag == person.priority and shared and not kind & ~self._special

    def _slots(
        self,
        person: Person,
        keys: Sequence[tuple[int, bool]],
        waiting: Mapping[tuple[int, bool], Sequence[Person]],
        streams: Mapping[tuple[int, bool], Mapping[str, float]],
        horizon: float,
    ) -> Line:
        now, random, times = self._present.now, self._random, self._known.times
        flows = {key: self._stream(streams[key], horizon) for key in keys if key in streams}
        sizes = [
            len(waiting.get(key, ())) + (flows[key][0].shape[1] if key in flows else 0) + 1
            for key in keys
        ]
        whole = sum(sizes)
        came = np.full((REPLICAS, whole), np.inf)
        logs, sigmas = np.zeros((REPLICAS, whole)), np.zeros((REPLICAS, whole))
        first, target = np.cumsum([0, *sizes[:-1]]), 0
        for key, start in zip(keys, first.tolist(), strict=True):
            here = waiting.get(key, ())
            end = start + len(here)
            if here:
                came[:, start:end] = [min(each.issued - now, 0.0) for each in here]
                logs[:, start:end] = [times.middle.get(each.service, times.usual) for each in here]
                sigmas[:, start:end] = [times.spread(each.service) for each in here]
                if here[-1] is person:
                    target = end - 1
            if key in flows:
                later = slice(end, end + flows[key][0].shape[1])
                came[:, later], logs[:, later], sigmas[:, later] = flows[key]
        rows = range(len(self._present.windows))
        serves = np.array([[bool(key[0] >> row & 1) for key in keys] for row in rows])
        plain = sum(not key[1] for key in keys)
        taken = self._taken(logs, sigmas, random.random(came.shape))
        gone, own = self._gone(came, target), self._own(keys, serves)
        return Line(came, taken, first, plain, serves, target, gone, own)

    def _own(self, keys: Sequence[tuple[int, bool]], serves: Bools) -> Bools | None:
        """Which queues specialist windows keep to; None where they serve no others."""
        own: Bools = serves & np.array([not key[0] & ~self._special for key in keys])
        return own if (own.any(1) & (serves & ~own).any(1)).any() else None

    def _gone(self, came: Floats, target: int) -> Floats | None:
        """When each gives up; whoever asks does not."""
        if self._known.leaving <= 0:
            return None
        patience = self._random.standard_exponential(came.shape) / self._known.leaving
        gone = np.maximum(came, 0.0) + patience
        gone[:, target] = np.inf
        return gone

    def _taken(self, logs: Floats, sigmas: Floats, chance: Floats) -> Floats:
        """What calls take, with those to whom nobody comes, and what follows each.

        One draw decides twice: no-shows have the lower end of it, and its later digits the breaks.
        """
        known, random = self._known, self._random
        lost = chance < known.no_show
        rank = (chance - known.no_show) / (1 - known.no_show)
        taken = np.exp(logs + sigmas * draw(known.times.grid, np.maximum(rank, 0.0)))
        taken[lost] = draw(known.missed, random.random(int(lost.sum())))
        breaks = known.attendance.breaks
        if breaks > 0:
            pauses = np.modf(chance * 4096)[0] < breaks * taken
            lengths = np.array(known.attendance.break_lengths)
            taken[pauses] += random.choice(lengths, int(pauses.sum()))
        taken += known.lag
        return taken

    def _stream(
        self, services: Mapping[str, float], horizon: float
    ) -> tuple[Floats, Floats, Floats]:
        """People who come within `horizon` seconds: when, and their log seconds."""
        arrivals, times, random = self._known.arrivals, self._known.times, self._random
        rate = self._mood.come * sum(services.values())
        expected = rate * (arrivals.by(self._tod + horizon) - arrivals.by(self._tod))
        many = int(expected + 3 * math.sqrt(expected) + 2)
        steps = np.cumsum(random.standard_exponential((REPLICAS, many)), axis=1) / rate
        shares = np.cumsum(list(services.values()))
        chosen = np.searchsorted(shares, random.random((REPLICAS, many)) * shares[-1])
        chosen = np.minimum(chosen, len(shares) - 1)
        logs = np.array([times.middle.get(each, times.usual) for each in services])
        sigmas = np.array([times.spread(each) for each in services])
        return arrivals.times(self._tod, steps), logs[chosen], sigmas[chosen]


def _kinds(present: Present) -> dict[str, int]:
    """Which windows serve each service, one bit for each; a service that none names may go to
    any that says nothing, or to all."""
    kinds: dict[str, int] = {}
    for row, window in enumerate(present.windows.values()):
        for service in window.services:
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
