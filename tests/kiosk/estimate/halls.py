"""Small halls for the tests of the estimator: a few windows, a few people, told as events."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kiosk.estimate.estimator import Estimator
from kiosk.estimate.events import Event
from kiosk.estimate.plan import Plan
from kiosk.estimate.rules import Rule
from tests.reference_hall.day import Line, days, hall_file
from tests.reference_hall.truth import Truth, sample

NINE = 9 * 3600.0


def hall(
    windows: int = 1,
    *,
    rule: Rule | None = None,
    services: str = "s",
    specialists: frozenset[str] = frozenset(),
    lunch: tuple[float, float] | None = None,
) -> Estimator:
    """An estimator of a hall whose windows serve every service, open since nine; `lunch`: hours."""
    names = {f"w{number}": frozenset(services) for number in range(windows)}
    spans = ((NINE, lunch[0] * 3600), (lunch[1] * 3600, NINE + 8 * 3600)) if lunch else ()
    plan = Plan(names, dict.fromkeys(names, spans), (rule or Rule(),), NINE, 86400.0, specialists)
    found = Estimator(plan)
    for name in names:
        found.hear(Event(NINE, "window_open", window=name))
    return found


def past(estimator: Estimator, seconds: float, cases: int = 300) -> None:
    """Let a day pass on which each case took about as long."""
    names = list(estimator.present.windows)
    for number in range(cases):
        at, window = NINE + 600.0 * number / len(names), names[number % len(names)]
        took = seconds * (0.8, 1.0, 1.25)[number % 3]
        ticket = f"past {number}"
        for t, kind in ((at, "issue"), (at, "call"), (at + 5, "start"), (at + took, "finish")):
            estimator.hear(Event(t, kind, ticket, "s", window))
    estimator.end_day()
    for name in names:
        estimator.hear(Event(86400 * 3 + NINE, "window_open", window=name))


def come(
    estimator: Estimator, at: float, tickets: Iterable[str], *, priority: bool = False
) -> None:
    """People take numbers on the day after."""
    for ticket in tickets:
        estimator.hear(Event(86400 * 3 + at, "issue", ticket, "s", priority=priority))


@cache
def two_days() -> tuple[Truth, tuple[Line, ...], tuple[Line, ...]]:
    """A sample hall, four days of its past and the morning of the next."""
    truth = sample(11)
    earlier = tuple(line for day in days(truth, 0, 4, "past") for line in day.run())
    (day,) = days(truth, 4, 1, "log")
    log = day.run()
    noon = 4 * 86400 + 11 * 3600
    return truth, earlier, tuple(line for line in log if line["t"] < noon)


def write(folder: Path, log: Iterable[Line], past_days: int = 3) -> None:
    """The files of the file interface; with more than three past days, ranges are calibrated."""
    truth, every, _ = two_days()
    earlier = [line for line in every if line["t"] < past_days * 86400]
    (folder / "hall.json").write_text(json.dumps(hall_file(truth)), encoding="utf-8")
    for file, lines in (("history.jsonl", earlier), ("log.jsonl", log)):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / file).write_text(text, encoding="utf-8")
