"""How good the waits were that people were told: each promise against the true wait to the call.

A promise is what the paper said, "about 12 minutes, nine in ten within 20", kept with the event
that gave the number out. It was kept if the number was called within its far end. Sources of the
measures: coverage and mean absolute error as in forecasting (Hyndman and Athanasopoulos,
Forecasting: Principles and Practice, 3rd ed., ch. 5).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import fmean
from typing import Any, TypeVar

from sqlalchemy import Row, case, null, select

from data import models
from kiosk.ground import Ground
from kiosk.queue import rows
from kiosk.refusal import Refusal

LEAST_SHARE, MOST_SHARE = 0.88, 0.96
"""So many promises should hold: fewer break their word, more were wider than they need be."""
FEW = 30
"""Fewer promises say nothing about the next ones."""
LONGEST_DAYS = 92
"""So many days are looked at at once, at most."""
DAYS = 14
"""So many unless somebody says otherwise."""
_Key = TypeVar("_Key", bound=Hashable)
_events = models.Event.__table__
_ENDS = ("ticket.called", "ticket.abandoned", "ticket.expired", "ticket.joined")
_TOLD = (
    select(
        _events.c.kind,
        _events.c.at,
        _events.c.counter_id,
        case((_events.c.kind == "ticket.issued", _events.c.data), else_=null()).label("data"),
        rows.tickets.c.id,
        rows.tickets.c.day,
        rows.tickets.c.group_prefix,
        rows.tickets.c.number,
    )
    .join_from(rows.tickets, _events, _events.c.ticket_id == rows.tickets.c.id)
    .where(_events.c.kind.in_(("ticket.issued", *_ENDS)))
    .order_by(_events.c.seq)
)


class Verdict(StrEnum):
    """What the share of kept promises means."""

    FEW = "few"
    BROKEN = "broken"
    GOOD = "good"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise, in seconds. `waited`: until the call, None for whom nobody called; `kept` is
    None where it cannot be known, because the person left before the far end had passed."""

    day: date
    number: str
    service: str
    at: datetime
    p50: float
    p90: float
    waited: float | None
    kept: bool | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What some promises came to, in seconds.

    `judged`: those whose end is known, and `kept` of them. `error`: by how much the middle was off,
    in the mean; `bias`: how much longer people waited than they were told, in the mean. `told`: the
    mean of what was told, the middle and the far end, and `waited` that of what came of it. All are
    None while nobody was called.
    """

    judged: int
    kept: int
    error: float | None
    bias: float | None
    told: tuple[float, float] | None
    waited: float | None

    @property
    def share(self) -> float | None:
        """Of the promises that can be judged, how many were kept (0 to 1)."""
        return self.kept / self.judged if self.judged else None

    @property
    def verdict(self) -> Verdict:
        """Whether that is what was promised."""
        if self.share is None or self.judged < FEW:
            return Verdict.FEW
        if self.share < LEAST_SHARE:
            return Verdict.BROKEN
        return Verdict.WIDE if self.share > MOST_SHARE else Verdict.GOOD


@dataclass(frozen=True, slots=True)
class Length:
    """A class of promises: from `least` minutes told to less than `most`, None for no end."""

    least: int
    most: int | None

    def holds(self, promise: Promise) -> bool:
        """Whether a promise belongs here."""
        minutes = promise.p50 / 60
        return self.least <= minutes and (self.most is None or minutes < self.most)


LENGTHS = (
    Length(0, 5),
    Length(5, 10),
    Length(10, 20),
    Length(20, 30),
    Length(30, 60),
    Length(60, None),
)


@dataclass(frozen=True, slots=True)
class Honesty:
    """The promises from the day `first` to the day `last`, which belongs to it.

    `days` has each day of the hall's hours or with promises. `unknown`: promises whose end
    nobody knows (yet); `silent`: so many numbers were given out without one.
    """

    first: date
    last: date
    whole: Figures
    days: tuple[tuple[date, Figures], ...]
    services: tuple[tuple[str, Figures], ...]
    lengths: tuple[tuple[Length, Figures], ...]
    promises: tuple[Promise, ...]
    unknown: int
    silent: int


def honesty(ground: Ground, first: date | None = None, last: date | None = None) -> Honesty:
    """How good the promises of some days were, by default of the last `DAYS` up to today.

    Refuses with "honesty.days_backwards" or "honesty.too_many_days".
    """
    with ground.read() as work:
        last = last or work.day
        first = first or last - timedelta(days=DAYS - 1)
        if first > last:
            raise Refusal("honesty.days_backwards", first=first, last=last)
        if (last - first).days >= LONGEST_DAYS:
            raise Refusal("honesty.too_many_days", most=LONGEST_DAYS)
        tickets = rows.tickets
        query = _TOLD.where(tickets.c.hall_id == work.hall, tickets.c.day.between(first, last))
        promises, silent = _paired(work.connection.execute(query), work.at)
    by_day = _grouped(promises, lambda each: each.day)
    hours = ground.settings.hours
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    shown = [each for each in days if each in by_day or hours is None or hours.on(each)]
    by_service = _grouped(promises, lambda each: each.service)
    # Most people first: what most were told matters most.
    services = sorted(by_service, key=lambda each: (-len(by_service[each]), each))
    return Honesty(
        first=first,
        last=last,
        whole=figures(promises),
        days=tuple((each, figures(by_day.get(each, []))) for each in shown),
        services=tuple((each, figures(by_service[each])) for each in services),
        lengths=tuple((each, figures(filter(each.holds, promises))) for each in LENGTHS),
        promises=tuple(promises),
        unknown=sum(each.kept is None for each in promises),
        silent=silent,
    )


def figures(promises: Iterable[Promise]) -> Figures:
    """What these promises came to."""
    some = list(promises)
    judged = sum(each.kept is not None for each in some)
    kept = sum(each.kept is True for each in some)
    called = [(each, each.waited) for each in some if each.waited is not None]
    if not called:
        return Figures(judged, kept, None, None, None, None)
    off = [waited - each.p50 for each, waited in called]
    return Figures(
        judged=judged,
        kept=kept,
        error=fmean(map(abs, off)),
        bias=fmean(off),
        told=(fmean(each.p50 for each, _ in called), fmean(each.p90 for each, _ in called)),
        waited=fmean(waited for _, waited in called),
    )


def _grouped(
    promises: Iterable[Promise], key: Callable[[Promise], _Key]
) -> dict[_Key, list[Promise]]:
    found: dict[_Key, list[Promise]] = {}
    for each in promises:
        found.setdefault(key(each), []).append(each)
    return found


def _paired(events: Iterable[Row[Any]], now: datetime) -> tuple[list[Promise], int]:
    """The promises in the order of their numbers, and how many numbers were given without one."""
    open_: dict[int, Row[Any]] = {}
    ended: list[tuple[int, Promise]] = []
    silent = 0
    for event in events:
        if event.kind != "ticket.issued":
            issued = open_.pop(event.id, None)
            if issued is not None:
                called = event.kind == "ticket.called"
                ended.append((event.id, _promise(issued, event.at, called=called)))
        elif "promise" in event.data:
            open_[event.id] = event
        elif event.counter_id is None:
            # Whoever walked up to a counter did not wait and was told nothing.
            silent += 1
    ended += [(key, _promise(issued, now, called=False)) for key, issued in open_.items()]
    return [promise for _, promise in sorted(ended, key=lambda each: each[0])], silent


def _promise(issued: Row[Any], end: datetime, *, called: bool) -> Promise:
    told = issued.data["promise"]
    # A clock that was set back must not make a wait negative.
    passed = max(0.0, (end - issued.at).total_seconds())
    in_time = passed <= told["p90"]
    return Promise(
        day=issued.day,
        number=rows.label(issued.group_prefix, issued.number),
        service=issued.data["service"],
        at=issued.at,
        p50=told["p50"],
        p90=told["p90"],
        waited=passed if called else None,
        kept=in_time if called or not in_time else None,
    )
