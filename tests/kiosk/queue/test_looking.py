"""What can be seen: the board, a person's own place, a counter, and that it all adds up."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from data import models
from kiosk.hall import Hall
from kiosk.queue import looking
from kiosk.queue.looking import NEXT_SHOWN
from kiosk.queue.tickets import Priority, State
from kiosk.refusal import Refusal
from tests.hall import HandClock, Staff, miss


def token_of(link: str) -> str:
    return link.rpartition("/s/")[2]


def test_everybody_sees_how_many_stand_before_them(hall: Hall, staff: Staff) -> None:
    mine = [token_of(hall.issue("SC001").status_url) for _ in range(3)]
    first = token_of(hall.issue("SC001", priority=Priority.INFANT).status_url)
    assert [hall.status(token).ahead for token in mine] == [0, 1, 2]
    assert hall.status(first).ahead == 0
    called = hall.call_next("1", staff.clerk)
    assert called.priority is Priority.INFANT
    found = hall.status(first)
    assert found.ahead is None
    assert [each.code for each in found.counters] == ["1"]
    hall.abandon(hall.ticket_of_number("B001").id, staff.clerk)
    assert [hall.status(token).ahead for token in mine] == [None, 0, 1]


def test_what_was_said_at_the_machine_is_what_the_phone_says(hall: Hall) -> None:
    """Whoever waits elsewhere is not ahead; whoever waits for the same counters is."""
    issued = hall.issue("GA002")
    for service in ("GA001", "ZR001", "MZ001", "ZR003"):
        issued = hall.issue(service)
        assert hall.status(token_of(issued.status_url)).ahead == issued.ahead
    # ZR003 is done at 1 to 8, with MZ001, and at 9 and 10, with ZR001.
    assert issued.ahead == 2


def test_nobody_is_first_because_the_counters_are_closed(hall: Hall, staff: Staff) -> None:
    tokens = [token_of(hall.issue("GA001").status_url) for _ in range(3)]
    for code in ("11", "12"):
        hall.close_counter(code, staff.clerk, "午休")
    found = hall.status(tokens[2])
    assert found.counters == ()
    assert found.ahead == 2


def test_the_board_shows_calls_and_who_waits(hall: Hall, staff: Staff, clock: HandClock) -> None:
    for _ in range(NEXT_SHOWN + 2):
        hall.issue("SC001")
    hall.issue("GA001")
    called = []
    for counter in ("1", "11"):
        clock.move(seconds=10)
        called.append(hall.call_next(counter, staff.clerk))
    board = hall.board()
    assert [(call.number, call.counter.code) for call in board.calls] == [
        ("E001", "11"),
        ("B001", "1"),
    ]
    assert [call.at for call in board.calls] == [clock.now, called[0].called_at]
    waiting = {line.group.prefix: line for line in board.waiting}
    assert waiting["B"].count == NEXT_SHOWN + 1
    assert waiting["B"].next == tuple(f"B{n:03d}" for n in range(2, NEXT_SHOWN + 2))
    assert (waiting["E"].count, waiting["E"].next) == (0, ())
    # Groups that no service leads to are not shown.
    assert set(waiting) == set("ABCDEFG")
    hall.start(called[0].id, staff.clerk)
    assert [call.serving for call in hall.board().calls] == [False, True]


def test_the_board_shows_the_newest_calls_only(hall: Hall, staff: Staff, clock: HandClock) -> None:
    for _ in range(10):
        hall.issue("SC001")
    for _ in range(10):
        clock.move(seconds=10)
        miss(hall, hall.call_next("1", staff.clerk).id, staff.clerk)
    assert [call.number for call in hall.board().calls] == [f"B{n:03d}" for n in range(10, 2, -1)]
    assert len(hall.board(calls=3).calls) == 3
    assert hall.board(calls=0).calls == ()


def test_a_number_that_is_called_again_comes_first_again(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    called = []
    for counter in "123":
        hall.issue("SC001")
        clock.move(seconds=10)
        called.append(hall.call_next(counter, staff.clerk))
    clock.move(seconds=10)
    hall.recall(called[0].id, staff.clerk)
    assert [call.number for call in hall.board().calls] == ["B001", "B003", "B002"]
    assert hall.board().calls[0].calls == 2


def test_a_counter_sees_its_own(hall: Hall, staff: Staff) -> None:
    for service in ("SC001", "GA001", "ZR003", "ZR001"):
        hall.issue(service)
    seen = {code: hall.at_counter(code).waiting for code in ("1", "9", "11", "0")}
    assert seen == {"1": 2, "9": 2, "11": 1, "0": 0}
    with pytest.raises(Refusal, match=r"counter\.unknown"):
        hall.at_counter("99")


def test_all_that_were_issued_are_somewhere(hall: Hall, staff: Staff) -> None:
    """R55."""
    for _ in range(5):
        hall.issue("SC001")
    first = hall.call_next("1", staff.clerk)
    hall.start(first.id, staff.clerk)
    miss(hall, hall.call_next("2", staff.clerk).id, staff.clerk)
    hall.abandon(hall.ticket_of_number("B005").id, staff.clerk)
    hall.call_next("3", staff.clerk)
    balance = hall.balance()
    assert {state: n for state, n in balance.items() if n} == {
        State.WAITING: 1,
        State.CALLED: 1,
        State.SERVING: 1,
        State.MISSED: 1,
        State.ABANDONED: 1,
    }
    assert set(balance) == set(State)


def test_of_many_papers_that_stuck_the_first_are_listed_and_all_counted(hall: Hall) -> None:
    keys = [hall.issue("SC001").job for _ in range(looking.STUCK_SHOWN + 3)]
    over = hall.issue("SC001")
    jobs = models.PrintJob.__table__
    with hall.ground.store.write() as connection:
        lost = {"state": "unknown", "error": "printer.lost"}
        connection.execute(update(jobs).where(jobs.c.id == keys[0]).values(lost))
        connection.execute(update(jobs).where(jobs.c.id == keys[1]).values(error="printer.paper"))
        done = update(models.Ticket.__table__).where(models.Ticket.id == over.ticket.id)
        connection.execute(done.values(state=State.ABANDONED.value))
    stuck = hall.at_counter("1").stuck
    assert {(each.state, each.error, each.count) for each in stuck.sorts} == {
        ("queued", "printer.paper", looking.STUCK_SHOWN + 2),
        ("unknown", "printer.lost", 1),
    }
    # One paper has the fault of the printer itself, and those behind it stand for it.
    assert [each.id for each in stuck.jobs] == keys[: looking.STUCK_SHOWN + 2]
    assert {each.error for each in stuck.jobs[1:]} == {"printer.paper"}
    assert len(hall.stuck_jobs()) == len(keys)
