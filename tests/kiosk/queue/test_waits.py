"""What a hall says of its waits, from its own events alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kiosk.hall import Hall
from kiosk.queue.tickets import Priority
from kiosk.queue.waits import Waits
from kiosk.reserve.grounds import Watched
from tests.hall import HandClock, Staff

SERVICE, COUNTERS = "MZ001", ("1", "2")


def serve(hall: Hall, staff: Staff, clock: HandClock, people: int, minutes: float) -> None:
    """So many people, one after the other, each for as long."""
    for _ in range(people):
        ticket = hall.issue(SERVICE).ticket
        hall.call_next("1", staff.clerk)
        clock.move(seconds=10)
        hall.start(ticket.id, staff.clerk)
        clock.move(minutes=minutes)
        hall.finish(ticket.id, staff.clerk)


def crowded(hall: Hall, staff: Staff, clock: HandClock) -> None:
    """Some have been served, and many wait."""
    serve(hall, staff, clock, 30, 5)
    hall.ground.waits.learn()
    for _ in range(60):
        hall.issue(SERVICE)


@pytest.fixture
def waits(hall: Hall) -> Waits:
    found = Waits(hall.ground)
    found.learn()
    return found


def newcomer(hall: Hall, waits: Waits, *, priority: bool = False) -> int | None:
    """Minutes in the middle that somebody is told."""
    with hall.ground.read() as work:
        found = waits.newcomer(work, SERVICE, priority=priority)
    return None if found is None else found.p50 // 60


def test_nothing_is_said_before_three_people_were_served(
    hall: Hall, staff: Staff, clock: HandClock, waits: Waits
) -> None:
    serve(hall, staff, clock, 2, 5)
    assert newcomer(hall, waits) is None
    serve(hall, staff, clock, 1, 5)
    assert newcomer(hall, waits) == 0


def test_the_wait_grows_with_the_line_and_priority_waits_less(
    hall: Hall, staff: Staff, clock: HandClock, waits: Waits
) -> None:
    serve(hall, staff, clock, 30, 5)
    before = newcomer(hall, waits)
    for _ in range(60):
        hall.issue(SERVICE)
    after, first = newcomer(hall, waits), newcomer(hall, waits, priority=True)
    assert before == 0
    assert after is not None
    assert first is not None
    assert after >= 20
    assert first < after / 2


def test_nothing_is_said_while_no_counter_calls(
    hall: Hall, staff: Staff, clock: HandClock, waits: Waits
) -> None:
    serve(hall, staff, clock, 5, 5)
    for counter in hall.counters():
        if counter.open:
            hall.close_counter(counter.code, staff.supervisor, "fire drill")
    assert newcomer(hall, waits) is None


def test_the_wait_of_a_ticket_is_shorter_than_of_who_comes_behind_it(
    hall: Hall, staff: Staff, clock: HandClock, waits: Waits
) -> None:
    serve(hall, staff, clock, 30, 5)
    tickets = [hall.issue(SERVICE).ticket for _ in range(60)]
    with hall.ground.read() as work:
        early, late = waits.ticket(work, tickets[12]), waits.ticket(work, tickets[-1])
        newest = waits.newcomer(work, SERVICE)
    assert early is not None
    assert late is not None
    assert newest is not None
    assert early.p50 < late.p50 <= newest.p50 + 300
    assert late.p50 <= late.p90


def test_a_hall_learns_what_it_did_on_earlier_days(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    serve(hall, staff, clock, 12, 10)
    clock.move(days=1)
    hall.issue(SERVICE)
    waits = Waits(hall.ground)
    waits.begin()
    until(lambda: waits.learned)
    for _ in range(40):
        hall.issue(SERVICE)
    found = newcomer(hall, waits)
    assert found is not None
    assert found >= 20


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it did not become so"
        time.sleep(0.01)


def test_a_database_that_comes_late_is_learned_from_when_somebody_asks(
    hall: Hall, staff: Staff, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    serve(hall, staff, clock, 5, 5)
    late = Watched(hall.ground)
    late.lose()
    late.waits.begin()
    until(lambda: "database.unreachable" in caplog.text)
    assert newcomer(hall, late.waits) is None
    late.lost.clear()
    until(lambda: newcomer(hall, late.waits) == 0)


def test_the_wait_stands_before_and_after_the_number_is_taken(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    crowded(hall, staff, clock)
    for _ in range(8):
        before = hall.outlook(SERVICE).wait
        issued = hall.issue(SERVICE)
        assert before is not None
        assert issued.wait == before
        assert hall.status_of_number(issued.ticket.number).wait == before


def test_what_is_said_first_is_what_the_paper_says_unless_much_has_changed(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    crowded(hall, staff, clock)
    hall.outlook(SERVICE)
    one, other = hall.issue(SERVICE), hall.issue(SERVICE)
    for _ in range(4):
        hall.issue(SERVICE, priority=Priority.ELDERLY)
    assert one.wait is not None
    assert one.wait.p90 < newcomer_end(hall), "now one would say more"
    assert hall.status_of_number(one.ticket.number).wait == one.wait
    for _ in range(20):
        hall.issue(SERVICE, priority=Priority.ELDERLY)
    later = hall.status_of_number(other.ticket.number).wait
    assert later is not None
    assert later.p90 > one.wait.p90


def newcomer_end(hall: Hall) -> int:
    """Seconds that somebody who comes now is told at most."""
    found = hall.outlook(SERVICE).wait
    assert found is not None
    return found.p90


def test_who_goes_first_is_told_a_wait_of_their_own(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    crowded(hall, staff, clock)
    others, first = hall.outlook(SERVICE), hall.outlook(SERVICE, priority=True)
    assert (others.ahead, first.ahead) == (60, 0)
    assert others.wait is not None
    assert first.wait is not None
    assert first.wait.p50 < others.wait.p50 / 2
    assert hall.issue(SERVICE, priority=Priority.ELDERLY).wait == first.wait


def test_a_ticket_that_was_called_waits_no_more(hall: Hall, staff: Staff, clock: HandClock) -> None:
    serve(hall, staff, clock, 5, 5)
    hall.outlook(SERVICE)
    ticket = hall.issue(SERVICE).ticket
    hall.call_next("1", staff.clerk)
    assert hall.status_of_number(ticket.number).wait is None


def test_what_was_said_long_ago_is_not_printed(hall: Hall, staff: Staff, clock: HandClock) -> None:
    serve(hall, staff, clock, 5, 5)
    hall.ground.waits.learn()
    assert hall.outlook(SERVICE).wait is not None
    clock.move(minutes=3)
    assert hall.issue(SERVICE).wait is None


def test_a_phone_that_asks_all_the_time_hears_the_same_for_a_moment(
    hall: Hall, staff: Staff, clock: HandClock, waits: Waits
) -> None:
    serve(hall, staff, clock, 30, 5)
    ticket = [hall.issue(SERVICE).ticket for _ in range(60)][-1]

    def said() -> int:
        with hall.ground.read() as work:
            found = waits.ticket(work, ticket)
        assert found is not None
        return found.p50

    before = said()
    for counter in hall.counters():
        if counter.open and counter.code != "1":
            hall.close_counter(counter.code, staff.supervisor, "fire drill")
    assert said() == before
    clock.move(seconds=30)
    assert said() > before
