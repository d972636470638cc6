"""The end of a day: all have ended with a reason, the sums agree, on paper (R35, R55)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.printing import jobs
from kiosk.queue.tickets import State, Ticket
from kiosk.refusal import Refusal
from printers.golden import golden
from tests.hall import HandClock, Staff, change_settings, events, miss, staff_of

HOURS = '[hours]\nmonday = ["09:00-12:00", "14:00-17:00"]\n\n[staff]'


def a_day(hall: Hall, staff: Staff, clock: HandClock) -> Ticket:
    """One ticket in each state; returns the one that is served."""
    for _ in range(8):
        hall.issue("MZ001")
    clock.move(minutes=12)
    done = hall.start(hall.call_next("1", staff.clerk).id, staff.clerk)
    clock.move(minutes=9)
    hall.finish(done.id, staff.clerk)
    miss(hall, hall.call_next("1", staff.clerk).id, staff.clerk)
    hall.park(hall.call_next("1", staff.clerk).id, staff.clerk)
    hall.abandon(hall.call_next("1", staff.clerk).id, staff.clerk)
    hall.call_next("2", staff.clerk)
    return hall.start(hall.call_next("3", staff.clerk).id, staff.clerk)


def reasons(hall: Hall) -> list[str]:
    with hall.ground.read() as work:
        found = work.connection.exec_driver_sql(
            "SELECT data FROM events WHERE kind = 'ticket.expired' ORDER BY seq"
        ).scalars()
        return [(json.loads(row) if isinstance(row, str) else row)["reason"] for row in found]


def test_every_number_ends_and_the_sums_agree(hall: Hall, staff: Staff, clock: HandClock) -> None:
    served = a_day(hall, staff, clock)
    with pytest.raises(Refusal) as no:
        hall.close_day(staff.supervisor)
    assert (no.value.code, no.value.values) == ("day.serving", {"numbers": "A006 (3)"})
    assert events(hall).count("ticket.expired") == 0
    hall.finish(served.id, staff.supervisor)
    closed = hall.close_day(staff.supervisor)
    assert closed.ended == {"not_called": 2, "did_not_come": 1, "did_not_return": 1}
    assert reasons(hall) == ["not_called", "not_called", "did_not_come", "did_not_return"]
    (group,) = closed.balances
    assert group.holds
    ends = dict.fromkeys(State, 0) | {
        State.FINISHED: 2,
        State.MISSED: 1,
        State.ABANDONED: 1,
        State.EXPIRED: 4,
    }
    assert (group.issued, group.states) == (8, ends)
    assert hall.audit_verify() is None


def test_no_more_numbers_until_tomorrow_or_until_it_is_taken_back(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    with pytest.raises(Refusal, match=r"account\.not_allowed"):
        hall.close_day(staff.clerk)
    hall.close_day(staff.supervisor)
    for again in (
        lambda: hall.issue("MZ001"),
        lambda: hall.walk_in("1", "MZ001", staff.clerk),
        lambda: hall.close_day(staff.supervisor),
    ):
        with pytest.raises(Refusal, match=r"day\.over"):
            again()
    refusal = hall.outlook("MZ001").refusal
    assert refusal is not None
    assert refusal.code == "day.over"
    with pytest.raises(Refusal, match=r"reason\.missing"):
        hall.reopen_day(staff.supervisor, " ")
    hall.reopen_day(staff.supervisor, "还有人来")
    with pytest.raises(Refusal, match=r"day\.not_over"):
        hall.reopen_day(staff.supervisor, "再来一次")
    assert hall.issue("MZ001").ticket.number == "A001"
    hall.close_day(staff.supervisor)
    clock.move(days=1)
    assert hall.issue("MZ001").ticket.number == "A001"


def test_a_number_too_many_is_found(sqlite_hall: Hall, staff: Staff) -> None:
    """A ticket that has vanished from the store does not vanish from the sum."""
    for _ in range(3):
        sqlite_hall.issue("MZ001")
    with sqlite_hall.ground.store.write() as connection:
        connection.exec_driver_sql("UPDATE number_series SET last = 4")
    _, (group,) = sqlite_hall.balances()
    assert not group.holds
    with pytest.raises(Refusal) as no:
        sqlite_hall.close_day(staff.supervisor)
    assert (no.value.code, no.value.values) == ("day.unbalanced", {"groups": "A"})
    assert sqlite_hall.ticket_of_number("A001").state is State.WAITING


def test_the_daily_paper(sqlite_hall: Hall, staff: Staff, clock: HandClock) -> None:
    served = a_day(sqlite_hall, staff, clock)
    clock.move(minutes=20)
    sqlite_hall.finish(served.id, staff.clerk)
    job = sqlite_hall.close_day(staff.supervisor).job
    assert job is not None
    with sqlite_hall.ground.read() as work:
        row = work.connection.execute(jobs.table.select().where(jobs.table.c.id == job)).one()
        text = golden(jobs.read_paper(sqlite_hall.ground, row))
    for said in ("大厅日结", "8/2", "1/1/4", "21/21分钟", "1件/9分钟", "1件/20分钟", "相符"):
        assert said in text, said


@pytest.fixture
def hours(sqlite_folder: Path, clock: HandClock) -> Iterator[Hall]:
    """A hall that is open from nine to twelve and from two to five."""
    change_settings(sqlite_folder, "[staff]", HOURS)
    with open_hall(sqlite_folder, clock) as opened:
        yield opened


def test_to_close_early_needs_a_reason(hours: Hall, clock: HandClock) -> None:
    supervisor = staff_of(hours).supervisor
    for hour in (8, 11, 13, 16):
        clock.set(2, hour)
        with pytest.raises(Refusal) as no:
            hours.close_day(supervisor)
        assert (no.value.code, no.value.values) == ("day.still_open", {"closes": "17:00"})
    hours.close_day(supervisor, "停电")
    hours.reopen_day(supervisor, "来电了")
    clock.set(2, 17, 1)
    hours.close_day(supervisor)


def test_no_number_for_whom_the_hall_could_not_serve(hours: Hall, clock: HandClock) -> None:
    """Two counters do property; when the line fills the rest of the day it is full (R35)."""
    clerk = staff_of(hours).clerk
    clock.set(2, 15, 30)
    given = 0
    minutes = hours.catalogue().services["ZR001"].avg_service_minutes
    while (refusal := hours.outlook("ZR001").refusal) is None and given < 60:
        hours.issue("ZR001")
        given += 1
    assert refusal is not None
    assert (refusal.code, refusal.values["closes"]) == ("group.too_late", "17:00")
    # An hour and a half, and half an hour over time.
    left = 120
    assert given * minutes / 2 + minutes > left >= (given - 1) * minutes / 2 + minutes
    with pytest.raises(Refusal, match=r"group\.too_late"):
        hours.issue("ZR001")
    # Others, who wait for other counters, still get one.
    assert hours.issue("GA001").ticket.group == "E"
    # Today's visits take a minute each: there is time for more.
    for _ in range(6):
        ticket = hours.start(hours.call_next("9", clerk).id, clerk)
        clock.move(minutes=1)
        hours.finish(ticket.id, clerk)
    assert hours.issue("ZR001").ticket.group == "D"
