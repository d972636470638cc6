"""Back after a miss, giving up, a lost paper: what one may do alone at the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.people.returning import Act
from kiosk.people.tempo import MOST
from kiosk.queue.issuing import Issued
from kiosk.queue.tickets import Priority, State
from kiosk.refusal import Refusal
from kiosk.staff import Actor
from tests.hall import HandClock, Staff, change_settings, count, events, miss


def token_of(issued: Issued) -> str:
    return issued.status_url.rpartition("/s/")[2]


def missed(hall: Hall, staff: Staff, service: str = "SC001", **how: Priority) -> Issued:
    """A number that was called to counter 1, where nobody came."""
    issued = hall.issue(service, **how)
    miss(hall, hall.call_next("1", staff.clerk).id, staff.clerk)
    return issued


def called(hall: Hall, staff: Staff, counters: str) -> list[str]:
    """Who is called at the counters in turn; nobody stays."""
    numbers = []
    for counter in counters:
        ticket = hall.call_next(counter, staff.clerk)
        numbers.append(ticket.number)
        hall.abandon(ticket.id, staff.clerk)
    return numbers


def refused(hall: Hall, code: str, verb: str, *arguments: object) -> Refusal:
    before = count(hall, "events")
    with pytest.raises(Refusal) as no:
        getattr(hall, verb)(*arguments)
    assert no.value.code == code
    assert count(hall, "events") == before
    return no.value


# --- Checking in again (R29) ---


def test_who_was_missed_stands_behind_the_next_three(hall: Hall, staff: Staff) -> None:
    late = missed(hall, staff).ticket
    for service in ("SC001", "MZ001", "SC002", "SC001", "GA001"):
        hall.issue(service)
    back = hall.check_in(late.id)
    assert (back.state, back.counter, back.calls, back.turn) == (State.WAITING, None, 0, back.turn)
    assert events(hall)[-1] == "ticket.checked_in"
    hall.issue("SC001")
    assert hall.status_of_number("B001").ahead == 3
    assert hall.status_of_number("B004").ahead == 4
    assert hall.status_of_number("B005").ahead == 5
    assert called(hall, staff, "123456") == ["B002", "A001", "B003", "B001", "B004", "B005"]
    assert hall.audit_verify() is None


def test_with_fewer_than_three_before_one_is_last(hall: Hall, staff: Staff) -> None:
    late = missed(hall, staff).ticket
    hall.issue("SC001")
    hall.check_in(late.id)
    hall.issue("SC001")
    assert called(hall, staff, "123") == ["B002", "B001", "B003"]


def test_alone_in_the_hall_one_is_next(hall: Hall, staff: Staff) -> None:
    late = missed(hall, staff).ticket
    hall.check_in(late.id)
    hall.issue("SC001")
    assert called(hall, staff, "12") == ["B001", "B002"]


def test_two_who_come_back_keep_their_order(hall: Hall, staff: Staff) -> None:
    first, second = (missed(hall, staff).ticket for _ in range(2))
    for _ in range(4):
        hall.issue("SC001")
    hall.check_in(second.id)
    hall.check_in(first.id)
    assert [hall.status_of_number(n).ahead for n in ("B001", "B002", "B006")] == [3, 4, 5]
    assert called(hall, staff, "123456") == ["B003", "B004", "B005", "B001", "B002", "B006"]


def test_priority_is_used_up_by_the_first_call(hall: Hall, staff: Staff) -> None:
    late = missed(hall, staff, priority=Priority.ELDERLY).ticket
    for _ in range(7):
        hall.issue("SC001")
    # Three ordinary calls: the next with priority would be next.
    assert called(hall, staff, "123") == ["B002", "B003", "B004"]
    back = hall.check_in(late.id)
    assert not back.goes_first
    assert hall.status_of_number("B001").ahead == 3
    assert called(hall, staff, "12345") == ["B005", "B006", "B007", "B001", "B008"]


def test_the_board_shows_who_came_back_as_waiting(hall: Hall, staff: Staff) -> None:
    hall.issue("GA001")
    hall.call_next("11", staff.clerk)
    late = missed(hall, staff).ticket
    for _ in range(4):
        hall.issue("SC001")
    assert [call.number for call in hall.board().calls] == ["B001", "E001"]
    hall.check_in(late.id)
    assert [call.number for call in hall.board(calls=1).calls] == ["E001"]
    waiting = next(line for line in hall.board().waiting if line.group.prefix == "B")
    assert waiting.next == ("B002", "B003", "B004", "B001", "B005")


def test_one_comes_back_once(hall: Hall, staff: Staff) -> None:
    late = missed(hall, staff).ticket
    hall.check_in(late.id)
    refused(hall, "ticket.checked_in_already", "check_in", late.id)
    miss(hall, hall.call_next("1", staff.clerk).id, staff.clerk)
    no = refused(hall, "ticket.checked_in_already", "check_in", late.id)
    assert no.values == {"number": "B001"}


@pytest.mark.parametrize(("then", "allowed"), [((11, 59), True), ((12, 0), False)])
def test_the_half_day_ends_at_noon(
    hall: Hall, staff: Staff, clock: HandClock, then: tuple[int, int], allowed: bool
) -> None:
    late = missed(hall, staff).ticket
    clock.set(2, *then)
    if allowed:
        assert hall.check_in(late.id).state is State.WAITING
    else:
        refused(hall, "ticket.too_late", "check_in", late.id)
    clock.set(3, 9)
    # In the morning whoever still waited has expired.
    code = "ticket.wrong_state" if allowed else "ticket.too_late"
    assert refused(hall, code, "check_in", late.id).values["number"] == "B001"


def test_lunch_belongs_to_the_morning(sqlite_folder: Path, clock: HandClock) -> None:
    """Called at five to twelve, back at one: the afternoon begins when the hall opens again."""
    hours = '[hours]\nmonday = ["09:00-12:00", "14:00-17:00"]\n\n[staff]'
    change_settings(sqlite_folder, "[staff]", hours)
    with open_hall(sqlite_folder, clock) as hall:
        clerk = next(each for each in hall.accounts() if each.name == "clerk")
        issued = hall.issue("SC001").ticket
        clock.set(2, 11, 55)
        miss(hall, hall.call_next("1", Actor(clerk)).id, Actor(clerk))
        clock.set(2, 13)
        assert hall.check_in(issued.id).state is State.WAITING


def test_only_who_was_missed_checks_in(hall: Hall, staff: Staff) -> None:
    waits = hall.issue("SC001").ticket
    no = refused(hall, "ticket.wrong_state", "check_in", waits.id)
    assert no.values["verb"] == "check_in"
    refused(hall, "ticket.unknown", "check_in", 4711)
    refused(hall, "account.not_allowed", "check_in", waits.id, staff.inspector)


def test_staff_check_in_with_their_name(hall: Hall, staff: Staff) -> None:
    late = missed(hall, staff).ticket
    hall.check_in(late.id, staff.clerk)
    with hall.ground.read() as work:
        query = "SELECT account_id FROM events ORDER BY seq DESC LIMIT 1"
        assert work.connection.exec_driver_sql(query).scalar() == staff.clerk.account.id


# --- With the paper, and without it ---


def test_the_paper_shows_everything_and_a_typed_number_what_the_board_shows(
    hall: Hall, staff: Staff
) -> None:
    issued = hall.issue("SC001", priority=Priority.DISABLED)
    mine = hall.at_machine(issued.status_url)
    assert mine.whole is not None
    assert mine.whole.ticket == issued.ticket
    assert mine.acts == {Act.GIVE_UP, Act.REPRINT}
    typed = hall.at_machine("b001")
    assert typed.whole is None
    assert (typed.number, typed.state, typed.ahead) == ("B001", State.WAITING, 0)
    assert typed.acts == set()
    told = repr(typed)
    for private in ("SC001", issued.ticket.service_name, "disabled", "elderly"):
        assert private not in told


def test_what_may_be_done_is_what_is_allowed(hall: Hall, staff: Staff, clock: HandClock) -> None:
    issued = missed(hall, staff)
    assert hall.at_machine("B001").acts == {Act.CHECK_IN}
    assert hall.at_machine(issued.status_url).acts == set(Act)
    clock.set(2, 14)
    assert hall.at_machine(issued.status_url).acts == {Act.GIVE_UP, Act.REPRINT}
    hall.give_up(token_of(issued))
    assert hall.at_machine(issued.status_url).acts == set()


def test_whoever_holds_the_paper_gives_up_the_number(hall: Hall, staff: Staff) -> None:
    issued = hall.issue("SC001")
    assert hall.give_up(token_of(issued)).state is State.ABANDONED
    assert events(hall)[-1] == "ticket.abandoned"
    refused(hall, "ticket.wrong_state", "give_up", token_of(issued))
    refused(hall, "link.invalid", "give_up", "B001")
    assert hall.at_counter("1").waiting == 0


def test_a_lost_paper_comes_out_once_more(hall: Hall) -> None:
    issued = hall.issue("SC001")
    assert hall.settle(issued.job).out
    job = hall.reprint_lost(token_of(issued))
    assert (job.copy, job.ticket) == (1, issued.ticket.id)
    assert hall.settle(job.id).out
    assert Act.REPRINT not in hall.at_machine(issued.status_url).acts
    refused(hall, "reprint.once", "reprint_lost", token_of(issued))
    refused(hall, "link.invalid", "reprint_lost", "B001")


def test_no_paper_for_a_number_that_is_over(hall: Hall) -> None:
    issued = hall.issue("SC001")
    hall.give_up(token_of(issued))
    refused(hall, "reprint.over", "reprint_lost", token_of(issued))


def test_nobody_tries_all_numbers(hall: Hall, clock: HandClock) -> None:
    issued = hall.issue("SC001")
    for n in range(MOST):
        with pytest.raises(Refusal, match=r"ticket\.unknown"):
            hall.at_machine(f"C{n:03d}")
    no = refused(hall, "machine.too_often", "at_machine", "B001")
    assert no.values == {"seconds": 60}
    assert hall.at_machine(issued.status_url).number == "B001", "a paper is no guess"
    clock.move(seconds=60)
    seen = hall.at_machine("B001")
    for _ in range(2 * MOST):
        assert hall.look_again(seen) == seen, "to look at it is not to type"
    hall.give_up(token_of(issued))
    again = hall.look_again(seen)
    assert (again.state, again.whole) == (State.ABANDONED, None)
    assert hall.look_again(hall.at_machine(issued.status_url)).whole is not None


@pytest.mark.parametrize("text", ["", "hello", "B001\n", "12345678", "http://elsewhere/s/x"])
def test_what_is_no_ticket_is_nothing(sqlite_hall: Hall, text: str) -> None:
    refused(sqlite_hall, "scan.nothing", "at_machine", text)
