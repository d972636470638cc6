"""Tickets as the store keeps them, read back as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Update, and_, bindparam, func, or_, select, update

from data import models
from kiosk.audit import Change
from kiosk.ground import Work
from kiosk.keyed import is_key
from kiosk.queue.line import Waiting
from kiosk.queue.tickets import Place, Priority, State, Ticket
from kiosk.refusal import Refusal

tickets = models.Ticket.__table__
_services = models.Service.__table__.c

# A driver describes each column of each answer: only those that are looked at are asked for. What
# is said of them in other tables never changes, or the floor knows it.
COLUMNS = (
    tickets.c.id,
    tickets.c.day,
    tickets.c.group_prefix,
    tickets.c.number,
    tickets.c.service_id,
    tickets.c.service,
    tickets.c.priority,
    tickets.c.issued_at,
    tickets.c.state,
    tickets.c.counter_id,
    tickets.c.called_at,
    tickets.c.calls,
    tickets.c.last_call,
    tickets.c.turn,
    tickets.c.appointment_at,
    tickets.c.return_id,
    tickets.c.visit,
)
"""What `value` looks at."""
_TICKETS = select(*COLUMNS)
_NAMES = select(_services.code, _services.name, _services.name_en).where(
    _services.id == bindparam("service")
)
_LINE = (
    select(
        tickets.c.service,
        tickets.c.priority,
        tickets.c.turn,
        func.count(),
    )
    .where(
        tickets.c.hall_id == bindparam("hall"),
        tickets.c.day == bindparam("day"),
        models.WAITING,
    )
    .group_by(tickets.c.service, tickets.c.priority, tickets.c.turn)
)
# Building a statement takes SQLAlchemy longer than running it: those of every verb are built once.
_OF_HALL = _TICKETS.where(tickets.c.hall_id == bindparam("hall"))
_BY_ID = _OF_HALL.where(tickets.c.id == bindparam("ticket"))
_HELD_BY = _OF_HALL.where(tickets.c.clerk_id == bindparam("clerk"), models.HELD_BY)
_PARKED = _OF_HALL.where(tickets.c.counter_id == bindparam("counter"), models.PARKED)
_PARKED_AT = _PARKED.order_by(tickets.c.id)
_HELD_AT = _OF_HALL.where(tickets.c.counter_id == bindparam("counter"), models.HELD)
_LINE_BEFORE = _LINE.where(
    or_(
        and_(tickets.c.turn.is_(None), tickets.c.id < bindparam("own")),
        tickets.c.turn < bindparam("behind"),
        and_(tickets.c.turn == bindparam("behind"), tickets.c.id < bindparam("ticket")),
    )
)

_SHOWN = frozenset({"called_at", "calls", "turn", "visit"})
"""What a verb changes in a row that a `Ticket` shows under the same name."""


def label(group: str, number: int) -> str:
    """What is called and printed: A001 to A999, then A1000 (R7)."""
    return f"{group}{number:03d}"


def line(work: Work, before: Place | None = None) -> list[Waiting]:
    """Who waits today, by service and class; only those before a place, where one is given.

    Who missed a call and came back has no more priority.
    """
    values = {"hall": work.hall, "day": work.day}
    query = _LINE
    if before is not None:
        behind, returned, ticket = before
        query = _LINE_BEFORE
        own = behind + returned
        values |= {"own": own, "behind": behind, "ticket": ticket if returned else 0}
    found = work.connection.execute(query, values).all()
    return [
        Waiting(service, priority is not None and turn is None, people)
        for service, priority, turn, people in found
    ]


def by_id(work: Work, ticket: int) -> Ticket:
    """The ticket with this key; refuses with "ticket.unknown"."""
    found = None
    if is_key(ticket):
        found = _one(work, _BY_ID, ticket=ticket)
    if found is None:
        raise Refusal("ticket.unknown", ticket=ticket)
    return found


def by_number(work: Work, number: str, day: date | None = None) -> Ticket:
    """The ticket with this number ("A012") of today, or of another `day`; refuses with
    "ticket.unknown" or "ticket.unknown_then"."""
    group, digits = number[:1].upper(), number[1:]
    found = None
    if number.isascii() and digits.isdigit() and len(digits) <= 9:
        query = _OF_HALL.where(
            tickets.c.day == (day or work.day),
            tickets.c.group_prefix == group,
            tickets.c.number == int(digits),
        )
        found = _one(work, query)
    if found is None and day not in {None, work.day}:
        raise Refusal("ticket.unknown_then", ticket=number, day=f"{day:%Y-%m-%d}")
    if found is None:
        raise Refusal("ticket.unknown", ticket=number)
    return found


def change(ticket: int, values: Mapping[str, Any]) -> Change:
    """What gives the row of a ticket these values."""
    named = {f"new_{name}": value for name, value in values.items()}
    return _change(tuple(values)), {"ticket": ticket, **named}


@lru_cache
def _change(names: tuple[str, ...]) -> Update:
    values: dict[Any, Any] = {tickets.c[name]: bindparam(f"new_{name}") for name in names}
    return update(tickets).where(tickets.c.id == bindparam("ticket")).values(values)


def changed(work: Work, ticket: Ticket, state: State, changes: Mapping[str, Any]) -> Ticket:
    """`ticket` as it is after its row got this `state` and these `changes`."""
    if "service" in changes:
        return by_id(work, ticket.id)  # the names of what it now waits for are in other tables
    shown = {name: changes[name] for name in _SHOWN & changes.keys()}
    if "counter_id" in changes:
        shown["counter"] = work.floor.codes[changes["counter_id"]]
    if "return_id" in changes:
        shown["return_to"] = work.floor.codes[changes["return_id"]]
    return replace(ticket, state=state, **shown)


def held_at(work: Work, counter: int) -> Ticket | None:
    """The ticket that a counter has called or serves."""
    return _one(work, _HELD_AT, counter=counter)


def held_by(work: Work, account: int) -> Ticket | None:
    """The ticket that somebody has called at the own counter and not finished with."""
    return _one(work, _HELD_BY, clerk=account)


def parked_at(work: Work, counter: int) -> list[Ticket]:
    """The tickets that are parked at a counter, in the order of their numbers."""
    values = {"hall": work.hall, "counter": counter}
    return [value(work, row) for row in work.connection.execute(_PARKED_AT, values)]


def waiting_for(work: Work, lane: str) -> list[Ticket]:
    """The tickets of today that wait in a lane, in the order of their numbers."""
    query = of_hall(work).where(
        tickets.c.day == work.day, tickets.c.service == lane, models.WAITING
    )
    return [value(work, row) for row in work.connection.execute(query.order_by(tickets.c.id))]


def of_hall(work: Work) -> Select[Any]:
    """All tickets of the hall, to be narrowed."""
    return _TICKETS.where(tickets.c.hall_id == work.hall)


def value(work: Work, row: Any) -> Ticket:
    """A row with `COLUMNS` as a value."""
    code, name, name_en = _named(work, row.service_id, row.service)
    return Ticket(
        id=row.id,
        number=label(row.group_prefix, row.number),
        group=row.group_prefix,
        day=row.day,
        service=code,
        service_name=name,
        service_name_en=name_en,
        state=State(row.state),
        priority=Priority(row.priority) if row.priority else None,
        issued_at=row.issued_at,
        counter=work.floor.codes[row.counter_id],
        called_at=row.called_at,
        calls=row.calls,
        appointment_at=row.appointment_at,
        turn=row.turn,
        aimed=row.service if row.service_id is not None and row.service != code else None,
        return_to=work.floor.codes[row.return_id],
        visit=row.visit,
    )


def _named(work: Work, service: int | None, lane: str) -> tuple[str, str, str]:
    """The code and the names of the service with this key; without one, of the desk at `lane`."""
    if service is None:
        return (lane, *work.floor.desk_names(lane))
    known = work.floor.named
    if service not in known:  # of an earlier catalogue
        known[service] = tuple(work.connection.execute(_NAMES, {"service": service}).one())
    return known[service]


def _one(work: Work, query: Select[Any], **values: object) -> Ticket | None:
    row = work.connection.execute(query, {"hall": work.hall, **values}).first()
    return value(work, row) if row is not None else None
