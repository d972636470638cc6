"""Nobody is passed over in haste: how often and how soon a number is called again (R28)."""

from __future__ import annotations

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.queue.tickets import State
from kiosk.refusal import Refusal
from tests.hall import HandClock, Staff, change_settings, events


def test_a_person_is_passed_only_after_two_calls(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    hall.issue("SC001")
    ticket = hall.call_next("1", staff.clerk)
    clock.move(minutes=5)
    with pytest.raises(Refusal) as no:
        hall.miss(ticket.id, staff.clerk)
    assert (no.value.code, no.value.values) == (
        "ticket.called_too_little",
        {"number": "B001", "needed": 2},
    )
    assert hall.recall(ticket.id, staff.clerk).calls == 2
    assert hall.miss(ticket.id, staff.clerk).state is State.MISSED


def test_the_calls_are_fifteen_seconds_apart_and_three_more_at_most(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    hall.issue("SC001")
    ticket = hall.call_next("1", staff.clerk)
    clock.move(seconds=10.5)
    with pytest.raises(Refusal) as no:
        hall.recall(ticket.id, staff.clerk)
    assert (no.value.code, no.value.values["seconds"]) == ("ticket.called_just_now", 5)
    for calls in (2, 3, 4):
        clock.move(seconds=15)
        assert hall.recall(ticket.id, staff.clerk).calls == calls
    clock.move(seconds=15)
    with pytest.raises(Refusal) as no:
        hall.recall(ticket.id, staff.clerk)
    assert (no.value.code, no.value.values["most"]) == ("ticket.recalled_enough", 3)
    assert events(hall).count("ticket.recalled") == 3


def test_a_clock_that_was_set_back_stops_nobody(
    sqlite_hall: Hall, staff: Staff, clock: HandClock
) -> None:
    sqlite_hall.issue("SC001")
    ticket = sqlite_hall.call_next("1", staff.clerk)
    clock.move(hours=-1)
    assert sqlite_hall.recall(ticket.id, staff.clerk).calls == 2


def test_a_hall_may_set_it_otherwise(
    sqlite_folder: object, clock: HandClock, sqlite_hall: Hall, staff: Staff
) -> None:
    folder = sqlite_hall.ground.folder
    change_settings(folder, "[staff]", "[calling]\nrecalls = 0\ncalls_before_miss = 1\n\n[staff]")
    with open_hall(folder, clock) as other:
        other.issue("SC001")
        ticket = other.call_next("1", staff.clerk)
        with pytest.raises(Refusal, match=r"ticket\.recalled_enough"):
            other.recall(ticket.id, staff.clerk)
        assert other.miss(ticket.id, staff.clerk).state is State.MISSED
