"""帮帮我: a call for help stands until somebody answers (R14), and every screen hears of it."""

from __future__ import annotations

import threading

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.refusal import Refusal
from tests.hall import HandClock, Staff, count, events


def test_a_call_stands_until_somebody_answers(hall: Hall, staff: Staff, clock: HandClock) -> None:
    call = hall.help("1号取号机")
    assert call.open
    clock.move(hours=3)
    assert hall.help_calls() == (call,)
    answered = hall.answer_help(call.id, staff.clerk)
    assert (answered.open, answered.answered_at) == (False, clock.now)
    assert answered.answered_by == staff.clerk.account.display_name
    assert hall.help_calls() == ()
    assert hall.help_call(call.id) == answered
    assert events(hall)[-2:] == ["help.called", "help.answered"]
    assert hall.audit_verify() is None


def test_pressing_again_is_one_call(hall: Hall, staff: Staff) -> None:
    first = hall.help("a")
    assert hall.help("a") == first
    other = hall.help("b")
    assert hall.help_calls() == (first, other)
    hall.answer_help(first.id, staff.clerk)
    assert hall.help("a").id > other.id
    assert count(hall, "help_calls") == 3


def test_who_answers_second_sees_who_was_first(hall: Hall, staff: Staff) -> None:
    call = hall.help("a")
    first = hall.answer_help(call.id, staff.clerk)
    written = count(hall, "events")
    assert hall.answer_help(call.id, staff.supervisor) == first
    assert count(hall, "events") == written


def test_both_are_signed_as_they_were(hall: Hall, staff: Staff) -> None:
    hall.answer_help(hall.help("a").id, staff.supervisor)
    with hall.ground.read() as work:
        query = "SELECT account_id FROM events ORDER BY seq DESC LIMIT 2"
        signed = [row[0] for row in work.connection.exec_driver_sql(query)]
    assert signed == [staff.supervisor.account.id, None]


def test_every_screen_hears_of_it(hall: Hall, clock: HandClock) -> None:
    heard = threading.Event()
    with open_hall(hall.ground.folder, clock) as desk:

        def look() -> None:
            if desk.help_calls():
                heard.set()

        desk.bell.listen(look)
        hall.help("a")
        assert heard.wait(30)


def test_what_is_refused(hall: Hall, staff: Staff) -> None:
    for place in ("", "  ", "x" * 41, "a\0b"):
        with pytest.raises(Refusal, match=r"place\.invalid"):
            hall.help(place)
    for key in (0, -1, 99, 2**63):
        with pytest.raises(Refusal, match=r"help\.unknown"):
            hall.answer_help(key, staff.clerk)
    with pytest.raises(Refusal, match=r"account\.not_allowed"):
        hall.answer_help(hall.help("a").id, staff.inspector)
