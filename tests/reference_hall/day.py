"""One day of the reference hall, event by event."""

from __future__ import annotations

import heapq
import json
import math
import random
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.estimate.events import Event, read
from kiosk.estimate.plan import Plan, read_plan
from tests.reference_hall.policies import Policy
from tests.reference_hall.truth import Truth

DAY = 86400.0
Line = dict[str, Any]


@dataclass(slots=True)
class _Window:
    services: frozenset[str]
    hours: tuple[tuple[float, float], ...]
    slowness: float
    open: bool = False
    busy: bool = False
    idle_since: float = 0.0
    leaves_at: float = math.inf
    why: str = ""


@dataclass(slots=True)
class Day:
    """One simulated day; `lines` are its events in the form of the file interface."""

    truth: Truth
    number: int
    rng: random.Random
    lines: list[Line] = field(default_factory=list)
    _heap: list[tuple[float, int, str, Any]] = field(default_factory=list)
    _count: int = 0
    _issued: int = 0
    _queues: dict[tuple[str, bool], deque[tuple[float, str]]] = field(default_factory=dict)
    _windows: dict[str, _Window] = field(default_factory=dict)
    _policy: Policy = field(init=False)
    _pace: float = 1.0

    def __post_init__(self) -> None:
        truth = self.truth
        self._policy = Policy(truth.policy, truth.params)
        self._pace = truth.slower * math.exp(self.rng.gauss(0, truth.day_sigma))
        for name, desk in truth.desks.items():
            self._windows[name] = _Window(desk.services, desk.hours, desk.slowness)
            if name in truth.missing:
                continue
            start, _ = desk.hours[0]
            self._at(start + self.rng.uniform(0, 120), "open", name)
        at, top = truth.tickets_from, max(truth.rates)
        while (at := at + self.rng.expovariate(top)) < truth.last_ticket:
            if self.rng.random() * top < truth.rate(at):
                self._at(at, "issue", None)

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

    def _open(self, now: float, name: str) -> None:
        window = self._windows[name]
        window.open, window.idle_since = True, now
        self._say(now, "window_open", window=name, services=sorted(window.services))
        ends = [end for _, end in window.hours if end > now]
        window.leaves_at = ends[0] if ends else now
        window.why = "lunch" if len(ends) > 1 else "end"
        self._at(window.leaves_at, "leave", name)
        if ends:
            self._plan_break(now, name)
        self._look(now, name)

    def _plan_break(self, now: float, name: str) -> None:
        if self.truth.breaks_per_hour:
            away = now + self.rng.expovariate(self.truth.breaks_per_hour / 3600)
            window = self._windows[name]
            if away < window.leaves_at - 1200:
                window.leaves_at, window.why = away, "break"
                self._at(away, "leave", name)

    def _leave(self, now: float, name: str) -> None:
        window = self._windows[name]
        if window.open and not window.busy and now >= window.leaves_at:
            self._go(now, name)

    def _go(self, now: float, name: str) -> None:
        window = self._windows[name]
        if window.why == "end" and any(
            queue for (service, _), queue in self._queues.items() if service in window.services
        ):
            # Who has a number is served to the end.
            self._look(now, name)
            return
        window.open, window.leaves_at = False, math.inf
        self._say(now, "window_close", window=name, reason=window.why)
        if window.why == "break":
            self._at(now + self.rng.uniform(*self.truth.break_seconds), "open", name)
        elif window.why == "lunch":
            start = next(start for start, _ in window.hours[1:])
            self._at(max(now + 1200, start), "open", name)

    def _issue(self, now: float, _: object) -> None:
        names = list(self.truth.matters)
        shares = [each.share for each in self.truth.matters.values()]
        (service,) = self.rng.choices(names, shares)
        priority = self.rng.random() < self.truth.priority
        ticket = f"{self.number}-{self._issued:04d}"
        self._issued += 1
        self._say(now, "issue", ticket=ticket, service=service, priority=int(priority))
        self._queues.setdefault((service, priority), deque()).append((now, ticket))
        idle = [
            (window.idle_since, name)
            for name, window in self._windows.items()
            if window.open and not window.busy and service in window.services
        ]
        if idle:
            self._look(now, min(idle)[1])

    def _look(self, now: float, name: str) -> None:
        window = self._windows[name]
        if not window.open or window.busy:
            return
        if now >= window.leaves_at and window.why != "end":
            self._go(now, name)
            return
        heads = {
            flag: min(
                (queue[0], service)
                for (service, prior), queue in self._queues.items()
                if prior == flag and queue and service in window.services
            )
            for flag in (True, False)
            if any(
                prior == flag and queue and service in window.services
                for (service, prior), queue in self._queues.items()
            )
        }
        if not heads:
            window.idle_since = now
            if now >= window.leaves_at:
                self._go(now, name)
            return
        flag = True in heads
        if len(heads) == 2:
            flag = self._policy.priority_goes(now - heads[True][0][0], now - heads[False][0][0])
        (_, ticket), service = heads[flag]
        self._queues[service, flag].popleft()
        self._policy.called(priority=flag)
        window.busy = True
        told = {"ticket": ticket, "service": service, "window": name, "priority": int(flag)}
        self._say(now, "call", **told)
        if self.rng.random() < self.truth.no_show:
            self._at(now + self.rng.uniform(*self.truth.no_show_seconds), "no_show", told)
        else:
            self._at(now + self.rng.uniform(*self.truth.walk), "start", told)

    def _start(self, now: float, told: Line) -> None:
        self._say(now, "start", **told)
        self._at(now + self.duration(told), "finish", told)

    def duration(self, told: Line) -> float:
        """Seconds that the service of a call takes."""
        matter = self.truth.matters[told["service"]]
        slow = self._windows[told["window"]].slowness * self._pace
        return matter.median * slow * math.exp(self.rng.gauss(0, matter.sigma))

    def _no_show(self, now: float, told: Line) -> None:
        self._release(now, "no_show", told)

    def _finish(self, now: float, told: Line) -> None:
        self._release(now, "finish", told)

    def _release(self, now: float, kind: str, told: Line) -> None:
        self._say(now, kind, **told)
        window = self._windows[told["window"]]
        window.busy, window.idle_since = False, now
        self._look(now, told["window"])


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
            name: {"services": sorted(desk.services), "hours": [list(each) for each in desk.hours]}
            for name, desk in truth.desks.items()
        },
        "policy": truth.policy,
        "policy_params": dict(truth.params),
        "tickets_from": truth.tickets_from,
        "last_ticket": truth.last_ticket,
    }


def hall_plan(truth: Truth) -> Plan:
    """The same as the estimator reads it."""
    return read_plan(hall_file(truth))


def write_lines(path: Path, lines: list[Line]) -> None:
    """JSON lines."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
