"""Time slots and who comes when: the rules alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from kiosk.hours import Hours, Period, Slots
from kiosk.people.slots import Arrival, Slot, arrival, bookable, of_day
from tests.hall import ZONE

DAY = date(2026, 3, 2)
NINE = datetime.combine(DAY, time(9), ZONE)
HALF = timedelta(minutes=30)


def test_slots_fill_the_hours_and_no_more() -> None:
    hours = Hours.model_validate({"monday": ["09:00-10:45", "14:00-15:00"]})
    found = list(of_day(Slots(capacity=3), hours, DAY, ZONE, {NINE: 2, NINE + HALF: 5}))
    starts = [f"{slot.start:%H:%M}" for slot in found]
    assert starts == ["09:00", "09:30", "10:00", "14:00", "14:30"]
    assert [slot.free for slot in found] == [1, 0, 3, 3, 3]
    assert list(of_day(Slots(), hours, date(2026, 3, 3), ZONE, {})) == []
    assert Slots().periods[0] == Period(time(9), time(12))


def test_what_is_full_or_too_soon_cannot_be_booked() -> None:
    every = [Slot(NINE + n * HALF, NINE + (n + 1) * HALF, n % 2) for n in range(6)]
    found = [slot.start for slot in bookable(Slots(lead_minutes=60), every, NINE)]
    assert found == [NINE + 3 * HALF, NINE + 5 * HALF]


@pytest.mark.parametrize(
    ("minutes", "comes"),
    [
        (-31, Arrival.EARLY),
        (-30, Arrival.IN_TIME),
        (0, Arrival.IN_TIME),
        (15, Arrival.IN_TIME),
        (16, Arrival.LATE),
    ],
)
def test_who_comes_when(minutes: int, comes: Arrival) -> None:
    assert arrival(Slots(), NINE, NINE + timedelta(minutes=minutes)) is comes
