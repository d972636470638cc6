"""Who is called in a real hall, and why: what the rule decides, found in the store and kept."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.queue import choosing, heads
from kiosk.queue.routing import Head, Skills, Why, choose
from kiosk.queue.tickets import Priority, State, Ticket
from kiosk.refusal import Refusal
from kiosk.words import LANGUAGES, words
from tests.bench.crowd import PRIORITY_EACH, add_crowd
from tests.hall import HandClock, Staff, change_settings, staff_of

SERVICES = ("ZR001", "ZR003", "SC001", "MZ001", "GA001")
COUNTERS = ("1", "2", "9", "11")


def served(hall: Hall, staff: Staff, counter: str) -> Ticket:
    """The next at a counter, who is done at once."""
    ticket = hall.call_next(counter, staff.clerk)
    hall.start(ticket.id, staff.clerk)
    return hall.finish(ticket.id, staff.clerk)


def heads_of(waiting: list[Ticket]) -> list[Head]:
    """Everybody who waits, as if each were the first of a line."""
    return [
        Head(each.id, each.service, each.issued_at, each.goes_first, number=each.number)
        for each in waiting
    ]


@pytest.fixture(params=[30, 2])
def limited(folder: Path, clock: HandClock, request: pytest.FixtureRequest) -> Iterator[Hall]:
    """A hall in which nobody waits so many minutes longer because of priority."""
    change_settings(folder, "[staff]", f"[queue]\nlimit_minutes = {request.param}\n\n[staff]")
    with open_hall(folder, clock) as opened:
        yield opened


def test_the_store_finds_whom_the_rule_would_pick_of_all(limited: Hall, clock: HandClock) -> None:
    """Looking at the first of each line comes to the same as looking at everybody."""
    hall, staff = limited, staff_of(limited)
    chance = random.Random(0)
    priorities = [None, None, None, Priority.ELDERLY, Priority.GREEN]
    waiting: list[Ticket] = []
    rule = hall.settings.queue.rule
    for _ in range(20):
        for _ in range(chance.randint(0, 3)):
            service, priority = chance.choice(SERVICES), chance.choice(priorities)
            waiting.append(hall.issue(service, priority=priority).ticket)
            clock.move(seconds=chance.randint(1, 90))
        counter = chance.choice(COUNTERS)
        with hall.ground.read() as work:
            at, skills = work.floor.counter(counter), work.floor.skills[counter]
            every = heads_of(waiting)
            past = choosing.past_of(work, every, rule)
            wanted = choose(every, skills, past, work.at, rule)
            line = heads.look(work, at, staff.clerk)
            found = choosing.next_for(hall.ground, work, at, line)
        if wanted is None or found is None:
            assert wanted is found
            continue
        assert replace(found, skipped=()) == replace(wanted, skipped=())
        earlier = [w.number for w in waiting if w.service in skills.serves and w.id < found.ticket]
        assert set(found.skipped) <= set(earlier)
        assert bool(found.skipped) is bool(earlier)
        assert served(hall, staff, counter).id == found.ticket
        waiting = [each for each in waiting if each.id != found.ticket]


@pytest.fixture
def strict(folder: Path, clock: HandClock) -> Iterator[Hall]:
    """A hall in which priority always goes first, within the guards."""
    change_settings(folder, "[staff]", '[queue]\npolicy = "strict"\n\n[staff]')
    with open_hall(folder, clock) as opened:
        yield opened


def test_a_hall_has_the_policy_of_its_settings(strict: Hall, clock: HandClock) -> None:
    staff = staff_of(strict)
    strict.issue("SC001")
    clock.move(hours=1)
    elder = strict.issue("SC001", priority=Priority.ELDERLY).ticket
    assert served(strict, staff, "1").id == elder.id


def test_by_default_priority_accumulates(hall: Hall, staff: Staff, clock: HandClock) -> None:
    """Who has waited for an hour goes before somebody with priority who has just come."""
    first = hall.issue("SC001").ticket
    clock.move(hours=1)
    hall.issue("SC001", priority=Priority.ELDERLY)
    assert served(hall, staff, "1").id == first.id


def test_a_specialist_keeps_its_own(hall: Hall, staff: Staff) -> None:
    """ZR003 is done at the comprehensive counters and at the two of real estate (sample hall)."""
    with hall.ground.read() as work:
        shared = work.floor.serves["1"] & work.floor.serves["9"]
        assert work.floor.skills["1"] == Skills(work.floor.serves["1"])
    (both,) = shared
    assert (both, "ZR001" in shared) == ("ZR003", False)
    earlier, own = hall.issue("ZR003").ticket, hall.issue("ZR001").ticket
    assert served(hall, staff, "9").id == own.id
    assert hall.why(own.number).calls[0].why is Why.OWN
    assert hall.why(own.number).calls[0].skipped == (earlier.number,)
    assert served(hall, staff, "9").id == earlier.id


def test_who_stands_behind_everybody_near_is_found(hall: Hall, staff: Staff) -> None:
    """More people of each class than are looked at first wait for other counters."""
    add_crowd(hall, ["SC001"], (heads.NEAR + 1) * PRIORITY_EACH)
    mine = {hall.issue("ZR001", priority=each).ticket.id for each in (None, Priority.ELDERLY)}
    assert {served(hall, staff, "9").id for _ in mine} == mine
    with pytest.raises(Refusal) as refused:
        hall.call_next("9", staff.clerk)
    assert refused.value.code == "queue.empty"


def test_when_no_comprehensive_counter_calls_everything_is_its_own(
    hall: Hall, staff: Staff
) -> None:
    for counter in "12345678":
        hall.close_counter(counter, staff.clerk, "午休")
    earlier = hall.issue("ZR003").ticket
    hall.issue("ZR001")
    assert served(hall, staff, "9").id == earlier.id


def test_a_number_that_is_missed_and_back_keeps_its_place_by_the_store(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    late = hall.issue("SC001").ticket
    hall.call_next("1", staff.clerk)
    clock.move(seconds=30)
    hall.recall(late.id, staff.clerk)
    hall.miss(late.id, staff.clerk)
    for _ in range(4):
        hall.issue("SC001")
    hall.check_in(late.id)
    assert [served(hall, staff, "1").number for _ in range(5)] == [
        *("B002", "B003", "B004", "B001", "B005")
    ]


# --- Why (what the clerk, the inspector and the citizen are told) ---


def crowded(hall: Hall, staff: Staff, clock: HandClock) -> None:
    """B001 and B002 wait; A001 and A002 come with priority, and A001 is called before them."""
    for service in ("SC001", "SC001"):
        hall.issue(service)
    clock.move(minutes=1)
    for _ in range(2):
        hall.issue("MZ001", priority=Priority.ELDERLY)
    clock.move(minutes=5)
    served(hall, staff, "1")


def test_why_somebody_was_called(hall: Hall, staff: Staff, clock: HandClock) -> None:
    crowded(hall, staff, clock)
    (call,) = hall.why("A001").calls
    assert (call.number, call.counter, call.why) == ("A001", "1", Why.PRIORITY)
    assert call.skipped == ("B001",), "the first of each line that was passed over"
    assert f"{call.at:%H:%M}" == "09:06"
    said = hall.why("a001").in_words(words(), "zh")
    assert said == ("A001 在 09:06 叫到 1 号窗口：它有优先。比它先来、这次没有叫的有 B001。",)
    day = clock().date()
    clock.move(days=1)
    hall.issue("MZ001")
    assert hall.why("A001", day).in_words(words(), "zh") == said
    assert hall.why("A001").calls == (), "another has this number today"
    with pytest.raises(Refusal, match=r"ticket\.unknown_then"):
        hall.why("A009", day)


def test_why_somebody_waits(hall: Hall, staff: Staff, clock: HandClock) -> None:
    crowded(hall, staff, clock)
    mine = hall.why("B002")
    assert (mine.ticket.state, mine.ahead, mine.overtaken) == (State.WAITING, 1, 1)
    assert [each.number for each in mine.before] == ["A001"]
    assert [each.code for each in mine.counters] == list("12345678")
    served(hall, staff, "1")
    others = hall.why("A002")
    assert (others.overtaken, others.before) == (0, ()), "B001 came before it"
    hall.issue("GA001")
    hall.issue("SC002", priority=Priority.GREEN)
    served(hall, staff, "11")
    assert hall.why("B002").overtaken == 1, "another line is nobody's wait"


def test_what_is_told_of_a_long_wait_is_bounded(strict: Hall, clock: HandClock) -> None:
    staff: Staff = staff_of(strict)
    patient = strict.issue("ZR003").ticket
    for _ in range(7):
        strict.issue("ZR001")
    for _ in range(7):
        served(strict, staff, "9")
    told = strict.why(patient.number)
    assert (len(told.before), told.overtaken) == (5, 7)
    assert told.before[0].number == "D008", "the newest first"


def test_everything_can_be_said_in_both_languages(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    crowded(hall, staff, clock)
    for language in LANGUAGES:
        for number in ("A001", "A002", "B001"):
            for said in hall.why(number).in_words(words(), language):
                assert "{" not in said
        for why in Why:
            assert words().knows(f"why.because.{why.value}", language)


def test_staff_who_pick_a_number_are_told_of(hall: Hall, staff: Staff) -> None:
    for _ in range(2):
        hall.issue("SC001")
    hall.call_number("1", "B002", staff.clerk, "行动不便")
    assert hall.why("B002").calls[0].why is Why.PICKED
    assert hall.why("B001").before[0].why is Why.PICKED


def test_a_signed_event_keeps_the_choice(hall: Hall, staff: Staff, clock: HandClock) -> None:
    crowded(hall, staff, clock)
    assert hall.audit_verify() is None
    with hall.ground.store.write() as connection:
        connection.exec_driver_sql("UPDATE tickets SET called_as = NULL")
    assert hall.why("A001").calls[0].why is Why.PRIORITY, "it does not hang on the ticket's row"
