"""Past days of a hall as its events tell them: who came, how long each stay took, who was there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import case, null, select

from data import models
from kiosk.estimate.present import Record
from kiosk.estimate.times import learn
from kiosk.ground import Ground, Work
from kiosk.queue import rows
from kiosk.whatif.day import Day
from kiosk.whatif.learned import Learned
from kiosk.whatif.memory import Memory, marks
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
_SPEAKS = ("ticket.issued", "ticket.transferred")


@dataclass(frozen=True, slots=True)
class Past:
    """A day as it was: one that can be run, what became of everybody, and what it teaches."""

    day: Day
    visits: tuple[Visit, ...]
    record: Record


def days(ground: Ground, work: Work, first: date, last: date, memory: Memory) -> list[Past]:
    """The days from `first` to `last` on which numbers were given out, in order; each learns from
    all of them."""

    def read(missing: list[date]) -> dict[date, Past]:
        numbers, told = _numbers(ground, work, missing), _told(ground, work, missing)
        return {
            day: Past(*Reader(ground, work.floor, day, numbers[day], told.get(day, [])).past())
            for day in missing
        }

    found = memory.past.days(work, marks(work, first, last), read).values()
    known = Learned(learn([each.record for each in found]))
    return [replace(each, day=replace(each.day, learned=known)) for each in found]


def _numbers(ground: Ground, work: Work, days: list[date]) -> dict[date, list[Number]]:
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
        .where(tickets.c.hall_id == work.hall, tickets.c.day.in_(days))
        .order_by(tickets.c.id)
    )
    found: dict[date, list[Number]] = {}
    for row in work.connection.execute(query):
        slot = row.appointment_at
        found.setdefault(row.day, []).append(
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
    return found


def _told(ground: Ground, work: Work, days: list[date]) -> dict[date, list[Told]]:
    codes = {each.id: each.code for each in work.floor.counters.values()}
    query = (
        select(
            _events.c.day,
            _events.c.at,
            _events.c.kind,
            _events.c.ticket_id,
            _events.c.counter_id,
            _events.c.account_id,
            # To read what is kept with each event would take as long as all the rest.
            case((_events.c.kind.in_(_SPEAKS), _events.c.data), else_=null()).label("data"),
        )
        .where(_events.c.hall_id == work.hall, _events.c.day.in_(days))
        .where(_events.c.kind.in_(_KINDS))
        .order_by(_events.c.seq)
    )
    found: dict[date, list[Told]] = {}
    for row in work.connection.execute(query):
        counter = codes.get(row.counter_id, "")
        server = f"clerk {row.account_id}" if row.account_id else counter
        at = _seconds(ground, row.day, row.at)
        found.setdefault(row.day, []).append(
            Told(at, row.kind, row.ticket_id, counter, server, row.data or {})
        )
    return found


def _seconds(ground: Ground, day: date, at: datetime) -> float:
    midnight = datetime.combine(day, time(), ground.zone)
    return (at - midnight).total_seconds()
