"""A counter closes, and nobody is left standing before it (R30, R35)."""

from __future__ import annotations

import pytest

from kiosk.hall import Hall
from kiosk.people.returning import Act
from kiosk.queue.tickets import CounterKind, State, Ticket
from kiosk.queue.transfer import Target
from kiosk.refusal import Refusal
from tests.hall import Staff, events
from tests.kiosk.people.test_returning import token_of
from tests.kiosk.queue.test_transfer import told


def sent_to(hall: Hall, staff: Staff, counter: str) -> Ticket:
    """Somebody whom counter 1 has sent to one counter alone."""
    ticket = hall.start(hall.call_next("1", staff.clerk).id, staff.clerk)
    return hall.transfer(ticket.id, Target(counter=counter), staff.clerk)


def test_who_was_sent_to_a_counter_that_closes_goes_to_others(hall: Hall, staff: Staff) -> None:
    """In the place of the arrival, before who came later."""
    for _ in range(2):
        hall.issue("MZ001")
    sent = sent_to(hall, staff, "2")
    with pytest.raises(Refusal, match=r"ticket\.wrong_state|ticket\.not_served_here"):
        hall.call_number("3", sent.number, staff.clerk, "叫不动")
    hall.close_counter("2", staff.clerk, "午休")
    assert told(hall, "ticket.transferred") == {"service": "MZ001", "from": "#2", "reason": "午休"}
    assert hall.status_of_number(sent.number).counters
    assert hall.call_next("3", staff.clerk).number == sent.number
    hall.open_counter("2", staff.clerk)
    assert hall.call_next("2", staff.clerk).number == "A002"
    assert hall.audit_verify() is None


def test_a_number_of_the_desk_goes_back_to_the_desk(sqlite_hall: Hall, staff: Staff) -> None:
    hall = sqlite_hall
    desk = hall.issue_at_desk(CounterKind.ENQUIRY).ticket
    at_desk = next(each.code for each in hall.board().counters if each.kind is CounterKind.ENQUIRY)
    held = hall.start(hall.call_next(at_desk, staff.clerk).id, staff.clerk)
    hall.transfer(held.id, Target(counter="2"), staff.clerk)
    hall.close_counter("2", staff.clerk, "下班")
    assert hall.call_next(at_desk, staff.clerk).number == desk.number


def test_who_was_set_aside_checks_in_once_the_counter_has_closed(hall: Hall, staff: Staff) -> None:
    """Back from the copy shop, the counter is closed: the person stands in the old place again,
    and has still the one check-in after a miss."""
    issued = [hall.issue("MZ001") for _ in range(2)]
    ticket = hall.start(hall.call_next("1", staff.clerk).id, staff.clerk)
    hall.park(ticket.id, staff.clerk, "去复印")
    assert not hall.may_check_in(hall.ticket_of_number("A001"))
    with pytest.raises(Refusal, match=r"ticket\.wrong_state"):
        hall.check_in(ticket.id)
    hall.close_counter("1", staff.clerk, "下班")
    seen = hall.at_machine(issued[0].status_url)
    assert Act.CHECK_IN in seen.acts
    back = hall.check_in_by_link(token_of(issued[0]))
    assert (back.state, back.turn, back.counter) == (State.WAITING, None, None)
    assert back.lane == "MZ001"
    assert events(hall)[-1] == "ticket.checked_in"
    assert hall.call_next("2", staff.clerk).number == "A001"


def test_a_paused_counter_keeps_whom_it_set_aside(sqlite_hall: Hall, staff: Staff) -> None:
    hall = sqlite_hall
    hall.issue("MZ001")
    ticket = hall.start(hall.call_next("1", staff.clerk).id, staff.clerk)
    hall.park(ticket.id, staff.clerk)
    hall.pause_counter("1", staff.clerk, "lunch")
    assert not hall.may_check_in(hall.ticket_of_number("A001"))


def test_set_aside_after_a_transfer_and_left_behind(sqlite_hall: Hall, staff: Staff) -> None:
    """It waited for one counter alone; checked in, others may call it as well."""
    hall = sqlite_hall
    hall.issue("MZ001")
    sent_to(hall, staff, "2")
    ticket = hall.start(hall.call_next("2", staff.clerk).id, staff.clerk)
    hall.park(ticket.id, staff.clerk)
    hall.close_counter("2", staff.clerk, "下班")
    hall.check_in(ticket.id)
    assert hall.call_next("3", staff.clerk).number == "A001"
