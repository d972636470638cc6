"""Appointments as the store keeps them: values, codes and the queries that every verb shares."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, select

from data import models
from kiosk import tokens
from kiosk.ground import Ground, Work
from kiosk.hours import Slots
from kiosk.opening import moment_in_words
from kiosk.people import slots as rule
from kiosk.people.slots import Slot
from kiosk.refusal import Refusal
from kiosk.words import Words

TOKEN_BYTES = 16
CODE_DIGITS = 8
_LOOK_AT_ONCE = 500

table = models.Appointment.__table__


class AppointmentState(StrEnum):
    """Where an appointment stands; one that nobody came to is missed once it is too late."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A place in a time slot; times are UTC, `source` is "staff" or "import"."""

    id: int
    day: date
    starts_at: datetime
    ends_at: datetime
    group: str
    service: str
    state: AppointmentState
    source: str
    ticket: int | None


@dataclass(frozen=True, slots=True)
class Booked:
    """A new appointment with what its holder shows; both are given out once and kept hashed.

    `code` is typed, `link` stands in a QR code.
    """

    appointment: Appointment
    code: str
    link: str


@dataclass(frozen=True, slots=True)
class When:
    """A moment in the hall's zone as a value of a refusal; "none" where there is no such moment."""

    moment: datetime | None
    today: date

    def in_words(self, words: Words, language: str) -> str:
        """The moment, with its day."""
        if self.moment is None:
            return words.say("appointment.no_free", language)
        return moment_in_words(words, language, self.moment, self.today)


def offered(ground: Ground, group: str) -> Slots:
    """The slots of a window group; refuses with "appointment.not_offered"."""
    found = ground.settings.appointments.get(group)
    if found is None:
        raise Refusal("appointment.not_offered", group=group)
    return found


def mark(ground: Ground, code: str) -> str:
    """What a code is kept as: eight digits would be found again from a plain hash."""
    return ground.seal.mark("appointment", code)


def new_code(taken: set[str], ground: Ground) -> tuple[str, str]:
    """A code that nobody has, and its mark, which is added to `taken`."""
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        marked = mark(ground, code)
        if marked not in taken:
            taken.add(marked)
            return code, marked


def known(work: Work, marks: Iterable[str]) -> set[str]:
    """Those of `marks` that an appointment of the hall has already."""
    every = list(marks)
    found: set[str] = set()
    for start in range(0, len(every), _LOOK_AT_ONCE):
        query = select(table.c.code_hash).where(
            table.c.hall_id == work.hall,
            table.c.code_hash.in_(every[start : start + _LOOK_AT_ONCE]),
        )
        found.update(work.connection.scalars(query))
    return found


def taken(ground: Ground, work: Work, group: str, first: date, last: date) -> dict[datetime, int]:
    """How many appointments the slots of a group have, by their beginning in the hall's zone."""
    query = (
        select(table.c.starts_at, func.count())
        .where(table.c.hall_id == work.hall, models.TAKEN, table.c.group_prefix == group)
        .where(table.c.day.between(first, last))
        .group_by(table.c.starts_at)
    )
    found = work.connection.execute(query)
    return {starts_at.astimezone(ground.zone): count for starts_at, count in found}


def next_free(ground: Ground, work: Work, group: str) -> When:
    """The next slot of a group that can be booked."""
    slots, now = offered(ground, group), work.at.astimezone(ground.zone)
    last = work.day + timedelta(days=slots.days)
    counts = taken(ground, work, group, work.day, last)
    for ahead in range(slots.days + 1):
        day = work.day + timedelta(days=ahead)
        of_day = rule.of_day(slots, ground.settings.hours, day, ground.zone, counts)
        found = next(rule.bookable(slots, of_day, now), None)
        if found is not None:
            return When(found.start, work.day)
    return When(None, work.day)


def row_values(work: Work, slot: Slot, group: str, service: str, **more: Any) -> dict[str, Any]:
    """A row of a new appointment."""
    return {
        "hall_id": work.hall,
        "day": slot.start.date(),
        "starts_at": slot.start,
        "ends_at": slot.end,
        "group_prefix": group,
        "service": service,
        "state": AppointmentState.BOOKED.value,
        "token_hash": tokens.hashed(tokens.new(TOKEN_BYTES)),
        "created_at": work.at,
        **more,
    }


def value(ground: Ground, work: Work, row: Row[Any]) -> Appointment:
    """A row as a value."""
    state = AppointmentState(row.state)
    slots = ground.settings.appointments.get(row.group_prefix)
    if state is AppointmentState.BOOKED and slots is not None:
        late = rule.arrival(slots, row.starts_at, work.at) is rule.Arrival.LATE
        state = AppointmentState.MISSED if late else state
    return Appointment(
        id=row.id,
        day=row.day,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        group=row.group_prefix,
        service=row.service,
        state=state,
        source=row.source,
        ticket=row.ticket_id,
    )
