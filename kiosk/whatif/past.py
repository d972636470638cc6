"""Past days of a hall as its events tell them: who came, how long each stay took, who was there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from data import models
from kiosk.estimate.present import Record
from kiosk.estimate.times import learn
from kiosk.ground import Ground, Work
from kiosk.queue import rows
from kiosk.whatif.day import Day
from kiosk.whatif.learned import Learned
from kiosk.whatif.outcome import Visit
from kiosk.whatif.reading import Reader
from kiosk.whatif.told import LEAVES, OPENS, SHUTS, Number, Told

LEARNED = timedelta(days=21)
"""So far back one looks for how long things take."""

_events = models.Event.__table__
_KINDS = (
    *(f"ticket.{each}" for each in ("issued", "called", "resumed", "serving", "checked_in")),
    *(f"ticket.{each}" for each in sorted(LEAVES)),
    *sorted(OPENS | SHUTS),
)


@dataclass(frozen=True, slots=True)
class Past:
    """A day as it was: one that can be run, what became of everybody, and what it teaches."""

    day: Day
    visits: tuple[Visit, ...]
    record: Record


def days(ground: Ground, work: Work, first: date, last: date) -> list[Past]:
    """The days from `first` to `last` on which numbers were given out, in order; each learns from
    all of them."""
    numbers: dict[date, list[Number]] = {}
    tickets = rows.tickets
    query = (
        select(
            tickets.c.id,
            tickets.c.day,
            tickets.c.service,
            tickets.c.group_prefix,
            tickets.c.priority,
            tickets.c.turn,
            tickets.c.appointment_at,
            tickets.c.visit,
        )
        .where(tickets.c.hall_id == work.hall, tickets.c.day.between(first, last))
        .order_by(tickets.c.id)
    )
    for row in work.connection.execute(query):
        slot = row.appointment_at
        numbers.setdefault(row.day, []).append(
            Number(
                ticket=row.id,
                service=row.service,
                group=row.group_prefix,
                priority=row.priority is not None,
                turn=row.turn,
                appointment=None if slot is None else _seconds(ground, row.day, slot),
                visit=row.visit,
            )
        )
    told = _told(ground, work, first, last)
    found = [
        Past(*Reader(ground, work.floor, each, mine, told.get(each, [])).past())
        for each, mine in sorted(numbers.items())
    ]
    known = Learned(learn([each.record for each in found]))
    return [replace(each, day=replace(each.day, learned=known)) for each in found]


def _told(ground: Ground, work: Work, first: date, last: date) -> dict[date, list[Told]]:
    codes = {each.id: each.code for each in work.floor.counters.values()}
    query = (
        select(
            _events.c.day,
            _events.c.at,
            _events.c.kind,
            _events.c.ticket_id,
            _events.c.counter_id,
            _events.c.account_id,
            _events.c.data,
        )
        .where(_events.c.hall_id == work.hall, _events.c.day.between(first, last))
        .where(_events.c.kind.in_(_KINDS))
        .order_by(_events.c.seq)
    )
    found: dict[date, list[Told]] = {}
    for row in work.connection.execute(query):
        counter = codes.get(row.counter_id, "")
        server = f"clerk {row.account_id}" if row.account_id else counter
        at = _seconds(ground, row.day, row.at)
        found.setdefault(row.day, []).append(
            Told(at, row.kind, row.ticket_id, counter, server, row.data)
        )
    return found


def _seconds(ground: Ground, day: date, at: datetime) -> float:
    midnight = datetime.combine(day, time(), ground.zone)
    return (at - midnight).total_seconds()
