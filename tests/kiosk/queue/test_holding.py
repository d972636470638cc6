"""Who holds what: two clerks at one counter, one at two, an hour without a console, a stand-in."""

from __future__ import annotations

import json

import pytest

from kiosk.hall import Hall
from kiosk.queue.tickets import State
from kiosk.refusal import Refusal
from kiosk.staff import Role
from tests.hall import PASSWORD, HandClock, Staff, miss
from tests.kiosk.queue.test_calling import at


def test_a_clerk_at_two_counters_holds_one_ticket(hall: Hall, staff: Staff) -> None:
    for _ in range(3):
        hall.issue("MZ001")
    first = hall.call_next("1", at(staff.clerk, "1"))
    with pytest.raises(Refusal) as no:
        hall.call_next("2", at(staff.clerk, "2"))
    assert (no.value.code, no.value.values) == ("clerk.busy", {"number": "A001", "counter": "1"})
    with pytest.raises(Refusal, match=r"clerk\.busy"):
        hall.walk_in("2", "MZ001", at(staff.clerk, "2"), "急事")
    hall.park(first.id, at(staff.clerk, "1"))
    assert hall.call_next("2", at(staff.clerk, "2")).number == "A002"
    with pytest.raises(Refusal, match=r"clerk\.busy"):
        hall.resume(first.id, at(staff.clerk, "1"))


def test_two_clerks_at_one_counter_go_on_with_the_same_ticket(hall: Hall, staff: Staff) -> None:
    """Of two presses one calls; the other is told who is there, and may go on with it."""
    for _ in range(2):
        hall.issue("MZ001")
    ticket = hall.call_next("1", at(staff.clerk, "1"), "mine")
    with pytest.raises(Refusal, match=r"counter\.busy"):
        hall.call_next("1", at(staff.supervisor, "1"), "theirs")
    hall.start(ticket.id, at(staff.supervisor, "1"))
    # It is now the ticket of who serves; the first clerk is free.
    assert hall.call_next("2", at(staff.clerk, "2")).number == "A002"
    hall.finish(ticket.id, at(staff.supervisor, "1"))
    with hall.ground.read() as work:
        query = (
            "SELECT account_id FROM events WHERE kind IN "
            "('ticket.called', 'ticket.serving', 'ticket.finished') ORDER BY seq"
        )
        signed = list(work.connection.exec_driver_sql(query).scalars())
    clerk, supervisor = staff.clerk.account.id, staff.supervisor.account.id
    assert signed == [clerk, supervisor, clerk, supervisor]


def test_a_console_that_was_off_for_an_hour_finds_its_ticket(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    for _ in range(2):
        hall.issue("MZ001")
    ticket = hall.call_next("1", at(staff.clerk, "1"))
    clock.move(hours=1)
    assert hall.at_counter("1").current == ticket
    with pytest.raises(Refusal, match=r"ticket\.elsewhere"):
        hall.start(ticket.id, at(staff.clerk, "2"))
    assert miss(hall, ticket.id, at(staff.clerk, "1")).state is State.MISSED
    assert hall.call_next("1", at(staff.clerk, "1")).number == "A002"


def test_the_chain_shows_who_stands_in_for_whom(hall: Hall) -> None:
    hall.add_account("wang", "Wang", Role.CLERK, PASSWORD, None)
    hall.issue("MZ001")
    session = hall.sign_in("wang", PASSWORD, "1", "clerk")
    assert session.stands_in_for is not None
    again = hall.session(session.token)
    assert again == session
    hall.finish(hall.start(hall.call_next("1", again.actor).id, again.actor).id, again.actor)
    hall.sign_out(session.token)
    with hall.ground.read() as work:
        query = (
            "SELECT e.kind, a.name, e.data FROM events e JOIN accounts a ON a.id = e.account_id "
            "WHERE a.name = 'wang' ORDER BY e.seq"
        )
        found = work.connection.exec_driver_sql(query).all()
    assert [row.kind for row in found] == [
        "account.signed_in",
        "ticket.called",
        "ticket.serving",
        "ticket.finished",
        "account.signed_out",
    ]
    for row in found:
        data = json.loads(row.data) if isinstance(row.data, str) else row.data
        assert data["stands_in_for"] == session.stands_in_for.id
    assert hall.audit_verify() is None


@pytest.mark.parametrize(
    ("counter", "other", "code"),
    [
        (None, "clerk", "stand_in.no_counter"),
        ("1", "supervisor", "stand_in.oneself"),
        ("1", "nobody", "account.unknown"),
    ],
)
def test_nobody_stands_in_for_nobody(
    sqlite_hall: Hall, counter: str | None, other: str, code: str
) -> None:
    with pytest.raises(Refusal) as no:
        sqlite_hall.sign_in("supervisor", PASSWORD, counter, other)
    assert no.value.code == code
