"""Every page of the touch screen, in every state that a person may meet, and the way there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtQuick import QQuickItem

from kiosk.hall import Hall
from kiosk.people.booked import Booked
from kiosk.refusal import Refusal
from printers.status import State
from tests.hall import MORNING, PASSWORD, ZONE, HandClock, change_settings, miss, staff_of
from tests.ui.papers import change_job, say_how_the_printer_is
from tests.ui.touch.conftest import Visitor
from ui.touch.bridge import TouchScreen
from ui.touch.flow import Page, Step

HOURS = """
[look]
[[look.notices]]
text = "周三下午系统升级，不动产登记暂停办理。"
text_en = "Property registration is closed on Wednesday afternoon."
[[look.honours]]
text = "本月服务之星：王芳（9 号窗口）"
text_en = "Star of service this month: Wang Fang (counter 9)"
[hours]
monday = ["09:00-12:00", "13:30-17:00"]
tuesday = ["09:00-12:00", "13:30-17:00"]
wednesday = ["09:00-12:00", "13:30-17:00"]
thursday = ["09:00-12:00", "13:30-17:00"]
friday = ["09:00-12:00", "13:30-17:00"]
holidays = true
[identity]
services = ["GA003"]
[quotas]
G = 1
[appointments.E]
capacity = 2
lead_minutes = 30
[tickets]"""
PLAIN, CROWDED, FULL = "GA002", "ZR001", "SW001"
"""A service with few facts, one with as many as there are, and one of a group that is full."""


def prepare_hall(folder: Path) -> None:
    """Hours with a lunch, something to say, appointments, and a group that is full at once."""
    change_settings(folder, "[tickets]", HOURS)


@dataclass(slots=True)
class Guest:
    """Somebody who goes to any page of the screen, in a hall that was made for it."""

    visitor: Visitor
    hall: Hall
    booked: Booked
    missed: str = ""

    @property
    def screen(self) -> TouchScreen:
        return self.visitor.touch.screen

    def until(self, true: Callable[[], bool]) -> None:
        assert self.visitor.hands.until(true), self.screen.visit.place

    def comes_to(self, page: Page) -> None:
        self.until(lambda: self.screen.visit.place.page is page)

    def shown(self) -> QQuickItem:
        """The page on the stage."""
        stage = self.visitor.touch.window.findChild(QQuickItem, "stage")
        assert stage is not None
        page = stage.property("item")
        assert isinstance(page, QQuickItem)
        return page

    def settles(self) -> None:
        """What does not fit on one side has been turned into two."""
        self.visitor.hands.rest(0.02)
        page = self.shown()
        self.until(lambda: not page.property("overfull"))

    def at(self, moment: datetime) -> None:
        """It is so late, and the screen knows it."""
        clock = self.hall.ground.clock
        assert isinstance(clock, HandClock)
        clock.now = moment
        # Untouched, the glass would sleep at such an hour.
        self.visitor.hands.touch(QPoint(1, 1))
        self.screen.resting.tick()
        self.screen.ticked.emit()

    def printer_is(self, state: State) -> None:
        """And the screen knows it."""
        printer = self.screen.visit.printer
        say_how_the_printer_is(self.hall, state)
        printer.look(self.hall)
        self.until(lambda: printer.trouble == ("" if state is State.ONLINE else state.value))

    def leave(self) -> None:
        """Nothing of the last page is left."""
        self.screen.visit.hall = self.hall
        self.at(MORNING)
        if self.screen.visit.printer.trouble:
            self.printer_is(State.ONLINE)
        self.screen.resting.begin()
        self.screen.visit.step(Step.LEFT)
        self.comes_to(Page.HOME)

    def ticket(self, **paper: str) -> None:
        """Take a number; `paper` is what has become of its paper."""
        self.screen.prepare("LY001")
        self.comes_to(Page.CONFIRM)
        self.screen.take()
        self.comes_to(Page.TICKET)
        if paper:
            wish = self.screen.visit.wish
            assert wish.issued is not None
            (job,) = self.hall.jobs_of(wish.issued.ticket.id)
            change_job(self.hall, job.id, **paper)
            before = wish.paper.state
            wish.paper.look()
            self.until(lambda: wish.paper.state != before)

    def scan(self, text: str) -> None:
        self.screen.at_desk.scan(text)

    def said(self, refusal: Refusal) -> None:
        """Trouble, as if the hall had said so."""
        self.screen.visit.refusal = refusal
        self.screen.visit.step(Step.REFUSED)
        self.screen.troubled.emit()


def guest(visitor: Visitor, hall: Hall) -> Guest:
    """The first in a hall where some wait, one has missed the call and one has an appointment."""
    staff = staff_of(hall)
    missed = hall.issue(PLAIN)
    miss(hall, hall.call_next("11", staff.clerk).id, staff.clerk)
    for service in (PLAIN, PLAIN, PLAIN, "LY001", "LY001", CROWDED, FULL):
        hall.issue(service)
    booked = hall.book("GA001", date(2026, 3, 2), time(15), staff.supervisor)
    return Guest(visitor, hall, booked, missed.status_url)


def _side(kind: str) -> Callable[[Guest], None]:
    return lambda guest: guest.screen.sort(kind)


def _step(step: Step) -> Callable[[Guest], None]:
    return lambda guest: guest.screen.visit.step(step)


def _typed(*letters: str) -> Callable[[Guest], None]:
    def go(guest: Guest) -> None:
        guest.screen.search()
        for letter in letters:
            guest.screen.finding.write(letter)

    return go


def _themed(theme: str) -> Callable[[Guest], None]:
    return lambda guest: guest.screen.choose("theme", theme)


def _confirm(service: str) -> Callable[[Guest], None]:
    def go(guest: Guest) -> None:
        guest.screen.prepare(service)
        guest.comes_to(Page.CONFIRM)

    return go


def _papers(guest: Guest) -> None:
    """In large mode the papers have a page of their own."""
    _confirm(CROWDED)(guest)
    guest.settles()
    page = guest.shown()
    if page.property("cramped"):
        page.setProperty("side", "papers")
    guest.screen.bring("买卖合同")


def _desk(guest: Guest) -> None:
    guest.screen.askDesk("enquiry")
    guest.comes_to(Page.CONFIRM)


def _priority(guest: Guest) -> None:
    _confirm(PLAIN)(guest)
    guest.screen.at_desk.askWho()


def _unprinted(guest: Guest) -> None:
    guest.printer_is(State.PAPER_END)
    _confirm(CROWDED)(guest)


def _home_unprinted(guest: Guest) -> None:
    guest.printer_is(State.COVER_OPEN)


def _identity(*answers: str, typed: str = "") -> Callable[[Guest], None]:
    def go(guest: Guest) -> None:
        _confirm("GA003")(guest)
        guest.screen.take()
        guest.comes_to(Page.IDENTITY)
        for answer in answers:
            guest.screen.naming.choose(answer)
        for key in typed:
            guest.screen.naming.key(key)

    return go


def _ticket(guest: Guest) -> None:
    guest.ticket()


def _held(guest: Guest) -> None:
    guest.ticket(state="queued", error="printer.cutter")


def _unknown(guest: Guest) -> None:
    guest.ticket(state="unknown", error="printer.lost")


def _waived(guest: Guest) -> None:
    guest.ticket(state="failed", error="printer.waived")


def _typing(guest: Guest) -> None:
    guest.screen.at_desk.lookUp()
    for key in "E01":
        guest.screen.at_desk.key(key)


def _waits(guest: Guest) -> None:
    issued = guest.hall.issue(PLAIN)
    guest.scan(issued.status_url)
    guest.comes_to(Page.RECEIPT)


def _missed(guest: Guest) -> None:
    guest.scan(guest.missed)
    guest.comes_to(Page.RECEIPT)


def _left_behind(guest: Guest) -> None:
    staff = staff_of(guest.hall)
    issued = guest.hall.issue(PLAIN)
    called = guest.hall.call_number("11", issued.ticket.number, staff.clerk, "加急")
    guest.hall.park(called.id, staff.clerk)
    guest.hall.close_counter("11", staff.clerk, "下班")
    guest.scan(issued.status_url)
    guest.comes_to(Page.RECEIPT)


def _asks(guest: Guest) -> None:
    _waits(guest)
    guest.screen.at_desk.ask(True)


def _early(guest: Guest) -> None:
    guest.scan(guest.booked.link)
    guest.comes_to(Page.APPOINTMENT)
    guest.until(lambda: bool(guest.screen.at_desk.property("no")))


def _help(guest: Guest) -> None:
    guest.screen.visit.step(Step.HELP)


def _shut(month: int, day: int, hour: int) -> Callable[[Guest], None]:
    def go(guest: Guest) -> None:
        guest.screen.visit.step(Step.RESTED)
        guest.at(datetime(2026, month, day, hour, 10, tzinfo=ZONE))
        guest.comes_to(Page.CLOSED)

    return go


def _locked(guest: Guest) -> None:
    serving = guest.screen.serving
    serving.open()
    guest.until(lambda: bool(serving.property("shown")["people"]))
    serving.choose("supervisor")
    for letter in "wrong":
        serving.type(letter)


def _menu(guest: Guest) -> None:
    serving = guest.screen.serving
    serving.open()
    serving.choose("supervisor")
    for letter in PASSWORD:
        serving.type(letter)
    serving.enter()
    guest.until(lambda: serving.property("shown")["state"] == "open")


def _refused(service: str) -> Callable[[Guest], None]:
    def go(guest: Guest) -> None:
        guest.screen.prepare(service)
        guest.comes_to(Page.TROUBLE)

    return go


def _no_counter(guest: Guest) -> None:
    admin = staff_of(guest.hall).admin
    for counter in guest.hall.counters():
        if counter.open and counter.code in ("11", "12"):
            guest.hall.close_counter(counter.code, admin, "lunch")
    _refused(PLAIN)(guest)


def _no_answer(guest: Guest) -> None:
    guest.screen.choose("theme", "准营准办")
    guest.said(Refusal("system.trouble"))


def _no_database(guest: Guest) -> None:
    visit = guest.screen.visit
    # What is still on its way would bring the hall back.
    guest.until(lambda: not visit._looking)
    visit.hall = visit.catalogue = None
    guest.said(Refusal("database.lost"))


PAGES: dict[str, tuple[Page, Callable[[Guest], None]]] = {
    "home": (Page.HOME, lambda _: None),
    "home-theme": (Page.HOME, _side("theme")),
    "home-office": (Page.HOME, _side("office")),
    "home-bundle": (Page.HOME, _side("bundle")),
    "home-unprinted": (Page.HOME, _home_unprinted),
    "confirm-unprinted": (Page.CONFIRM, _unprinted),
    "search": (Page.SEARCH, _typed()),
    "search-found": (Page.SEARCH, _typed("g", "h")),
    "search-nothing": (Page.SEARCH, _typed("x", "x", "x", "x")),
    "services": (Page.SERVICES, _themed("准营准办")),
    "services-one": (Page.SERVICES, _themed("农林牧渔")),
    "confirm": (Page.CONFIRM, _confirm(PLAIN)),
    "confirm-crowded": (Page.CONFIRM, _confirm(CROWDED)),
    "confirm-papers": (Page.CONFIRM, _papers),
    "confirm-desk": (Page.CONFIRM, _desk),
    "priority": (Page.PRIORITY, _priority),
    "identity": (Page.IDENTITY, _identity()),
    "identity-number": (Page.IDENTITY, _identity("resident_id", typed="11010519491")),
    "identity-passport": (Page.IDENTITY, _identity("passport", typed="E12")),
    "identity-agent": (Page.IDENTITY, _identity("agent")),
    "identity-none": (Page.IDENTITY, _identity("none")),
    "ticket": (Page.TICKET, _ticket),
    "ticket-held": (Page.TICKET, _held),
    "ticket-unknown": (Page.TICKET, _unknown),
    "ticket-waived": (Page.TICKET, _waived),
    "lookup": (Page.LOOKUP, _typing),
    "receipt": (Page.RECEIPT, _waits),
    "receipt-missed": (Page.RECEIPT, _missed),
    "receipt-left-behind": (Page.RECEIPT, _left_behind),
    "receipt-asks": (Page.RECEIPT, _asks),
    "appointment": (Page.APPOINTMENT, _step(Step.APPOINTED)),
    "appointment-early": (Page.APPOINTMENT, _early),
    "help": (Page.HELP, _help),
    "idle": (Page.IDLE, _step(Step.RESTED)),
    "closed-lunch": (Page.CLOSED, _shut(3, 2, 12)),
    "closed-holiday": (Page.CLOSED, _shut(2, 16, 10)),
    "closed-night": (Page.CLOSED, _shut(3, 6, 18)),
    "service": (Page.SERVICE, _locked),
    "service-menu": (Page.SERVICE, _menu),
    "trouble": (Page.TROUBLE, _no_answer),
    "trouble-full": (Page.TROUBLE, _refused(FULL)),
    "trouble-no-counter": (Page.TROUBLE, _no_counter),
    "trouble-no-database": (Page.TROUBLE, _no_database),
}
"""Those that change the hall for good come last."""
