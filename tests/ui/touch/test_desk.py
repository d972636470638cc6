"""Somebody has a number or an appointment: looked up, and done with as a person would."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk.hall import Hall, open_hall
from kiosk.people.booked import Booked
from kiosk.people.returning import AtMachine
from kiosk.queue.tickets import Priority, State
from printers.status import State as PrinterStatus
from tests.hall import HandClock, change_settings, copy_hall, count, events, miss, staff_of
from tests.ui import looks
from tests.ui.papers import change_job, say_how_the_printer_is
from tests.ui.touch.conftest import Visit, Visitor
from ui.touch import LANDSCAPE, PORTRAIT
from ui.touch.scanner import GAP_MS
from ui.touch.visit import SLOW, SLOW_TICKS

SHAPES = pytest.mark.parametrize(
    "size", [PORTRAIT, LANDSCAPE, (540, 960), (1024, 768)], ids=["tall", "wide", "small", "4:3"]
)
READERS = pytest.mark.parametrize("language", ["zh", "en"])
SLOTS = "[appointments.E]\ncapacity = 2\nlead_minutes = 30\ndays = 7\n\n[staff]"


@pytest.fixture
def booking(made_hall: Path, tmp_path: Path) -> Iterator[Hall]:
    """The sample hall with appointments."""
    folder = copy_hall(made_hall, tmp_path / "booking")
    change_settings(folder, "[staff]", SLOTS)
    with open_hall(folder, HandClock()) as hall:
        say_how_the_printer_is(hall, PrinterStatus.ONLINE)
        yield hall


def clock_of(hall: Hall) -> HandClock:
    assert isinstance(hall.ground.clock, HandClock)
    return hall.ground.clock


def book(hall: Hall, slot: str = "10:00") -> Booked:
    return hall.book("GA001", date(2026, 3, 2), time.fromisoformat(slot), staff_of(hall).supervisor)


def look_up(visitor: Visitor) -> None:
    visitor.touch.screen.at_desk.lookUp()
    visitor.comes_to("lookup")


def appoint(visitor: Visitor) -> None:
    visitor.touch.screen.at_desk.appoint()
    visitor.comes_to("appointment")


def type_in(visitor: Visitor, text: str) -> None:
    for key in text:
        visitor.hands.tap(key)


def scan(visitor: Visitor, text: str) -> None:
    visitor.touch.screen.at_desk.scan(text)


def found(visitor: Visitor) -> AtMachine:
    at = visitor.touch.screen.at_desk.held.at
    assert at is not None
    return at


def wait(visitor: Visitor, true: Callable[[], bool]) -> None:
    assert visitor.hands.until(true)


def missed(hall: Hall, visitor: Visitor) -> str:
    """A number that was called and missed, looked at by its paper; its link."""
    issued = hall.issue("GA002")
    clerk = staff_of(hall).clerk
    miss(hall, hall.call_next("11", clerk).id, clerk)
    scan(visitor, issued.status_url)
    visitor.comes_to("receipt")
    return issued.status_url


# Looking up


@SHAPES
def test_a_number_is_typed_with_few_large_keys(
    visit: Visit, hall: Hall, size: tuple[int, int]
) -> None:
    for _ in range(3):
        hall.issue("GA002")
    visitor = visit(size=size)
    look_up(visitor)
    assert not visitor.hands.find("E").box.isEmpty()
    type_in(visitor, "E3")
    visitor.tap("lookup.find")
    visitor.comes_to("receipt")
    visitor.sees_text("E003")
    visitor.sees_text("2 人")
    # Only who holds the paper sees what it is about, and may give it up.
    assert not visitor.hands.sees("居民身份证换领、补领")
    assert not visitor.hands.sees(visitor.say("desk.give_up"))
    visitor.sees("desk.typed")


def test_only_keys_that_lead_on_can_be_pressed(visit: Visit) -> None:
    visitor = visit()
    look_up(visitor)

    def enabled() -> set[str]:
        return {thing.name for thing in visitor.hands.things() if thing.enabled}

    assert "A" in enabled()
    assert "1" not in enabled()
    type_in(visitor, "A")
    wait(visitor, lambda: "1" in enabled() and "A" not in enabled())
    assert visitor.say("lookup.find") not in enabled()
    type_in(visitor, "1")
    wait(visitor, lambda: visitor.say("lookup.find") in enabled())
    visitor.tap("pad.delete")
    wait(visitor, lambda: visitor.say("lookup.find") not in enabled())
    visitor.tap("pad.clear")
    wait(visitor, lambda: "1" not in enabled())


def test_a_keyboard_types_as_well(visit: Visit, hall: Hall) -> None:
    hall.issue("GA002")
    visitor = visit()
    look_up(visitor)
    for key in (Qt.Key.Key_E, Qt.Key.Key_2, Qt.Key.Key_Backspace, Qt.Key.Key_1, Qt.Key.Key_Return):
        visitor.hands.key(key)
        # So fast as in no time is a scanner.
        visitor.hands.rest(GAP_MS / 500)
    visitor.comes_to("receipt")
    visitor.sees_text("E001")


def test_a_number_that_is_not_there_is_said_and_can_be_mended(visit: Visit, hall: Hall) -> None:
    hall.issue("GA002")
    visitor = visit()
    look_up(visitor)
    type_in(visitor, "E12")
    visitor.tap("lookup.find")
    visitor.sees("desk.no.ticket_unknown", ticket="E12")
    visitor.tap("lookup.again")
    visitor.tap("pad.delete")
    visitor.tap("lookup.find")
    visitor.comes_to("receipt")


def test_whoever_tries_all_numbers_is_slowed_down(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    look_up(visitor)
    held = visitor.touch.screen.at_desk.held
    for number in range(1, 22):
        scan(visitor, f"E{number:03}")
        wait(visitor, lambda: not held.busy)
    visitor.sees("desk.no.machine_too_often")


def test_a_link_of_nobody_is_said_kindly_on_the_page_to_try_again(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    scan(visitor, f"{hall.settings.public_url}/s/{'x' * 32}")
    visitor.comes_to("lookup")
    visitor.sees("desk.no.link_invalid")


def test_the_next_person_sees_nothing_of_the_last_ones_number(visit: Visit, hall: Hall) -> None:
    issued = hall.issue("GA002")
    visitor = visit()
    scan(visitor, issued.status_url)
    visitor.comes_to("receipt")
    visitor.touch.screen.leave()
    visitor.comes_to("home")
    assert visitor.touch.screen.at_desk.held.at is None
    look_up(visitor)
    assert not visitor.hands.sees("E001")


def test_the_receipt_moves_with_the_line(visit: Visit, hall: Hall) -> None:
    hall.issue("GA002")
    issued = hall.issue("GA002")
    clerk = staff_of(hall).clerk
    visitor = visit()
    scan(visitor, issued.status_url)
    visitor.comes_to("receipt")
    visitor.sees_text("1 人")
    hall.finish(hall.start(hall.call_next("11", clerk).id, clerk).id, clerk)
    wait(visitor, lambda: visitor.hands.sees("0 人"))
    hall.call_next("12", clerk)
    visitor.sees("desk.head.called", counter="12")


def test_looking_at_a_typed_number_counts_as_typing_once(visit: Visit, hall: Hall) -> None:
    hall.issue("GA002")
    visitor = visit()
    scan(visitor, "E001")
    visitor.comes_to("receipt")
    for _ in range(25):
        hall.issue("GA002")
        visitor.hands.rest(0.02)
    scan(visitor, "E002")
    wait(visitor, lambda: found(visitor).number == "E002")


# What one can do


def test_who_missed_the_call_is_back_with_one_touch(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    missed(hall, visitor)
    for _ in range(5):
        hall.issue("GA002")
    visitor.sees("desk.advice.missed")
    visitor.hands.tap(visitor.say("desk.check_in"), times=2)
    visitor.sees_text(
        f"{visitor.say('desk.told.check_in')} {visitor.say('desk.told.check_in_text', count=3)}"
    )
    assert hall.ticket_of_number("E001").state is State.WAITING
    assert events(hall).count("ticket.checked_in") == 1


def test_who_was_set_aside_at_a_counter_that_has_closed_goes_on_elsewhere(
    visit: Visit, hall: Hall
) -> None:
    visitor = visit()
    issued = hall.issue("GA002")
    clerk = staff_of(hall).clerk
    hall.park(hall.call_next("11", clerk).id, clerk)
    hall.close_counter("11", clerk, "下班")
    scan(visitor, issued.status_url)
    visitor.comes_to("receipt")
    visitor.sees("desk.head.parked_closed", counter="11")
    visitor.hands.tap(visitor.say("desk.check_in"))
    visitor.sees("desk.told.check_in")
    assert hall.ticket_of_number("E001").state is State.WAITING


def test_too_late_to_be_back_is_said_without_a_button(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    link = missed(hall, visitor)
    clock_of(hall).move(hours=5)
    scan(visitor, link)
    visitor.sees("desk.advice.missed_over")
    assert not visitor.hands.sees(visitor.say("desk.check_in"))


def test_a_number_is_given_up_after_one_question(visit: Visit, hall: Hall) -> None:
    issued = hall.issue("GA002")
    visitor = visit()
    scan(visitor, issued.status_url)
    visitor.comes_to("receipt")
    visitor.hands.tap(visitor.say("desk.give_up"), times=2)
    visitor.sees("desk.ask", number="E001")
    visitor.tap("desk.keep")
    wait(visitor, lambda: not visitor.hands.sees(visitor.say("desk.ask", number="E001")))
    assert hall.ticket_of_number("E001").state is State.WAITING
    visitor.tap("desk.give_up")
    visitor.tap("desk.yes")
    visitor.sees("desk.told.give_up", number="E001")
    assert hall.ticket_of_number("E001").state is State.ABANDONED


def test_a_lost_paper_is_printed_once_more_and_no_more(visit: Visit, hall: Hall) -> None:
    issued = hall.issue("GA002")
    change_job(hall, issued.job, state="printed", sent_at=hall.ground.clock())
    visitor = visit()
    scan(visitor, issued.status_url)
    visitor.comes_to("receipt")
    visitor.hands.tap(visitor.say("desk.reprint"), times=2)
    visitor.sees("paper_state.printing")
    again = hall.jobs_of(issued.ticket.id)[-1]
    assert (len(hall.jobs_of(issued.ticket.id)), again.copy) == (2, 1)
    change_job(hall, again.id, state="printed")
    visitor.sees("paper_state.printed")
    assert not visitor.hands.sees(visitor.say("desk.reprint"))


def test_without_a_printer_no_reprint_is_promised(visit: Visit, hall: Hall) -> None:
    issued = hall.issue("GA002")
    say_how_the_printer_is(hall, PrinterStatus.PAPER_END)
    visitor = visit()
    visitor.sees("printer.paper_end")
    scan(visitor, issued.status_url)
    visitor.comes_to("receipt")
    visitor.sees("desk.no_reprint", why=visitor.say("printer.paper_end"))
    assert not visitor.hands.sees(visitor.say("desk.reprint"))


def test_what_changed_meanwhile_is_said_in_words(visit: Visit, hall: Hall) -> None:
    issued = hall.issue("GA002")
    visitor = visit()
    scan(visitor, issued.status_url)
    visitor.comes_to("receipt")
    visitor.tap("desk.give_up")
    token = issued.status_url.rpartition("/")[2]
    with pytest.MonkeyPatch.context() as patch:
        # It was given up on a phone a moment ago, and the bell has not rung yet.
        patch.setattr("ui.touch.held.Held.renew", lambda self: None)
        hall.give_up(token)
        visitor.tap("desk.yes")
        visitor.sees("desk.no.ticket_wrong_state")


def test_a_database_that_does_not_answer_keeps_the_number_valid(
    visit: Visit, hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: Hall, text: str) -> AtMachine:
        raise ZeroDivisionError(text)

    visitor = visit()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Hall, "at_machine", broken)
        scan(visitor, "E001")
        visitor.sees("desk.no.trouble")
    assert "ZeroDivisionError" in caplog.text


# Appointments


def test_an_appointment_becomes_a_number(visit: Visit, booking: Hall) -> None:
    booked = book(booking)
    clock_of(booking).set(2, 9, 50)
    visitor = visit(place=booking)
    look_up(visitor)
    visitor.tap("lookup.appointment")
    visitor.comes_to("appointment")
    type_in(visitor, booked.code)
    visitor.hands.tap(visitor.say("appointment.find"), times=2)
    visitor.comes_to("ticket")
    ticket = booking.ticket_of_number("E001")
    assert ticket.appointment_at == booked.appointment.starts_at
    visitor.touch.screen.home()
    visitor.comes_to("home")
    # Scanned once more: its number is shown, not another one.
    scan(visitor, booked.link)
    visitor.sees("desk.no.appointment_arrived")
    visitor.tap("appointment.see", number="E001")
    visitor.comes_to("receipt")
    assert sum(booking.balance().values()) == 1


@pytest.mark.parametrize(
    ("hour", "minute", "name"), [(9, 0, "early"), (10, 40, "late")], ids=["early", "late"]
)
def test_early_and_late_are_told_with_what_to_do(
    visit: Visit, booking: Hall, hour: int, minute: int, name: str
) -> None:
    booked = book(booking)
    clock_of(booking).set(2, hour, minute)
    visitor = visit(place=booking)
    scan(visitor, booked.link)
    visitor.comes_to("appointment")
    visitor.sees(f"desk.no.appointment_{name}")
    visitor.sees(f"desk.ways.appointment_{name}")
    visitor.tap("appointment.other")
    visitor.sees("appointment.scan")


def test_a_code_of_nobody_and_one_that_was_cancelled(visit: Visit, booking: Hall) -> None:
    visitor = visit(place=booking)
    appoint(visitor)
    type_in(visitor, "12345678")
    visitor.tap("appointment.find")
    visitor.sees("desk.no.appointment_unknown")
    booked = book(booking)
    booking.cancel_appointment(booked.appointment.id, staff_of(booking).supervisor)
    scan(visitor, booked.link)
    visitor.sees("desk.no.appointment_cancelled")


def test_a_code_with_letters_can_be_typed(visit: Visit, booking: Hall) -> None:
    visitor = visit(place=booking)
    appoint(visitor)
    assert not visitor.hands.sees("Q")
    visitor.tap("appointment.to_letters")
    type_in(visitor, "QZ")
    visitor.tap("appointment.to_digits")
    type_in(visitor, "123456")
    visitor.tap("appointment.find")
    visitor.sees("desk.no.appointment_unknown")


def test_a_hall_without_appointments_does_not_speak_of_them(visit: Visit) -> None:
    """Neither on the home page, where three ways are left, nor on the pad."""
    visitor = visit()
    visitor.sees("home.lookup")
    names = [thing.name for thing in visitor.hands.things()]
    assert not [name for name in names if name.startswith(visitor.say("home.appointment"))]
    look_up(visitor)
    assert not visitor.hands.sees(visitor.say("lookup.appointment"))


def test_a_hall_with_appointments_speaks_of_them_at_once(visit: Visit, booking: Hall) -> None:
    visitor = visit(place=booking)
    visitor.tap("home.appointment")
    visitor.comes_to("appointment")


def test_an_appointment_after_a_slow_answer_is_still_one_number(
    visit: Visit, booking: Hall
) -> None:
    """The hall took the number, its answer came too late: the same code brings the same number."""
    code = book(booking).code
    clock_of(booking).set(2, 9, 50)
    visitor = visit(place=booking)
    appoint(visitor)
    slow = threading.Event()
    visitor.touch.screen.visit._worker.ask(slow.wait, lambda _: None, lambda _: None)
    scan(visitor, code)
    held = visitor.touch.screen.at_desk.held
    for _ in range(SLOW_TICKS):
        held.tick()
    assert held.no is not None
    assert held.no.code == SLOW
    slow.set()
    wait(visitor, lambda: booking.appointments(date(2026, 3, 2))[0].ticket is not None)
    scan(visitor, code)
    visitor.comes_to("ticket")
    assert count(booking, "tickets") == 1


# Who goes first


@pytest.mark.parametrize("priority", list(Priority))
def test_one_touch_and_the_number_goes_first(visit: Visit, hall: Hall, priority: Priority) -> None:
    visitor = visit()
    visitor.touch.screen.prepare("GA002")
    if visitor.page == "home":
        visitor.comes_to("confirm")
    visitor.touch.screen.at_desk.askWho()
    visitor.comes_to("priority")
    visitor.tap(f"priority.{priority.value}")
    visitor.comes_to("confirm")
    visitor.touch.screen.take()
    visitor.comes_to("ticket")
    assert hall.ticket_of_number("E001").priority is priority
    visitor.sees("ticket.first")
    # Why stands nowhere for others to read.
    assert not visitor.hands.sees(visitor.say(f"priority.{priority.value}"))


def test_who_goes_first_sees_how_few_are_before(visit: Visit, hall: Hall) -> None:
    for _ in range(4):
        hall.issue("GA002")
    visitor = visit()
    visitor.touch.screen.prepare("GA002")
    visitor.comes_to("confirm")
    visitor.sees_text("4 人")
    visitor.touch.screen.at_desk.askWho()
    visitor.comes_to("priority")
    visitor.tap("priority.elderly")
    visitor.comes_to("confirm")
    visitor.sees_text("0 人")


def test_nobody_has_to_go_first(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    visitor.touch.screen.prepare("GA002")
    visitor.comes_to("confirm")
    visitor.touch.screen.at_desk.askWho()
    visitor.comes_to("priority")
    visitor.tap("priority.none")
    visitor.comes_to("confirm")
    visitor.touch.screen.take()
    visitor.comes_to("ticket")
    assert hall.ticket_of_number("E001").priority is None
    assert not visitor.hands.sees(visitor.say("ticket.first"))
    visitor.sees_text(visitor.say("ticket.watch"))
    assert any(visitor.say("ticket.missed") in thing.name for thing in visitor.hands.things())


# How it looks


def judge(visitor: Visitor, where: str) -> None:
    window = visitor.touch.window
    short, long = sorted((window.width(), window.height()))
    complaints = looks.complaints(window, least=9 * min(short / 108, long / 170))
    assert not complaints, f"{where}:\n" + "\n".join(complaints)


@SHAPES
@READERS
def test_every_state_of_a_number_reads_well(
    visit: Visit, hall: Hall, size: tuple[int, int], language: str
) -> None:
    clerk = staff_of(hall).clerk
    issued = [hall.issue("GA002") for _ in range(3)]
    visitor = visit(size=size, language=language)
    look_up(visitor)
    judge(visitor, "empty")
    type_in(visitor, "E12345")
    judge(visitor, "full")
    visitor.tap("lookup.find")
    visitor.sees("desk.no.ticket_unknown", ticket="E12345")
    judge(visitor, "unknown")
    scan(visitor, issued[0].status_url)
    visitor.comes_to("receipt")
    judge(visitor, "waiting")
    visitor.tap("desk.give_up")
    judge(visitor, "asked")
    visitor.tap("desk.keep")
    called = hall.call_next("11", clerk)
    visitor.sees("desk.head.called", counter="11")
    judge(visitor, "called")
    miss(hall, called.id, clerk)
    visitor.sees("desk.head.missed", number="E001")
    judge(visitor, "missed")
    visitor.tap("desk.check_in")
    visitor.sees("desk.told.check_in")
    judge(visitor, "back")
    visitor.tap("desk.reprint")
    visitor.sees("paper_state.printing")
    judge(visitor, "reprinted")
    visitor.tap("desk.give_up")
    visitor.tap("desk.yes")
    visitor.sees("desk.told.give_up", number="E001")
    judge(visitor, "given up")


@SHAPES
@READERS
def test_appointments_and_priorities_read_well(
    visit: Visit, booking: Hall, size: tuple[int, int], language: str
) -> None:
    booked = book(booking)
    visitor = visit(place=booking, size=size, language=language)
    look_up(visitor)
    judge(visitor, "lookup with appointments")
    appoint(visitor)
    judge(visitor, "figures")
    visitor.tap("appointment.to_letters")
    judge(visitor, "letters")
    scan(visitor, booked.link)
    visitor.sees("desk.no.appointment_early")
    judge(visitor, "early")
    clock_of(booking).set(2, 11)
    scan(visitor, booked.link)
    visitor.sees("desk.no.appointment_late")
    judge(visitor, "late")
    visitor.touch.screen.home()
    visitor.comes_to("home")
    visitor.touch.screen.prepare("GA002")
    visitor.comes_to("confirm")
    visitor.touch.screen.at_desk.askWho()
    visitor.comes_to("priority")
    judge(visitor, "priority")
