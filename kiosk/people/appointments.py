"""Appointments: booked and cancelled by staff, redeemed for a number at the machine.

No name and no phone number is kept: an appointment is whoever shows its code. Who comes in time
gets a number of its own; from the beginning of the slot that number goes first as
`kiosk.queue.routing.choose` says.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from kiosk import tokens
from kiosk.ground import Ground, Work
from kiosk.keyed import is_key
from kiosk.people import booked, identity, slots
from kiosk.people.booked import Appointment, AppointmentState, Booked, When, table
from kiosk.people.identity import Who
from kiosk.people.slots import Arrival, Slot
from kiosk.people.tempo import Typing
from kiosk.queue import issuing, rows
from kiosk.queue.calling import AT_COUNTERS
from kiosk.queue.issuing import Issued
from kiosk.queue.press import Claim, Press
from kiosk.refusal import Refusal
from kiosk.staff import Actor

_INSERT = insert(table)
_GUESSED_BELOW = 22
"""Characters of a token; codes are shorter."""


def free_slots(ground: Ground, service: str, day: date) -> tuple[Slot, ...]:
    """The slots of a day that can be booked now, none if it is too far ahead.

    Refuses with "service.unknown" or "appointment.not_offered".
    """
    with ground.read() as work:
        group = work.floor.service(service).window_group
        rules, now = booked.offered(ground, group), work.at.astimezone(ground.zone)
        if day > work.day + timedelta(days=rules.days):
            return ()
        return tuple(slots.bookable(rules, _of_day(ground, work, group, day), now))


def book(ground: Ground, service: str, day: date, slot: time, actor: Actor) -> Booked:
    """A place in the slot that begins at `slot`, with its code and link, shown this once.

    Refuses with "service.unknown", "appointment.not_offered", "appointment.no_slot",
    "appointment.too_soon", "appointment.too_far", "appointment.full" or "account.not_allowed".
    """
    actor.must_be(*AT_COUNTERS)
    with ground.write() as work:
        group = work.floor.service(service).window_group
        found = _slot(ground, work, group, day, slot)
        rules = booked.offered(ground, group)
        if found.start < work.at + timedelta(minutes=rules.lead_minutes):
            raise Refusal("appointment.too_soon", minutes=rules.lead_minutes)
        if day > work.day + timedelta(days=rules.days):
            raise Refusal("appointment.too_far", days=rules.days)
        if not found.free:
            raise Refusal("appointment.full", next=booked.next_free(ground, work, group))
        taken: set[str] = set()
        code, marked = booked.new_code(taken, ground)
        while booked.known(work, [marked]):
            code, marked = booked.new_code(taken, ground)
        token = tokens.new(booked.TOKEN_BYTES)
        values = booked.row_values(
            work,
            found,
            group,
            service,
            code_hash=marked,
            source="staff",
            account_id=actor.account.id,
        )
        key = work.add(_INSERT, values | {"token_hash": tokens.hashed(token)})
        told = {"appointment": key, "service": service, "starts_at": found.start.isoformat()}
        work.event("appointment.booked", actor=actor, data=told)
        made = booked.value(ground, work, _row(work, key))
        return Booked(made, code, f"{ground.settings.public_url}/a/{token}")


def cancel(ground: Ground, key: int, actor: Actor) -> Appointment:
    """Give the place back; refuses with "appointment.unknown", "appointment.over" or
    "account.not_allowed"."""
    actor.must_be(*AT_COUNTERS)
    with ground.write() as work:
        row = _row(work, key)
        if row.state != AppointmentState.BOOKED.value:
            raise Refusal("appointment.over")
        work.connection.execute(
            update(table).where(table.c.id == key).values(state=AppointmentState.CANCELLED.value)
        )
        work.event("appointment.cancelled", actor=actor, data={"appointment": key})
        return booked.value(ground, work, _row(work, key))


def of_day(ground: Ground, day: date) -> tuple[Appointment, ...]:
    """All appointments of a day, by their time."""
    with ground.read() as work:
        query = (
            select(table)
            .where(table.c.hall_id == work.hall, table.c.day == day)
            .order_by(table.c.starts_at, table.c.id)
        )
        return tuple(booked.value(ground, work, row) for row in work.connection.execute(query))


def arrive(
    ground: Ground, typing: Typing, code: str, press: Press, who: Who | None = None
) -> Issued:
    """The number of whoever comes with this code or token; a repeat of the press gets it again.

    `who` it is where the service needs a document; who has a live number gets that one again.

    Refuses with "appointment.unknown", "appointment.arrived", "appointment.cancelled",
    "appointment.early", "appointment.late" (with the next free slot), "machine.too_often" (of
    what is short enough to be guessed), "identity.needed" or "service.no_counter_open".
    """
    if len(code) < _GUESSED_BELOW:
        typing.count()
    try:
        with ground.write() as work:
            row = _by_code(ground, work, code)
            _must_come_now(ground, work, row)
            work.floor.open_for(row.service)
            aim = work.floor.aim(row.service)
            claim = _claim(ground, row.service, who)
            found = issuing.live(ground, work, aim, press, claim)
            if found is not None:
                return found
            issued = issuing.give_out(ground, work, aim, press, row.starts_at)
            if claim is not None:
                claim.keep(work, issued.ticket.id)
            state = AppointmentState.ARRIVED.value
            work.connection.execute(
                update(table)
                .where(table.c.id == row.id)
                .values(state=state, ticket_id=issued.ticket.id)
            )
            told = {"appointment": row.id}
            work.event("appointment.arrived", ticket=issued.ticket.id, data=told)
            return issued
    except Refusal:
        before = issuing.repeated(ground, press.nonce) if press.nonce is not None else None
        if before is None:
            raise
        return before


def _claim(ground: Ground, service: str, who: Who | None) -> Claim | None:
    if who is not None:
        return identity.claim(ground, who)
    if ground.settings.identity.needed(service):
        raise Refusal("identity.needed")
    return None


def _must_come_now(ground: Ground, work: Work, row: Row[Any]) -> None:
    if row.state == AppointmentState.ARRIVED.value:
        raise Refusal("appointment.arrived", number=rows.by_id(work, row.ticket_id).number)
    if row.state == AppointmentState.CANCELLED.value:
        raise Refusal("appointment.cancelled")
    rules = booked.offered(ground, row.group_prefix)
    match slots.arrival(rules, row.starts_at, work.at):
        case Arrival.EARLY:
            opens = row.starts_at - timedelta(minutes=rules.early_minutes)
            when = When(opens.astimezone(ground.zone), work.day)
            start = When(row.starts_at.astimezone(ground.zone), work.day)
            raise Refusal("appointment.early", start=start, when=when)
        case Arrival.LATE:
            start = When(row.starts_at.astimezone(ground.zone), work.day)
            following = booked.next_free(ground, work, row.group_prefix)
            raise Refusal("appointment.late", start=start, next=following)
        case Arrival.IN_TIME:
            pass


def _slot(ground: Ground, work: Work, group: str, day: date, start: time) -> Slot:
    for slot in _of_day(ground, work, group, day):
        if slot.start.time() == start:
            return slot
    raise Refusal("appointment.no_slot", time=f"{start:%H:%M}", day=day.isoformat())


def _of_day(ground: Ground, work: Work, group: str, day: date) -> list[Slot]:
    counts = booked.taken(ground, work, group, day, day)
    rules = booked.offered(ground, group)
    return list(slots.of_day(rules, ground.settings.hours, day, ground.zone, counts))


def _row(work: Work, key: int) -> Row[Any]:
    query = select(table).where(table.c.hall_id == work.hall, table.c.id == key)
    row = work.connection.execute(query).first() if is_key(key) else None
    if row is None:
        raise Refusal("appointment.unknown")
    return row


def _by_code(ground: Ground, work: Work, code: str) -> Row[Any]:
    shown = or_(
        table.c.code_hash == booked.mark(ground, code), table.c.token_hash == tokens.hashed(code)
    )
    row = work.connection.execute(select(table).where(table.c.hall_id == work.hall, shown)).first()
    if row is None:
        raise Refusal("appointment.unknown")
    return row
