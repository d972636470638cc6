"""The file interface: a hall, its earlier days and a log in, a range for each ticket out.

Each range is made with nothing later than the ticket's own issue line. The simulations, which take
nearly all of the time, are shared out among processes; what they are told does not depend on how.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.estimate.coverage import MEMORY
from kiosk.estimate.estimator import Estimator, Raw
from kiosk.estimate.events import Event, read
from kiosk.estimate.plan import Plan, read_plan

LEARNED_BEFORE = 3
"""Days are learned from before any is used to see how wide ranges have to be."""

_SHARED_FROM = 300
"""Fewer tickets are not worth the start of another process."""


@dataclass(frozen=True, slots=True)
class Files:
    """What there is to read: HALL.json, the earlier days (None: none) and the log."""

    hall: Path
    history: Path | None
    log: Path

    def plan(self) -> Plan:
        """The hall as planned; raises ValueError if the file is no JSON table."""
        told = json.loads(self.hall.read_text(encoding="utf-8-sig"))
        if not isinstance(told, dict):
            raise ValueError("not a table")
        return read_plan(told)


def predict(files: Files, processes: int = 1) -> Iterator[dict[str, Any]]:
    """{"ticket", "p50", "p90"} for each issue of the log, in its order; seconds.

    With more `processes` it is done sooner, and the same.
    """
    plan, past, log = files.plan(), _history(files), list(_events(files.log))
    wanted = _calibrating([event for event, _ in past])
    issues = sum(event.kind == "issue" for event, _ in log)
    shares = processes if len(wanted) + issues >= _SHARED_FROM else 1
    if shares <= 1:
        found = _simulate(plan, past, log, wanted, 0, 1)
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(shares, mp_context=context) as pool:
            parts = [pool.submit(_share, files, wanted, each, shares) for each in range(shares)]
            found = {place: raw for part in parts for place, raw in part.result().items()}
    estimator = Estimator(plan)
    for place, (event, ticket) in enumerate([*past, *log]):
        if place == len(past):
            estimator.end_day()
        estimator.hear(event)
        if place not in found:
            continue
        told = estimator.promise(event.ticket, found[place])
        if place >= len(past):
            yield {"ticket": ticket, "p50": round(told.p50, 1), "p90": round(told.p90, 1)}


def _history(files: Files) -> list[tuple[Event, Any]]:
    return list(_events(files.history)) if files.history is not None else []


def _events(path: Path) -> Iterator[tuple[Event, Any]]:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        yield from read(lines)


def _calibrating(past: list[Event]) -> frozenset[int]:
    """Which issues of the past are predicted too: some of the last days, as many as are
    remembered."""
    days: dict[int, list[int]] = {}
    for place, event in enumerate(past):
        if event.kind == "issue":
            days.setdefault(event.day, []).append(place)
    last = list(days.values())[LEARNED_BEFORE:][-3:]
    places = [place for each in last for place in each]
    step = max(1, len(places) // MEMORY)
    return frozenset(places[::step])


def _share(files: Files, wanted: frozenset[int], share: int, shares: int) -> dict[int, Raw]:
    return _simulate(files.plan(), _history(files), list(_events(files.log)), wanted, share, shares)


def _simulate(
    plan: Plan,
    past: list[tuple[Event, Any]],
    log: list[tuple[Event, Any]],
    wanted: frozenset[int],
    share: int,
    shares: int,
) -> dict[int, Raw]:
    """The waits of every `shares`-th issue that is asked for, by its place in past and log."""
    estimator = Estimator(plan)
    found = {}
    count = 0
    for place, (event, _) in enumerate([*past, *log]):
        if place == len(past):
            estimator.end_day()
        estimator.hear(event)
        if place in wanted or (place >= len(past) and event.kind == "issue"):
            count += 1
            if count % shares == share:
                found[place] = estimator.waits(event.ticket)
    return found
