"""Out of order needs a reason, and one can see who did it: picks, walk-ins, priority (R32)."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.hall import Hall
from kiosk.queue.tickets import Priority, State
from kiosk.refusal import Refusal
from tests.hall import HandClock, Staff, miss

MONDAY = date(2026, 3, 2)


def test_a_given_number_is_called_for_a_reason(hall: Hall, staff: Staff) -> None:
    for service in ("MZ001", "MZ001", "ZR001"):
        hall.issue(service)
    for reason in ("", "   ", "x" * 201, "a\nb"):
        with pytest.raises(Refusal, match=r"reason\.missing"):
            hall.call_number("1", "A002", staff.clerk, reason)
    with pytest.raises(Refusal, match=r"ticket\.not_served_here"):
        hall.call_number("1", "D001", staff.clerk, "急事")
    called = hall.call_number("1", "a2", staff.clerk, "孩子发烧", "press")
    assert (called.number, called.state, called.counter) == ("A002", State.CALLED, "1")
    assert hall.call_number("1", "A002", staff.clerk, "孩子发烧", "press").id == called.id
    with pytest.raises(Refusal, match=r"ticket\.wrong_state"):
        hall.call_number("2", "A002", staff.clerk, "急事")


def test_who_has_no_number_is_served_and_counted(hall: Hall, staff: Staff) -> None:
    served = hall.walk_in("1", "MZ001", staff.clerk, nonce="press")
    assert (served.number, served.state, served.counter) == ("A001", State.SERVING, "1")
    assert hall.walk_in("1", "MZ001", staff.clerk, nonce="press").id == served.id
    assert hall.jobs_of(served.id) == ()
    hall.issue("MZ001")
    with pytest.raises(Refusal, match=r"reason\.missing"):
        hall.walk_in("2", "MZ001", staff.clerk)
    with pytest.raises(Refusal, match=r"service\.not_served_here"):
        hall.walk_in("2", "ZR001", staff.clerk, "急事")
    hall.finish(served.id, staff.clerk)
    _, (group,) = hall.balances()
    assert (group.issued, group.states[State.FINISHED], group.holds) == (2, 1, True)


def test_the_report_of_each_clerk(hall: Hall, staff: Staff, clock: HandClock) -> None:
    for _ in range(4):
        hall.issue("MZ001")
    miss(hall, hall.call_next("1", staff.clerk).id, staff.clerk)
    hall.call_number("1", "A003", staff.clerk, "孩子发烧")
    hall.give_priority(
        hall.ticket_of_number("A004").id, Priority.ELDERLY, staff.supervisor, "八十岁"
    )
    hall.walk_in("2", "SC001", staff.supervisor, "只盖一个章")
    clock.move(days=1)
    hall.issue("MZ001")
    hall.call_next("1", staff.clerk)
    supervisor, clerk = hall.irregular(MONDAY, MONDAY)
    assert (supervisor.account, supervisor.calls) == ("supervisor", 1)
    assert [(each.what, each.number, each.reason) for each in supervisor.done] == [
        ("priority", "A004", "八十岁"),
        ("walk_in", "B001", "只盖一个章"),
    ]
    assert (clerk.account, clerk.calls, clerk.count("number")) == ("clerk", 2, 1)
    (picked,) = clerk.done
    assert (picked.number, picked.counter, picked.reason) == ("A003", "1", "孩子发烧")
    (tuesday,) = hall.irregular(date(2026, 3, 3), date(2026, 3, 3))
    assert (tuesday.calls, tuesday.done) == (1, [])
