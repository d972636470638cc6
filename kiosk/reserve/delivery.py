"""Delivers what was given out without the hall's database, in order and each number once.

A ticket is known by the hash of its token: one that the hall has already is not delivered again,
whenever the power went in between. It stands in the line by the time of its own issue.
"""

from __future__ import annotations

import logging
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from data import models
from kiosk.ground import Ground, Work
from kiosk.printing import jobs
from kiosk.queue import rows
from kiosk.queue.states import MOVES
from kiosk.queue.tickets import State
from kiosk.reserve import blocks
from kiosk.reserve.grounds import Local

LATE = "delivered_late"
"""Why a number ends that is delivered when its day is over."""

TWICE = "issued_twice"
"""Why a number ends whose press was answered with another: nobody holds its paper."""

_tickets = rows.tickets
_identities = models.Identity.__table__
# On the host nobody is served: until then a ticket waits, or has expired with its day.
_DELIVERED = State.FINISHED.value
_ON_ITS_WAY = ("queued", "sending")
_SHARE = 128
_log = logging.getLogger(__name__)


def undelivered(local: Local) -> list[int]:
    """The tickets that only this host knows, in the order in which they were given out."""
    with local.store.read() as connection:
        query = select(_tickets.c.id).where(_tickets.c.id > 0, _tickets.c.state != _DELIVERED)
        return list(connection.scalars(query.order_by(_tickets.c.id)))


def deliver(main: Ground, local: Local) -> int:
    """Deliver in order as far as the papers have come out; how many are left after that.

    Raises `StoreFault` where either database cannot be reached; nothing is lost by that.
    """
    waiting = undelivered(local)
    for place, key in enumerate(waiting):
        with local.store.read() as connection:
            ticket = connection.execute(select(_tickets).where(_tickets.c.id == key)).one()
            papers = _papers(connection, key)
            query = select(_identities).where(_identities.c.ticket_id == key)
            person = connection.execute(query).first()
        now = main.clock()
        if any(_may_come(paper, now) for paper in papers):
            # Two printers' queues must never hold one paper.
            return len(waiting) - place
        with main.write() as work:
            made = _put(work, ticket, local.host)
            if made is not None:
                _put_papers(work, made, papers)
                if person is not None:
                    values = person._asdict() | {"ticket_id": made}
                    work.connection.execute(insert(_identities).values(values))
        with local.store.write() as connection:
            connection.execute(
                update(_tickets).where(_tickets.c.id == key).values(state=_DELIVERED)
            )
            # Who people are is kept, and purged, in one place.
            connection.execute(delete(_identities).where(_identities.c.ticket_id == key))
    return 0


def _papers(connection: Any, ticket: int) -> list[Row[Any]]:
    query = select(jobs.table).where(jobs.table.c.ticket_id == ticket)
    return list(connection.execute(query.order_by(jobs.table.c.id)))


def _may_come(paper: Row[Any], now: Any) -> bool:
    if paper.state not in _ON_ITS_WAY or not paper.printer:
        return False
    return paper.state == "sending" or paper.expires_at is None or paper.expires_at >= now


def _put(work: Work, ticket: Row[Any], host: str) -> int | None:
    """The ticket in the hall; None if it is there already."""
    mine = _tickets.c.hall_id == work.hall
    query = select(_tickets.c.id).where(mine, _tickets.c.token_hash == ticket.token_hash)
    if work.connection.scalar(query) is not None:
        return None
    if ticket.nonce is not None:
        _end_other(work, ticket.nonce)
    over = ticket.day < work.day or (work.closed and ticket.day == work.day)
    values = ticket._asdict()
    del values["id"]
    values["state"] = State.EXPIRED.value if over else State.WAITING.value
    place = _place(work, ticket)
    if place is not None:
        values["id"] = place
    key = work.add(insert(_tickets), values)
    told = {
        "number": rows.label(ticket.group_prefix, ticket.number),
        "service": ticket.service,
        "priority": ticket.priority,
        "host": host,
        "delivered_at": work.at.isoformat(),
    }
    work.event("ticket.issued", ticket=key, data=told, at=ticket.issued_at, day=ticket.day)
    if over:
        work.event("ticket.expired", ticket=key, data={"reason": LATE}, day=ticket.day)
    blocks.used(work, ticket.day, ticket.group_prefix, ticket.number)
    return key


def _end_other(work: Work, nonce: str) -> None:
    """The answer to a press was lost with the database, and it got a number of the reserve."""
    tickets = select(_tickets.c.id, _tickets.c.state).where(
        _tickets.c.hall_id == work.hall, _tickets.c.nonce == nonce
    )
    found = work.connection.execute(tickets).first()
    if found is None:
        return
    sources, target = MOVES["expire"]
    values: dict[str, Any] = {"nonce": None}
    if State(found.state) in sources:
        values["state"] = target.value
        work.event("ticket.expired", ticket=found.id, data={"reason": TWICE})
    work.connection.execute(update(_tickets).where(_tickets.c.id == found.id).values(values))
    gone = {"state": "failed", "error": "printer.waived", "done_at": work.at}
    work.connection.execute(
        update(jobs.table)
        .where(jobs.table.c.ticket_id == found.id, jobs.table.c.state == "queued")
        .values(aside_at=work.at, changed_at=work.at, **gone)
    )


def _place(work: Work, ticket: Row[Any]) -> int | None:
    """A key between those of who was issued before and after it; None: behind them all.

    Many that follow each other leave room for those of another host between them.
    """
    of_day = (_tickets.c.hall_id == work.hall) & (_tickets.c.day == ticket.day)
    later = _tickets.c.issued_at > ticket.issued_at
    behind = work.connection.scalar(select(func.min(_tickets.c.id)).where(of_day, later))
    if behind is None:
        return None
    query = select(func.max(_tickets.c.id)).where(of_day, ~later, _tickets.c.id < behind)
    before = work.connection.scalar(query)
    if before is None:
        # The first of its day: behind whatever stands before the first so far.
        query = select(func.max(_tickets.c.id)).where(_tickets.c.id < behind)
        before = work.connection.scalar(query) or 0
    else:
        query = select(func.min(_tickets.c.id)).where(_tickets.c.id > before)
        behind = work.connection.scalar(query)
    room = behind - before
    if room < 2:
        _log.warning("no room left in the line for %s", ticket.number)
        return None
    return int(before + max(1, room // _SHARE))


def _put_papers(work: Work, ticket: int, papers: list[Row[Any]]) -> None:
    """The papers as they came out; what has not begun in time never will."""
    keys: dict[int, int] = {}
    for paper in papers:
        values = paper._asdict() | {"ticket_id": ticket}
        key = values.pop("id")
        if values["original_id"] is not None:
            values["original_id"] = keys.get(values["original_id"])
        if values["state"] in _ON_ITS_WAY and values["printer"]:
            values |= {"state": "failed", "error": "printer.late", "done_at": work.at}
        keys[key] = work.add(insert(jobs.table), values)
