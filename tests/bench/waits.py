"""Rows: how near the promised waits come on simulated days, against the best and what peers say."""

from __future__ import annotations

import heapq
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from kiosk.estimate.estimator import Estimator, Range
from kiosk.estimate.events import Event
from kiosk.estimate.present import Person
from tests.bench.table import Row, Said
from tests.reference_hall.day import days, events, hall_plan
from tests.reference_hall.oracle import Oracle
from tests.reference_hall.truth import Truth, scenarios

SEEDS = (101, 102)
"""Halls that nothing was ever tuned on."""

PAST, DAYS, EACH = 20, 2, 5
"""Days of history, days that are predicted, and one of how many tickets."""

CALIBRATING = 6
QUEUE = 100
"""So many wait in the line whose estimate is timed."""

_FAR = 0.92
"""The middle of what share of waits may stay within the promised end."""


@dataclass(slots=True)
class Held:
    """What was said of each ticket, by whom, and what came of it; seconds."""

    waits: dict[str, float] = field(default_factory=dict)
    said: dict[str, dict[str, float]] = field(default_factory=dict)
    far: dict[str, float] = field(default_factory=dict)

    def error(self, who: str) -> float:
        """The mean absolute error of `who`."""
        return fmean(abs(said[who] - self.waits[ticket]) for ticket, said in self._called())

    def bias(self) -> float:
        """How much too long our middle is on average."""
        return fmean(said["ours"] - self.waits[ticket] for ticket, said in self._called())

    def within(self) -> float:
        """The share of waits that stayed within our promise."""
        return fmean(self.waits[ticket] <= self.far[ticket] for ticket, _ in self._called())

    def _called(self) -> Iterator[tuple[str, dict[str, float]]]:
        return ((ticket, said) for ticket, said in self.said.items() if ticket in self.waits)


def hold(past: Truth, now: Truth, seed: int) -> Held:
    """Predict some days of `now` after a history of `past`."""
    estimator = Estimator(hall_plan(past))
    for place, event in enumerate(events(days(past, 0, PAST, f"past {seed}"))):
        estimator.hear(event)
        calibrates = event.t > (PAST - 3) * 86400 and place % CALIBRATING == 0
        if event.kind == "issue" and calibrates:
            estimator.promise(event.ticket)
    coming = list(days(now, PAST, DAYS, f"now {seed}"))
    oracle = Oracle(now, {day.number: day.pace for day in coming})
    peers = Peers(past)
    held = Held()
    issues = 0
    for event in events(coming):
        oracle.hear(event)
        call = estimator.hear(event)
        if call is not None:
            held.waits[call.person.ticket] = call.wait
            peers.called(call.person, call.wait)
        issues += event.kind == "issue"
        if event.kind == "issue" and issues % EACH == 0:
            told = estimator.promise(event.ticket)
            held.said[event.ticket] = _said(told, oracle, estimator, peers, event)
            held.far[event.ticket] = told.p90
    return held


def _said(
    told: Range, oracle: Oracle, estimator: Estimator, peers: Peers, event: Event
) -> dict[str, float]:
    person = estimator.present.waiting[event.ticket]
    return {
        "ours": told.p50,
        "best": oracle.waits(event.ticket).p50,
        "formula": peers.formula(estimator),
        "last": peers.last(person),
        "schedule": peers.schedule(estimator, person),
    }


class Peers:
    """What others print."""

    def __init__(self, truth: Truth) -> None:
        whole = sum(each.share for each in truth.matters.values())
        self._means = {name: truth.mean(name) for name in truth.matters}
        self._mean = sum(e.share * truth.mean(n) for n, e in truth.matters.items()) / whole
        self._last: dict[tuple[str, bool], float] = {}

    def formula(self, estimator: Estimator) -> float:
        """People ahead in the hall x average / counters."""
        present = estimator.present
        counters = sum(window.open for window in present.windows.values())
        return (len(present.waiting) - 1) * self._mean / max(1, counters)

    def called(self, person: Person, wait: float) -> None:
        """Remember who was called last."""
        self._last[person.service, person.priority] = wait

    def last(self, person: Person) -> float:
        """As long as whoever was last called for the same has waited (Ibrahim and Whitt, 2009)."""
        return self._last.get((person.service, person.priority), 0.0)

    def schedule(self, estimator: Estimator, person: Person) -> float:
        """The present line in its order, each at the first free window for the mean time."""
        present = estimator.present
        windows = []
        for name, window in present.windows.items():
            if window.open:
                mean = self._means.get(window.service, self._mean)
                left = max(0.0, mean - (present.now - window.called)) if window.held else 0.0
                windows.append((left, name))
        heapq.heapify(windows)
        line = sorted(present.waiting.values(), key=lambda each: (not each.priority, each.issued))
        for each in line:
            skipped = []
            while windows and each.service not in present.windows[windows[0][1]].services:
                skipped.append(heapq.heappop(windows))
            free = windows[0] if windows else (math.inf, "")
            if each is person:
                return free[0] if windows else 0.0
            if windows:
                heapq.heapreplace(windows, (free[0] + self._means[each.service], free[1]))
            for other in skipped:
                heapq.heappush(windows, other)
        return 0.0


def cpu(truth: Truth, times: int = 40) -> list[float]:
    """CPU seconds of estimates with `QUEUE` people waiting."""
    estimator = Estimator(hall_plan(truth))
    for event in events(days(truth, 0, 5, "cpu")):
        estimator.hear(event)
    for event in events(days(truth, 5, 1, "cpu")):
        estimator.hear(event)
        if event.time > 10.5 * 3600:
            break
    present, names = estimator.present, list(truth.matters)
    for number in range(QUEUE + times):
        when = present.now + 1.0
        ticket, priority = f"more {number}", number % 7 == 0
        estimator.hear(Event(when, "issue", ticket, names[number % len(names)], priority=priority))
        while len(present.waiting) > QUEUE:
            estimator.hear(Event(when, "abandon", next(iter(present.waiting))))
    estimator.waits(next(reversed(present.waiting)))
    found = []
    for ticket in list(present.waiting)[-times:]:
        start = time.process_time()
        estimator.waits(ticket)
        found.append(time.process_time() - start)
    return found


def rows(folder: Path) -> list[Row]:
    """The worst of all scenarios, in each respect."""
    held = {
        (name, seed): hold(past, now, seed)
        for seed in SEEDS
        for name, (past, now) in scenarios(seed).items()
    }
    names = list(dict.fromkeys(name for name, _ in held))
    merged = {name: _merge([held[name, seed] for seed in SEEDS]) for name in names}

    def worst(who: str, ours: str = "ours") -> tuple[float, float]:
        found = max(merged.values(), key=lambda each: each.error("ours") / each.error(who))
        return found.error(ours), found.error(who)

    times = sorted(cpu(scenarios(SEEDS[0])["overload"][1]))
    farthest = max(abs(each.within() - _FAR) for each in merged.values())
    bias = max(abs(each.bias()) for each in merged.values())
    return [
        Row(_name("best"), *worst("best"), 1.40, 1.15),
        Row(_name("formula"), *worst("formula"), 0.30, 0.25),
        Row(_name("possible"), *worst("formula", "best"), None),
        Row(_name("last"), *worst("last"), 1.0),
        Row(_name("schedule"), *worst("schedule"), 1.0),
        Row(_name("bias"), bias, None, 150.0, 60.0, absolute=True),
        Row(_name("within"), farthest, None, 0.05, 0.04, unit="%", absolute=True),
        Row(_name("cpu"), times[int(len(times) * 0.95)], None, 0.020, absolute=True),
    ]


def _merge(parts: list[Held]) -> Held:
    """Several halls as one."""
    whole = Held()
    for number, part in enumerate(parts):
        whole.waits |= {f"{number} {ticket}": wait for ticket, wait in part.waits.items()}
        whole.said |= {f"{number} {ticket}": said for ticket, said in part.said.items()}
        whole.far |= {f"{number} {ticket}": far for ticket, far in part.far.items()}
    return whole


def _name(key: str) -> Said:
    return _NAMES[key]


_ERROR = {
    "en": "mean error of the promised wait, worst of six scenarios, against ",
    "zh": "预计等候的平均误差，六种情形里最差的，对照",
}
_AGAINST = {
    "best": {"en": "the best possible", "zh": "理论最佳"},
    "formula": {"en": "people ahead × average / counters", "zh": "前面人数×平均时长÷窗口数"},
    "last": {"en": "the wait of whoever was called last", "zh": "上一位实际等候"},
    "schedule": {"en": "a list schedule with mean times", "zh": "按平均时长排表"},
}
_NAMES: dict[str, Said] = {
    key: {each: _ERROR[each] + said[each] for each in said} for key, said in _AGAINST.items()
} | {
    "possible": {
        "en": "the same of the best possible: no estimate could come much nearer",
        "zh": "同一情形里理论最佳的误差，对照同一公式：谁也难以更准",
    },
    "bias": {
        "en": "mean of promised minus true wait, worst scenario",
        "zh": "预计减实际的平均，最差的情形",
    },
    "within": {
        "en": "share of waits within the promised end: farthest from 92 %",
        "zh": "实际等候不超过承诺上限的比例：离 92 % 最远的",
    },
    "cpu": {
        "en": f"one estimate with {QUEUE} waiting: slowest twentieth, CPU",
        "zh": f"{QUEUE} 人等候时估一次：最慢的二十分之一，CPU",
    },
}
