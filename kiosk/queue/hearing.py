"""The hall's own events as the estimator hears them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from data import models
from kiosk.estimate.events import DAY, Event
from kiosk.ground import Work
from kiosk.queue import rows
from kiosk.queue.tickets import Wait

_events = models.Event.__table__
_tickets = rows.tickets
_KINDS = {
    "ticket.issued": "issue",
    "ticket.called": "call",
    "ticket.resumed": "call",
    "ticket.serving": "start",
    "ticket.finished": "finish",
    "ticket.missed": "no_show",
    "ticket.abandoned": "abandon",
    "ticket.expired": "abandon",
    "ticket.parked": "abandon",
    "ticket.joined": "abandon",
    "ticket.transferred": "abandon",
    "ticket.came_back": "abandon",
    "counter.opened": "window_open",
    "counter.resumed": "window_open",
    "counter.closed": "window_close",
    "counter.paused": "window_close",
}
"""What our events are to the estimator. Whoever leaves a counter without being done frees it like
one who gives up; who waits is read from the tickets themselves."""

_TOLD = (
    select(
        _events.c.seq,
        _events.c.at,
        _events.c.kind,
        _events.c.ticket_id,
        _events.c.counter_id,
        _events.c.account_id,
        _events.c.data,
        _tickets.c.service,
        _tickets.c.priority,
        _tickets.c.turn,
    )
    .outerjoin_from(_events, _tickets, _events.c.ticket_id == _tickets.c.id)
    .where(_events.c.kind.in_(_KINDS))
    .order_by(_events.c.seq)
)


@dataclass(frozen=True, slots=True)
class Heard:
    """An event, its place in the chain, and the wait that the paper of a new number tells."""

    seq: int
    event: Event
    promise: Wait | None


def since(work: Work, seq: int, zone: ZoneInfo) -> Iterator[Heard]:
    """The events behind this place of the chain that say something of waits."""
    codes = {each.id: each.code for each in work.floor.counters.values()}
    query = _TOLD.where(_events.c.hall_id == work.hall, _events.c.seq > seq)
    for row in work.connection.execute(query):
        window, kind = codes.get(row.counter_id, ""), _KINDS[row.kind]
        if kind.startswith("window") and not window:
            continue  # a counter that is there no more
        event = Event(
            t=seconds(row.at, zone),
            kind=kind,
            ticket=str(row.ticket_id),
            service=row.service or "",
            window=window,
            priority=row.priority is not None and row.turn is None,
            reason=row.data.get("reason", ""),
            server=f"clerk {row.account_id}" if row.account_id else window,
        )
        promise = row.data.get("promise")
        yield Heard(row.seq, event, Wait(**promise) if promise else None)


def before(work: Work, days: int) -> int:
    """The place of the chain before the first event of the last so many days."""
    first = select(func.min(_events.c.seq)).where(
        _events.c.hall_id == work.hall, _events.c.day >= work.day - timedelta(days=days)
    )
    start = work.connection.scalar(first)
    return 0 if start is None else start - 1


def seconds(at: datetime, zone: ZoneInfo) -> float:
    """A moment as the estimator counts: days and seconds of the hall's zone."""
    here = at.astimezone(zone)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    return here.toordinal() * DAY + (here - midnight).total_seconds()
