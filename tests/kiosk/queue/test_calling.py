"""At the counter: who may call whom, where, and what is refused."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.queue.tickets import Priority, State, Ticket
from kiosk.refusal import Refusal
from kiosk.staff import Actor
from tests.hall import HandClock, Staff, count, events, miss


def at(actor: Actor, counter: str) -> Actor:
    """The same person, signed in at a counter."""
    return replace(actor, counter=counter)


def refused(hall: Hall, code: str, verb: str, *arguments: object) -> Refusal:
    before = count(hall, "events")
    with pytest.raises(Refusal) as no:
        getattr(hall, verb)(*arguments)
    assert no.value.code == code
    assert count(hall, "events") == before
    return no.value


def test_a_number_is_called_served_and_finished(hall: Hall, staff: Staff, clock: HandClock) -> None:
    hall.issue("GA001")
    clock.move(minutes=5)
    called = hall.call_next("11", at(staff.clerk, "11"))
    assert (called.number, called.state, called.counter) == ("E001", State.CALLED, "11")
    assert (called.called_at, called.calls) == (clock.now, 1)
    clock.move(seconds=20)
    again = hall.recall(called.id, staff.clerk)
    assert (again.called_at, again.calls) == (clock.now, 2)
    assert hall.start(called.id, staff.clerk).state is State.SERVING
    assert hall.at_counter("11").current == hall.ticket_of_number("E001")
    assert hall.finish(called.id, staff.clerk).state is State.FINISHED
    assert hall.at_counter("11").current is None
    assert events(hall)[-5:] == [
        "ticket.issued",
        "ticket.called",
        "ticket.recalled",
        "ticket.serving",
        "ticket.finished",
    ]


def test_every_event_is_signed(hall: Hall, staff: Staff) -> None:
    hall.issue("GA001")
    hall.call_next("11", staff.clerk)
    with hall.ground.read() as work:
        query = "SELECT account_id, counter_id, ticket_id FROM events ORDER BY seq DESC LIMIT 1"
        account, counter, ticket = work.connection.exec_driver_sql(query).one()
    assert account == staff.clerk.account.id
    assert counter == next(each.id for each in hall.counters() if each.code == "11")
    assert ticket == hall.ticket_of_number("E001").id


def test_a_counter_calls_only_what_it_serves(hall: Hall, staff: Staff) -> None:
    for service in ("GA001", "ZR001", "SW002", "MZ001"):
        hall.issue(service)
    refused(hall, "queue.empty", "call_next", "0", staff.clerk)
    refused(hall, "queue.empty", "call_next", "13", staff.clerk)
    assert hall.call_next("1", staff.clerk).service == "MZ001"
    refused(hall, "queue.empty", "call_next", "2", staff.clerk)
    assert hall.call_next("9", staff.clerk).service == "ZR001"
    assert hall.call_next("10", staff.clerk).service == "SW002"
    assert hall.call_next("12", staff.clerk).service == "GA001"


def test_a_counter_holds_one_ticket(hall: Hall, staff: Staff) -> None:
    for _ in range(2):
        hall.issue("SC001")
    first = hall.call_next("1", staff.clerk)
    no = refused(hall, "counter.busy", "call_next", "1", staff.clerk)
    assert no.values == {"counter": "1", "number": "B001"}
    hall.start(first.id, staff.clerk)
    refused(hall, "counter.busy", "call_next", "1", staff.clerk)
    refused(hall, "counter.busy", "close_counter", "1", staff.clerk, "午休")
    hall.finish(first.id, staff.clerk)
    assert hall.call_next("1", staff.clerk).number == "B002"


def test_a_second_press_calls_nobody_else(hall: Hall, staff: Staff) -> None:
    for _ in range(5):
        hall.issue("SC001")
    with ThreadPoolExecutor(5) as pool:
        calls = [pool.submit(hall.call_next, "1", staff.clerk, "press") for _ in range(5)]
        called = {call.result().id for call in calls}
    assert len(called) == 1
    assert events(hall).count("ticket.called") == 1
    refused(hall, "counter.busy", "call_next", "1", staff.clerk, "another press")
    assert hall.call_next("2", staff.clerk, "press").number == "B002"


def test_a_second_press_that_comes_late_calls_nobody_else(hall: Hall, staff: Staff) -> None:
    """The answer to the first press was lost; the clerk has served the person meanwhile."""
    for _ in range(2):
        hall.issue("SC001")
    first = hall.call_next("1", staff.clerk, "press")
    hall.start(first.id, staff.clerk)
    assert hall.call_next("1", staff.clerk, "press").id == first.id
    hall.finish(first.id, staff.clerk)
    assert hall.call_next("1", staff.clerk, "press").id == first.id
    assert hall.call_next("1", staff.clerk, "next press").number == "B002"


def test_a_nonce_that_no_database_keeps_is_refused(hall: Hall, staff: Staff) -> None:
    hall.issue("SC001")
    for nonce in ("", "x" * 65, "a\0b", "\ud800"):
        refused(hall, "nonce.invalid", "call_next", "1", staff.clerk, nonce)
    assert hall.call_next("1", staff.clerk, "x" * 64).number == "B001"


def test_only_the_own_counter_and_its_ticket(hall: Hall, staff: Staff) -> None:
    hall.issue("SC001")
    ticket = hall.call_next("1", at(staff.clerk, "1"))
    other = at(staff.clerk, "2")
    for verb in ("recall", "start", "miss", "abandon", "finish"):
        no = refused(hall, "ticket.elsewhere", verb, ticket.id, other)
        assert no.values == {"number": "B001", "counter": "1"}
    no = refused(hall, "counter.not_yours", "call_next", "1", other)
    assert no.values == {"counter": "1", "yours": "2"}
    refused(hall, "counter.not_yours", "close_counter", "1", other, "午休")
    refused(hall, "counter.not_yours", "open_counter", "1", other)


def test_an_inspector_only_looks(hall: Hall, staff: Staff) -> None:
    hall.issue("SC001")
    ticket = hall.ticket_of_number("B001")
    no = refused(hall, "account.not_allowed", "call_next", "1", staff.inspector)
    assert no.values == {"role": "inspector"}
    for verb in ("recall", "start", "finish", "miss", "abandon"):
        refused(hall, "account.not_allowed", verb, ticket.id, staff.inspector)
    refused(hall, "account.not_allowed", "open_counter", "1", staff.inspector)
    refused(hall, "account.not_allowed", "close_counter", "1", staff.inspector, "午休")


def test_no_such_ticket(hall: Hall, staff: Staff) -> None:
    for key in (0, -1, 4711, 2**63, 10**30):
        refused(hall, "ticket.unknown", "start", key, staff.clerk)


def test_no_such_number(hall: Hall) -> None:
    hall.issue("SC001")
    for number in ("", "B", "B000", "B999999999", "B١", "😀1", "O001", "-1", "B0x1", "\ud8001"):
        with pytest.raises(Refusal, match=r"ticket\.unknown"):
            hall.ticket_of_number(number)
    assert hall.ticket_of_number("b1").number == "B001"


def test_a_counter_opens_and_closes(hall: Hall, staff: Staff) -> None:
    hall.issue("GA001")
    assert not hall.close_counter("11", staff.clerk, " 午休 ").open
    refused(hall, "counter.closed", "call_next", "11", staff.clerk)
    refused(hall, "reason.missing", "close_counter", "12", staff.clerk, "  ")
    refused(hall, "counter.unknown", "open_counter", "99", staff.clerk)
    refused(hall, "counter.unknown", "call_next", "99", staff.clerk)
    assert [each.code for each in hall.preview("GA001").counters] == ["12"]
    assert hall.open_counter("11", staff.clerk).open
    before = events(hall)
    assert before[-2:] == ["counter.closed", "counter.opened"]
    assert hall.open_counter("11", staff.clerk).open
    assert events(hall) == before
    assert hall.call_next("11", staff.clerk).number == "E001"


def test_all_screens_see_a_counter_close(hall: Hall, staff: Staff) -> None:
    """Another process has its own idea of the counters; it must not outlive a change."""
    with open_hall(hall.ground.folder, hall.ground.clock) as other:
        assert [each.code for each in other.preview("GA001").counters] == ["11", "12"]
        hall.close_counter("11", staff.clerk, "午休")
        assert [each.code for each in other.preview("GA001").counters] == ["12"]
        with pytest.raises(Refusal, match=r"counter\.closed"):
            other.call_next("11", staff.clerk)


# --- Priority (R31) ---


def calls(hall: Hall, staff: Staff, counters: str) -> list[Ticket]:
    """One call at each of the counters, nobody stays."""
    called = []
    for counter in counters:
        called.append(hall.call_next(counter, staff.clerk))
        miss(hall, called[-1].id, staff.clerk)
    return called


def test_three_ordinary_people_between_two_with_priority(hall: Hall, staff: Staff) -> None:
    for _ in range(7):
        hall.issue("SC001")
    for _ in range(3):
        hall.issue("MZ001", priority=Priority.ELDERLY)
    called = [ticket.number for ticket in calls(hall, staff, "1234567812")]
    assert called == [
        *("A001", "B001", "B002", "B003"),
        *("A002", "B004", "B005", "B006"),
        *("A003", "B007"),
    ]


def test_a_recall_is_no_call(hall: Hall, staff: Staff, clock: HandClock) -> None:
    """Calling somebody once more must not bring the next with priority forward."""
    hall.issue("SC001")
    hall.issue("SC001", priority=Priority.PREGNANT)
    hall.issue("SC001", priority=Priority.PREGNANT)
    for _ in range(4):
        hall.issue("SC001")
    held = {}
    for counter in "12":
        clock.move(seconds=30)
        held[counter] = hall.call_next(counter, staff.clerk)
    assert [held[each].priority for each in "12"] == [Priority.PREGNANT, None]
    clock.move(seconds=30)
    miss(hall, held["1"].id, staff.clerk)
    clock.move(seconds=30)
    third = hall.call_next("3", staff.clerk)
    assert third.priority is None
    for _ in range(3):
        clock.move(seconds=30)
        hall.recall(held["2"].id, staff.clerk)
        hall.recall(third.id, staff.clerk)
    clock.move(seconds=30)
    # Two ordinary people since the last one with priority: the third is ordinary, too.
    assert hall.call_next("4", staff.clerk).priority is None
    clock.move(seconds=30)
    assert hall.call_next("5", staff.clerk).priority is Priority.PREGNANT


def test_an_old_call_repeated_is_no_new_call(hall: Hall, staff: Staff, clock: HandClock) -> None:
    hall.issue("SC001")
    first = hall.call_next("1", staff.clerk)
    for _ in range(2):
        hall.issue("SC001", priority=Priority.GREEN)
    for _ in range(4):
        hall.issue("SC001")
    called = []
    for counter in "234":
        clock.move(seconds=30)
        called.append(hall.call_next(counter, staff.clerk).priority)
    assert called == [Priority.GREEN, None, None]
    clock.move(seconds=30)
    hall.recall(first.id, staff.clerk)
    clock.move(seconds=30)
    assert hall.call_next("5", staff.clerk).priority is None


def test_why_somebody_was_called_is_kept(hall: Hall, staff: Staff) -> None:
    hall.issue("SC001")
    hall.issue("SC001", priority=Priority.SOLDIER)
    hall.issue("SC001", priority=Priority.SOLDIER)
    calls(hall, staff, "123")
    with hall.ground.read() as work:
        rows = work.connection.exec_driver_sql(
            "SELECT data FROM events WHERE kind = 'ticket.called' ORDER BY seq"
        ).all()
    data = [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in rows]
    assert [each["why"] for each in data] == ["priority", "turn", "order"]
