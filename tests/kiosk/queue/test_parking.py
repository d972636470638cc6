"""What is parked is called by nobody, comes back to its own counter, and a visit has one call."""

from __future__ import annotations

import pytest

from kiosk.hall import Hall
from kiosk.queue.tickets import State, Ticket
from kiosk.refusal import Refusal
from tests.hall import Staff, events
from tests.kiosk.queue.test_calling import at


def serve(hall: Hall, staff: Staff, counter: str = "1") -> Ticket:
    return hall.start(hall.call_next(counter, staff.clerk).id, staff.clerk)


def test_the_parked_person_is_not_called_by_anybody(hall: Hall, staff: Staff) -> None:
    """The counter goes on with the next; every other counter, too (and after closing, too)."""
    for _ in range(2):
        hall.issue("MZ001")
    parked = hall.park(serve(hall, staff).id, staff.clerk, "去复印")
    assert (parked.state, parked.counter) == (State.PARKED, "1")
    assert hall.call_next("1", staff.clerk).number == "A002"
    hall.abandon(hall.ticket_of_number("A002").id, staff.clerk)
    hall.close_counter("1", staff.clerk, "换岗")
    hall.open_counter("1", staff.clerk)
    for counter in ("1", "2"):
        with pytest.raises(Refusal, match=r"queue\.empty"):
            hall.call_next(counter, staff.clerk)
    assert [each.number for each in hall.at_counter("1").parked] == ["A001"]
    # And the person is told where to come back to.
    assert [each.code for each in hall.status_of_number("A001").counters] == ["1"]


def test_the_parked_person_comes_back_to_the_same_counter(hall: Hall, staff: Staff) -> None:
    for _ in range(2):
        hall.issue("MZ001")
    parked = hall.park(serve(hall, staff).id, staff.clerk)
    with pytest.raises(Refusal, match=r"ticket\.elsewhere"):
        hall.resume(parked.id, at(staff.clerk, "2"))
    second = hall.call_next("1", staff.clerk)
    with pytest.raises(Refusal) as busy:
        hall.resume(parked.id, staff.clerk)
    assert (busy.value.code, busy.value.values["number"]) == ("counter.busy", "A002")
    hall.abandon(second.id, staff.clerk)
    back = hall.resume(parked.id, at(staff.clerk, "1"))
    assert (back.state, back.counter, back.calls) == (State.CALLED, "1", 1)
    # Everybody in the hall sees it: the newest call stands first on the board.
    assert hall.board().calls[0].number == "A001"
    assert events(hall)[-1] == "ticket.resumed"
    assert hall.finish(hall.start(back.id, staff.clerk).id, staff.clerk).state is State.FINISHED


def test_one_person_several_matters(hall: Hall, staff: Staff) -> None:
    """Called once, served one after the other, each with its own end."""
    for service in ("MZ001", "SC001", "ZR003", "MZ001"):
        hall.issue(service)
    first = serve(hall, staff)
    visit = hall.join(first.id, ["D001", "B001"], staff.clerk)
    assert [each.number for each in visit] == ["A001", "B001", "D001"]
    assert {each.visit for each in visit} == {first.id}
    with pytest.raises(Refusal, match=r"ticket\.wrong_state"):
        hall.call_number("2", "B001", staff.clerk, "加急")
    calls = events(hall).count("ticket.called")
    hall.finish(first.id, staff.clerk, "发证")
    second = hall.at_counter("1").current
    assert second is not None
    assert (second.number, second.state) == ("B001", State.SERVING)
    hall.finish(second.id, staff.clerk, "材料不全")
    third = hall.at_counter("1").current
    assert third is not None
    assert third.number == "D001"
    hall.finish(third.id, staff.clerk)
    assert hall.at_counter("1").current is None
    assert events(hall).count("ticket.called") == calls
    assert hall.call_next("1", staff.clerk).number == "A002"
    assert hall.audit_verify() is None


def test_what_cannot_join(sqlite_hall: Hall, staff: Staff) -> None:
    hall = sqlite_hall
    for service in ("MZ001", "ZR001", "MZ001"):
        hall.issue(service)
    called = hall.call_next("1", staff.clerk)

    def refused(*numbers: str) -> str:
        with pytest.raises(Refusal) as no:
            hall.join(called.id, numbers, staff.clerk)
        return no.value.code

    assert refused("A002") == "visit.nobody"
    hall.start(called.id, staff.clerk)
    assert refused("A001") == "visit.same"
    assert refused("D001") == "ticket.not_served_here"
    # All or nothing: A002 could have joined, and waits on.
    assert refused("A002", "D001") == "ticket.not_served_here"
    assert hall.ticket_of_number("A002").state is State.WAITING
