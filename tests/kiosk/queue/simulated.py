"""A day of a hall, simulated: who comes when, whom the rule calls, and how long everybody waits.

The same seed brings the same people with the same matters, whatever the rule: what differs between
two rules is the rule's.
"""

from __future__ import annotations

import heapq
import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.queue.routing import (
    REMEMBERED,
    Called,
    Head,
    Past,
    Rule,
    Skills,
    Standing,
    choose,
)
from tests.hall import MORNING

MINUTE = timedelta(minutes=1)
SHARED = tuple(f"S{n}" for n in range(8))
SPECIAL = ("X0", "X1", "X2", "X3")
MEAN = {service: 6.0 + 2 * (n % 4) for n, service in enumerate((*SHARED, *SPECIAL))}
"""Minutes that a matter takes on average."""
HOURS = 7 * 60
PEAKS = (0.8, 1.4, 1.2, 0.7, 0.9, 1.2, 0.8)
"""How many come in each hour, against the average."""
NONE: frozenset[str] = frozenset()
COUNTERS = (
    *(Skills(frozenset({*SHARED, "X0"})) for _ in range(8)),
    *(Skills(frozenset({"X0", "X1"}), frozenset({"X1"})) for _ in range(2)),
    *(Skills(frozenset({"X2", "X3"}), frozenset({"X2", "X3"})) for _ in range(2)),
)
LUNCH = ((150, 195), (195, 240))
"""Two waves: minutes after the opening, for every second counter."""


@dataclass(frozen=True, slots=True)
class Person:
    """`minutes`: how long the matter takes, wherever it is done."""

    ticket: int
    service: str
    priority: bool
    arrived: datetime
    minutes: float


@dataclass(frozen=True, slots=True)
class Call:
    """`waited` is in minutes; `others` says that somebody ordinary waited for the counter too."""

    person: Person
    at: datetime
    standing: Standing
    others: bool

    @property
    def waited(self) -> float:
        return (self.at - self.person.arrived) / MINUTE


@dataclass
class Line:
    """Everybody who waits, by service and class."""

    people: dict[tuple[str, bool], deque[Person]] = field(default_factory=dict)

    def add(self, person: Person) -> None:
        self.people.setdefault((person.service, person.priority), deque()).append(person)

    def heads(self) -> Iterator[Head]:
        for (service, priority), waiting in self.people.items():
            if waiting:
                first = waiting[0]
                yield Head(first.ticket, service, first.arrived, priority, number=str(first.ticket))

    def take(self, ticket: int) -> Person:
        found = next(line for line in self.people.values() if line and line[0].ticket == ticket)
        return found.popleft()


def people(seed: int, load: float = 0.9, priority: float = 0.15) -> list[Person]:
    """Who comes on a day; `load` is the work that they bring against what the counters can do."""
    chance = random.Random(seed)
    every = (*SHARED, *SPECIAL)
    work = sum(MEAN[service] for service in every) / len(every)
    # Lunch takes a counter 45 of its 420 minutes.
    rate = load * len(COUNTERS) * (1 - 45 / HOURS) / work
    found: list[Person] = []
    minute = 0.0
    while True:
        minute += chance.expovariate(rate * max(PEAKS))
        if minute >= HOURS:
            return found
        if chance.random() * max(PEAKS) > PEAKS[int(minute // 60)]:
            continue
        service = chance.choice(every)
        found.append(
            Person(
                ticket=len(found) + 1,
                service=service,
                priority=chance.random() < priority,
                arrived=MORNING + minute * MINUTE,
                minutes=MEAN[service] * chance.lognormvariate(-0.18, 0.6),
            )
        )


def calls(crowd: Sequence[Person], rule: Rule) -> list[Call]:
    """Every call of the day, in order, until nobody waits any more."""
    line, last, first_calls = Line(), deque[Called](maxlen=REMEMBERED), list[Called]()
    # (when, 0 for who comes and 1 for a counter that is free, which)
    agenda = [(person.arrived, 0, n) for n, person in enumerate(crowd)]
    heapq.heapify(agenda)
    idle = set(range(len(COUNTERS)))
    lunches = [(MORNING + a * MINUTE, MORNING + b * MINUTE) for a, b in LUNCH]
    for n in idle:
        heapq.heappush(agenda, (lunches[n % 2][1], 1, n))
    done: list[Call] = []
    while agenda:
        now, kind, which = heapq.heappop(agenda)
        if kind == 0:
            line.add(crowd[which])
        else:
            idle.add(which)
        for counter in sorted(idle):
            starts, ends = lunches[counter % 2]
            if starts <= now < ends:
                continue
            heads = list(line.heads())
            after = min((head.ticket for head in heads if not head.goes_first), default=0)
            past = Past(list(reversed(last)), [call for call in first_calls if call.ticket > after])
            choice = choose(heads, COUNTERS[counter], past, now, rule)
            if choice is None:
                continue
            person = line.take(choice.ticket)
            serves = COUNTERS[counter].serves
            others = any(not h.goes_first and h.service in serves for h in heads)
            done.append(Call(person, now, choice.standing, others))
            called = Called(choice.standing, person.ticket, now, serves)
            last.append(called)
            if choice.standing is Standing.PRIORITY:
                first_calls.append(called)
            idle.discard(counter)
            heapq.heappush(agenda, (now + person.minutes * MINUTE, 1, counter))
    return done


def mean_waits(done: Sequence[Call]) -> tuple[float, float]:
    """The mean wait in minutes of those with priority and of the others."""
    waits = [[c.waited for c in done if c.person.priority is each] for each in (True, False)]
    return sum(waits[0]) / len(waits[0]), sum(waits[1]) / len(waits[1])


def longest_beyond(done: Sequence[Call], fifo: Sequence[Call]) -> float:
    """How many minutes longer the ordinary person waited that `fifo` was most ahead of."""
    before = {call.person.ticket: call.waited for call in fifo}
    return max(
        (each.waited - before[each.person.ticket] for each in done if not each.person.priority),
        default=0.0,
    )
