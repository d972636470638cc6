"""What is announced to the hall: every call and recall, in the order of the audit chain.

A screen that remembers the place in the chain up to which it has seen loses no call, however many
come at once and however long it was away (R33).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from data import models
from kiosk.ground import Ground, Work
from kiosk.queue import rows
from kiosk.queue.tickets import Counter, State

PAGE = 60
"""So many are told at once; who has seen them asks for those that follow."""

_ANEW = ("ticket.called", "ticket.resumed")
_KINDS = (*_ANEW, "ticket.recalled")
_events = models.Event.__table__.c
_before = models.Event.__table__.alias("before").c
_between = models.Event.__table__.alias("between_").c
_tickets = rows.tickets.c


@dataclass(frozen=True, slots=True)
class Announced:
    """A number called to a counter at a moment (UTC), for the `calls`th time; `seq` is its place in
    the audit chain."""

    seq: int
    number: str
    counter: Counter
    at: datetime
    calls: int


@dataclass(frozen=True, slots=True)
class Announcements:
    """Calls, the oldest first. Who asks after `seq` the next time misses none; `more` are known
    already."""

    calls: tuple[Announced, ...]
    seq: int
    more: bool


def announcements(ground: Ground, after: int | None = None) -> Announcements:
    """What has been called today since the place `after` in the audit chain.

    Without a place, as for a screen that has just started, and with one from before the database
    was restored: those who were called and have not come yet.
    """
    with ground.read() as work:
        if after is None or after > work.head.seq:
            return Announcements(_outstanding(work), work.head.seq, more=False)
        found = _since(work, after)
    more = len(found) > PAGE
    page = found[:PAGE]
    return Announcements(page, page[-1].seq if more else work.head.seq, more)


def _outstanding(work: Work) -> tuple[Announced, ...]:
    query = (
        rows.of_hall(work)
        .where(_tickets.day == work.day, _tickets.state == State.CALLED.value)
        .order_by(_tickets.last_call)
    )
    found = [(row.last_call, rows.value(work, row)) for row in work.connection.execute(query)]
    return tuple(
        Announced(seq, each.number, work.floor.counters[each.counter], each.called_at, each.calls)
        for seq, each in found
        if each.counter in work.floor.counters and each.called_at is not None
    )


def _since(work: Work, after: int) -> tuple[Announced, ...]:
    # A recall counts on from the newest call before it that was none.
    begun = (
        select(func.max(_before.seq))
        .where(_before.hall_id == work.hall, _before.ticket_id == _events.ticket_id)
        .where(_before.kind.in_(_ANEW), _before.seq <= _events.seq)
        .correlate(models.Event.__table__)
        .scalar_subquery()
    )
    times = (
        select(func.count())
        .where(_between.hall_id == work.hall, _between.ticket_id == _events.ticket_id)
        .where(_between.kind.in_(_KINDS), _between.seq.between(begun, _events.seq))
        .scalar_subquery()
    )
    query = (
        select(
            _events.seq,
            _events.at,
            _events.counter_id,
            _tickets.group_prefix,
            _tickets.number,
            times.label("times"),
        )
        .join_from(models.Event.__table__, rows.tickets, _tickets.id == _events.ticket_id)
        .where(_events.hall_id == work.hall, _events.seq > after, _events.day == work.day)
        .where(_events.kind.in_(_KINDS))
        .order_by(_events.seq)
        .limit(PAGE + 1)
    )
    counters = {counter.id: counter for counter in work.floor.counters.values()}
    return tuple(
        Announced(
            seq=row.seq,
            number=rows.label(row.group_prefix, row.number),
            counter=counters[row.counter_id],
            at=row.at,
            calls=row.times,
        )
        for row in work.connection.execute(query)
        if row.counter_id in counters
    )
