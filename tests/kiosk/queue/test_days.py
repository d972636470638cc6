"""The hall's day: numbers begin anew, yesterday blocks nobody, and a wrong clock breaks nothing."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.hall import Hall
from kiosk.queue.tickets import Priority, State
from kiosk.refusal import Refusal
from tests.hall import HandClock, Staff, count, events, miss

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def number_of(hall: Hall) -> str:
    return hall.issue("SC001").ticket.number


def token_of(link: str) -> str:
    return link.rpartition("/s/")[2]


def test_numbers_begin_anew_each_day(hall: Hall, clock: HandClock) -> None:
    assert [number_of(hall) for _ in range(3)] == ["B001", "B002", "B003"]
    clock.set(3, 9)
    assert [number_of(hall) for _ in range(2)] == ["B001", "B002"]
    assert hall.ticket_of_number("B002").day == TUESDAY
    with pytest.raises(Refusal, match=r"ticket\.unknown"):
        hall.ticket_of_number("B003")


def test_the_day_turns_at_midnight_of_the_hall(hall: Hall, clock: HandClock) -> None:
    """In Shanghai, when it is four in the afternoon of the day before in Greenwich."""
    clock.set(2, 23, 59)
    late = hall.issue("SC001").ticket
    clock.set(3, 0, 1)
    early = hall.issue("SC001").ticket
    assert (late.number, late.day) == ("B001", MONDAY)
    assert (early.number, early.day) == ("B001", TUESDAY)
    assert early.issued_at.date() == MONDAY


def test_yesterdays_people_expire_and_block_nobody(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    links = [token_of(hall.issue("GA001").status_url) for _ in range(4)]
    miss(hall, hall.call_next("11", staff.clerk).id, staff.clerk)
    done = hall.call_next("11", staff.clerk)
    hall.start(done.id, staff.clerk)
    hall.finish(done.id, staff.clerk)
    hall.call_next("11", staff.clerk)

    clock.set(3, 8, 30)
    fresh = hall.issue("GA001")
    assert fresh.ahead == 0
    assert hall.call_next("11", staff.clerk).id == fresh.ticket.id
    states = [hall.status(link).ticket.state for link in links]
    assert states == [State.MISSED, State.FINISHED, State.EXPIRED, State.EXPIRED]
    assert events(hall).count("ticket.expired") == 2
    assert hall.audit_verify() is None


def test_each_expiry_is_told_once(hall: Hall, clock: HandClock) -> None:
    for _ in range(3):
        hall.issue("SC001")
    for day in (3, 4):
        clock.set(day, 9)
        hall.issue("MZ001")
    told = events(hall)
    assert told.count("ticket.expired") == 4
    assert told.count("day.opened") == 2


def test_who_is_served_over_midnight_is_finished(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    clock.set(2, 23, 50)
    hall.issue("GA001")
    ticket = hall.call_next("11", staff.clerk)
    hall.start(ticket.id, staff.clerk)
    clock.set(3, 0, 10)
    hall.issue("GA001")
    with pytest.raises(Refusal, match=r"counter\.busy"):
        hall.call_next("11", staff.clerk)
    done = hall.finish(ticket.id, staff.clerk)
    assert (done.state, done.day) == (State.FINISHED, MONDAY)
    assert hall.call_next("11", staff.clerk).day == TUESDAY


def test_a_clock_set_back_brings_no_day_back(hall: Hall, staff: Staff, clock: HandClock) -> None:
    clock.set(3, 0, 30)
    first = hall.issue("SC001")
    clock.set(2, 23, 30)
    second = hall.issue("SC001")
    assert [first.ticket.number, second.ticket.number] == ["B001", "B002"]
    assert second.ticket.day == TUESDAY
    assert hall.status(token_of(first.status_url)).ahead == 0
    assert hall.call_next("1", staff.clerk).id == first.ticket.id
    assert hall.board().day == TUESDAY
    clock.set(3, 9)
    assert number_of(hall) == "B003"
    assert count(hall, "tickets") == 3
    assert hall.audit_verify() is None


def test_a_clock_set_back_leaves_the_order_of_calls(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    """The newest call stands first on the board, whatever the clock says."""
    for _ in range(4):
        hall.issue("SC001")
    called = []
    for counter in ("1", "2", "3", "4"):
        called.append(hall.call_next(counter, staff.clerk).number)
        clock.move(minutes=-10)
    assert [call.number for call in hall.board().calls] == called[::-1]


def test_priority_turns_on_the_order_of_calls_not_on_the_clock(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    """R31 with a clock that is set back an hour after each call."""
    for _ in range(4):
        hall.issue("SC001", priority=Priority.DISABLED)
    for _ in range(10):
        hall.issue("SC001")
    first = []
    for _ in range(8):
        ticket = hall.call_next("1", staff.clerk)
        first.append(ticket.priority is not None)
        miss(hall, ticket.id, staff.clerk)
        clock.move(minutes=-10)
    assert first == [True, False, False, False] * 2


def test_a_link_lives_as_long_as_the_settings_say(hall: Hall, clock: HandClock) -> None:
    token = token_of(hall.issue("SC001").status_url)
    assert hall.settings.tickets.link_days == 3
    clock.set(5, 23, 59)
    assert hall.status(token).ticket.number == "B001"
    clock.set(6, 0, 1)
    with pytest.raises(Refusal) as expired:
        hall.status(token)
    with pytest.raises(Refusal) as wrong:
        hall.status("no such token")
    assert (expired.value.code, expired.value.values) == (wrong.value.code, wrong.value.values)


def test_in_the_morning_nobody_waits_although_nothing_was_written(
    hall: Hall, clock: HandClock
) -> None:
    """What is looked at before the first number of the day is today's already."""
    issued = hall.issue("GA001")
    clock.set(3, 8)
    board = hall.board()
    assert board.day == TUESDAY
    assert {line.count for line in board.waiting} == {0}
    assert hall.preview("GA001").ahead == 0
    assert hall.at_counter("11").waiting == 0
    assert sum(hall.balance().values()) == 0
    assert hall.status(token_of(issued.status_url)).ahead is None
