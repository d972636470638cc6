"""Whose number it is: the notice first, a document typed or laid on the reader, and no trace of it.

With a real window, a real database, and a card reader at the other end of a serial line.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk.hall import Hall, open_hall
from kiosk.people.documents import DocumentKind
from kiosk.people.identity import Agent
from printers.status import State as PrinterStatus
from tests.card_reader import NAME, FakeReader, card, fake_reader
from tests.hall import HandClock, change_settings, copy_hall, count, staff_of
from tests.ui.papers import change_job, say_how_the_printer_is
from tests.ui.touch.conftest import Visit, Visitor
from ui.touch import LANDSCAPE, PORTRAIT
from ui.touch.scanner import GAP_MS

LI = "11010519491231002X"
"""The example of GB 11643-1999; nobody's number."""
WRONG = "11010519491231003X"
PASSPORT = "E12345678"
TODAY = date(2026, 3, 2)
SETTINGS = """[identity]
services = ["GA001", "GA002"]
{reader}

[appointments.E]
lead_minutes = 0

[staff]"""

SHAPES = pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])


def open_named(made: Path, folder: Path, reader: str = "") -> Hall:
    copy_hall(made, folder)
    change_settings(folder, "[staff]", SETTINGS.format(reader=reader))
    hall = open_hall(folder, HandClock())
    say_how_the_printer_is(hall, PrinterStatus.ONLINE)
    return hall


@pytest.fixture
def named(made_hall: Path, tmp_path: Path) -> Iterator[Hall]:
    """A hall where the public security counters require a document."""
    with open_named(made_hall, tmp_path / "named") as hall:
        yield hall


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeReader]:
    monkeypatch.setattr("kiosk.people.cards.ANSWER_SECONDS", 1.0)
    monkeypatch.setattr("kiosk.people.cards.PAUSE_SECONDS", 0.01)
    monkeypatch.setattr("ui.touch.cards.RETRY", 0.05)
    with fake_reader(tmp_path) as reader:
        yield reader


@pytest.fixture
def reading(made_hall: Path, tmp_path: Path, fake: FakeReader) -> Iterator[Hall]:
    """The same hall with a card reader at the machine."""
    with open_named(made_hall, tmp_path / "reading", f'reader = "{fake.device}"') as hall:
        yield hall


def to_identity(visitor: Visitor, service: str = "GA002") -> None:
    visitor.touch.screen.choose("theme", "证件办理")
    visitor.touch.screen.prepare(service)
    visitor.comes_to("confirm")
    visitor.tap("confirm.take")
    visitor.comes_to("identity")


def choose(visitor: Visitor, kind: str) -> None:
    visitor.tap(f"identity.kinds.{kind}")


def touch_keys(visitor: Visitor, text: str) -> None:
    for key in text:
        visitor.hands.tap(key)


def type_in(visitor: Visitor, text: str) -> None:
    """The same without the way of a finger, which takes its time."""
    for key in text:
        visitor.touch.screen.naming.key(key)


def names(visitor: Visitor) -> str:
    """All that a screen reader, or a test, could find on the page."""
    return "\n".join(thing.name for thing in visitor.hands.things())


def numbers(hall: Hall) -> int:
    return count(hall, "tickets")


# The notice, and a typed number


@SHAPES
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_notice_comes_before_anything_is_asked(
    visit: Visit, named: Hall, size: tuple[int, int], language: str
) -> None:
    visitor = visit(size=size, language=language, place=named)
    to_identity(visitor)
    visitor.sees("identity.kept")
    visitor.sees("identity.days", count=30)
    visitor.sees("identity.agree")
    assert numbers(named) == 0


def test_a_resident_types_the_number_and_gets_one(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "resident_id")
    touch_keys(visitor, LI[:4])
    assert not visitor.hands.find(visitor.say("pad.clear")).box.isEmpty()
    touch_keys(visitor, LI[4:])
    visitor.hands.tap(visitor.say("identity.take"), times=2)
    visitor.comes_to("ticket")
    visitor.sees_text("E001")
    visitor.sees("ticket.yours")
    assert numbers(named) == 1
    assert (
        named.last_characters(named.ticket_of_number("E001").id, staff_of(named).clerk) == LI[-4:]
    )


def test_a_service_that_needs_no_document_asks_for_none(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named)
    visitor.touch.screen.choose("theme", "准营准办")
    visitor.touch.screen.prepare("SC001")
    visitor.comes_to("confirm")
    visitor.tap("confirm.take")
    visitor.comes_to("ticket")
    assert count(named, "identities") == 0


def test_a_foreigner_comes_with_a_passport_in_english(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named, language="en")
    to_identity(visitor)
    choose(visitor, "passport")
    touch_keys(visitor, PASSPORT[0])
    visitor.tap("appointment.to_digits")
    touch_keys(visitor, PASSPORT[1:])
    visitor.tap("identity.take")
    visitor.comes_to("ticket")
    visitor.sees("ticket.yours")


def test_a_permit_may_have_letters_and_the_x(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "permit")
    touch_keys(visitor, "H")
    visitor.tap("appointment.to_digits")
    touch_keys(visitor, "12345678")
    visitor.tap("identity.take")
    visitor.comes_to("ticket")


def test_a_keyboard_types_as_well_and_is_no_scanner(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "resident_id")
    for letter in f"{LI[:3]}9":
        visitor.hands.key(Qt.Key(ord(letter)))
        visitor.hands.rest(GAP_MS / 500)
    visitor.hands.key(Qt.Key.Key_Backspace)
    visitor.sees("identity.typed", count=3)


def test_a_wrong_digit_is_said_kindly_and_can_be_mended(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "resident_id")
    type_in(visitor, WRONG)
    visitor.tap("identity.take")
    visitor.sees_text(visitor.say("identity.no.invalid_resident_id"))
    visitor.sees("identity.typed", count=18)
    assert numbers(named) == 0
    visitor.tap("pad.delete")
    visitor.misses("identity.no.invalid_resident_id")
    visitor.tap("pad.delete")
    type_in(visitor, "2X")
    visitor.tap("identity.take")
    visitor.comes_to("ticket")


def test_only_keys_that_lead_on_can_be_pressed(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "resident_id")
    visitor.sees("identity.typed", count=0)

    def enabled() -> set[str]:
        return {thing.name for thing in visitor.hands.things() if thing.enabled}

    assert "1" in enabled()
    assert not {"X", visitor.say("identity.take")} & enabled()
    visitor.touch.screen.naming.key("0")
    visitor.sees("identity.typed", count=0)
    type_in(visitor, LI[:17])
    assert visitor.hands.until(lambda: "X" in enabled())
    type_in(visitor, "X")
    assert visitor.hands.until(lambda: visitor.say("identity.take") in enabled())
    assert "1" not in enabled()


# Nobody reads along, and nothing stays


def test_the_number_is_hidden_but_for_its_end_until_one_asks(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "resident_id")
    type_in(visitor, LI)
    identity = visitor.touch.screen.naming
    assert identity.property("pad")["shown"] == "****** ******** 002X"
    visitor.tap("identity.show")
    assert identity.property("pad")["shown"] == "110105 19491231 002X"
    for _ in range(11):
        identity.tick()
    assert identity.property("pad")["shown"] == "****** ******** 002X", "it does not stay open"
    visitor.tap("identity.show")
    visitor.tap("pad.delete")
    assert LI[:6] not in identity.property("pad")["shown"]


def test_no_name_on_the_page_tells_the_number(visit: Visit, named: Hall) -> None:
    """What is named is spoken, and can be read from outside the program."""
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "resident_id")
    type_in(visitor, LI)
    visitor.tap("identity.show")
    assert not [part for part in (LI, LI[:6], LI[6:14], LI[-4:]) if part in names(visitor)]


@pytest.mark.parametrize("way", ["nav.home", "nav.back", "left", "service"])
def test_whoever_goes_leaves_no_number_behind(visit: Visit, named: Hall, way: str) -> None:
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "resident_id")
    type_in(visitor, LI[:9])
    screen = visitor.touch.screen
    if way == "left":
        screen.leave()
    elif way == "service":
        screen.serving.open()
    else:
        visitor.tap(way)
    assert visitor.hands.until(lambda: visitor.page != "identity")
    assert LI[:9] not in repr(vars(screen.naming)) + repr(vars(screen.visit))
    screen.leave()
    to_identity(visitor)
    visitor.sees("identity.kept")


def test_who_asks_for_help_finds_the_number_again(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "resident_id")
    type_in(visitor, LI[:9])
    visitor.touch.screen.helping.call()
    visitor.comes_to("help")
    visitor.tap("nav.back")
    visitor.comes_to("identity")
    visitor.sees("identity.typed", count=9)


def test_a_copied_database_and_log_show_no_number(
    visit: Visit, named: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = visit(place=named, prints=True)
    for text in (WRONG, LI):
        to_identity(visitor)
        choose(visitor, "resident_id")
        type_in(visitor, text)
        visitor.tap("identity.take")
        if text == WRONG:
            visitor.sees_text(visitor.say("identity.no.invalid_resident_id"))
            visitor.touch.screen.leave()
            visitor.comes_to("home")
    visitor.comes_to("ticket")
    visitor.comes_to_paper("printed")
    folder = named.ground.folder
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert any(each.suffix == ".db" for each in files)
    for number in (LI, WRONG):
        # The end of the number is sealed; 002X alone may stand anywhere by chance.
        for part in (number, number[:6] + number[6:14], number[6:]):
            assert part not in caplog.text
            for coded in (part.encode(), part.encode("utf-16-le")):
                assert not [each.name for each in files if coded in each.read_bytes()]


# One number each, and others


def again(visitor: Visitor) -> None:
    visitor.touch.screen.leave()
    visitor.comes_to("home")
    to_identity(visitor)
    choose(visitor, "resident_id")
    type_in(visitor, LI)
    visitor.tap("identity.take")
    visitor.comes_to("ticket")


def test_a_second_try_gives_the_same_number_and_says_so(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named)
    first = named.issue_to("GA001", named.document(DocumentKind.RESIDENT_ID, LI))
    change_job(named, first.job, state="printed", sent_at=named.ground.clock())
    again(visitor)
    visitor.sees_text("E001")
    visitor.sees("ticket.had")
    jobs = named.jobs_of(first.ticket.id)
    assert [job.copy for job in jobs] == [0, 1], "its paper comes once more"
    visitor.sees_text(visitor.say("paper_state.printing"))
    change_job(named, jobs[1].id, state="printed")
    visitor.comes_to_paper("printed")
    again(visitor)
    visitor.comes_to_paper("earlier")
    visitor.sees_text(visitor.say("paper_state.earlier"))
    assert len(named.jobs_of(first.ticket.id)) == 2
    assert numbers(named) == 1


def test_another_try_after_a_slow_answer_is_no_second_number(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "resident_id")
    type_in(visitor, LI)
    with pytest.MonkeyPatch.context() as patch:
        real = Hall.issue_to

        def lost(self: Hall, *given: object, **named_: object) -> object:
            real(self, *given, **named_)  # type: ignore[arg-type]
            raise ZeroDivisionError("the answer is lost on its way")

        patch.setattr(Hall, "issue_to", lost)
        visitor.tap("identity.take")
        visitor.comes_to("trouble")
    visitor.tap("nav.retry")
    visitor.comes_to("ticket")
    visitor.sees("ticket.yours")
    assert numbers(named) == 1


def test_somebody_comes_for_somebody_else(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named, language="en")
    to_identity(visitor)
    choose(visitor, "agent")
    visitor.sees("identity.agent_title")
    visitor.sees("identity.agent_text", count=2)
    visitor.tap("identity.reasons.ill")
    visitor.sees("identity.which_own")
    assert not visitor.hands.sees(visitor.say("identity.kinds.agent"))
    choose(visitor, "resident_id")
    type_in(visitor, LI)
    visitor.tap("identity.take")
    visitor.comes_to("ticket")
    (listed,) = named.listed_identities(TODAY)
    assert (listed.number, listed.reason) == ("E001", "家人生病住院")


def test_no_more_numbers_for_others_leads_to_the_staff(visit: Visit, named: Hall) -> None:
    for _ in range(2):
        mine = named.document(DocumentKind.RESIDENT_ID, LI)
        named.issue_to("GA001", Agent(mine, "代办"))
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "agent")
    visitor.tap("identity.reasons.child")
    choose(visitor, "resident_id")
    type_in(visitor, LI)
    visitor.tap("identity.take")
    visitor.sees("identity.no.capped")
    visitor.sees("identity.no.capped_text", most=2)
    assert numbers(named) == 2
    visitor.tap("identity.other")
    visitor.sees("identity.which")
    assert LI not in repr(vars(visitor.touch.screen.naming))


def test_whoever_has_no_document_is_sent_to_people(visit: Visit, named: Hall) -> None:
    visitor = visit(place=named)
    to_identity(visitor)
    choose(visitor, "none")
    visitor.sees("identity.staff_title")
    visitor.tap("identity.call")
    visitor.comes_to("help")
    assert visitor.hands.until(lambda: len(named.help_calls()) == 1)


def test_an_appointment_asks_for_the_document_and_keeps_its_time(visit: Visit, named: Hall) -> None:
    booked = named.book("GA001", TODAY, time(9), staff_of(named).clerk)
    visitor = visit(place=named)
    visitor.touch.screen.at_desk.scan(booked.link)
    visitor.comes_to("identity")
    visitor.sees("identity.agree")
    visitor.touch.screen.naming.choose("resident_id")
    type_in(visitor, LI)
    visitor.tap("identity.take")
    visitor.comes_to("ticket")
    ticket = named.ticket_of_number("E001")
    assert ticket.appointment_at == booked.appointment.starts_at


# The reader


def test_a_card_on_the_reader_is_enough(visit: Visit, reading: Hall, fake: FakeReader) -> None:
    visitor = visit(place=reading)
    to_identity(visitor)
    fake.on_it = card(LI)
    visitor.hands.rest(0.1)
    assert fake.asked == [], "before the notice was read nothing is"
    fake.on_it = None
    choose(visitor, "resident_id")
    visitor.sees("identity.reader_ready")
    fake.on_it = card(LI)
    visitor.comes_to("ticket")
    assert fake.asked[-3:] == ["2001", "2002", "3001"]
    mine = reading.document(DocumentKind.RESIDENT_ID, LI)
    assert reading.issue_to("GA001", mine).ticket.number == "E001", "typed or read, it is the same"
    assert NAME not in repr(vars(visitor.touch.screen.naming))


def test_a_card_that_cannot_be_read_is_said_and_the_next_try_counts(
    visit: Visit, reading: Hall, fake: FakeReader
) -> None:
    fake.on_it = card(WRONG)
    visitor = visit(place=reading)
    to_identity(visitor)
    choose(visitor, "resident_id")
    visitor.sees_text(visitor.say("identity.no.unreadable"))
    assert numbers(reading) == 0
    fake.on_it = card(LI)
    visitor.comes_to("ticket")


def test_a_card_that_is_laid_on_after_one_has_gone_is_nobodys(
    visit: Visit, reading: Hall, fake: FakeReader
) -> None:
    visitor = visit(place=reading)
    to_identity(visitor)
    choose(visitor, "resident_id")
    assert visitor.hands.until(lambda: "2001" in fake.asked)
    visitor.tap("nav.home")
    visitor.comes_to("home")
    fake.on_it = card(LI)
    asked = -1

    def quiet() -> bool:
        nonlocal asked
        before, asked = asked, len(fake.asked)
        visitor.hands.rest(0.2)
        return before == len(fake.asked)

    assert visitor.hands.until(quiet)
    assert visitor.page == "home"
    assert numbers(reading) == 0


def test_a_reader_that_is_gone_leaves_the_pad(
    visit: Visit, made_hall: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    missing = f'reader = "{tmp_path / "none"}"'
    with open_named(made_hall, tmp_path / "gone", missing) as hall:
        visitor = visit(place=hall)
        to_identity(visitor)
        choose(visitor, "resident_id")
        visitor.sees("identity.reader_gone")
        type_in(visitor, LI)
        visitor.tap("identity.take")
        visitor.comes_to("ticket")
    assert caplog.text.count("no card reader") == 1
