"""One day of the reference hall, event by event."""

from __future__ import annotations

import heapq
import json
import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kiosk.estimate.events import DAY, Event, read
from kiosk.estimate.plan import Plan, read_plan
from kiosk.queue.routing import Rule, Skills
from tests.reference_hall.people import Person, people
from tests.reference_hall.truth import SHORTEST_LUNCH, Desk, Truth
from tests.reference_hall.waiting import MINUTE, Waiting

Line = dict[str, Any]
"""One line of the file interface."""


@dataclass(slots=True)
class _Window:
    """A window now; `leaves_at`: when it goes once it is free, and `why`."""

    desk: Desk
    chance: random.Random
    open: bool = False
    busy: bool = False
    idle_since: float = 0.0
    leaves_at: float = math.inf
    why: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody at a window."""

    person: Person
    window: str


@dataclass(slots=True)
class Day:
    """One simulated day; `lines` are its events in the form of the file interface."""

    truth: Truth
    number: int
    chance: random.Random
    lines: list[Line] = field(default_factory=list)
    _heap: list[tuple[float, int, str, Any]] = field(default_factory=list)
    _count: int = 0
    _windows: dict[str, _Window] = field(default_factory=dict)
    _shared: frozenset[str] = frozenset()
    _waiting: Waiting = field(init=False)
    _pace: float = 1.0

    def __post_init__(self) -> None:
        truth = self.truth
        self._waiting = Waiting(truth.rule)
        self._pace = truth.slower * math.exp(self.chance.gauss(0, truth.day_sigma))
        for name, desk in truth.desks.items():
            window = _Window(desk, random.Random(self.chance.random()))
            self._windows[name] = window
            if name not in truth.missing:
                start, _ = desk.hours[0]
                self._at(start + window.chance.uniform(0, 120), "open", name)
        for person in people(truth, self.chance):
            self._at(person.at, "issue", person)

    @property
    def pace(self) -> float:
        """How many times as long as usual everything takes today."""
        return self._pace

    def run(self) -> list[Line]:
        """All events of the day, in order of time."""
        while self._heap:
            now, _, kind, what = heapq.heappop(self._heap)
            getattr(self, f"_{kind}")(now, what)
        return self.lines

    def _at(self, when: float, kind: str, what: object) -> None:
        self._count += 1
        heapq.heappush(self._heap, (when, self._count, kind, what))

    def _say(self, now: float, event: str, **values: object) -> None:
        at = round(self.number * DAY + now, 3)
        self.lines.append({"t": at, "event": event, **values})

    def _say_of(self, now: float, event: str, person: Person, **values: object) -> None:
        ticket, priority = f"{self.number}-{person.ticket:04d}", int(person.priority)
        told = {"ticket": ticket, "service": person.service, **values, "priority": priority}
        self._say(now, event, **told)

    # The windows

    def _open(self, now: float, name: str) -> None:
        window = self._windows[name]
        window.open, window.idle_since = True, now
        self._meet()
        self._say(now, "window_open", window=name, services=sorted(window.desk.services))
        ends = [end for _, end in window.desk.hours if end > now]
        window.leaves_at = ends[0] if ends else now
        window.why = "lunch" if len(ends) > 1 else "end"
        self._at(window.leaves_at, "leave", name)
        if ends:
            self._plan_break(now, name)
        self._look(now, name)

    def _plan_break(self, now: float, name: str) -> None:
        if self.truth.breaks_per_hour:
            window = self._windows[name]
            away = now + window.chance.expovariate(self.truth.breaks_per_hour / 3600)
            if away < window.leaves_at - 1200:
                window.leaves_at, window.why = away, "break"
                self._at(away, "leave", name)

    def _leave(self, now: float, name: str) -> None:
        window = self._windows[name]
        if window.open and not window.busy and now >= window.leaves_at:
            self._go(now, name)

    def _go(self, now: float, name: str) -> None:
        window = self._windows[name]
        if window.why == "end" and self._waiting.waits_for(window.desk.services):
            # Who has a number is served to the end.
            self._look(now, name)
            return
        window.open, window.leaves_at = False, math.inf
        self._meet()
        self._say(now, "window_close", window=name, reason=window.why)
        if window.why == "break":
            back = now + window.chance.uniform(*self.truth.break_seconds)
            self._at(back, "open", name)
        elif window.why == "lunch":
            start = next(start for start, _ in window.desk.hours[1:])
            self._at(max(now + SHORTEST_LUNCH, start), "open", name)

    def _meet(self) -> None:
        """Which services comprehensive windows do that are there now."""
        there = (each.desk for each in self._windows.values() if each.open)
        self._shared = frozenset().union(*(desk.services for desk in there if desk.comprehensive))

    def _skills(self, desk: Desk) -> Skills:
        own = frozenset[str]() if desk.comprehensive else desk.services - self._shared
        return Skills(desk.services, own)

    # The people

    def _issue(self, now: float, person: Person) -> None:
        self._say_of(now, "issue", person)
        self._waiting.join(person)
        idle = [
            (window.idle_since, name)
            for name, window in self._windows.items()
            if window.open and not window.busy and person.service in window.desk.services
        ]
        if idle:
            self._look(now, min(idle)[1])

    def _look(self, now: float, name: str) -> None:
        """A free window calls whoever is next, waits or goes."""
        window = self._windows[name]
        if not window.open or window.busy:
            return
        if now >= window.leaves_at and window.why != "end":
            self._go(now, name)
            return
        person = self._waiting.call(now, self._skills(window.desk))
        if person is None:
            window.idle_since = now
            if now >= window.leaves_at:
                self._go(now, name)
            return
        window.busy = True
        self._say_of(now, "call", person, window=name)
        self._at(now + person.way, "start" if person.shows else "no_show", Call(person, name))

    def _start(self, now: float, call: Call) -> None:
        self._say_of(now, "start", call.person, window=call.window)
        self._at(now + self.duration(call), "finish", call)

    def duration(self, call: Call) -> float:
        """Seconds that the service of a call takes."""
        matter = self.truth.matters[call.person.service]
        slow = self._windows[call.window].desk.slowness * self._pace
        return matter.median * slow * math.exp(matter.sigma * call.person.luck)

    def _no_show(self, now: float, call: Call) -> None:
        self._release(now, "no_show", call)

    def _finish(self, now: float, call: Call) -> None:
        self._release(now, "finish", call)

    def _release(self, now: float, kind: str, call: Call) -> None:
        self._say_of(now, kind, call.person, window=call.window)
        window = self._windows[call.window]
        window.busy, window.idle_since = False, now
        self._look(now, call.window)


def days(truth: Truth, first: int, many: int, seed: str) -> Iterator[Day]:
    """`many` days from day number `first`, not yet run."""
    for number in range(first, first + many):
        yield Day(truth, number, random.Random(f"{seed} {number}"))


def events(found: Iterable[Day]) -> Iterator[Event]:
    """The events of these days, run one after the other."""
    for day in found:
        yield from (event for event, _ in read(map(json.dumps, day.run())))


def hall_file(truth: Truth) -> dict[str, Any]:
    """The hall as HALL.json of the file interface says it."""
    return {
        "services": sorted(truth.matters),
        "windows": {
            name: {
                "kind": "comprehensive" if desk.comprehensive else "specialist",
                "services": sorted(desk.services),
                "hours": [list(each) for each in desk.hours],
            }
            for name, desk in truth.desks.items()
        },
        "policy": truth.rule.policy,
        "policy_params": _params(truth.rule),
        "tickets_from": truth.tickets_from,
        "last_ticket": truth.last_ticket,
    }


def _params(rule: Rule) -> dict[str, float]:
    if rule.policy == "fcfs":
        return {}
    own: dict[str, dict[str, float]] = {
        "apq": {"rate": rule.rate},
        "interleave": {"n": rule.ordinary},
        "head_start": {"minutes": rule.start / MINUTE},
    }
    guards = {"between": rule.between, "limit_minutes": rule.limit / MINUTE}
    return {**own.get(rule.policy, {}), **guards}


def hall_plan(truth: Truth) -> Plan:
    """The same as the estimator reads it."""
    return read_plan(hall_file(truth))
