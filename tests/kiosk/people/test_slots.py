"""Time slots and who comes when: the rules alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hours import Hours, Period, Slots
from kiosk.people.slots import Arrival, Slot, arrival, bookable, of_day
from kiosk.queue.line import APPOINTMENT_ONE_OF, Called, Waiting, choose
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


# --- The order of the line ---


def test_an_appointment_goes_first_from_its_time_on() -> None:
    line = [Waiting("a", False, 5, 1), Waiting("a", False, 1, 9, None, NINE)]
    assert choose(line, {"a"}, [], NINE - HALF) == choose(line[:1], {"a"}, [], NINE)
    chosen = choose(line, {"a"}, [], NINE)
    assert chosen is not None
    assert (chosen.ticket, chosen.why) == (9, "appointment")


def test_before_its_time_it_is_a_number_like_any_other() -> None:
    line = [Waiting("a", False, 1, 5), Waiting("a", False, 1, 3, None, NINE)]
    chosen = choose(line, {"a"}, [], NINE - HALF)
    assert chosen is not None
    assert (chosen.ticket, chosen.why) == (3, "order")


def test_the_earlier_slot_goes_first_whoever_came_first() -> None:
    line = [Waiting("a", False, 1, 1, None, NINE + HALF), Waiting("a", False, 1, 2, None, NINE)]
    chosen = choose(line, {"a"}, [], NINE + HALF)
    assert chosen is not None
    assert chosen.ticket == 2


def test_who_came_back_stands_behind_the_ticket_it_was_placed_behind() -> None:
    line = [Waiting("a", False, 1, 1, turn=7), Waiting("a", False, 1, 7), Waiting("b", False, 1, 8)]
    order = []
    while line:
        chosen = choose(line, {"a", "b"}, [], NINE)
        assert chosen is not None
        order.append(chosen.ticket)
        line = [each for each in line if each.first != chosen.ticket]
    assert order == [7, 1, 8]


@given(
    ordinary=st.integers(1, 30),
    priority=st.integers(0, 10),
    booked=st.integers(0, 10),
)
def test_nobody_is_crowded_out(ordinary: int, priority: int, booked: int) -> None:
    """While ordinary people wait: of three calls at most one is an appointment's, and between two
    with priority three ordinary ones are called (R31)."""
    people = {"o": ordinary, "p": priority, "b": booked}
    last: list[Called] = []
    calls = ""
    while people["o"]:
        line = [
            Waiting("a", kind == "p", left, 100 * n + 1, None, NINE if kind == "b" else None)
            for n, (kind, left) in enumerate(people.items())
            if left
        ]
        chosen = choose(line, {"a"}, last, NINE)
        assert chosen is not None
        kind = "opb"[chosen.ticket // 100]
        people[kind] -= 1
        last.insert(0, Called(kind == "p", kind == "b"))
        calls += kind
    for start in range(len(calls) - APPOINTMENT_ONE_OF + 1):
        assert calls[start : start + APPOINTMENT_ONE_OF].count("b") <= 1, calls
    for between in calls.split("p")[1:-1]:
        assert between.count("o") >= 3, calls
    if booked:
        assert calls[0] == "b"
