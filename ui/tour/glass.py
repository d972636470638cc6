"""The rest of the touch screen: finding, desks, appointments, numbers that were missed, modes."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.words import words
from ui.hands import Hands
from ui.touch import LANDSCAPE, open_touch
from ui.touch.flow import Page
from ui.tour.guide import Tour
from ui.tour.ticket import SERVICE

_PLAIN = "GA002"
_MISSED_AT = "11"
_BOOKED = "GA001"
# A number may be called again after a while, and is missed after that (R28).
_PAUSE_SECONDS = 20


def search(tour: Tour) -> None:
    """Two letters, and what people call it is there."""
    tour.home()
    tour.tap("home.search")
    tour.comes_to(Page.SEARCH)
    tour.wait_for("the search is not ready", lambda: tour.touch.screen.finding.ready)
    for letter in "GH":
        tour.glass.tap(letter)
    tour.glass.find(tour.hall.catalogue().services[SERVICE].name)
    tour.picture(tour.touch, "search")


def life_event(tour: Tour) -> None:
    """Several services for one event of a life."""
    tour.home()
    tour.tap("home.by_bundle")
    bundle = tour.hall.catalogue().bundles[0]
    tour.glass.find(bundle.name)
    tour.picture(tour.touch, "life-events")
    tour.glass.tap(bundle.name)
    tour.comes_to(Page.SERVICES)
    tour.picture(tour.touch, "life-event")


def enquiry(tour: Tour) -> None:
    """Who does not know what to ask for gets a number all the same."""
    tour.home()
    tour.tap("home.unsure")
    tour.comes_to(Page.CONFIRM)
    tour.picture(tour.touch, "enquiry")
    tour.tap("confirm.take")
    tour.comes_to(Page.TICKET)


def appointment(tour: Tour) -> None:
    """A booked code becomes a number."""
    today = tour.clock().astimezone(tour.hall.ground.zone).date()
    booked = tour.hall.book(_BOOKED, today, time(11), tour.actor)
    tour.clock.move(minutes=75)
    tour.home()
    tour.tap("home.appointment")
    tour.comes_to(Page.APPOINTMENT)
    for digit in booked.code:
        tour.glass.tap(digit)
    tour.picture(tour.touch, "appointment")
    tour.tap("appointment.find")
    tour.comes_to(Page.TICKET)


def missed(tour: Tour) -> None:
    """Called twice and not there: back in the line, a new paper, and given up after all."""
    issued = tour.hall.issue(_PLAIN)
    called = tour.hall.call_next(_MISSED_AT, tour.actor)
    tour.clock.move(seconds=_PAUSE_SECONDS)
    tour.hall.recall(called.id, tour.actor)
    tour.clock.move(seconds=_PAUSE_SECONDS)
    tour.hall.miss(called.id, tour.actor)
    tour.home()
    tour.tap("home.lookup")
    tour.comes_to(Page.LOOKUP)
    for key in called.number:
        tour.glass.tap(key)
    tour.picture(tour.touch, "lookup")
    tour.touch.screen.at_desk.scan(issued.status_url)
    tour.comes_to(Page.RECEIPT)
    tour.picture(tour.touch, "missed")
    tour.tap("desk.check_in")
    tour.reads(tour.say("touch.desk.told.check_in"))
    tour.picture(tour.touch, "checked-in")
    tour.tap("desk.reprint")
    tour.reads(tour.say("touch.paper_state.printed"))
    tour.tap("desk.give_up")
    tour.glass.find(tour.say("touch.desk.yes"))
    tour.picture(tour.touch, "give-up")
    tour.tap("desk.yes")
    tour.reads(tour.say("touch.desk.told.give_up", number=called.number))


def priority(tour: Tour) -> None:
    """Who may go first says so with one touch."""
    tour.home()
    tour.touch.screen.prepare(_PLAIN)
    tour.comes_to(Page.CONFIRM)
    tour.touch.screen.at_desk.askWho()
    tour.comes_to(Page.PRIORITY)
    tour.picture(tour.touch, "priority")


def large(tour: Tour) -> None:
    """Large characters and few choices, and light on black."""
    tour.home()
    tour.tap("modes.large")
    tour.wait_for("large mode does not come", lambda: tour.touch.screen.showing.property("large"))
    tour.comes_to(Page.HOME)
    tour.picture(tour.touch, "large")
    tour.touch.screen.prepare(_PLAIN)
    tour.comes_to(Page.CONFIRM)
    tour.picture(tour.touch, "large-confirm")
    tour.tap("nav.home")
    tour.comes_to(Page.HOME)
    tour.tap("modes.contrast")
    tour.picture(tour.touch, "contrast")


def keypad(tour: Tour) -> None:
    """By keys alone, spoken, and with a dark screen."""
    tour.home()
    modes = tour.touch.screen.showing
    for key in (Qt.Key.Key_6, Qt.Key.Key_6):
        QTest.keyClick(tour.touch.window, key, Qt.KeyboardModifier.KeypadModifier)
        # What may be the beginning of a scanned code arrives a moment later.
        tour.glass.rest(0.3)
    tour.wait_for("nothing is spoken", lambda: modes.property("speech"))
    tour.picture(tour.touch, "keypad")
    QTest.keyClick(tour.touch.window, Qt.Key.Key_9, Qt.KeyboardModifier.KeypadModifier)
    tour.wait_for("the screen stays bright", lambda: modes.property("dark"))
    tour.picture(tour.touch, "dark")
    tour.glass.touch(tour.middle)
    tour.wait_for("the picture stays away", lambda: not modes.property("dark"))


def help_me(tour: Tour) -> None:
    """A call for help stays until somebody answers it."""
    tour.home()
    tour.tap("help.button")
    tour.comes_to(Page.HELP)
    tour.wait_for("the call does not arrive", lambda: bool(tour.hall.help_calls()))
    tour.reads(tour.say("touch.help.called_title"))
    tour.picture(tour.touch, "help")
    tour.hall.answer_help(tour.hall.help_calls()[0].id, tour.actor)
    tour.reads(tour.say("touch.help.answered_title"))


def english(tour: Tour) -> None:
    """The same glass in English, down to the papers to bring, and lying on its side."""
    tour.home()
    tour.tap("language.en")
    tour.glass.find(words().say("touch.home.ask", "en"))
    tour.picture(tour.touch, "home-english")
    tour.touch.screen.prepare(SERVICE)
    tour.comes_to(Page.CONFIRM)
    tour.picture(tour.touch, "confirm-english")
    tour.home()
    wide = open_touch(tour.hall, size=LANDSCAPE, motion=False, clock=tour.clock, prints=False)
    try:
        looking = Hands(wide.window)
        looking.find(tour.say("touch.home.ask"))
        tour.photograph(looking, "home-landscape")
    finally:
        wide.close()


def trouble(tour: Tour) -> None:
    """No counter is open: no number, and what else one can do."""
    closed = [each for each in tour.hall.outlook(_PLAIN).counters if each.open]
    for counter in closed:
        tour.hall.close_counter(counter.code, tour.actor, words().say("tour.reason", "zh"))
    tour.home()
    tour.touch.screen.prepare(_PLAIN)
    tour.comes_to(Page.TROUBLE)
    tour.picture(tour.touch, "trouble")
    for counter in closed:
        tour.hall.open_counter(counter.code, tour.actor)


def service_menu(tour: Tour) -> None:
    """Staff at the machine: a name, a password, and what they may do."""
    tour.home()
    serving = tour.touch.screen.serving
    serving.open()
    tour.comes_to(Page.SERVICE)
    tour.glass.tap(tour.actor.account.display_name)
    for letter in tour.password:
        serving.type(letter)
    tour.picture(tour.touch, "service-locked")
    tour.tap("service.enter")
    tour.wait_for("the menu stays shut", lambda: serving.property("shown")["state"] == "open")
    tour.picture(tour.touch, "service-menu")


def idle(tour: Tour) -> None:
    """Nobody is there: how the hall stands, who waits, what it has to say."""
    for service in (_PLAIN, _PLAIN, SERVICE, "SC001"):
        tour.hall.issue(service)
    tour.home()
    tour.touch.screen.resting.rest()
    tour.comes_to(Page.IDLE)
    tour.picture(tour.touch, "idle")


def closed(tour: Tour) -> None:
    """At noon; and in the evening, when the glass sleeps until somebody touches it."""
    guard = tour.touch.screen.guarding
    for hours, state in ((2, "lunch"), (6, "after")):
        tour.clock.move(hours=hours)
        tour.comes_to(Page.CLOSED)
        tour.reads(tour.say(f"hours.{state}"))
        if state == "after":
            tour.wait_for("the glass stays awake", lambda: bool(guard.property("asleep")))
            tour.glass.touch(tour.middle)
            tour.wait_for("the glass sleeps on", lambda: not guard.property("asleep"))
        tour.picture(tour.touch, f"closed-{state}")
