"""Time slots: pure rules over hours, a clock and how many are taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from kiosk.hours import Hours, Slots


@dataclass(frozen=True, slots=True)
class Slot:
    """From `start` until `end` (in the hall's zone), with `free` places left."""

    start: datetime
    end: datetime
    free: int


class Arrival(StrEnum):
    """How somebody comes to an appointment."""

    IN_TIME = "in_time"
    EARLY = "early"
    LATE = "late"


def of_day(
    slots: Slots, hours: Hours | None, day: date, zone: ZoneInfo, taken: Mapping[datetime, int]
) -> Iterator[Slot]:
    """The slots of a day; a rest of a period that is shorter than a slot is none.

    `taken` counts the appointments by the beginning of their slot.
    """
    length = timedelta(minutes=slots.minutes)
    for period in slots.periods if hours is None else hours.on(day):
        start = datetime.combine(day, period.start, zone)
        end = datetime.combine(day, period.end, zone)
        while start + length <= end:
            yield Slot(start, start + length, max(0, slots.capacity - taken.get(start, 0)))
            start += length


def bookable(slots: Slots, all_of_them: Iterable[Slot], now: datetime) -> Iterator[Slot]:
    """Those that can still be booked `now`."""
    lead = timedelta(minutes=slots.lead_minutes)
    return (slot for slot in all_of_them if slot.free and slot.start >= now + lead)


def arrival(slots: Slots, start: datetime, now: datetime) -> Arrival:
    """How somebody comes `now` to the slot that begins at `start`."""
    if now < start - timedelta(minutes=slots.early_minutes):
        return Arrival.EARLY
    if now > start + timedelta(minutes=slots.late_minutes):
        return Arrival.LATE
    return Arrival.IN_TIME
