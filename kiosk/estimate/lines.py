"""The line before one person as draws of chance: who waits, who will come, how long each takes."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kiosk.estimate.forward import Bools, Floats, Ints, Line, Overtaken
from kiosk.estimate.knowledge import REPLICAS, Moment, draw
from kiosk.estimate.present import Person, Present

Key = tuple[int, bool]
"""Which windows serve a queue, one bit for each, and whether it has priority."""


@dataclass(frozen=True, slots=True)
class _Coming:
    """People who will come, in columns: `came` (R, M) seconds from now, and which `service` (R, M)
    they want, as a place in the list of all; `columns`: those of each queue."""

    came: Floats
    service: Ints
    columns: Mapping[Key, slice]


class LineScene:
    """Draws the line of one moment."""

    def __init__(self, moment: Moment) -> None:
        self._present, self._known = moment.present, moment.known
        self._mood, self._random = moment.mood, moment.random
        self._tod = moment.time
        windows = enumerate(moment.present.windows)
        self._special = sum(1 << row for row, name in windows if name in moment.specialists)
        self._kinds = _kinds(moment.present)
        self._services = {name: place for place, name in enumerate(self._kinds)}

    def line(self, person: Person) -> Line | None:
        """Everybody who may go before `person`, and `person`; None if no window serves them."""
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
        streams: dict[Key, dict[str, float]] = {}
        for (service, flag), share in self._known.arrivals.shares.items():
            kind = kinds.get(service, 0)
            if kind and self._comes((kind, flag), mine, person):
                streams.setdefault((kind, flag), {})[service] = share
        used = _together(mine, {key[0] for key in (*waiting, *streams)})
        found = {key for key in (*waiting, *streams) if key[0] & used}
        kinds_used, flags = sorted({kind for kind, _ in found}), sorted({flag for _, flag in found})
        keys = [(kind, flag) for flag in flags for kind in kinds_used]
        coming = self._coming([(key, streams[key]) for key in keys if key in streams], person)
        return self._slots(person, [(key, waiting.get(key, ())) for key in keys], coming)

    def _comes(self, key: Key, mine: int, person: Person) -> bool:
        """Whether people of a queue who come later may go before `person`, or keep a specialist
        window from whoever is before `person`, because it alone serves them."""
        kind, flag = key
        if flag != person.priority:
            rule = self._known.rule
            return rule.overtakes if flag else rule.limited
        return bool(mine & ~self._special) and not kind & ~self._special

    def _slots(
        self, person: Person, queues: Sequence[tuple[Key, Sequence[Person]]], coming: _Coming
    ) -> Line:
        now, times = self._present.now, self._known.times
        none = slice(0, 0)
        later = [coming.columns.get(key, none) for key, _ in queues]
        sizes = [
            len(here) + each.stop - each.start + 1
            for (_, here), each in zip(queues, later, strict=True)
        ]
        came = np.full((REPLICAS, sum(sizes)), np.inf)
        service = np.zeros(came.shape, np.int64)
        first, target = np.cumsum([0, *sizes[:-1]]), 0
        for (_, here), each, start in zip(queues, later, first.tolist(), strict=True):
            end = start + len(here)
            if here:
                came[:, start:end] = [min(one.issued - now, 0.0) for one in here]
                service[:, start:end] = [self._services[one.service] for one in here]
                if here[-1] is person:
                    target = end - 1
            there = slice(end, end + each.stop - each.start)
            came[:, there], service[:, there] = coming.came[:, each], coming.service[:, each]
        rows = range(len(self._present.windows))
        serves = np.array([[bool(key[0] >> row & 1) for key, _ in queues] for row in rows])
        both = queues[0][0][1] != queues[-1][0][1]
        logs = np.array([times.middle.get(name, times.usual) for name in self._services])
        sigmas = np.array([times.spread(name) for name in self._services])
        taken = self._taken(logs.take(service), sigmas.take(service))
        line = Line(came, taken, first, both, serves, target)
        return replace(
            line,
            gone=self._gone(came, target),
            own=self._own([key for key, _ in queues], serves),
            overtaken=self._overtaken(line, [here for _, here in queues]),
        )

    def _overtaken(self, line: Line, waiting: Sequence[Sequence[Person]]) -> Overtaken | None:
        """The limit of what priority may cost, if anybody can come to it.

        The hall's rule reckons what one more call costs by how often the windows that serve
        somebody have called, twice over for lunch; here they call as often as they are open and
        the line says.
        """
        limit, plain = self._known.rule.limit, len(waiting) // 2
        if limit == math.inf or not line.both:
            return None
        openings = np.array([int(each.open) for each in self._present.windows.values()])
        there = np.maximum(openings @ line.serves[:, :plain], 1)
        most = np.floor(limit / (2 * float(line.taken.mean()) / there))
        prior = sorted(each.issued for queue in waiting[plain:] for each in queue)
        coming = line.came.shape[1] - int(line.first[plain])
        before, near = np.full(line.came.shape[1], -np.inf), []
        for place, (start, queue) in enumerate(zip(line.first, waiting[:plain], strict=False)):
            for slot, each in enumerate(queue, start=start):
                before[slot] = self._present.overtook(each) - bisect_right(prior, each.issued)
            if queue and before[start : start + len(queue)].max() + coming >= most[place]:
                near.append(place)
        return Overtaken(before, np.array(near), most[near]) if near else None

    def _own(self, keys: Sequence[Key], serves: Bools) -> Bools | None:
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

    def _taken(self, logs: Floats, sigmas: Floats) -> Floats:
        """What calls take, with those to whom nobody comes, and what follows each.

        One draw decides twice: no-shows have the lower end of it, and its later digits the breaks.
        """
        known, random = self._known, self._random
        chance = random.random(logs.shape)
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

    def _coming(
        self, streams: Sequence[tuple[Key, Mapping[str, float]]], person: Person
    ) -> _Coming:
        """Who comes within the time that the line may take, of each queue."""
        arrivals, random = self._known.arrivals, self._random
        usual = arrivals.by(self._tod + self._horizon(person)) - arrivals.by(self._tod)
        rates = [self._mood.come * sum(shares.values()) for _, shares in streams]
        many = [int(rate * usual + 3 * math.sqrt(rate * usual) + 2) for rate in rates]
        ends = np.cumsum([0, *many]).tolist()
        columns = {key: slice(*ends[at : at + 2]) for at, (key, _) in enumerate(streams)}
        people = random.standard_exponential((REPLICAS, ends[-1]))
        for rate, each in zip(rates, columns.values(), strict=True):
            people[:, each] = np.cumsum(people[:, each], axis=1) / rate
        services = [self._services[name] for _, shares in streams for name in shares]
        # The shares of each queue's services end at the next whole number.
        edges = [
            at + np.cumsum(list(shares.values())) / sum(shares.values())
            for at, (_, shares) in enumerate(streams)
        ]
        chance = random.random(people.shape) + np.repeat(np.arange(len(many)), many)
        chosen = np.searchsorted(np.concatenate([[], *edges]), chance, side="right")
        chosen = np.minimum(chosen, len(services) - 1)
        service = np.array(services, np.int64).take(chosen) if services else chosen
        return _Coming(arrivals.times(self._tod, people), service, columns)

    def _horizon(self, person: Person) -> float:
        """About how long the line may take, seconds, generously: the work before the windows that
        serve `person`, of which others may do a part."""
        times, mine = self._known.times, self._kinds[person.service]
        work = 0.0
        for each in self._present.waiting.values():
            kind = self._kinds[each.service]
            middle = times.middle.get(each.service, times.usual)
            mean = math.exp(middle + times.spread(each.service) ** 2 / 2)
            work += mean * (kind & mine).bit_count() / kind.bit_count()
        windows = enumerate(self._present.windows.values())
        there = sum(each.open and mine >> row & 1 for row, each in windows)
        return 3600.0 + 1.5 * work / max(1, there)


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
