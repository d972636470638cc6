"""Tickets as the store keeps them, read back as values."""

from __future__ import annotations

from sqlalchemy import Row, Select, and_, bindparam, func, or_, select

from data import models
from kiosk.ground import Work
from kiosk.queue.line import Waiting
from kiosk.queue.tickets import Place, Priority, State, Ticket
from kiosk.refusal import Refusal

tickets = models.Ticket.__table__
_services = models.Service.__table__
_counters = models.Counter.__table__
_back_at = _counters.alias("back_at")

_TICKETS = (
    select(
        tickets,
        _services.c.name.label("service_name"),
        _services.c.name_en.label("service_name_en"),
        _services.c.code.label("service_code"),
        _counters.c.code.label("counter"),
        _back_at.c.code.label("return_to"),
    )
    .outerjoin_from(tickets, _services, tickets.c.service_id == _services.c.id)
    .outerjoin(_counters, tickets.c.counter_id == _counters.c.id)
    .outerjoin(_back_at, tickets.c.return_id == _back_at.c.id)
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
    if 0 < ticket < 2**63:  # what the key's column can hold
        found = _one(work, _BY_ID, ticket=ticket)
    if found is None:
        raise Refusal("ticket.unknown", ticket=ticket)
    return found


def by_number(work: Work, number: str) -> Ticket:
    """Today's ticket with this number ("A012"); refuses with "ticket.unknown"."""
    group, digits = number[:1].upper(), number[1:]
    found = None
    if number.isascii() and digits.isdigit() and len(digits) <= 9:
        query = _OF_HALL.where(
            tickets.c.day == work.day,
            tickets.c.group_prefix == group,
            tickets.c.number == int(digits),
        )
        found = _one(work, query)
    if found is None:
        raise Refusal("ticket.unknown", ticket=number)
    return found


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


def of_hall(work: Work) -> Select[tuple[object, ...]]:
    """All tickets of the hall, to be narrowed."""
    return _TICKETS.where(tickets.c.hall_id == work.hall)


def value(work: Work, row: Row[tuple[object, ...]]) -> Ticket:
    """A row of `of_hall` as a value."""
    names = (row.service_name, row.service_name_en)
    if row.service_id is None:
        names = work.floor.desk_names(row.service)
    return Ticket(
        id=row.id,
        number=label(row.group_prefix, row.number),
        group=row.group_prefix,
        day=row.day,
        service=row.service_code or row.service,
        service_name=names[0],
        service_name_en=names[1],
        state=State(row.state),
        priority=Priority(row.priority) if row.priority else None,
        issued_at=row.issued_at,
        counter=row.counter,
        called_at=row.called_at,
        calls=row.calls,
        appointment_at=row.appointment_at,
        turn=row.turn,
        aimed=row.service if row.service_code not in {None, row.service} else None,
        return_to=row.return_to,
        visit=row.visit,
    )


def _one(work: Work, query: Select[tuple[object, ...]], **values: object) -> Ticket | None:
    row = work.connection.execute(query, {"hall": work.hall, **values}).first()
    return value(work, row) if row is not None else None
