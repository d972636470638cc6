"""A person is sent on, to a service, a group, a counter, and back, with one number (R30)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kiosk.hall import Hall
from kiosk.queue.tickets import State, Ticket
from kiosk.queue.transfer import Target
from kiosk.refusal import Refusal
from tests.hall import HandClock, Staff


def served(hall: Hall, staff: Staff, service: str = "MZ001", counter: str = "1") -> Ticket:
    hall.issue(service)
    return hall.start(hall.call_next(counter, staff.clerk).id, staff.clerk)


def told(hall: Hall, kind: str) -> dict[str, object]:
    """What the newest event of a kind says."""
    with hall.ground.read() as work:
        query = f"SELECT data FROM events WHERE kind = '{kind}' ORDER BY seq DESC LIMIT 1"
        data = work.connection.exec_driver_sql(query).scalar()
    found = json.loads(data) if isinstance(data, str) else data
    assert isinstance(found, dict)
    return found


def test_another_service_keeps_number_and_arrival(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    """Who came before is served before: nobody stands in line twice."""
    first = served(hall, staff)
    clock.move(minutes=20)
    hall.issue("ZR001")
    sent = hall.transfer(first.id, Target(service="ZR001"), staff.clerk, "先办不动产")
    assert (sent.number, sent.issued_at, sent.state) == ("A001", first.issued_at, State.WAITING)
    assert (sent.service, sent.counter, sent.calls) == ("ZR001", None, 0)
    assert told(hall, "ticket.transferred") == {"service": "ZR001", "reason": "先办不动产"}
    assert hall.status_of_number("D001").ahead == 1
    assert hall.call_next("9", staff.clerk).number == "A001"
    assert hall.call_next("10", staff.clerk).number == "D001"


def test_one_counter_alone_may_call_who_is_sent_to_it(hall: Hall, staff: Staff) -> None:
    ticket = served(hall, staff)
    hall.transfer(ticket.id, Target(counter="2"), staff.clerk)
    assert [each.code for each in hall.status_of_number("A001").counters] == ["2"]
    assert hall.status_of_number("A001").ticket.service == "MZ001"
    with pytest.raises(Refusal, match=r"queue\.empty"):
        hall.call_next("1", staff.clerk)
    assert hall.call_next("2", staff.clerk).service_name == ticket.service_name


def test_a_group_is_whoever_does_most_of_it(hall: Hall, staff: Staff) -> None:
    ticket = served(hall, staff)
    hall.transfer(ticket.id, Target(group="D"), staff.clerk)
    assert [each.code for each in hall.status_of_number("A001").counters] == ["9", "10"]
    with pytest.raises(Refusal, match=r"queue\.empty"):
        hall.call_next("1", staff.clerk)
    assert hall.call_next("10", staff.clerk).number == "A001"


def test_return_to_me(hall: Hall, staff: Staff) -> None:
    """The certificate is copied at counter 2; then the person is served on at counter 1."""
    ticket = served(hall, staff)
    sent = hall.transfer(ticket.id, Target(counter="2", back=True), staff.clerk)
    assert sent.return_to == "1"
    there = hall.start(hall.call_next("2", staff.clerk).id, staff.clerk)
    back = hall.finish(there.id, staff.clerk)
    assert (back.state, back.return_to, back.counter) == (State.WAITING, None, None)
    with pytest.raises(Refusal, match=r"queue\.empty"):
        hall.call_next("2", staff.clerk)
    again = hall.call_next("1", staff.clerk)
    assert again.id == ticket.id
    done = hall.finish(hall.start(again.id, staff.clerk).id, staff.clerk)
    assert done.state is State.FINISHED
    assert sum(hall.balance().values()) == 1


def test_who_comes_back_to_a_closed_counter_goes_on_at_another(
    sqlite_hall: Hall, staff: Staff
) -> None:
    """The counter that wanted the person back has closed: the matter is not done, so others of the
    same window group go on with it."""
    hall = sqlite_hall
    ticket = served(hall, staff)
    hall.transfer(ticket.id, Target(counter="9", back=True), staff.clerk)
    hall.close_counter("1", staff.clerk, "下班")
    there = hall.start(hall.call_next("9", staff.clerk).id, staff.clerk)
    back = hall.finish(there.id, staff.clerk)
    assert (back.state, back.return_to) == (State.WAITING, None)
    assert told(hall, "ticket.came_back") == {"group": "A"}
    again = hall.call_next("2", staff.clerk)
    assert again.id == ticket.id
    done = hall.finish(hall.start(again.id, staff.clerk).id, staff.clerk)
    assert done.state is State.FINISHED


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ({}, "transfer.nowhere"),
        ({"service": "ZR001", "counter": "2"}, "transfer.nowhere"),
        ({"counter": "1"}, "transfer.here"),
        ({"counter": "99"}, "counter.unknown"),
        ({"counter": "2"}, "transfer.closed"),
        ({"service": "XX999"}, "service.unknown"),
        ({"group": "Z"}, "group.unknown"),
    ],
)
def test_nobody_is_sent_where_nobody_helps(
    sqlite_hall: Hall, staff: Staff, target: dict[str, Any], code: str
) -> None:
    ticket = served(sqlite_hall, staff)
    sqlite_hall.close_counter("2", staff.clerk, "午休")
    with pytest.raises(Refusal) as no:
        sqlite_hall.transfer(ticket.id, Target(**target), staff.clerk)
    assert no.value.code == code
    assert sqlite_hall.status_of_number("A001").ticket.state is State.SERVING


def test_only_what_is_here_is_sent_on(sqlite_hall: Hall, staff: Staff) -> None:
    waiting = sqlite_hall.issue("MZ001").ticket
    with pytest.raises(Refusal, match=r"ticket\.wrong_state"):
        sqlite_hall.transfer(waiting.id, Target(counter="2"), staff.clerk)
