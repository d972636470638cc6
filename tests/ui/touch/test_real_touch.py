"""Real fingers on every page: slips, long presses, palms, wet sleeves and double taps (R56).

Whatever hits the glass, one touch is one press: a finger that slides off its target presses
nothing, two at once press no more than one would, and all that can be pressed shows it in the
next frame. A mouse does the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from kiosk.hall import Hall
from kiosk.refusal import Refusal
from tests.hall import count
from tests.ui import looks
from tests.ui.touch.conftest import Visit, Visitor
from ui.hands import Hands, Thing
from ui.touch.flow import Step

SIZE = (540, 960)
SERVICE = "GA002"
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def search(visitor: Visitor) -> None:
    visitor.touch.screen.search()
    finding = visitor.touch.screen.finding
    assert visitor.hands.until(lambda: any(finding.property("keys").values()))


def services(visitor: Visitor) -> None:
    visitor.touch.screen.choose("theme", "准营准办")


def confirm(visitor: Visitor) -> None:
    services(visitor)
    visitor.touch.screen.prepare(SERVICE)


def priority(visitor: Visitor) -> None:
    confirm(visitor)
    visitor.comes_to("confirm")
    visitor.touch.screen.visit.step(Step.ASKED_WHO)


def ticket(visitor: Visitor) -> None:
    confirm(visitor)
    visitor.comes_to("confirm")
    visitor.touch.screen.take()


def trouble(visitor: Visitor) -> None:
    services(visitor)
    screen = visitor.touch.screen
    screen.visit.refusal = Refusal("system.trouble")
    screen.visit.step(Step.REFUSED)
    screen.troubled.emit()


def service(visitor: Visitor) -> None:
    visitor.touch.screen.serving.open()
    visitor.comes_to("service")
    people = visitor.touch.screen.serving
    assert visitor.hands.until(lambda: bool(people.property("shown")["people"]))
    people.choose("supervisor")


def step(way: Step) -> Callable[[Visitor], None]:
    return lambda visitor: visitor.touch.screen.visit.step(way)


PAGES: Mapping[str, Callable[[Visitor], None]] = {
    "home": lambda _: None,
    "search": search,
    "services": services,
    "confirm": confirm,
    "priority": priority,
    "ticket": ticket,
    "lookup": step(Step.LOOKED_UP),
    "help": step(Step.HELP),
    "trouble": trouble,
    "service": service,
}


@dataclass
class Page:
    """A page with a person before it, who touches it in all wrong ways."""

    visitor: Visitor
    name: str
    hall: Hall

    def open(self) -> None:
        """As it is when one comes to it."""
        visitor = self.visitor
        visitor.touch.screen.leave()
        visitor.touch.screen.home()
        visitor.comes_to("home")
        PAGES[self.name](visitor)
        visitor.comes_to(self.name)

    def things(self) -> list[Thing]:
        """All that can be pressed."""
        glass = QRect(QPoint(0, 0), self.visitor.touch.window.size())
        return [
            thing
            for thing in self.visitor.hands.things()
            if thing.role in looks.TOUCHED and thing.enabled and glass.contains(thing.box.center())
        ]

    def settles(self) -> None:
        """Nothing that was asked is unanswered."""
        visit = self.visitor.touch.screen.visit
        assert self.visitor.hands.until(lambda: not visit.busy)

    def state(self) -> tuple[object, ...]:
        """All that a touch could change."""
        self.visitor.hands.rest(0)
        visit = self.visitor.touch.screen.visit
        names = sorted(thing.name for thing in self.things())
        return visit.place, visit.language, visit.busy, tickets(self.hall), names


def tickets(hall: Hall) -> int:
    return count(hall, "tickets")


@pytest.fixture
def pages(visit: Visit, hall: Hall) -> Iterator[Page]:
    """One page after the other, in one window."""
    visitor = visit(size=SIZE)

    def each() -> Iterator[Page]:
        for name in PAGES:
            page = Page(visitor, name, hall)
            page.open()
            yield page

    return each()


class Fingers:
    """Several fingers at once; each step says where each of them is."""

    def __init__(self, visitor: Visitor) -> None:
        assert Hands._finger is not None
        self._window, self._device = visitor.touch.window, Hands._finger

    def down(self, *points: QPoint) -> None:
        sequence = QTest.touchEvent(self._window, self._device)
        for number, point in enumerate(points):
            sequence.press(number, point, self._window)
        sequence.commit()

    def move(self, *points: QPoint) -> None:
        sequence = QTest.touchEvent(self._window, self._device)
        for number, point in enumerate(points):
            sequence.move(number, point, self._window)
        sequence.commit()

    def up(self, *points: QPoint) -> None:
        sequence = QTest.touchEvent(self._window, self._device)
        for number, point in enumerate(points):
            sequence.release(number, point, self._window)
        sequence.commit()

    def tap(self, *points: QPoint) -> None:
        self.down(*points)
        self.up(*points)


def beside(thing: Thing) -> QPoint:
    """A place on the glass, below a thing or above it."""
    box, low = thing.box, thing.box.bottom() + 12
    return QPoint(box.center().x(), low if low < SIZE[1] else box.top() - 12)


def test_a_finger_that_slides_off_presses_nothing(pages: Iterator[Page]) -> None:
    for page in pages:
        fingers, before = Fingers(page.visitor), page.state()
        for thing in page.things():
            start, end = thing.box.center(), beside(thing)
            fingers.down(start)
            for part in range(1, 7):
                fingers.move(start + (end - start) * part / 6)
            fingers.up(end)
            assert page.state() == before, f"{page.name}: slid off {thing.name!r}"


def test_a_mouse_that_slides_off_presses_nothing(pages: Iterator[Page]) -> None:
    for page in pages:
        window, before = page.visitor.touch.window, page.state()
        for thing in page.things():
            QTest.mousePress(window, LEFT, NONE, thing.box.center())
            QTest.mouseMove(window, beside(thing))
            QTest.mouseRelease(window, LEFT, NONE, beside(thing))
            assert page.state() == before, f"{page.name}: slid off {thing.name!r}"


def test_the_other_buttons_of_a_mouse_press_nothing(pages: Iterator[Page]) -> None:
    for page in pages:
        window, before = page.visitor.touch.window, page.state()
        for thing in page.things():
            for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
                QTest.mouseClick(window, button, NONE, thing.box.center())
            assert page.state() == before, f"{page.name}: the wrong button on {thing.name!r}"


def test_all_that_can_be_pressed_shows_it_in_the_next_frame(pages: Iterator[Page]) -> None:
    for page in pages:
        fingers, window = Fingers(page.visitor), page.visitor.touch.window
        for thing in page.things():
            before = window.grabWindow().copy(thing.box)
            fingers.down(thing.box.center())
            during = window.grabWindow().copy(thing.box)
            fingers.move(beside(thing))
            fingers.up(beside(thing))
            assert (during == before) is False, f"{page.name}: {thing.name!r} does not answer"


def test_a_long_press_waits_for_its_end_and_opens_no_menu(pages: Iterator[Page]) -> None:
    for page in itertools.islice(pages, 4):
        before, thing = page.state(), page.things()[0]
        page.visitor.hands.press(thing.box.center())
        # Longer than Qt's own long press, at which menus open elsewhere.
        page.visitor.hands.rest(0.9)
        assert page.state() == before, page.name
        Fingers(page.visitor).move(beside(thing))
        page.visitor.hands.lift(beside(thing))


def test_a_wet_sleeve_presses_nothing(pages: Iterator[Page]) -> None:
    """Three points that wander over the glass together."""
    for page in pages:
        fingers, before = Fingers(page.visitor), page.state()
        for thing in page.things()[:12]:
            start, way = thing.box.center(), beside(thing) - thing.box.center()
            spots = [start, start + QPoint(14, 6), start - QPoint(9, 12)]
            fingers.down(*spots)
            for part in range(1, 7):
                fingers.move(*(spot + way * part / 3 for spot in spots))
            fingers.up(*(spot + way * 2 for spot in spots))
            assert page.state() == before, f"{page.name}: wiped over {thing.name!r}"


@pytest.mark.slow
def test_a_palm_takes_no_more_than_one_number(pages: Iterator[Page]) -> None:
    """Five points at once, on whatever lies there: five things, or all on one."""
    for page in pages:
        fingers, visitor = Fingers(page.visitor), page.visitor
        centres = [thing.box.center() for thing in page.things()]
        palms = [centres[:5], centres[-5:]]
        palms += [[spot + QPoint(4 * n, 3 * n) for n in range(5)] for spot in centres[-2:]]
        for palm in palms:
            taken = tickets(page.hall)
            fingers.tap(*palm)
            page.settles()
            assert tickets(page.hall) <= taken + 1, page.name
            if visitor.page != page.name:
                page.open()


@pytest.mark.parametrize("mouse", [False, True], ids=["finger", "mouse"])
def test_whoever_hammers_on_take_gets_one_number_and_sees_it(
    visit: Visit, hall: Hall, mouse: bool
) -> None:
    visitor = visit(size=SIZE)
    window, fingers = visitor.touch.window, Fingers(visitor)
    # On a slow machine a hand that hammers looks as if it rested.
    window.setProperty("settleMs", 3000)
    Page(visitor, "confirm", hall).open()
    spot = visitor.hands.find(visitor.say("confirm.take")).box.center()

    def hammer() -> None:
        if mouse:
            QTest.mouseDClick(window, LEFT, NONE, spot)
        else:
            # Two fingers, and one of them again.
            fingers.tap(spot, spot + QPoint(20, 5))
            fingers.tap(spot)

    while visitor.page == "confirm":
        hammer()
    for _ in range(5):
        hammer()
    assert visitor.page == "ticket"
    assert visitor.hands.until(lambda: not visitor.touch.screen.visit.busy)
    assert tickets(hall) == 1


@pytest.mark.parametrize("veil", ["idle", "dark"])
def test_no_finger_of_two_gets_through_what_lies_over_the_page(
    visit: Visit, hall: Hall, veil: str
) -> None:
    visitor = visit(size=SIZE)
    Page(visitor, "confirm", hall).open()
    spot = visitor.hands.find(visitor.say("confirm.take")).box.center()
    if veil == "idle":
        visitor.touch.window.setProperty("idleSeconds", 1)
        visitor.sees("idle.title")
    else:
        # The picture goes only for who listens.
        visitor.touch.screen.showing.choose("speech", True)
        visitor.touch.screen.showing.choose("dark", True)
        visitor.sees("modes.is_dark")
    Fingers(visitor).tap(QPoint(40, 300), spot)
    visitor.misses("idle.title" if veil == "idle" else "modes.is_dark")
    assert visitor.hands.until(lambda: not visitor.touch.screen.visit.busy)
    assert (visitor.page, tickets(hall)) == ("confirm", 0)


def test_letters_may_be_typed_as_fast_as_anybody_can(visit: Visit, hall: Hall) -> None:
    """What keeps a double tap from going through to the next page takes no letter away."""
    visitor = visit(size=SIZE)
    Page(visitor, "search", hall).open()
    finding, typed = visitor.touch.screen.finding, ""
    places = {thing.name: thing.box.center() for thing in visitor.hands.things()}
    while len(typed) < 4:
        leading = finding.property("keys")
        letter = next(each for each in sorted(leading) if leading[each])
        Fingers(visitor).tap(places[letter.upper()])
        typed += letter
        assert finding.property("text").lower() == typed
