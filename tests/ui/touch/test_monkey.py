"""A monkey at the screen: 20,000 touches and keys at random, and it still serves who comes next."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.hall import Hall
from tests.hall import count
from tests.ui import looks
from tests.ui.touch.conftest import Visit, Visitor
from ui.hands import Hands

TOUCHES = 20_000
SEED = 20_260_302
MEGABYTES = 8.0
"""What the second half may add to the memory: pages of SQLite's cache, rows of the hall."""

_KEYS = [
    *range(Qt.Key.Key_Space, Qt.Key.Key_Underscore),
    *range(Qt.Key.Key_Escape, Qt.Key.Key_Delete),
    *range(Qt.Key.Key_Home, Qt.Key.Key_PageDown),
    *range(Qt.Key.Key_F1, Qt.Key.Key_F24),
]
_MODIFIERS = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.KeypadModifier,
]


class Monkey:
    """Knows where the buttons are, as it looks now and then, and hits beside them as well."""

    def __init__(self, visitor: Visitor, seed: int) -> None:
        self.visitor, self.chance = visitor, random.Random(seed)
        self.window = visitor.touch.window
        self.buttons: list[QPoint] = []
        self.pages: set[str] = set()
        self.deeds: list[Callable[[], None]] = [
            *[self.press] * 10,
            *[self.poke] * 4,
            self.drag,
            self.two_fingers,
            self.click,
            *[self.type] * 3,
        ]

    def look(self) -> None:
        """See what can be pressed on the page."""
        self.buttons = [
            thing.box.center()
            for thing in self.visitor.hands.things()
            if thing.role in looks.TOUCHED and thing.enabled
        ]

    def anywhere(self) -> QPoint:
        return QPoint(
            self.chance.randrange(self.window.width()), self.chance.randrange(self.window.height())
        )

    def press(self) -> None:
        spot = self.chance.choice(self.buttons) if self.buttons else self.anywhere()
        self.visitor.hands.press(spot)
        self.visitor.hands.lift(spot)

    def poke(self) -> None:
        spot = self.anywhere()
        self.visitor.hands.press(spot)
        self.visitor.hands.lift(spot)

    def drag(self) -> None:
        self.visitor.hands.press(self.anywhere())
        self.visitor.hands.lift(self.anywhere())

    def two_fingers(self) -> None:
        device = Hands._finger
        assert device is not None
        one, other = self.anywhere(), self.anywhere()
        down = QTest.touchEvent(self.window, device)
        down.press(0, one, self.window).press(1, other, self.window).commit()
        up = QTest.touchEvent(self.window, device)
        up.release(0, one, self.window).release(1, other, self.window).commit()

    def click(self) -> None:
        spot = self.chance.choice(self.buttons) if self.buttons else self.anywhere()
        QTest.mouseClick(
            self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
        )

    def type(self) -> None:
        QTest.keyClick(
            self.window, Qt.Key(self.chance.choice(_KEYS)), self.chance.choice(_MODIFIERS)
        )


def resident() -> float:
    """The memory of this process, in megabytes."""
    gc.collect()
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no VmRSS")


@pytest.mark.slow
def test_a_monkey_neither_breaks_it_nor_gets_out(visit: Visit, hall: Hall) -> None:
    visitor = visit(size=(540, 960))
    # A page takes no touches for a moment, and none while they go on: this monkey never rests.
    visitor.touch.window.setProperty("settleMs", 1)
    monkey = Monkey(visitor, SEED)
    taken = count(hall, "tickets")
    memory: list[float] = []
    for turn in range(TOUCHES):
        if turn % 25 == 0:
            monkey.look()
        if turn % (TOUCHES // 10) == 0:
            memory.append(resident())
        monkey.chance.choice(monkey.deeds)()
        QCoreApplication.processEvents()
        monkey.pages.add(visitor.page)
        assert visitor.touch.window.isVisible()
    memory.append(resident())
    told = ", ".join(f"{each:.0f}" for each in memory)
    assert memory[-1] - memory[len(memory) // 2] < MEGABYTES, f"memory in MB: {told}"
    # It went somewhere, and took what one touch each gives.
    assert len(monkey.pages) > 5
    assert count(hall, "tickets") > taken
    assert hall.audit_verify() is None
    serves(visitor, hall)


def serves(visitor: Visitor, hall: Hall) -> None:
    """Fail unless the next visitor gets one number."""
    hands = visitor.hands
    hands.until(lambda: not visitor.touch.screen.visit.busy)
    visitor.touch.screen.home()
    visitor.touch.screen.leave()
    visitor.comes_to("home")
    before = count(hall, "tickets")
    hands.until(lambda: visitor.touch.screen.visit.language == "zh")
    visitor.touch.screen.prepare("GA002")
    visitor.comes_to("confirm")
    visitor.tap(
        "confirm.take_without" if visitor.touch.screen.visit.printer.trouble else "confirm.take"
    )
    visitor.comes_to("ticket")
    assert count(hall, "tickets") == before + 1
