"""What a clerk is told beside the counter itself: of the person there, and of those behind.

Why this number and whom it skipped, what colleagues noted on its way, when it may be called
again, and who waits for this counter, group by group.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from data import models
from kiosk.catalogue import Material, WindowGroup
from kiosk.ground import Ground, Work
from kiosk.queue import looking, rows
from kiosk.queue.looking import AtCounter
from kiosk.queue.routing import Why
from kiosk.queue.tickets import State, Ticket

_events = models.Event.__table__
_NOTED = (
    "ticket.issued",
    "ticket.issued_for",
    "ticket.transferred",
    "ticket.came_back",
    "ticket.parked",
    "ticket.given_priority",
    "ticket.lost_priority",
    "ticket.called",
)


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody of the staff wrote when the ticket was `what` (transferred, came_back, parked,
    given_priority, lost_priority, issued_for somebody at the desk, or called out of order); `at` is
    UTC, `counter` the code where it was done, None at the enquiry desk."""

    what: str
    at: datetime
    counter: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Behind:
    """Who waits for this counter in one window group: so many, the first of them since `since`
    (UTC, the arrival)."""

    group: WindowGroup
    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Facing:
    """A counter and what its clerk should know; all but `at`, `now` and `behind` is of its ticket.

    `recall_in`: seconds until it may be called again (0: now), None where it may not any more or
    was never called. `missable`: it has been called often enough to be passed (R28). `why` and
    `skipped` tell of the last call from the line. `materials` are the papers of its service;
    `brought` names those that were ticked as at hand when the number was taken.
    """

    at: AtCounter
    now: datetime
    behind: tuple[Behind, ...]
    recall_in: int | None = None
    missable: bool = False
    why: Why | None = None
    skipped: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    materials: tuple[Material, ...] = ()
    brought: frozenset[str] = frozenset()


def facing(ground: Ground, counter: str) -> Facing:
    """What the clerk at `counter` should know; refuses with "counter.unknown"."""
    at = looking.at_counter(ground, counter)
    with ground.read() as work:
        behind = _behind(work, counter)
        if at.current is None:
            return Facing(at, work.at, behind)
        service = work.floor.catalogue.services.get(at.current.service)
        materials = tuple(service.materials) if service is not None else ()
        why, skipped, notes, brought = _story(work, at.current, materials)
        return Facing(
            at,
            work.at,
            behind,
            recall_in=_recall_in(ground, work, at.current),
            missable=at.current.calls >= ground.settings.calling.calls_before_miss,
            why=why,
            skipped=skipped,
            notes=notes,
            materials=materials,
            brought=brought,
        )


def _recall_in(ground: Ground, work: Work, ticket: Ticket) -> int | None:
    rules = ground.settings.calling
    if ticket.state is not State.CALLED or ticket.called_at is None:
        return None
    if ticket.calls > rules.recalls:
        return None
    seconds = (work.at - ticket.called_at).total_seconds()
    # A clock that was set back keeps nobody from calling (`kiosk.queue.calling.recall`).
    return math.ceil(max(0, rules.apart_seconds - seconds)) if seconds >= 0 else 0


def _story(
    work: Work, ticket: Ticket, materials: tuple[Material, ...]
) -> tuple[Why | None, tuple[str, ...], tuple[Note, ...], frozenset[str]]:
    """Why it was called last, whom that skipped, what was noted on its way, in order, and which of
    its papers were ticked: at the machine one by one, at the desk by what is lacking."""
    codes = {each.id: each.code for each in work.floor.counters.values()}
    query = (
        select(_events.c.kind, _events.c.at, _events.c.counter_id, _events.c.data)
        .where(_events.c.ticket_id == ticket.id, _events.c.kind.in_(_NOTED))
        .order_by(_events.c.seq)
    )
    why: Why | None = None
    skipped: tuple[str, ...] = ()
    notes = []
    brought: frozenset[str] = frozenset()
    for row in work.connection.execute(query):
        if row.kind == "ticket.issued":
            brought = frozenset(row.data.get("brought", ()))
        elif row.kind == "ticket.issued_for":
            lacking = row.data.get("lacking", ())
            brought = frozenset(
                each.name for each in materials if each.carried and each.name not in lacking
            )
        if row.kind == "ticket.called":
            why = Why(row.data.get("why", Why.ORDER))
            skipped = tuple(row.data.get("skipped", ()))
        reason = row.data.get("reason")
        if reason:
            what = row.kind.partition(".")[2]
            notes.append(Note(what, row.at, codes.get(row.counter_id), reason))
    return why, skipped, tuple(notes), brought


def _behind(work: Work, counter: str) -> tuple[Behind, ...]:
    tickets = rows.tickets.c
    query = (
        select(tickets.group_prefix, func.count(), func.min(tickets.issued_at))
        .where(tickets.hall_id == work.hall, tickets.day == work.day, models.WAITING)
        .where(tickets.service.in_(work.floor.serves[counter]))
        .group_by(tickets.group_prefix)
        .order_by(tickets.group_prefix)
    )
    groups = work.floor.catalogue.groups
    return tuple(
        Behind(groups[prefix], count, since)
        for prefix, count, since in work.connection.execute(query)
        if prefix in groups
    )
