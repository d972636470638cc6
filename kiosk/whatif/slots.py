"""Who has booked a time for a day, and how many of such people come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from data import models
from kiosk.ground import Ground, Work
from kiosk.people import booked
from kiosk.people.booked import AppointmentState

LOOKED_BACK = timedelta(days=60)
"""The appointments of so many days say how many keep theirs."""

KEPT, OF = 8.0, 10.0
"""As if so many of so many had been kept before any was."""

_slots = booked.table.c


@dataclass(frozen=True, slots=True)
class Slotted:
    """An appointment of a day: `at` (seconds since midnight) its slot begins, and how `likely` (0
    to 1) its holder comes. `here`: they have a number already."""

    at: float
    service: str
    group: str
    likely: float
    here: bool = False


def of_day(ground: Ground, work: Work, day: date) -> tuple[Slotted, ...]:
    """The appointments of a day by their time. Those of today are certain once the person is here,
    and nothing once it is too late."""
    midnight = datetime.combine(day, time(), ground.zone)
    query = (
        select(_slots.starts_at, _slots.service, _slots.group_prefix, _slots.state)
        .where(_slots.hall_id == work.hall, _slots.day == day, models.TAKEN)
        .order_by(_slots.starts_at, _slots.id)
    )
    share = _kept(work, day)
    found = []
    for row in work.connection.execute(query):
        here = day == work.day and row.state == AppointmentState.ARRIVED.value
        rules = ground.settings.appointments.get(row.group_prefix)
        late = timedelta(minutes=rules.late_minutes if rules is not None else 0)
        gone = day == work.day and not here and row.starts_at + late < work.at
        at = (row.starts_at - midnight).total_seconds()
        likely = 1.0 if here else 0.0 if gone else share
        found.append(Slotted(at, row.service, row.group_prefix, likely, here))
    return tuple(found)


def _kept(work: Work, day: date) -> float:
    """Which share of appointments was kept before `day`."""
    before = _slots.day.between(min(day, work.day) - LOOKED_BACK, min(day, work.day) - timedelta(1))
    query = (
        select(_slots.state, func.count().label("many"))
        .where(_slots.hall_id == work.hall, before, models.TAKEN)
        .group_by(_slots.state)
    )
    counts = {row.state: row.many for row in work.connection.execute(query)}
    kept = counts.get(AppointmentState.ARRIVED.value, 0)
    return float((kept + KEPT) / (sum(counts.values()) + OF))
