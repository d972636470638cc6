"""A number without a service: the enquiry desk, and the desk for what could not be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.queue.tickets import CounterKind, Priority, State
from kiosk.refusal import Refusal
from printers.paper import Text
from tests.hall import HandClock, Staff, change_settings, count


def test_who_does_not_know_what_to_ask_for_gets_a_number(hall: Hall, staff: Staff) -> None:
    issued = hall.issue_at_desk(CounterKind.ENQUIRY)
    ticket = issued.ticket
    assert (ticket.number, ticket.service, ticket.state) == ("L001", "enquiry", State.WAITING)
    assert (ticket.service_name, ticket.service_name_en) == ("咨询导办台", "Enquiry desk")
    assert [each.code for each in issued.counters] == ["0"]
    lines = [block.text for block in issued.paper.blocks if isinstance(block, Text)]
    assert {"L001", "咨询导办台"} <= set(lines)
    status = hall.status(issued.status_url.rpartition("/s/")[2])
    assert status.ticket == ticket
    assert (status.ahead, status.service) == (0, None)
    assert status.group is not None
    assert status.group.prefix == "L"
    called = hall.call_next("0", staff.clerk)
    assert (called.id, called.counter, called.service_name) == (ticket.id, "0", "咨询导办台")
    assert hall.board().calls[0].number == "L001"
    hall.start(called.id, staff.clerk)
    assert hall.finish(called.id, staff.clerk).state is State.FINISHED


def test_each_desk_has_its_own_line(hall: Hall, staff: Staff) -> None:
    hall.issue("SC001")
    hall.issue_at_desk(CounterKind.ENQUIRY)
    assert hall.issue_at_desk(CounterKind.ENQUIRY).ahead == 1
    unresolved = hall.issue_at_desk(CounterKind.UNRESOLVED, language="en")
    assert unresolved.ticket.number == "K001"
    assert unresolved.ahead == 0
    assert unresolved.paper.language == "en"
    assert [each.code for each in unresolved.counters] == ["13"]
    assert [hall.at_counter(code).waiting for code in ("0", "1", "13")] == [2, 1, 1]
    assert hall.call_next("13", staff.clerk).number == "K001"
    with pytest.raises(Refusal, match=r"queue\.empty"):
        hall.call_next("9", staff.clerk)
    assert hall.call_next("1", staff.clerk).number == "B001"


def test_the_board_shows_a_desk_while_somebody_waits_there(hall: Hall, staff: Staff) -> None:
    def shown() -> str:
        return "".join(sorted(line.group.prefix for line in hall.board().waiting))

    assert shown() == "ABCDEFG"
    hall.issue_at_desk(CounterKind.ENQUIRY)
    assert shown() == "ABCDEFGL"
    hall.call_next("0", staff.clerk)
    assert shown() == "ABCDEFG"


def test_one_touch_is_one_number(hall: Hall) -> None:
    first = hall.issue_at_desk(CounterKind.ENQUIRY, nonce="press")
    again = hall.issue_at_desk(CounterKind.ENQUIRY, nonce="press")
    assert again.repeated
    assert (again.ticket, again.status_url) == (first.ticket, first.status_url)
    assert again.counters == first.counters
    assert count(hall, "tickets") == 1


def test_a_shut_desk_gives_no_number(hall: Hall, staff: Staff) -> None:
    hall.close_counter("0", staff.clerk, "午休")
    with pytest.raises(Refusal) as no:
        hall.issue_at_desk(CounterKind.ENQUIRY)
    assert no.value.code == "service.no_counter_open"
    assert no.value.values["counters"] == "0"
    assert count(hall, "tickets") == 0


def test_a_desk_is_looked_at_before_a_number_is_taken(hall: Hall, staff: Staff) -> None:
    hall.issue("SC001")
    hall.issue_at_desk(CounterKind.ENQUIRY)
    seen = hall.outlook_of_desk(CounterKind.ENQUIRY)
    assert ([each.code for each in seen.counters], seen.ahead, seen.refusal) == (["0"], 1, None)
    hall.close_counter("0", staff.clerk, "午休")
    shut = hall.outlook_of_desk(CounterKind.ENQUIRY)
    assert ([each.code for each in shut.closed], shut.counters) == (["0"], ())
    assert shut.refusal is not None
    assert shut.refusal.code == "service.no_counter_open"


def test_a_hall_whose_desks_give_no_numbers_says_so(sqlite_folder: Path, clock: HandClock) -> None:
    change_settings(sqlite_folder, 'enquiry = "L"\nunresolved = "K"', 'enquiry = "Z"')
    with open_hall(sqlite_folder, clock) as hall:
        for desk in (CounterKind.ENQUIRY, CounterKind.UNRESOLVED):
            with pytest.raises(Refusal, match=r"desk\.no_numbers"):
                hall.issue_at_desk(desk)
        no = hall.outlook_of_desk(CounterKind.UNRESOLVED).refusal
        assert no is not None
        assert no.code == "desk.no_numbers"
        assert count(hall, "tickets") == 0


def test_priority_counts_at_a_desk_too(hall: Hall, staff: Staff) -> None:
    hall.issue_at_desk(CounterKind.ENQUIRY)
    hall.issue_at_desk(CounterKind.ENQUIRY, priority=Priority.PREGNANT)
    assert hall.call_next("0", staff.clerk).number == "L002"


def test_the_kinds_of_desks_are_no_service_ids(sqlite_hall: Hall) -> None:
    assert not {kind.value for kind in CounterKind} & set(sqlite_hall.catalogue().services)
    with pytest.raises(Refusal, match=r"service\.unknown"):
        sqlite_hall.issue("enquiry")
